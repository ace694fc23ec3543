"""Promise: an answer's text is the same however the model cut it into tokens, and stop strings never show."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from models.textstream import TextStream


def cut(raw: bytes, places: list[int]) -> list[bytes]:
    edges = [0, *sorted(place % (len(raw) + 1) for place in places), len(raw)]
    return [raw[start:end] for start, end in pairwise(edges)]


def stream(pieces: list[bytes], stop: tuple[str, ...] = ()) -> list[str]:
    text = TextStream(stop)
    shown = []
    for piece in pieces:
        shown.append(text.feed(piece))
        if text.stopped:
            break
    return [*shown, text.finish()]


def until_stop(text: str, stop: tuple[str, ...]) -> str:
    """The definition: the answer ends where a stop string is first complete."""
    for end in range(len(text) + 1):
        starts = [end - len(string) for string in stop if string and text[:end].endswith(string)]
        if starts:
            return text[: min(starts)]
    return text


@given(st.text(), st.lists(st.integers(0, 400)))
def test_any_cutting_of_the_bytes_gives_the_same_text(text: str, places: list[int]) -> None:
    text = text.encode("utf-8", "replace").decode()
    assert "".join(stream(cut(text.encode(), places))) == text


@given(st.text(alphabet="日本🙂é a", max_size=30), st.lists(st.integers(0, 200)))
def test_no_piece_ever_holds_half_a_character(text: str, places: list[int]) -> None:
    assert all("\ufffd" not in piece for piece in stream(cut(text.encode(), places)))


def test_text_is_shown_as_soon_as_its_characters_are_complete() -> None:
    assert stream([b"ab", b"\xe6\x97", b"\xa5!", b"c"]) == ["ab", "", "日!", "c", ""]


def test_bytes_that_are_no_character_become_replacement_marks() -> None:
    assert "".join(stream([b"a\xff", b"b", b"\xe6\x97"])) == "a\ufffdb\ufffd"


small = st.text(alphabet="ab<|", max_size=24)
stops = st.lists(st.text(alphabet="ab<|", max_size=4), max_size=3).map(tuple)


@given(small, stops, st.lists(st.integers(0, 30)))
def test_an_answer_ends_before_the_stop_string_on_any_cutting(
    text: str, stop: tuple[str, ...], places: list[int]
) -> None:
    assert "".join(stream(cut(text.encode(), places), stop)) == until_stop(text, stop)


def test_only_what_could_become_a_stop_string_is_held_back() -> None:
    text = TextStream(("</end>",))
    assert [text.feed(piece) for piece in (b"one <", b"b> two </en", b"d")] == ["one ", "<b> two ", ""]
    assert not text.stopped
    assert text.feed(b"> three") == ""
    assert text.stopped
    assert text.finish() == ""


def test_held_text_appears_when_the_answer_ends_without_the_stop_string() -> None:
    text = TextStream(("STOP",))
    assert text.feed(b"wait: ST") == "wait: "
    assert text.finish() == "ST"
