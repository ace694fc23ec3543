"""Promise: every letter and digit of a text is in exactly one token, at its exact place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.redaction.tagger.tokens import POSITIONS, tokenise


def words(text: str) -> list[str]:
    return [token.word for token in tokenise(text)]


@given(st.text())
def test_tokens_are_slices_in_order_and_only_white_space_lies_between(text: str) -> None:
    end = 0
    for token in tokenise(text):
        assert text[token.start : token.end] == token.word
        assert token.start < token.end
        assert text[end : token.start].strip() == ""
        assert 0 <= token.position < POSITIONS
        end = token.end
    assert text[end:].strip() == ""


def test_a_possessive_ends_the_name_before_its_apostrophe() -> None:
    assert words("Maria's") == ["Maria", "'", "s"]


def test_letters_and_digits_part() -> None:
    assert words("SW1A 2AA, 14b") == ["SW", "1", "A", "2", "AA", ",", "14", "b"]


def test_an_accent_of_its_own_stays_with_its_letter() -> None:
    assert words("Jose\u0301 Pen\u0303a") == ["Jose\u0301", "Pen\u0303a"]


def test_chinese_characters_are_tokens_each() -> None:
    assert words("王小明 ok") == ["王", "小", "明", "ok"]


def test_a_line_break_is_a_token_and_begins_a_line() -> None:
    tokens = list(tokenise("a b\nc"))
    assert [t.word for t in tokens] == ["a", "b", "\n", "c"]
    assert [t.position >= 3 for t in tokens] == [True, False, False, True]


def test_a_word_after_a_full_stop_begins_a_sentence_even_in_quotes() -> None:
    tokens = {t.word: t for t in tokenise('He left. "May" came')}
    assert tokens["May"].position >= 3
    assert tokens["came"].position < 3
