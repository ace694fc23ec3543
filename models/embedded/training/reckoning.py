"""What a short message needs reckoned: sums, units, clock times, weekdays, dates and words in order, as a calculator would.

So small a network cannot reckon, but can repeat a result that stands right before the question (Schick et al. 2023, "Toolformer",
let the network ask for it; here the template gives it unasked). Where the words of a message tell what is to be done, only that
result stands there; otherwise all of them do, and the network chooses.

`worked_out` does it in Python, for the training, and `WORKED_OUT` in Jinja, for the file; a test holds them alike.
"""

from __future__ import annotations

# Numbers that are written as words; "one" is more often something else.
NUMBER_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "dozen": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "half": 2, "double": 2,
    "twice": 2, "third": 3, "quarter": 4,
}  # fmt: skip
# What stands between numbers, and what a message has in it that asks for something reckoned.
BETWEEN_NUMBERS = ("?", "!", ";", "(", ")", "=", "+", "-", "*", "/", "%", "$", "€", "£", '"', ", ", ": ", ". ", "\n")
SIGNS = (
    "how", "what", "which", "when", "?", "=", "+", " - ", "*", "/", "%", "percent", "plus", "minus", "times", "divide", "multipl",
    "sum", "average", "mean", "add", "sort", "order", "work out", "calc", "compute", "solve", "half of", "subtract", "take away",
    "double", "twice", "third of", "quarter of", " x ", "alphabet", "a to z", "abc",
)  # fmt: skip
# What asks for the words of a message, in which numbers only stand.
OF_WORDS = (
    "extract", "mention", " named", "pick out", "pull out", "list the", "list all", "the amounts", "the prices", "rewrite", "reword",
    "rephrase", "shorten", "shorter", "summar", "correct the", "correct this", "formal", "polite", "passive", "tense", "spelling", "grammar",
)  # fmt: skip
# What tells which of the results is asked for.
KINDS = (
    ("+", "+"), ("plus", "+"), ("sum of", "+"), ("minus", "-"), (" - ", "-"), ("subtract", "-"), ("take away", "-"), (" left", "-"),
    ("remain", "-"), ("fewer", "-"), ("give away", "-"), (" times ", "x"), ("*", "x"), (" x ", "x"), ("multipl", "x"), ("double", "x"),
    ("twice", "x"), ("divide", "/"), ("/", "/"), ("half of", "/"), ("third of", "/"), ("quarter of", "/"), (" share", "/"), ("%", "%"),
    ("percent", "%"), ("average", "m"), ("mean", "m"), ("sort", "o"), ("in order", "o"), ("ascending", "o"), ("descending", "o"), ("largest first", "o"), ("smallest first", "o"),
    ("order these", "o"), ("smallest", "o"), ("largest", "o"),
)  # fmt: skip
MOST_NUMBERS = 8
# Spans of time without a number, said with one.
SPANS = (
    (" half an hour ", " 30 minutes "), (" quarter of an hour ", " 15 minutes "), (" an hour and a half ", " 90 minutes "),
    (" an hour ", " 1 hours "), (" one hour ", " 1 hours "), (" one minute ", " 1 minutes "), (" a day ", " 1 days "),
    (" one day ", " 1 days "), (" a week ", " 7 days "), (" one week ", " 7 days "), (" fortnight ", " 14 days "),
)  # fmt: skip
MINUTES_OF = {"minute": 1, "minutes": 1, "min": 1, "mins": 1, "hour": 60, "hours": 60}
DAYS_OF = {"day": 1, "days": 1, "week": 7, "weeks": 7}
# The smaller unit, the larger one, and how many of it that is. Years are of several lengths.
UNITS = (
    ("seconds", "minutes", 60), ("seconds", "hours", 3600), ("minutes", "hours", 60), ("minutes", "days", 1440), ("hours", "days", 24),
    ("hours", "weeks", 168), ("days", "weeks", 7), ("months", "years", 12), ("millimetres", "centimetres", 10),
    ("millimetres", "metres", 1000), ("centimetres", "metres", 100), ("metres", "kilometres", 1000), ("grams", "kilograms", 1000),
    ("kilograms", "tonnes", 1000), ("millilitres", "litres", 1000), ("cents", "euros", 100), ("cents", "dollars", 100),
    ("pence", "pounds", 100), ("inches", "feet", 12),
)  # fmt: skip
UNIT_NAMES = tuple(sorted({unit for small, large, _ in UNITS for unit in (small, large)}))
SHORT_UNITS = {
    "sec": "seconds", "min": "minutes", "mins": "minutes", "h": "hours", "mm": "millimetres", "cm": "centimetres", "m": "metres",
    "km": "kilometres", "g": "grams", "kg": "kilograms", "kilo": "kilograms", "kilos": "kilograms", "ml": "millilitres", "l": "litres",
    "foot": "feet", "inch": "inches",
}  # fmt: skip
BACKWARDS = ("before", " ago", "earlier")
DOWNWARDS = ("large to small", "largest first", "largest to smallest", "biggest first", "descending", "high to low", "highest first")
ALPHABET = ("alphabet", "a to z", "abc")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
HOURS = " 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 00 01 02 03 04 05 06 07 08 09 "
LONGEST_SPAN = 366


def worked_out(message: str) -> str:
    """Return what is to be put before a short message, or "".

    A clock time or a day with a span is moved by it, two of them have the time between them told. One
    number with its unit and another unit is converted. Two numbers are added, multiplied,
    and the smaller one taken from and divided into the larger; more are added and put in order. A message with a number that is not
    a plain one, such as 1,000 or 9pm, gets nothing, and neither does one that asks for the words of a text.
    """
    small = f"{message.lower()} "
    if not any(sign in small for sign in SIGNS) or any(sign in small for sign in OF_WORDS):
        return ""
    if any(sign in small for sign in ALPHABET) and ": " in message:
        words = message.split(": ")[-1].strip(".?! ").replace(", and ", ", ").replace(" and ", ", ").split(", ")
        return ", ".join(sorted(words, key=str.lower)) if len(words) > 1 else ""
    plain = small
    for mark in BETWEEN_NUMBERS:
        plain = plain.replace(mark, " ")
    plain = f" {' '.join(plain.split())} "
    if any(sign in plain for sign in (":", *WEEKDAYS, *MONTHS)):
        for span, numbered in SPANS:
            plain = plain.replace(span, numbered)
    numbers: list[int] = []
    clocks: list[int] = []
    weekdays: list[int] = []
    dates: list[tuple[int, int]] = []
    minutes = days = 0
    given = wanted = ""
    last, month = "", -1  # what stood before a word: a "number", a "clock" or something else; a month that waits for its day
    for word in plain.split():
        unit = SHORT_UNITS.get(word, word.replace("meter", "metre").replace("liter", "litre"))
        unit = unit if unit in UNIT_NAMES else f"{unit}s"
        if unit in UNIT_NAMES and last == "number":
            given = unit
        elif unit in UNIT_NAMES:
            wanted = unit
        number = NUMBER_WORDS.get(word, _as_number(word) if word == str(_as_number(word)) else -1)
        kind = "number" if number >= 0 else ""
        if number >= 0 and month >= 0:
            dates.append((month, number))
        elif number >= 0:
            numbers.append(number)
        elif word in MONTHS and last == "number" and numbers:
            dates.append((MONTHS.index(word), numbers.pop()))
        elif word in WEEKDAYS:
            weekdays.append(WEEKDAYS.index(word))
        elif word in MINUTES_OF and last == "number" and numbers:
            minutes += numbers[-1] * MINUTES_OF[word]
        elif word in DAYS_OF and last == "number" and numbers:
            days += numbers[-1] * DAYS_OF[word]
        elif _is_clock(word):
            clocks.append(int(word.split(":")[0]) * 60 + int(word.split(":")[1]))
            kind = "clock"
        elif any(digit in word for digit in "0123456789") or (last == "clock" and word in ("am", "pm", "a.m", "p.m")):
            return ""
        month = MONTHS.index(word) if word in MONTHS and not (last == "number") else -1
        last = kind
    is_back = any(sign in small for sign in BACKWARDS)
    if clocks:
        return _clock(clocks, minutes, is_back=is_back)
    if (weekdays or dates) and 0 < days <= LONGEST_SPAN and len(dates) < 2:
        return _day(weekdays, dates, days, is_back=is_back)
    if dates:
        if "until" in small.split(" from ")[0] and " from " in small:  # until 24 December from 20 December
            dates = dates[::-1]
        return _between(dates, numbers) if "many days" in small or "how long" in small else ""
    if len(numbers) == 1:
        return _converted(numbers[0], given, wanted)
    if not 2 <= len(numbers) <= MOST_NUMBERS or max(numbers) > 999_999:
        return ""
    kinds = ""
    for sign, each in KINDS:
        if sign in small and each not in kinds:
            kinds += each
    kinds = kinds if len(kinds) == 1 else ""
    return _of_two(numbers[0], numbers[1], kinds, small) if len(numbers) == 2 else _of_several(numbers, kinds, small)


def _converted(amount: int, given: str, wanted: str) -> str:
    for small, large, each in UNITS:
        if (given, wanted) == (large, small):
            return f"{amount} x {each} = {amount * each}"
        if (given, wanted) == (small, large):
            return f"{amount} / {each} = {_quotient(amount, each)}"
    return ""


def _of_two(a: int, b: int, kinds: str, small: str) -> str:
    less, more = sorted((a, b))
    is_written = " - " in small or "minus" in small or "/" in small or "divided by" in small
    first, second = (a, b) if kinds and is_written else (more, less)
    results = {
        "+": f"{a} + {b} = {a + b}", "-": f"{first} - {second} = {first - second}", "x": f"{a} x {b} = {a * b}",
        "/": f"{first} / {second} = {_quotient(first, second)}" if second else "", "%": f"{a} x {b} / 100 = {_quotient(a * b, 100)}",
    }  # fmt: skip
    if kinds in results and results[kinds]:
        return results[kinds]
    return ", ".join(each for kind, each in results.items() if each and (kind != "%" or "%" in small or "percent" in small))


def _of_several(numbers: list[int], kinds: str, small: str) -> str:
    total, product, rest = 0, 1, 2 * numbers[0]
    for number in numbers:
        total += number
        product *= number
        rest -= number
    is_down = any(sign in small for sign in DOWNWARDS)
    mean, ordered = _quotient(total, len(numbers)), ", ".join(map(str, sorted(numbers, reverse=is_down)))
    added = f"{' + '.join(map(str, numbers))} = {total}"
    results = {
        "+": added, "-": f"{' - '.join(map(str, numbers))} = {rest}", "x": f"{' x '.join(map(str, numbers))} = {product}",
        "m": f"mean {mean}", "o": f"in order {ordered}",
    }  # fmt: skip
    return results.get(kinds, f"{added}, mean {mean}, in order {ordered}")


def _clock(clocks: list[int], minutes: int, *, is_back: bool) -> str:
    if len(clocks) == 2:
        return f"{_time(clocks[0])} to {_time(clocks[1])} = {_span((clocks[1] - clocks[0]) % 1440)}"
    if len(clocks) > 2 or not minutes:
        return ""
    then = clocks[0] - minutes if is_back else clocks[0] + minutes
    return f"{_time(clocks[0])} {'-' if is_back else '+'} {_span(minutes)} = {_time(then % 1440)}"


def _day(weekdays: list[int], dates: list[tuple[int, int]], days: int, *, is_back: bool) -> str:
    sign, span = ("-", -days) if is_back else ("+", days)
    words = f"{days} day" if days == 1 else f"{days} days"
    if not dates:
        then = WEEKDAYS[(weekdays[0] + span) % 7]
        return f"{WEEKDAYS[weekdays[0]].title()} {sign} {words} = {then.title()}"
    month, day = dates[0]
    if not 1 <= day <= LENGTHS[month]:
        return ""
    then_day, then_month = day + span, month
    for _ in range(14):
        if then_day > LENGTHS[then_month]:
            then_day -= LENGTHS[then_month]
            then_month = (then_month + 1) % 12
        if then_day < 1:
            then_month = (then_month + 11) % 12
            then_day += LENGTHS[then_month]
    return f"{day} {MONTHS[month].title()} {sign} {words} = {then_day} {MONTHS[then_month].title()}"


def _between(dates: list[tuple[int, int]], numbers: list[int]) -> str:
    if len(dates) == 1 and len(numbers) == 1:  # from 3 to 17 May
        dates = [(dates[0][0], numbers[0]), dates[0]]
    if len(dates) != 2 or not all(1 <= day <= LENGTHS[month] for month, day in dates):
        return ""
    (first, begin), (second, end) = dates
    days = (sum(LENGTHS[:second]) + end - sum(LENGTHS[:first]) - begin) % 365
    return f"{begin} {MONTHS[first].title()} to {end} {MONTHS[second].title()} = {days} {'day' if days == 1 else 'days'}"


def _is_clock(word: str) -> bool:
    parts = word.split(":")
    if len(parts) != 2 or len(parts[1]) != 2 or f" {parts[0]} " not in HOURS:
        return False
    return parts[1][0] in "012345" and parts[1][1] in "0123456789"


def _time(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _span(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} hour{'s' * (hours > 1)}"] * (hours > 0) + [f"{rest} minute{'s' * (rest != 1)}"] * (rest > 0 or not hours)
    return " and ".join(parts)


def _as_number(word: str) -> int:
    try:
        return int(word)
    except ValueError:
        return 0


def _quotient(a: int, b: int) -> int | float:
    return round(a / b, 2) if a % b else a // b


def _shown_quotient(a: str, b: str) -> str:
    """Return the Jinja of `_quotient`."""
    return f"(({a} / {b}) | round(2) if {a} % {b} else {a} // {b})"


def _shown_time(minutes: str) -> str:
    """Return the Jinja of `_time`."""
    return f"(({minutes}) // 60) ~ ':' ~ ('0' if ({minutes}) % 60 < 10 else '') ~ (({minutes}) % 60)"


def _shown_span(minutes: str) -> str:
    """Return the Jinja of `_span`."""
    hours, rest = f"(({minutes}) // 60)", f"(({minutes}) % 60)"
    return (
        f"({hours} ~ (' hours' if {hours} > 1 else ' hour') if {hours} else '') ~ (' and ' if {hours} and {rest} else '')"
        f" ~ ({rest} ~ (' minute' if {rest} == 1 else ' minutes') if {rest} or not {hours} else '')"
    )


# It works on `content` and sets `n.hint`. Without line breaks between its tags: what renders it may or may not take those out.
WORKED_OUT = (
    "{% set r = namespace(plain=content.lower() + ' ', is_asked=false, numbers=[], clocks=[], weekdays=[], dates=[], minutes=0, days=0,"
    " last='', month=-1, number=-1, kind='', is_odd=false, is_back=false, is_down=false, is_alphabet=false, is_time=false, kinds='', given='', wanted='', unit='', day=0, sum=0, product=1, rest=0, gone=[0, 0]) %}"
    "{% set small = r.plain %}"
    f"{{% for sign in {SIGNS!r} %}}{{% if sign in small %}}{{% set r.is_asked = true %}}{{% endif %}}{{% endfor %}}"
    f"{{% for sign in {OF_WORDS!r} %}}{{% if sign in small %}}{{% set r.is_asked = false %}}{{% endif %}}{{% endfor %}}"
    f"{{% for sign in {ALPHABET!r} %}}{{% if sign in small %}}{{% set r.is_alphabet = true %}}{{% endif %}}{{% endfor %}}"
    f"{{% for sign in {DOWNWARDS!r} %}}{{% if sign in small %}}{{% set r.is_down = true %}}{{% endif %}}{{% endfor %}}"
    "{% if r.is_asked and r.is_alphabet and ': ' in content %}"
    "{% set listed = content.split(': ')[-1].strip('.?! ').replace(', and ', ', ').replace(' and ', ', ').split(', ') %}"
    "{% if listed | length > 1 %}{% set n.hint = listed | sort | join(', ') %}{% endif %}"
    "{% elif r.is_asked %}"
    f"{{% for mark in {BETWEEN_NUMBERS!r} %}}{{% set r.plain = r.plain.replace(mark, ' ') %}}{{% endfor %}}"
    "{% set r.plain = ' ' + r.plain.split() | join(' ') + ' ' %}"
    f"{{% for sign in {(':', *WEEKDAYS, *MONTHS)!r} %}}{{% if sign in r.plain %}}{{% set r.is_time = true %}}{{% endif %}}{{% endfor %}}"
    f"{{% for span in {SPANS!r} if r.is_time %}}{{% set r.plain = r.plain.replace(span[0], span[1]) %}}{{% endfor %}}"
    f"{{% set known = {NUMBER_WORDS!r} %}}{{% set weekdays = {WEEKDAYS!r} %}}{{% set months = {MONTHS!r} %}}"
    f"{{% set short_units = {SHORT_UNITS!r} %}}{{% set units = {UNIT_NAMES!r} %}}"
    f"{{% set lengths = {LENGTHS!r} %}}{{% set minutes_of = {MINUTES_OF!r} %}}{{% set days_of = {DAYS_OF!r} %}}"
    "{% for word in r.plain.split() %}"
    "{% set r.unit = short_units[word] if word in short_units else word.replace('meter', 'metre').replace('liter', 'litre') %}"
    "{% set r.unit = r.unit if r.unit in units else r.unit ~ 's' %}"
    "{% if r.unit in units and r.last == 'number' %}{% set r.given = r.unit %}"
    "{% elif r.unit in units %}{% set r.wanted = r.unit %}{% endif %}"
    "{% set parts = word.split(':') %}"
    "{% set r.number = known[word] if word in known else (word | int if word | int | string == word else -1) %}"
    "{% set r.kind = 'number' if r.number >= 0 else '' %}"
    "{% if r.number >= 0 and r.month >= 0 %}{% set r.dates = r.dates + [[r.month, r.number]] %}"
    "{% elif r.number >= 0 %}{% set r.numbers = r.numbers + [r.number] %}"
    "{% elif word in months and r.last == 'number' and r.numbers %}"
    "{% for name in months %}{% if name == word %}{% set r.dates = r.dates + [[loop.index0, r.numbers[-1]]] %}{% endif %}{% endfor %}"
    "{% set r.numbers = r.numbers[:-1] %}"
    "{% elif word in weekdays %}"
    "{% for name in weekdays %}{% if name == word %}{% set r.weekdays = r.weekdays + [loop.index0] %}{% endif %}{% endfor %}"
    "{% elif word in minutes_of and r.last == 'number' and r.numbers %}{% set r.minutes = r.minutes + r.numbers[-1] * minutes_of[word] %}"
    "{% elif word in days_of and r.last == 'number' and r.numbers %}{% set r.days = r.days + r.numbers[-1] * days_of[word] %}"
    f"{{% elif parts | length == 2 and parts[1] | length == 2 and ' ' + parts[0] + ' ' in {HOURS!r} and parts[1][0] in '012345'"
    " and parts[1][1] in '0123456789' %}"
    "{% set r.clocks = r.clocks + [(parts[0] | int) * 60 + (parts[1] | int)] %}{% set r.kind = 'clock' %}"
    "{% elif r.last == 'clock' and word in ('am', 'pm', 'a.m', 'p.m') %}{% set r.is_odd = true %}"
    "{% else %}{% for digit in '0123456789' %}{% if digit in word %}{% set r.is_odd = true %}{% endif %}{% endfor %}"
    "{% endif %}"
    "{% set r.month = -1 %}"
    "{% if word in months and r.last != 'number' %}"
    "{% for name in months %}{% if name == word %}{% set r.month = loop.index0 %}{% endif %}{% endfor %}"
    "{% endif %}"
    "{% set r.last = r.kind %}"
    "{% endfor %}"
    f"{{% for sign in {BACKWARDS!r} %}}{{% if sign in small %}}{{% set r.is_back = true %}}{{% endif %}}{{% endfor %}}"
    "{% set count = r.numbers | length %}"
    "{% if r.is_odd %}"
    # clock times
    "{% elif r.clocks | length == 2 %}"
    f"{{% set n.hint = {_shown_time('r.clocks[0]')} ~ ' to ' ~ {_shown_time('r.clocks[1]')} ~ ' = '"
    f" ~ {_shown_span('(r.clocks[1] - r.clocks[0]) % 1440')} %}}"
    "{% elif r.clocks | length == 1 and r.minutes %}"
    "{% set then = (r.clocks[0] - r.minutes if r.is_back else r.clocks[0] + r.minutes) % 1440 %}"
    f"{{% set n.hint = {_shown_time('r.clocks[0]')} ~ (' - ' if r.is_back else ' + ') ~ {_shown_span('r.minutes')} ~ ' = '"
    f" ~ {_shown_time('then')} %}}"
    "{% elif r.clocks %}"
    # days
    f"{{% elif (r.weekdays or r.dates) and 0 < r.days and r.days <= {LONGEST_SPAN} and r.dates | length < 2 %}}"
    "{% set words = (' - ' if r.is_back else ' + ') ~ r.days ~ (' day = ' if r.days == 1 else ' days = ') %}"
    "{% set span = -r.days if r.is_back else r.days %}"
    "{% if not r.dates %}"
    "{% set n.hint = weekdays[r.weekdays[0]] | title ~ words ~ weekdays[(r.weekdays[0] + span) % 7] | title %}"
    "{% elif 1 <= r.dates[0][1] and r.dates[0][1] <= lengths[r.dates[0][0]] %}"
    "{% set r.month = r.dates[0][0] %}{% set r.day = r.dates[0][1] + span %}"
    "{% for _ in range(14) %}"
    "{% if r.day > lengths[r.month] %}{% set r.day = r.day - lengths[r.month] %}{% set r.month = (r.month + 1) % 12 %}{% endif %}"
    "{% if r.day < 1 %}{% set r.month = (r.month + 11) % 12 %}{% set r.day = r.day + lengths[r.month] %}{% endif %}"
    "{% endfor %}"
    "{% set n.hint = r.dates[0][1] ~ ' ' ~ months[r.dates[0][0]] | title ~ words ~ r.day ~ ' ' ~ months[r.month] | title %}"
    "{% endif %}"
    "{% elif r.dates %}"
    "{% if r.dates | length == 1 and count == 1 %}{% set r.dates = [[r.dates[0][0], r.numbers[0]], r.dates[0]] %}{% endif %}"
    "{% if 'until' in small.split(' from ')[0] and ' from ' in small %}{% set r.dates = r.dates[::-1] %}{% endif %}"
    "{% if r.dates | length == 2 and ('many days' in small or 'how long' in small) %}"
    "{% for date in r.dates %}"
    "{% if date[1] < 1 or date[1] > lengths[date[0]] %}{% set r.is_odd = true %}{% endif %}"
    "{% set r.day = date[1] %}"
    "{% for length in lengths %}{% if loop.index0 < date[0] %}{% set r.day = r.day + length %}{% endif %}{% endfor %}"
    "{% set r.gone = [r.gone[1], r.day] %}"
    "{% endfor %}"
    "{% set days = (r.gone[1] - r.gone[0]) % 365 %}"
    "{% if not r.is_odd %}"
    "{% set n.hint = r.dates[0][1] ~ ' ' ~ months[r.dates[0][0]] | title ~ ' to ' ~ r.dates[1][1] ~ ' ' ~ months[r.dates[1][0]] | title"
    " ~ ' = ' ~ days ~ (' day' if days == 1 else ' days') %}"
    "{% endif %}"
    "{% endif %}"
    # units
    "{% elif count == 1 %}"
    f"{{% for less, more, each in {UNITS!r} %}}"
    "{% if r.given == more and r.wanted == less %}{% set n.hint = r.numbers[0] ~ ' x ' ~ each ~ ' = ' ~ r.numbers[0] * each %}"
    "{% elif r.given == less and r.wanted == more %}"
    f"{{% set n.hint = r.numbers[0] ~ ' / ' ~ each ~ ' = ' ~ {_shown_quotient('r.numbers[0]', 'each')} %}}{{% endif %}}"
    "{% endfor %}"
    # sums
    f"{{% elif 2 <= count and count <= {MOST_NUMBERS} and (r.numbers | sort)[-1] <= 999999 %}}"
    f"{{% for sign in {KINDS!r} %}}"
    "{% if sign[0] in small and sign[1] not in r.kinds %}{% set r.kinds = r.kinds + sign[1] %}{% endif %}"
    "{% endfor %}"
    "{% set only = r.kinds if r.kinds | length == 1 else '' %}"
    "{% set ordered = r.numbers | sort %}"
    "{% if count > 2 %}"
    "{% set r.rest = 2 * r.numbers[0] %}"
    "{% for number in r.numbers %}"
    "{% set r.sum = r.sum + number %}{% set r.product = r.product * number %}{% set r.rest = r.rest - number %}"
    "{% endfor %}"
    f"{{% set mean = 'mean ' ~ {_shown_quotient('r.sum', 'count')} %}}"
    "{% set sorted = 'in order ' ~ (ordered | reverse if r.is_down else ordered) | join(', ') %}"
    "{% set added = r.numbers | join(' + ') ~ ' = ' ~ r.sum %}"
    "{% set n.hint = mean if only == 'm' else sorted if only == 'o' else added if only == '+'"
    " else r.numbers | join(' - ') ~ ' = ' ~ r.rest if only == '-' else r.numbers | join(' x ') ~ ' = ' ~ r.product if only == 'x'"
    " else added ~ ', ' ~ mean ~ ', ' ~ sorted %}"
    "{% else %}"
    "{% set a = r.numbers[0] %}{% set b = r.numbers[1] %}"
    "{% set is_written = only and (' - ' in small or 'minus' in small or '/' in small or 'divided by' in small) %}"
    "{% set first = a if is_written else ordered[1] %}{% set second = b if is_written else ordered[0] %}"
    "{% set plus = a ~ ' + ' ~ b ~ ' = ' ~ (a + b) %}{% set minus = first ~ ' - ' ~ second ~ ' = ' ~ (first - second) %}"
    "{% set times = a ~ ' x ' ~ b ~ ' = ' ~ a * b %}"
    f"{{% set by = first ~ ' / ' ~ second ~ ' = ' ~ {_shown_quotient('first', 'second')} if second else '' %}}"
    f"{{% set share = a ~ ' x ' ~ b ~ ' / 100 = ' ~ {_shown_quotient('a * b', '100').replace('a * b % 100', '(a * b) % 100')} %}}"
    "{% set n.hint = plus if only == '+' else minus if only == '-' else times if only == 'x' else by if only == '/' and by"
    " else share if only == '%' else plus ~ ', ' ~ minus ~ ', ' ~ times ~ (', ' ~ by if by else '')"
    " ~ (', ' ~ share if '%' in small or 'percent' in small else '') %}"
    "{% endif %}"
    "{% endif %}"
    "{% endif %}"
)
