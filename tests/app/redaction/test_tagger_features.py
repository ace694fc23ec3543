"""Promise: a word's description depends on the word alone and stays inside the model's tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.redaction.tagger import features as f
from app.redaction.tagger.tokens import tokenise

if TYPE_CHECKING:
    from pathlib import Path

LIMITS = {
    f.LISTED: f.LISTED_ROWS,
    f.RARITY: f.RARITY_ROWS,
    f.SHAPE: f.SHAPE_ROWS,
    f.HASH: f.HASH_ROWS,
    f.POSITION: f.POSITION_ROWS,
}


def lexicon(words: list[str] | None = None, listed: dict[str, int] | None = None) -> f.Lexicon:
    listed = listed or {}
    return f.Lexicon(
        np.array([f.key_of(word) for word in words or []], np.uint32),
        np.array([f.key_of(word) for word in listed], np.uint32),
        np.array(list(listed.values()), np.uint8),
    )


def rows(text: str, known: f.Lexicon | None = None) -> f.Rows:
    return f.Features(known or lexicon()).rows(list(tokenise(text)))


@given(st.text(min_size=1))
def test_every_row_stays_inside_the_tables(text: str) -> None:
    found = rows(text)
    assert found.shape == (len(list(tokenise(text))), f.WIDTH)
    assert (found >= 0).all()
    for column, limit in LIMITS.items():
        assert (found[:, column] < limit).all()
    assert (found[:, f.GRAM :] < f.GRAM_ROWS).all()


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=12), min_size=1, max_size=8))
def test_what_was_seen_before_changes_nothing(words: list[str]) -> None:
    reused = f.Features(lexicon())
    text = " ".join(words)
    reused.rows(list(tokenise(" ".join(reversed(words)))))
    np.testing.assert_array_equal(reused.rows(list(tokenise(text))), rows(text))


def test_a_known_word_has_the_row_of_its_rank_in_any_case_and_accent() -> None:
    known = lexicon(["the", "muller", "may"])
    assert rows("the Müller MAY xyzzy", known)[:, f.WORD].tolist() == [1, 2, 3, 0]
    assert rows("the Müller MAY xyzzy", known)[:, f.RARITY].tolist() == [1, 2, 2, 0]


def test_a_listed_name_carries_its_lists() -> None:
    assert rows("Zoë zoe Zed", lexicon(listed={"zoe": 9}))[:, f.LISTED].tolist() == [9, 9, 0]


@pytest.mark.parametrize(
    ("one", "other"),
    [("anna", "Anna"), ("Anna", "ANNA"), ("McKay", "Mckay"), ("iPod", "ipod"), (",", "."), ("12", "123")],
)
def test_case_length_and_marks_can_be_told_apart(one: str, other: str) -> None:
    assert f.shape(one) != f.shape(other)


def test_a_very_long_word_is_described_by_its_ends() -> None:
    grams = f.ngrams("a" * 10 + "b" * 1000 + "c" * 10)
    assert len(grams) == f.GRAMS


def test_a_file_that_is_no_lexicon_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.npz"
    path.write_bytes(b"not an archive")
    with pytest.raises(ValueError, match=r"pickled|zip|magic|data"):
        f.Lexicon.read(path)
