"""Promise: what is looked for among the words of a text is found as by looking at every character."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.redaction import anchored_names, fields, logins, marks, organisations, shapes
from app.redaction.known_names import KnownNames
from app.redaction.later import Later
from app.redaction.recognizers import (
    ALL,
    ages,
    birth_words,
    disguised,
    label_kinds,
    labelled,
    money,
    prefixed,
    secret_words,
    told_births,
    usernames,
)
from app.redaction.recognizers.base import A_NUMBER, Phrases, Shape, apart, matches_at, trie_pattern, windows
from app.redaction.sighted import Sighted, firsts_of, held, lowered
from tests.app.redaction.cases import clean_cases, private_cases


def test_every_character_keeps_its_place_in_lower_case() -> None:
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))
    assert len(lowered(every)) == len(every)


@pytest.mark.parametrize("odd", ["\u0130", "\u0131", "\u017f", "\u212a"])
def test_one_odd_letter_does_not_hide_where_words_stand(odd: str) -> None:
    text = Sighted(f"pass{odd} pa{odd}s: " + "Nothing else. " * 500 + "PASS ")
    places = text.places_of(("pass",))
    assert {0, len(text) - 5} <= set(places) <= {0, 6, len(text) - 5}
    assert (6 in places) == (re.search("pass", text[6:], re.IGNORECASE).start() == 0)  # type: ignore[union-attr]
    assert not Sighted(text).may_hold("secret")
    assert _spans(Phrases(["pass", "is"]).finditer(text)) == _spans(
        Phrases(["pass", "is"]).pattern.finditer(text)
    )


def test_windows_reach_behind_the_last_of_several_needles() -> None:
    text = "." * 50 + "a" + "." * 90 + "a" + "." * 400
    assert windows(text, ("a",), before=10, after=100) == [(40, 241)]
    assert apart([(5, 9), (0, 2), (2, 3), (8, 12)]) == [(0, 3), (5, 12)]


PHRASES = [
    value
    for module in (secret_words, birth_words, told_births, label_kinds, labelled, logins, marks, usernames)
    for value in vars(module).values()
    if isinstance(value, Phrases)
]


def _spans(matches: Iterable[re.Match[str]]) -> list[tuple[int, int]]:
    return [match.span() for match in matches]


@pytest.mark.parametrize("join", [" ", "", "_", "-", ". "])
@pytest.mark.parametrize("case", [str.lower, str.upper, str.title, str.swapcase])
def test_phrases_are_found_at_their_first_words_however_they_are_written(
    join: str, case: Callable[[str], str]
) -> None:
    assert len(PHRASES) > 7
    for phrases in PHRASES:
        words = [case(phrase).replace(" ", join) for phrase in phrases._phrases]
        text = Sighted(
            "\n".join(f"{word} {word}12 my{word}s userName{word} x_{word}:{word}Of" for word in words)
        )
        found = _spans(phrases.finditer(text))
        assert len(found) > len(words)
        assert found == _spans(phrases.pattern.finditer(text))


def test_names_behind_phrases_are_found_at_their_first_words() -> None:
    text = Sighted("\n".join([case.text for case in private_cases()] + clean_cases()))
    for pattern, firsts in anchored_names._FIRSTS.items():
        assert _spans(matches_at(pattern, text, firsts)) == _spans(pattern.finditer(text))


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["Mr", "mrs", "ſ", "aB", "1a", "²", "_", " ", ". ", "Roe", "-", "İ"])))
def test_words_begin_where_they_do_in_any_text(parts: list[str]) -> None:
    text = Sighted("".join(parts))
    phrases = Phrases(["mr", "b", "1a", "a b", "s roe", "roe"])
    assert _spans(phrases.finditer(text)) == _spans(phrases.pattern.finditer(text))


DAYS = (
    "Monday, 3 May 2021",
    "mon, the 3rd of may 1980",
    "Mittwoch, den 4.11.1999",
    "samedi le 1er avril 2000",
    "Sept. 5, 2020",
    "twenty-first of June 2001",
    "2020-02-03T10:00Z",
    "x_3/4/1999",
    "MAY 3 1999",
    "3Mai1999",
    "aged 97",
    "âgée de 101",
    "a 99-year-old",
    "Leeftijd: 95",
    "Tel. 020 7946 0958",
    "mobileNumber: 07700 900123",
    "010.001.002.003",
    "0x7F000001",
    "4111 1111 1111 1111",
    "MRN-8259183",
    "EMP36737",
    "BIO-FP-1234567",
    "school: University of Hollin",
    "École Jules Verne",
    "KiTa Sonnenschein",
    "centro de salud El Carmen",
    "the fa. Brackwater",
)


def _with_firsts() -> list[tuple[re.Pattern[str], frozenset[str] | None]]:
    cards = [(pattern, A_NUMBER) for pattern in (money._CARD, money._CARD_WRAPPED)]
    begun = [(one._pattern, one._firsts) for one in ALL if isinstance(one, prefixed.Prefixed)]
    shaped = [(one.pattern, one.firsts) for one in ALL if isinstance(one, Shape) and one.firsts is not None]
    aged = [(ages.Ages._pattern, ages.Ages._firsts)]
    return [*organisations._FIRSTS.items(), *cards, *begun, *shaped, *aged]


def test_what_begins_with_a_number_or_a_word_is_found_where_these_begin() -> None:
    lines = [*DAYS, *map(str.upper, DAYS), *map(str.swapcase, DAYS), *(f"a{day}, ({day})" for day in DAYS)]
    text = Sighted("\n".join([*lines, *(case.text for case in private_cases()), *clean_cases()]))
    patterns = _with_firsts()
    assert len(patterns) > 8
    for pattern, firsts in patterns:
        found = _spans(matches_at(pattern, text, firsts))
        assert found
        assert found == _spans(pattern.finditer(text))


QUOTED = (
    '"name": "Ines Vogt", "city" : \'Hollin\',',
    '{\'phone\':\'07700 900123\', "a": 1, b: "x\\"y"}',
    'user-name\t:\t"x"',
    f'k{"e" * 39}y: "{"v" * 119}"',
    'a: b "c" d: "e',
)


def test_values_in_quotes_are_found_before_their_colons() -> None:
    text = Sighted("\n".join([*QUOTED, "".join(QUOTED), *(case.text for case in private_cases())]))
    found = _spans(fields._quoted(text))
    assert len(found) > len(QUOTED)
    assert found == _spans(fields._JSON_OR_YAML.finditer(text))


@settings(max_examples=100)
@given(
    st.lists(
        st.sampled_from(
            ["five", "Six ", "0 ", "+", "plus ", "double ", " - ", "één ", "sept-", "12 ", "x", "\n"]
        )
    )
)
def test_numbers_in_words_are_found_where_one_begins(parts: list[str]) -> None:
    text = Sighted("".join(parts))
    found = _spans(matches_at(disguised._SPELLED, text, disguised._FIRSTS, signs=("+",)))
    assert found == _spans(disguised._SPELLED.finditer(text))


NAMES = ("Anna", "O'Neil", "Anna-Lena", "Jonas", "Ruß", "Yıldız")
AMONG = (
    *NAMES,
    *map(str.upper, NAMES),
    "annas",
    "JONASS",
    "o'neils",
    "s",
    "x",
    "2",
    "_",
    "-",
    "'s",
    " ",
    ". ",
    "McAnna",
)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(AMONG), max_size=20))
def test_parts_of_names_are_found_among_the_words(parts: list[str]) -> None:
    text = "".join(parts)
    known = KnownNames(text, ())
    for name in NAMES:
        known._learn(name, 0.9)
    pattern = re.compile(
        rf"(?<![^\W_])(?:{trie_pattern(known._parts)})(?:(?=s(?![^\W_]))|(?![^\W_]))", re.IGNORECASE
    )
    expected = [match.span() for match in pattern.finditer(text) if match[0].lower() in known._parts]
    assert list(known._parts_in_text()) == expected


def test_a_phrase_that_begins_with_a_sign_is_looked_for_everywhere() -> None:
    assert firsts_of(["#", "no"]) is None
    assert [match[0] for match in Phrases(["№", "no"]).finditer(Sighted("a № b no"))] == ["№", "no"]


@settings(max_examples=60)
@given(st.text("abc Ä", max_size=12), st.text("abc Ä", min_size=12, max_size=30))
def test_what_stands_in_a_text_is_never_ruled_out(word: str, text: str) -> None:
    long = text * 400
    for whole in (text, long, long + word, word + long):
        assert Sighted(whole).may_hold(word.lower()) or word.lower() not in whole.lower()
        assert held(Sighted(whole), (word,)) == ([word] if word in whole else [])


def test_what_cannot_stand_in_a_long_text_is_ruled_out() -> None:
    text = Sighted("Some words that say nothing. " * 300)
    assert not text.may_hold("password")
    assert text.may_hold("word")


def test_a_pattern_is_read_at_its_first_look_and_finds_the_same() -> None:
    later = Later(r"b+", re.IGNORECASE)
    assert "finditer" not in vars(later)
    assert [match[0] for match in later.finditer("abbaB")] == ["bb", "B"]
    assert later.match("ab") is None
    found = later.search("ab", 0, 2)
    assert found is not None
    assert found.span() == (1, 2)


def test_marks_before_numbers_are_found_at_their_first_words() -> None:
    words = [re.sub(r"\(\?.*|\[.*", "", word) for word in shapes._MARKS.split("|")]
    words += [
        "n°",
        "nº",
        "no",
        "licence",
        "license",
        "ending in",
        "last four",
        "last 4",
        "code to the gate is",
    ]
    text = Sighted("\n".join(f"my {word} 48213, {word.upper()}: AB 9 182, x{word} 4711" for word in words))
    found = _spans(matches_at(shapes._MARKED, text, shapes._FIRST_MARKS))
    assert len(found) > len(words)
    assert found == _spans(shapes._MARKED.finditer(text))
