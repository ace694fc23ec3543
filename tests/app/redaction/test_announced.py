"""Promise: a value that a word announces is hidden whole, however the word and the value are written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions

_FOLDER = Path(__file__).parent
_PIPELINE = Pipeline()
_PERSON = "About Mrs Ottilie Quillfeather.\n"


def _cases(name: str) -> list[str]:
    return (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines()[1:]


def _open_values(before: str, case: str) -> list[str]:
    """Return the marked values of a case of which a letter or a digit stays."""
    pieces = re.split(r"⟦(.*?)⟧", case.replace("\\n", "\n"))
    text, spans = before, []
    for index, piece in enumerate(pieces):
        if index % 2:
            spans.append((len(text), len(text) + len(piece)))
        text += piece
    hidden = {
        place for found in _PIPELINE.scan(text, ScanOptions()) for place in range(found.start, found.end)
    }
    return [
        text[start:end]
        for start, end in spans
        if any(text[place].isalnum() and place not in hidden for place in range(start, end))
    ]


@pytest.mark.parametrize("case", _cases("announced"))
def test_an_announced_value_is_hidden(case: str) -> None:
    assert _open_values("", case) == []


@pytest.mark.parametrize("case", _cases("announced_beside_a_person"))
def test_in_a_text_about_somebody_less_of_an_announcement_is_enough(case: str) -> None:
    assert _open_values(_PERSON, case) == []


@pytest.mark.parametrize(
    "text",
    [
        "The password is stored hashed and the password is required.",
        "Your password is incorrect.",
        "The wifi is slow on 802.11ac.",
        "The wifi is flaky since 2019.",
        "Das WLAN ist langsam auf Kanal 11.",
        "The password is a Unicode 15.1 string.",
        "Open the gate 2 hours before, the alarm is off.",
        "An account of 5000 words; the debit is 1200.50.",
        "user: please explain this\nassistant: of course",
        "My handle is broken.",
        "It turns red on Friday.",
        "CSV\\nid is a header",
        "Het rijbewijs B kost 2500 euro en het permis B coûte 1 800 euros.",
        "How does a CVV work, and why is it 3 digits? A PIN has 4 digits.",
        "A security code review took 300 hours.",
        "vendor id 0x1A86, product id 0x7523, GPIO pin 18",
        "The driver number is 44 on the grid, bib number 17, order no. 3.",
        "Username rules: at most 20 characters. The user interface is fine.",
        "docker login registry.example.com",
        "Steam (valve), Telegram - messenger, Instagram (meta.com), username (case-sensitive)",
        "login - optional\\nnick (short)",
        "1. Salt 2. Pepper 3. Stir for 5 minutes",
        "The reference TCP/IP book and the file README-FIRST; quote PDF/A in the reference CI/CD guide.",
        "license: BSD-3-Clause\nlicence: AGPL-3\ncase: UTF-8",
        "Use MAX as the reference point and JSON as a reference format.",
        "Orders of 100, 200 and 300 kg; the last three digits of 7^100 are 001.",
        "The branch was merged on 2024-10-03, the last four are missing.",
        "Delivered by parcel, package ABCDEFGHIJKL is a placeholder.",
        "Collection code of conduct, pick up code review, order no. 3.",
        "A PCN ALLERGY is common; 447 of 1200 people have one.",
        "Das Kennzeichen muss gut lesbar sein, siehe § 10 FZV.",
        "The trial NCT04471188 looked at ENSG00000139618, PF00069421 and PMC0447182.",
        "Error ERR0000012 of part AB012, UTF00000 and #FF000000",
        "Das ist ein i7-12700, mehr nicht. Ein 2-2-1 reicht.",
        "What does PNR STATUS mean, and what is a booking reference NUMBER?",
    ],
)
def test_what_only_tells_something_about_such_a_word_stays(text: str) -> None:
    assert [text[found.start : found.end] for found in _PIPELINE.scan(text, ScanOptions())] == []
