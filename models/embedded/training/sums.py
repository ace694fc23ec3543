"""Sums, clock times, weekdays and orderings, made from numbers: right by construction.

What the template works out (`reckoning.py`) is only to be chosen and repeated.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from reckoning import NUMBER_WORDS, SHORT_UNITS, UNITS, worked_out

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

_PEOPLE = ("Anna", "Ben", "Clara", "David", "Emma", "Felix", "Grace", "Hugo", "Lena", "Tom", "Mia", "Omar", "Rosa", "my son", "my aunt")

Exchange = tuple[str, str]


def exchange(rng: random.Random) -> Exchange:
    """Return a question and its answer."""
    kinds: tuple[Callable[[random.Random], Exchange], ...] = (
        _plus, _minus, _times, _by, _percent, _story, _story, _clock, _weekday, _weekday, _date, _date, _sorted, _alphabet, _larger,
        _several, _part, _units,
    )  # fmt: skip
    return rng.choice(kinds)(rng)


def _ask(rng: random.Random, text: str) -> str:
    wordings = (
        "What is {}?", "What's {}?", "whats {}", "{} = ?", "{}", "how much is {}", "Please work out {}.", "Calculate {}.", "{}?",
        "Can you work out {} for me?", "I need to know what {} is.", "What does {} make?", "How much does {} come to?", "{} equals what?",
        "Compute {}", "Quick sum: {}", "Could you calculate {}, please?", "tell me {}", "What do I get for {}?", "Solve {}",
        "My homework says {}. What is the answer?", "I am bad at sums. {}?", "Do you know how much {} is?", "What would {} be?",
    )  # fmt: skip
    return rng.choice(wordings).format(text)


def _say(rng: random.Random, question: str, sign: str, words: str = "{}") -> Exchange:
    """Return a question and its sum as the template works it out, alone or in words."""
    question = question if worked_out(question) else f"{question}?"
    whole = _worked_out(question, sign)
    result = whole.rpartition(" ")[2]
    return question, rng.choices((f"{whole}.", words.format(result) + ".", f"{whole}. {words.format(result)}."), (12, 3, 3 * (words != "{}")))[0]


def _worked_out(question: str, sign: str) -> str:
    """Return the sum with this sign among those that the template puts before a question."""
    return next(each for each in reversed(worked_out(question).split(", ")) if sign in each)


def _plus(rng: random.Random) -> Exchange:
    a, b = rng.randint(2, rng.choice((20, 99, 400, 5000))), rng.randint(2, rng.choice((20, 99, 900)))
    sign = rng.choice(("+", "plus", "and"))
    return _say(rng, _ask(rng, f"{a} {sign} {b}"), "+")


def _minus(rng: random.Random) -> Exchange:
    b = rng.randint(2, rng.choice((20, 90, 900)))
    a = b + rng.randint(1, rng.choice((20, 99, 300, 4000)))
    sign = rng.choice(("-", "minus"))
    return _say(rng, _ask(rng, f"{a} {sign} {b}"), "-")


def _times(rng: random.Random) -> Exchange:
    a, b = rng.randint(2, rng.choice((10, 10, 25, 400))), rng.randint(2, rng.choice((10, 10, 60)))
    sign = rng.choice(("x", "times", "*", "multiplied by"))
    return _say(rng, _ask(rng, f"{a} {sign} {b}"), "x")


def _by(rng: random.Random) -> Exchange:
    b = rng.randint(2, rng.choice((12, 12, 40)))
    a = b * rng.randint(2, rng.choice((12, 12, 90))) + (rng.randint(1, b - 1) if rng.random() < 0.15 else 0)
    return _say(rng, _ask(rng, f"{a} {rng.choice(('divided by', '/'))} {b}"), "/")


def _percent(rng: random.Random) -> Exchange:
    share, of = rng.choice((5, 8, 10, 12, 15, 20, 25, 30, 40, 50, 75)), rng.choice((1, 20, 100)) * rng.randint(2, 60)
    sign = rng.choice(("%", " %", " percent"))
    return _say(rng, _ask(rng, f"{share}{sign} of {of}"), "/ 100", f"{share} percent of {of} is {{}}")


def _story(rng: random.Random) -> Exchange:
    thing, a, b = rng.choice(_THINGS), rng.randint(3, 12), rng.randint(2, 9)
    name = rng.choice(_PEOPLE)
    match rng.randrange(6):
        case 0:
            question = rng.choice((
                f"One box holds {a} {thing}. How many are in {b} boxes?", f"{b} boxes with {a} {thing} each, how many {thing}?",
                f"I have {b} bags with {a} {thing} in each. How many {thing} is that?",
                f"{name} buys {b} packs of {a} {thing}. How many {thing} does {name} have?",
                f"There are {a} {thing} in a row and {b} rows. How many {thing} are there?",
                f"how many {thing} do I need for {b} people if each gets {a}",
            ))  # fmt: skip
            return _say(rng, question, "x", f"That is {{}} {thing}")
        case 1:
            question = rng.choice((
                f"I have {a + b} {thing} and give away {b}. How many are left?",
                f"{name} had {a + b} {thing} and lost {b}. How many does {name} still have?",
                f"There were {a + b} {thing} on the table. {name} took {b}. How many remain?",
                f"Of {a + b} {thing}, {b} are broken. How many are good?", f"if I use {b} of my {a + b} {thing}, what is left",
            ))  # fmt: skip
            return _say(rng, question, "-", f"That leaves {{}} {thing}")
        case 2:
            question = rng.choice((
                f"{b} people share {a * b} {thing}. How many does each get?", f"Divide {a * b} {thing} among {b} children.",
                f"{name} puts {a * b} {thing} into {b} equal piles. How many are in each?",
                f"how many {thing} does each of {b} friends get if there are {a * b}",
            ))  # fmt: skip
            return _say(rng, question, "/", "Each gets {}")
        case 3:
            question = rng.choice((
                f"{a} {thing} cost {a * b} euros. What does one cost?", f"If {a} {thing} cost {a * b} dollars, how much is one?",
                f"I paid {a * b} pounds for {a} {thing}. What is the price of one?",
            ))  # fmt: skip
            return _say(rng, question, "/", "One costs {}")
        case 4:
            question = rng.choice((
                f"One ticket costs {b} euros. What do {a} tickets cost?", f"{thing} cost {b} dollars each, what do {a} cost",
                f"{name} earns {b} pounds an hour and works {a} hours. How much does {name} earn?",
                f"If one of the {thing} costs {b}, how much are {a} of them?",
            ))  # fmt: skip
            return _say(rng, question, "x", "Together that is {}")
        case _:
            question = rng.choice((
                f"{name} has {a} {thing} and gets {b} more. How many are there now?", f"I had {a} {thing} and bought {b} more. How many now?",
                f"There are {a} red and {b} blue {thing}. How many are there in all?", f"{a} {thing} and another {b} {thing}, how many together?",
            ))  # fmt: skip
            return _say(rng, question, "+", f"That makes {{}} {thing}")


def _several(rng: random.Random) -> Exchange:
    numbers = [rng.randint(2, rng.choice((40, 40, 400))) for _ in range(rng.choice((3, 3, 4, 5)))]
    *first, last = map(str, numbers)
    listed = f"{', '.join(first)} and {last}"
    if rng.random() < 0.3:
        question = _ask(rng, f"the {rng.choice(('average', 'mean'))} of {listed}")
        return question, f"The average is {worked_out(question).partition('mean ')[2].partition(',')[0]}."
    said = rng.choice((" + ".join((*first, last)), f"{listed} together", f"the sum of {listed}"))
    return _say(rng, _ask(rng, said), "+")


def _part(rng: random.Random) -> Exchange:
    word, by = rng.choice((("half of", 2), ("a third of", 3), ("a quarter of", 4), ("double", 0), ("twice", 0), ("three times", 0)))
    a = rng.randint(2, 30)
    return _say(rng, _ask(rng, f"{word} {a * (by or 1)}"), "/" if by else "x")


def _units(rng: random.Random) -> Exchange:
    small, large, each = rng.choice(UNITS)
    singular = {"feet": "foot"}.get(large, large[:-1])
    begin = rng.choice(("How many {} are in {}?", "how many {} are there in {}", "How many {} does {} have?", "I need to know how many {} {} are."))
    if rng.random() < 0.2:
        return begin.format(small, f"one {singular}"), f"There are {each} {small} in one {singular}."
    amount = rng.randint(2, rng.choice((5, 12, 60)))
    said = next((word for word, number in NUMBER_WORDS.items() if number == amount), "") if rng.random() < 0.4 else ""
    is_up = rng.random() < 0.35
    given, wanted = (small, large) if is_up else (large, small)
    said = str(amount * (each if is_up else 1)) if is_up or not said or said in ("half", "double", "twice", "third", "quarter", "dozen") else said
    amount = amount * (each if is_up else 1)
    if rng.random() < 0.25:
        short = {unit: word for word, unit in SHORT_UNITS.items() if len(word) < 3}
        given, wanted = short.get(given, given), short.get(wanted, wanted)
    question = rng.choice((
        begin.format(wanted, f"{said} {given}"), f"{said} {given} in {wanted}?", f"What is {said} {given} in {wanted}?",
        f"Convert {said} {given} to {wanted}, how many is it?", f"what are {said} {given} in {wanted}", f"How many {wanted} make {said} {given}?",
        f"My rope is {said} {given} long, how many {wanted} is that?" if "met" in small else f"It is {said} {given}, how many {wanted} is that?",
    ))  # fmt: skip
    whole = worked_out(question)
    result = whole.rpartition(" ")[2]
    return question, rng.choice((f"{whole} {wanted}.", f"{whole}.", f"{said} {given} are {result} {wanted}.")).capitalize()


def _clock(rng: random.Random) -> Exchange:
    begin, more = 60 * rng.randint(5, 20) + 5 * rng.randint(0, 11), 5 * rng.randint(2, 36)
    end = begin + more
    is_in_minutes = more < 60 or rng.random() < 0.5
    length = f"{more} minutes" if is_in_minutes else _hours(more)
    first, last = _time(begin), _time(end)
    if rng.random() < 0.3:
        question = rng.choice((
            f"How long is it from {first} to {last}?", f"How much time is between {first} and {last}?",
            f"The lesson goes from {first} to {last}. How long is it?", f"I work from {first} to {last}, how long is that",
        ))  # fmt: skip
        return question, f"From {first} to {last} it is {_result(question)}."
    question = rng.choice((
        f"The bus leaves at {first} and needs {length}. When does it arrive?", f"If it is {first} now, what is the time in {length}?",
        f"I put the cake into the oven at {first}. It needs {length}. When is it done?", f"{length} after {first} is what time?",
        f"It is {first}. What time is it in {length}?", f"A film begins at {first} and lasts {length}. When does it end?",
        f"I leave at {first} and the ride takes {length}. When am I there?", f"what is {first} plus {length}",
    ))  # fmt: skip
    return question, f"{rng.choice(('It is', 'At', 'That is'))} {_result(question)}."


def _result(question: str) -> str:
    """Return what stands behind the sign of equality of the one result that the template puts before a question."""
    return worked_out(question).rpartition(" = ")[2]


def _time(minutes: int) -> str:
    return f"{minutes // 60 % 24}:{minutes % 60:02}"


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} hour{'s' * (hours > 1)}"] * (hours > 0) + [f"{rest} minutes"] * (rest > 0)
    return " and ".join(parts)


def _weekday(rng: random.Random) -> Exchange:
    day, ahead = rng.randrange(7), rng.randint(1, 6)
    name = _DAYS[day]
    if rng.random() < 0.25:
        step = rng.choice((-1, 1))
        side = "after" if step > 0 else "before"
        target = _DAYS[(day + step) % 7]
        question = rng.choice((
            f"Which day comes {side} {name}?", f"What day is {side} {name}?", f"what is the day {side} {name}",
            f"If today is {name}, what is {'tomorrow' if step > 0 else 'yesterday'}?" if step > 0 else f"If today is {name}, what day was yesterday?",
        ))  # fmt: skip
        return question, f"{target} comes {side} {name}." if "yesterday" not in question and "tomorrow" not in question else f"It {'is' if step > 0 else 'was'} {target}."
    days = "one day" if ahead == 1 else f"{ahead} days"
    if rng.random() < 0.25:
        question = rng.choice((
            f"Today is {name}. What day was it {days} ago?", f"If it is {name} today, which day was {days} ago?", f"{days} before {name} was which day?",
        ))  # fmt: skip
        return question, f"It was {_result(question)}."
    question = rng.choice((
        f"Today is {name}. What day is it in {days}?", f"If today is {name}, what day will it be in {days}?", f"what weekday is {days} after {name}",
        f"My parcel was sent on {name} and takes {days}. On which day does it come?", f"{name} plus {days} is which day?",
        f"It is {name}. The shop opens again in {days}. Which day is that?", f"Which day of the week is {days} from {name}?",
        f"Today is {name}. Which day is {days} later?",
    ))  # fmt: skip
    return question, f"It will be {_result(question)}."


def _date(rng: random.Random) -> Exchange:
    at, ahead = rng.randrange(12), rng.randint(2, 10)
    month, length = _MONTHS[at]
    months = [name for name, _ in _MONTHS]
    dice = rng.random()
    if dice < 0.2:
        step = rng.choice((-1, 1))
        side = "after" if step > 0 else "before"
        question = rng.choice((f"Which month comes {side} {month}?", f"What is the month {side} {month}?", f"what month is {side} {month}"))
        return question, f"{months[(at + step) % 12]} comes {side} {month}."
    if dice < 0.35:
        question = rng.choice((f"How many days does {month} have?", f"how many days are in {month}", f"How long is the month of {month}?"))
        usual = "28 days, in leap years 29" if month == "February" else f"{length} days"
        return question, f"{month} has {usual}."
    if dice < 0.5:
        begin, end = sorted(rng.sample(range(1, length + 1), 2))
        question = rng.choice((
            f"How many days are there from {begin} {month} to {end} {month}?", f"how many days between {month} {begin} and {month} {end}",
            f"Today is {begin} {month}. How many days is it until {end} {month}?",
        ))  # fmt: skip
        return question, f"{rng.choice(('It is', 'There are'))} {_result(question)}."
    day = rng.randint(1, length)
    days = f"{ahead} days"
    question = rng.choice((
        f"What is the date {days} after {day} {month}?", f"If today is {day} {month}, what is the date in {days}?",
        f"Today is {day} {month}. Which date is it in {days}?", f"{days} after {day} {month} is what date?", f"what date is {day} {month} plus {days}",
        f"I have to pay within {days} from {day} {month}. Until when?", f"The book is due {days} after {day} {month}. Which date is that?",
    ))  # fmt: skip
    return question, f"It is {_result(question)}."


def _sorted(rng: random.Random) -> Exchange:
    numbers = rng.sample(range(1, 400), rng.randint(3, 5))
    down = rng.random() < 0.3
    said = ", ".join(map(str, numbers))
    way = "from large to small" if down else rng.choice(("from small to large", "smallest first", "in ascending order"))
    return f"Sort these numbers {way}: {said}", ", ".join(map(str, sorted(numbers, reverse=down)))


def _alphabet(rng: random.Random) -> Exchange:
    words = rng.sample(_WORDS, rng.randint(3, 5))
    begin = rng.choice((
        "Put in alphabetical order", "Sort by the alphabet", "alphabetically please", "Sort these words from A to Z", "Sort alphabetically",
        "Please put these words in alphabetical order", "order these by the alphabet", "Arrange alphabetically", "Bring these into ABC order",
    ))  # fmt: skip
    return f"{begin}: {', '.join(words)}", ", ".join(sorted(words))


def _larger(rng: random.Random) -> Exchange:
    a, b = rng.sample(range(2, 300), 2)
    big, small = max(a, b), min(a, b)
    if rng.random() < 0.5:
        word = rng.choice(("larger", "bigger", "greater", "more"))
        question = rng.choice((f"Which is {word}, {a} or {b}?", f"Is {a} or {b} {word}?", f"what is {word}: {a} or {b}", f"Which number is {word}: {a} or {b}?"))
        return question, f"{big} is {word} than {small}."
    return _say(rng, f"By how much is {big} larger than {small}?", "-")
