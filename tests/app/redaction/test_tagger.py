"""Promise: the shipped tagger finds names at their exact places, in texts of any length.

How well it does is measured on held-out documents (`app/redaction/tagger/CARD.md`); here are texts that are
too plain to miss, and the machinery around the model with a network of our own.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.redaction.findings import EntityType
from app.redaction.tagger import Tagger
from app.redaction.tagger import features as f
from app.redaction.tagger.decode import LABELS, TAGS, Decoder, Floats
from app.redaction.tagger.model import MARGIN, WEIGHTS, WINDOW

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CARD = WEIGHTS.parent / "CARD.md"
P, O, L, A = LABELS  # noqa: E741 (the letters of the training documents)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.load()


def found(tagger: Tagger, text: str) -> dict[str, EntityType]:
    return {text[t.start : t.end]: t.label for t in tagger.tag(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi, I'm Maria Lopez and this is about my lease.", {"Maria Lopez": P}),
        (
            "Dear Mrs. Okafor,\n\nplease call back.\n\nKind regards,\nTomasz Wilk",
            {"Okafor": P, "Tomasz Wilk": P},
        ),
        ("can u ask jamal if the meeting moved", {"jamal": P}),
        ("Sehr geehrte Frau Kühnapfel,\n\nvielen Dank.", {"Kühnapfel": P}),
        ("Bonjour Amélie, merci pour ton message.", {"Amélie": P}),
        ('{"first_name": "Ngozi", "last_name": "Adeyemi", "plan": "Gold"}', {"Ngozi": P, "Adeyemi": P}),
        ("Ship to: 14 Maple Street, Springfield, IL 62704", {"14 Maple Street, Springfield, IL 62704": A}),
        ("Patient: Wendy Oduya, seen with her son Peter.", {"Wendy Oduya": P, "Peter": P}),
    ],
)
def test_plain_names_are_found_at_their_places(
    tagger: Tagger, text: str, expected: dict[str, EntityType]
) -> None:
    assert found(tagger, text).items() >= expected.items()


@pytest.mark.parametrize(
    "text",
    [
        "What is the difference between a list and a tuple in Python?",
        "for i in range(10):\n    print(i)\n",
        "Please summarise the report in three bullet points and keep the headings.",
        "Boil the pasta for nine minutes, then drain it.",
        "",
        " \n\t ",
    ],
)
def test_text_about_nobody_holds_nothing(tagger: Tagger, text: str) -> None:
    assert tagger.tag(text) == []


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=400))
def test_any_text_gives_spans_in_order_without_space_around_them(tagger: Tagger, text: str) -> None:
    end = 0
    for span in tagger.tag(text):
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        assert 0.0 <= span.score <= 1.0
        end = span.end


def test_the_same_text_gives_the_same_answer_whatever_was_read_before(tagger: Tagger) -> None:
    text = "Anna Kowalska met Bob in Leeds.\n" * 40
    fresh = Tagger.load()
    tagger.tag("Somebody else entirely, from Nowhere.")
    assert tagger.tag(text) == fresh.tag(text)


class Pattern:
    """A network that takes every word "ada" for the start of a name, and "bo" after it for more of it."""

    def __init__(self) -> None:
        self.windows: list[tuple[int, ...]] = []
        probe = f.Features(empty_lexicon())
        from app.redaction.tagger.tokens import tokenise

        self.ada, self.bo = (probe.rows(list(tokenise(word)))[0, f.HASH] for word in ("ada", "bo"))

    def run(self, rows: f.Rows) -> Floats:
        self.windows.append(rows.shape)
        out = np.zeros((*rows.shape[:2], TAGS), np.float32)
        out[..., 0] = 20
        out[rows[..., f.HASH] == self.ada, 1] = 40
        out[rows[..., f.HASH] == self.bo, 2] = 40
        return out


def empty_lexicon() -> f.Lexicon:
    nothing = np.zeros(0, np.uint32)
    return f.Lexicon(nothing, nothing, np.zeros(0, np.uint8))


def patterned() -> tuple[Tagger, Pattern]:
    network = Pattern()
    return Tagger(network, f.Features(empty_lexicon()), Decoder({})), network  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "before", [0, 1, 200, WINDOW - MARGIN - 1, WINDOW - 1, WINDOW, 1663, 1664, 1687, 5000]
)
def test_a_name_is_found_once_and_whole_wherever_the_windows_part(before: int) -> None:
    tagger, _ = patterned()
    text = "word " * before + "ada bo" + " word" * 3000
    (span,) = tagger.tag(text)
    assert span[:3] == (5 * before, 5 * before + 6, P)


def test_a_text_of_names_only_is_found_whole() -> None:
    tagger, _ = patterned()
    text = "ada bo " * 10_000
    assert [(t.start, t.end) for t in tagger.tag(text)] == [(7 * i, 7 * i + 6) for i in range(10_000)]


def test_a_long_text_goes_through_in_batches_of_bounded_size() -> None:
    tagger, network = patterned()
    tagger.tag("some words here. " * 20_000)
    assert max(windows * tokens for windows, tokens, _ in network.windows) <= 8 * WINDOW
    assert sum(windows * tokens for windows, tokens, _ in network.windows) < 80_000 * 1.35


def test_progress_grows_and_ends_at_one() -> None:
    tagger, _ = patterned()
    told: list[float] = []
    tagger.tag("some words here. " * 2_000, progress=told.append)
    assert len(told) > 3
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_an_exception_from_progress_stops_the_work() -> None:
    tagger, network = patterned()

    class Stop(Exception):
        pass

    def stop(_share: float) -> None:
        raise Stop

    with pytest.raises(Stop):
        tagger.tag("some words here. " * 20_000, progress=stop)
    assert len(network.windows) == 1


def test_the_files_are_those_of_the_card() -> None:
    card = tomllib.loads((WEIGHTS / "card.toml").read_text("utf-8"))
    for name, digest in card["sha256"].items():
        assert hashlib.sha256((WEIGHTS / name).read_bytes()).hexdigest() == digest
        assert digest[:16] in CARD.read_text("utf-8")


def test_what_ships_is_small() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) < 16_000_000


@pytest.mark.parametrize("name", ["tagger.onnx", "lexicon.npz", "card.toml"])
@pytest.mark.parametrize("damage", [lambda b: b[: len(b) // 2], lambda b: b"\0" * 100, lambda _: b""])
def test_a_damaged_file_is_refused(tmp_path: Path, name: str, damage: Callable[[bytes], bytes]) -> None:
    shutil.copytree(WEIGHTS, tmp_path / "w")
    path = tmp_path / "w" / name
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(ValueError, match=r".+"):
        Tagger.load(tmp_path / "w")


def test_missing_files_are_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"card\.toml"):
        Tagger.load(tmp_path)


def test_after_loading_it_reads_no_file() -> None:
    """An audit hook in a process of its own sees every open() of Python; the confined process may do none."""
    script = (
        "import sys\n"
        "from app.redaction.tagger import Tagger\n"
        "tagger = Tagger.load()\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(args[0]) if event == 'open' else None)\n"
        "found = tagger.tag('Dear Mrs. Okafor, call Tomasz Wilk. ' * 300)\n"
        "print(len(found) > 0, opened, 'torch' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.split() == ["True", "[]", "False"]
