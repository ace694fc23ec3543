"""Sums, clock times, weekdays and orderings with their steps, made from numbers: right by construction."""

from __future__ import annotations

import random
from collections.abc import Callable

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    ("January", 31), ("February", 28), ("March", 31), ("April", 30), ("May", 31), ("June", 30), ("July", 31),
    ("August", 31), ("September", 30), ("October", 31), ("November", 30), ("December", 31),
)  # fmt: skip
_THINGS = ("apples", "pens", "cups", "tickets", "eggs", "chairs", "stamps", "books", "rolls", "candles", "bricks", "plums")
_WORDS = (
    "apple", "bell", "candle", "door", "egg", "fork", "garden", "hat", "island", "jam", "kite", "lamp", "moon", "nail",
    "onion", "pear", "queen", "river", "spoon", "tent", "uncle", "violin", "wheel", "yard", "zebra",
)  # fmt: skip

Exchange = tuple[str, str]


def exchange(rng: random.Random) -> Exchange:
    """Return a question and its answer."""
    kinds: tuple[Callable[[random.Random], Exchange], ...] = (
        _plus, _minus, _times, _by, _percent, _story, _clock, _weekday, _date, _sorted, _alphabet, _larger,
    )  # fmt: skip
    return rng.choice(kinds)(rng)


def _ask(rng: random.Random, text: str) -> str:
    wordings = ("What is {}?", "What's {}?", "whats {}", "{} = ?", "{}", "how much is {}", "Please work out {}.", "Calculate {}.")
    return rng.choice(wordings).format(text)


def _say(rng: random.Random, steps: str, result: object, whole: str) -> str:
    """Return an answer, nearly always with its steps: a model this small gets there by them or not at all."""
    return rng.choices((steps, whole, f"{result}."), (12, 2, 1))[0]


def _plus(rng: random.Random) -> Exchange:
    a, b = rng.randint(2, rng.choice((20, 99, 400))), rng.randint(2, rng.choice((20, 99)))
    tens = a + b // 10 * 10
    steps = f"{a} + {b // 10 * 10} = {tens}, and {tens} + {b % 10} = {a + b}." if b > 10 and b % 10 else f"{a} + {b} = {a + b}."
    sign = rng.choice(("+", "plus", "and"))
    return _ask(rng, f"{a} {sign} {b}"), _say(rng, steps, a + b, f"{a} + {b} = {a + b}.")


def _minus(rng: random.Random) -> Exchange:
    b = rng.randint(2, rng.choice((20, 90)))
    a = b + rng.randint(1, rng.choice((20, 99, 300)))
    tens = a - b // 10 * 10
    steps = f"{a} - {b // 10 * 10} = {tens}, and {tens} - {b % 10} = {a - b}." if b > 10 and b % 10 else f"{a} - {b} = {a - b}."
    sign = rng.choice(("-", "minus"))
    return _ask(rng, f"{a} {sign} {b}"), _say(rng, steps, a - b, f"{a} - {b} = {a - b}.")


def _times(rng: random.Random) -> Exchange:
    a, b = rng.randint(2, rng.choice((10, 10, 25))), rng.randint(2, 10)
    sign = rng.choice(("x", "times", "*", "multiplied by"))
    whole = f"{a} times {b} is {a * b}."
    if a > 10 and a % 10:
        steps = f"10 x {b} = {10 * b} and {a - 10} x {b} = {(a - 10) * b}, together {a * b}."
        return _ask(rng, f"{a} {sign} {b}"), _say(rng, steps, a * b, whole)
    return _ask(rng, f"{a} {sign} {b}"), _say(rng, whole, a * b, f"{a} x {b} = {a * b}.")


def _by(rng: random.Random) -> Exchange:
    b, c = rng.randint(2, 12), rng.randint(2, 12)
    whole = f"{b * c} divided by {b} is {c}, because {b} x {c} = {b * c}."
    return _ask(rng, f"{b * c} {rng.choice(('divided by', '/', ':'))} {b}"), _say(rng, whole, c, f"{b * c} / {b} = {c}.")


def _percent(rng: random.Random) -> Exchange:
    share, of = rng.choice((5, 10, 20, 25, 30, 50)), 20 * rng.randint(1, 30)
    sign = rng.choice(("%", " %", " percent"))
    base = 50 if share == 50 else 25 if share == 25 else 10
    result = share * of // 100
    one = base * of / 100
    whole = f"{share} percent of {of} is {result}."
    if base == share:
        return _ask(rng, f"{share}{sign} of {of}"), _say(rng, whole, result, whole)
    steps = f"10 percent of {of} is {one:g}, so {share} percent is {result}."
    return _ask(rng, f"{share}{sign} of {of}"), _say(rng, steps, result, whole)


def _story(rng: random.Random) -> Exchange:
    thing, a, b = rng.choice(_THINGS), rng.randint(3, 12), rng.randint(2, 9)
    match rng.randrange(4):
        case 0:
            question = rng.choice((f"One box holds {a} {thing}. How many are in {b} boxes?", f"{b} boxes with {a} {thing} each, how many {thing}?"))
            return question, f"{b} x {a} = {a * b}. That is {a * b} {thing}."
        case 1:
            return f"I have {a + b} {thing} and give away {b}. How many are left?", f"{a + b} - {b} = {a}. You have {a} {thing} left."
        case 2:
            return f"{b} people share {a * b} {thing}. How many does each get?", f"{a * b} divided by {b} is {a}. Each gets {a}."
        case _:
            return f"{a} {thing} cost {a * b} euros. What does one cost?", f"{a * b} divided by {a} is {b}. One costs {b} euros."


def _clock(rng: random.Random) -> Exchange:
    begin, more = 60 * rng.randint(5, 20) + 5 * rng.randint(0, 11), 5 * rng.randint(2, 36)
    end = begin + more
    length = f"{more} minutes" if more < 60 or rng.random() < 0.5 else _hours(more)
    first, last = _time(begin), _time(end)
    if rng.random() < 0.3:
        return f"How long is it from {first} to {last}?", f"From {first} to {last} it is {_hours(more)}."
    question = rng.choice((
        f"It is {first}. What time is it in {length}?", f"A film begins at {first} and lasts {length}. When does it end?",
        f"I leave at {first} and the ride takes {length}. When am I there?", f"what is {first} plus {length}",
    ))  # fmt: skip
    return question, f"{first} and {length} is {last}."


def _time(minutes: int) -> str:
    return f"{minutes // 60 % 24}:{minutes % 60:02}"


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} hour{'s' * (hours > 1)}"] * (hours > 0) + [f"{rest} minutes"] * (rest > 0)
    return " and ".join(parts)


def _weekday(rng: random.Random) -> Exchange:
    day, ahead = rng.randrange(7), rng.randint(1, 6)
    if rng.random() < 0.4:
        step = rng.choice((-1, 1))
        return f"Which day comes {'after' if step > 0 else 'before'} {_DAYS[day]}?", f"{_DAYS[(day + step) % 7]}."
    days = "one day" if ahead == 1 else f"{ahead} days"
    way = ", ".join(_DAYS[(day + each) % 7] for each in range(1, ahead + 1))
    target = _DAYS[(day + ahead) % 7]
    steps = f"{way}: it will be {target}." if ahead > 1 else f"It will be {target}."
    return f"Today is {_DAYS[day]}. What day is it in {days}?", rng.choice((steps, steps, steps, f"{target}."))


def _date(rng: random.Random) -> Exchange:
    at, ahead = rng.randrange(12), rng.randint(1, 10)
    month, length = _MONTHS[at]
    if rng.random() < 0.3:
        months = [name for name, _ in _MONTHS]
        step = rng.choice((-1, 1))
        return f"Which month comes {'after' if step > 0 else 'before'} {month}?", f"{months[(at + step) % 12]}."
    if month == "February":
        month, length, at = "March", 31, 2
    day = rng.randint(1, length)
    last = day + ahead
    then = f"{last} {month}" if last <= length else f"{last - length} {_MONTHS[(at + 1) % 12][0]}"
    days = "one day" if ahead == 1 else f"{ahead} days"
    if last > length:
        return f"What is the date {days} after {day} {month}?", f"{month} has {length} days, so it is {then}."
    return f"If today is {day} {month}, what is the date in {days}?", f"It is {then}."


def _sorted(rng: random.Random) -> Exchange:
    numbers = rng.sample(range(1, 400), rng.randint(3, 5))
    down = rng.random() < 0.3
    said = ", ".join(map(str, numbers))
    way = "from large to small" if down else rng.choice(("from small to large", "smallest first", "in ascending order"))
    return f"Sort these numbers {way}: {said}", ", ".join(map(str, sorted(numbers, reverse=down)))


def _alphabet(rng: random.Random) -> Exchange:
    words = rng.sample(_WORDS, rng.randint(3, 5))
    begin = rng.choice(("Put in alphabetical order", "Sort by the alphabet", "alphabetically please", "Sort these words from A to Z"))
    return f"{begin}: {', '.join(words)}", ", ".join(sorted(words))


def _larger(rng: random.Random) -> Exchange:
    a, b = rng.sample(range(2, 300), 2)
    big, small = max(a, b), min(a, b)
    if rng.random() < 0.5:
        return f"Which is larger, {a} or {b}?", f"{big} is larger than {small}."
    return f"By how much is {big} larger than {small}?", f"{big} - {small} = {big - small}."
