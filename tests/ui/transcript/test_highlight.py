"""Promise: code is coloured line by line, never lost, and unknown languages are left alone."""

from __future__ import annotations

import pytest

from ui.transcript.highlight import LONGEST_TEXT, colour_lines, open_kind, warm_up

CODE = 'def f(x: int) -> str:  # why\n    """Text\n    goes on."""\n    return "a" * 3\n'


def test_pieces_lie_within_their_lines() -> None:
    lines = colour_lines(CODE, "python")
    texts = CODE.split("\n")
    assert lines is not None
    assert len(lines) == len(texts)
    for pieces, text in zip(lines, texts, strict=True):
        end = 0
        for start, length, _ in pieces:
            assert start >= end
            end = start + length
        assert end <= len(text)


def test_kinds_are_what_one_expects() -> None:
    lines = colour_lines(CODE, "python")
    assert lines is not None
    assert lines[0][0] == (0, 3, "keyword")
    assert (4, 1, "function") in lines[0]
    assert lines[0][-1][2] == "comment"
    assert lines[2] == [(0, 15, "string")]


@pytest.mark.parametrize("language", ["", "text", "no-such-language", "<script>"])
def test_unknown_languages_are_left_alone(language: str) -> None:
    assert colour_lines("x = 1", language) is None


@pytest.mark.parametrize("language", ["shell", "c#", "js", "html", "json", "sql", "rust"])
def test_usual_names_are_known(language: str) -> None:
    assert colour_lines("x", language) is not None


def test_very_long_texts_are_not_coloured() -> None:
    assert colour_lines("x" * (LONGEST_TEXT + 1), "python") is None


def test_a_string_over_lines_may_go_on() -> None:
    lines = colour_lines('x = """a\nb\n', "python")
    assert lines is not None
    assert open_kind(lines[:-1], ['x = """a', "b"]) in ("string", None)
    assert open_kind([], []) is None


def test_warming_up_is_only_an_import() -> None:
    warm_up()
    warm_up("no-such-language")
