"""Make questions out of sentences whose words say what they tell: how many, by whom, where, why, who is who, all names.

The sentences come from any text, so the patterns take only what is plain; each function asks about one sentence it finds, or
returns None.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Exchange = tuple[str, str | None]
Ask = Callable[[list[str], random.Random], Exchange | None]

_COUNT = r"(?:\d[\d,.]*\d|\d|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|hundreds of|thousands of)"
_MANY = re.compile(rf"\b({_COUNT}) ((?:[a-z]{{3,}} )?[a-z]{{3,}}s)\b((?: [\w'-]+){{0,9}})")
_BY = re.compile(
    r"((?:The |An? )?[\w'-]+(?: [\w'-]+){0,4}?) (is|was|are|were) ((?:[a-z]+ed|written|built|made|given|known|taken|found|held|seen|led"
    r"|won|sent|brought|driven|shown|chosen)(?: [a-z]+)?) by ((?:the |an? )?[A-Za-z][\w'-]+(?: (?:of |the )?[A-Z][\w'-]+| [\w'-]+){0,3})(?=[.,;]| (?:in|on|at|and|to|from)\b)"
)
_IN = re.compile(r" (in|at|near|from) ((?:the )?[A-Z][a-z]+(?: (?:of )?[A-Z][a-z]+){0,2})(?=[ ,.;])")
_TIME = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Chapter|Section|Part)")
_BECAUSE = re.compile(r"([A-Z][^.;:]{15,110}?),? (because|since|so that|in order to) ([^.;:,]{10,110})[.,;]")
_APPOSITION = re.compile(r"\b([A-Z][a-z]+(?: [A-Z][a-z]+){0,2}), ((?:the|an?|his|her|their) [a-z][^,.;:()]{6,60})(?=[,.])")
_MEANS = re.compile(r"((?:The |An? )?[A-Za-z][\w'-]*(?: [\w'-]+){0,3}) (is|are|was|were) (an? [a-z][^.;:,]{8,90}|the [a-z][^.;:,]{8,90})(?=[.,;])")
_NO_NAME = re.compile(r"(?:Perhaps|Though|Although|While|Why|Instead|How|Where|Then|Thus|After|Before|In|At|On|He|She|It|They|We|I|You|This|That|These|Those|There|What|Which|Who|Here|One|When|If|But|And|So|However)\b")
_PLAIN_START = re.compile(r"(?:The|A|An|His|Her|Their|Its|Our|My|Your|For|From|With|By|To|Of|As|Some|Many|Most|Both|All|Each|Every|No|Not|Now|Yet|Or|Nor)\b")
_NAME = re.compile(r"(?<=[a-z,;] )(?!I\b|Mrs?\b\.|Dr\b\.)[A-Z][a-zA-Z]+(?:(?: | of | de | van | von )[A-Z][a-zA-Z]+)*(?![\w-])")
_FIGURES = re.compile(r"(?<![\w.,-])\d(?:[\d.,]*\d)?(?![\w-])")
_ASK_ALL = (
    "Which {} are in the text?", "List all {}.", "Write down the {}.", "what {} are mentioned", "Find the {} in this text.", "Extract the {}.",
    "Which {} does it mention?", "Name all the {}, please.", "Pick out the {}.",
)  # fmt: skip
_ASK_MANY = ("How many {}?", "How many {} are mentioned?", "how many {}", "What number of {} is given?")
_ASK_WHERE = ('Where was this: "{}"?', "Where: {}?", "In which place: {}?", "Which place does the text name here: {}?")


def how_many(sentences: list[str], rng: random.Random) -> Exchange | None:
    """Ask for a number of things."""
    found = [match for sentence in sentences for match in _MANY.finditer(sentence)]
    if not found:
        return None
    match = rng.choice(found)
    rest = match[3] if rng.random() < 0.7 else ""
    return rng.choice(_ASK_MANY).format(match[2] + rest), f"{_capital(match[1].removesuffix(' of'))}."


def by_whom(sentences: list[str], rng: random.Random) -> Exchange | None:
    """Ask who did what was done."""
    found = [match for sentence in sentences for match in [_BY.match(sentence)] if match and not _NO_NAME.match(match[1])]
    if not found:
        return None
    match = rng.choice(found)
    subject = match[1][0].lower() + match[1][1:] if match[1].startswith(("The ", "A ", "An ")) else match[1]
    asked = rng.choice((f"By whom or what {match[2]} {subject} {match[3]}?", f"Who or what {match[3]} {subject}?"))
    return asked, f"{_capital(match[4])}."


def where(sentences: list[str], rng: random.Random) -> Exchange | None:
    """Ask for a place."""
    for sentence in rng.sample(sentences, len(sentences)):
        found = [match for match in _IN.finditer(sentence) if not _TIME.match(match[2])]
        if len(found) == 1:
            match = found[0]
            rest = (sentence[: match.start()] + sentence[match.end() :]).strip(" ,.")
            return rng.choice(_ASK_WHERE).format(rest), f"{match[1].capitalize()} {match[2]}."
    return None


def why(sentences: list[str], rng: random.Random) -> Exchange | None:
    """Ask for a reason or purpose."""
    for sentence in rng.sample(sentences, len(sentences)):
        match = _BECAUSE.match(sentence)
        if match:
            said = match[1][0].lower() + match[1][1:] if match[1].startswith(("The ", "A ", "In ", "An ", "This ")) else match[1]
            asked = rng.choice((f"Why is it that {said}?", f"Why: {match[1]}?", f"For what reason: {said}?"))
            return asked, f"{match[2].capitalize()} {match[3]}."
    return None


def who_is(sentences: list[str], rng: random.Random) -> Exchange | None:
    """Ask for a name by what is said of it, or the other way round."""
    found = [match for sentence in sentences for match in _APPOSITION.finditer(sentence) if not _NO_NAME.match(match[1])]
    if not found:
        return None
    match = rng.choice(found)
    if rng.random() < 0.5:
        return rng.choice((f"Who or what is {match[2]}?", f"Which name belongs to this: {match[2]}?")), f"{match[1]}."
    return rng.choice((f"Who or what is {match[1]}?", f"what is said about {match[1]}")), f"{_capital(match[2])}."


def what_is(sentences: list[str], rng: random.Random) -> Exchange | None:
    """Ask what something is."""
    for sentence in rng.sample(sentences, len(sentences)):
        match = _MEANS.match(sentence)
        if match and not _NO_NAME.match(match[1]):
            subject = match[1][0].lower() + match[1][1:] if match[1].startswith(("The ", "A ", "An ")) else match[1]
            return f"What {match[2]} {subject}?", f"{_capital(match[3])}."
    return None


def all_names(sentences: list[str], rng: random.Random) -> Exchange | None:
    """Ask for every name with a capital letter."""
    if not all(_NO_NAME.match(sentence) or _PLAIN_START.match(sentence) for sentence in sentences):
        return None
    return _all([name for sentence in sentences for name in _NAME.findall(sentence)], "name", rng)


def all_numbers(sentences: list[str], rng: random.Random) -> Exchange | None:
    """Ask for every number in figures."""
    return _all(_FIGURES.findall(" ".join(sentences)), "number", rng)


def _all(found: list[str], what: str, rng: random.Random) -> Exchange | None:
    found = list(dict.fromkeys(found))
    if not 1 <= len(found) <= 6:
        return None
    asked = rng.choice(_ASK_ALL).format(f"{what}s")
    if len(found) == 1:
        return asked, f"The only {what} is {found[0]}."
    return asked, f"The {what}s are {', '.join(found[:-1])} and {found[-1]}."


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


KINDS: tuple[Ask, ...] = (how_many, by_whom, where, why, who_is, what_is)
