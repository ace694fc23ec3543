"""Promise: the unseen set is sound: what is marked is really there, and it covers what it says it covers."""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from collections import Counter

import pytest

from app.redaction.findings import EntityType
from tests.benchmarks.redaction_data import RESTORE, UNSEEN, Document, read_restore, read_unseen

DOCUMENTS = read_unseen()
CLEAN = [document for document in DOCUMENTS if document.clean]
MARKED = [document for document in DOCUMENTS if not document.clean]
# Forms of keys that scanners look for in raw files: they are written with \u escapes there.
KEY_FORMS = re.compile(r"AKIA[A-Z2-7]{16}|ghp_\w{36}|sk_live_|xox[bp]-|-----BEGIN|AIza\w|sk-ant-|hf_\w{30}")


# mysql's -pPASSWORD and a computer called after its owner: marks that begin or end inside a word.
INSIDE_WORDS = {"hist-01", "net-01"}


def identify(document: Document) -> str:
    return document.id


@pytest.mark.parametrize("document", MARKED, ids=identify)
def test_every_mark_is_in_the_text_whole_and_apart_from_the_others(document: Document) -> None:
    ends = sorted([(span.start, span.end) for span in document.spans] + list(document.optional))
    for start, end in ends:
        assert 0 <= start < end <= len(document.text)
        marked = document.text[start:end]
        assert marked == marked.strip()
        assert any(character.isalnum() for character in marked)
        before, after = document.text[start - 1 : start], document.text[end : end + 1]
        if document.id not in INSIDE_WORDS:
            assert not (before.isalpha() and marked[0].isalpha())
            assert not (after.isalpha() and marked[-1].isalpha())
    for (_, end), (start, _) in itertools.pairwise(ends):
        assert end <= start


def test_names_are_unique_and_no_mark_is_left_uncompiled() -> None:
    assert max(Counter(document.id for document in DOCUMENTS).values()) == 1
    for document in MARKED:
        assert not re.search(r"\{\{[?A-Z]+\||@(luhn|iban|rnd|nhs|b64|fw)\(", document.text), document.id


def test_the_set_is_as_large_and_as_varied_as_it_claims() -> None:
    assert len(MARKED) >= 150
    assert len(CLEAN) >= 60
    languages = Counter(document.lang for document in MARKED)
    assert all(languages[lang] >= 12 for lang in ("de", "fr", "es", "it", "nl", "pt"))
    genres = {document.genre for document in MARKED}
    assert genres >= {"chat", "email", "clinical", "legal", "hr", "bank", "ticket", "form", "obfuscated"}
    assert genres >= {"csv", "tsv", "markdown", "html", "json", "yaml", "xml", "sql", "log", "trace", "env"}
    labels = Counter(span.label for document in MARKED for span in document.spans)
    assert set(labels) == set(EntityType) - {EntityType.CUSTOM}


def test_clean_texts_hold_no_mark() -> None:
    assert {document.id for document in DOCUMENTS if document.id.startswith("clean-")} == {
        document.id for document in CLEAN
    }


def test_card_numbers_and_ibans_carry_right_check_digits() -> None:
    for document in MARKED:
        for span in document.spans:
            plain = _plain(document.marked(span))
            if span.label is EntityType.CARD and plain.isdecimal():
                assert _luhn(plain), document.id
            if span.label is EntityType.IBAN:
                assert int("".join(str(int(c, 36)) for c in plain[4:] + plain[:4])) % 97 == 1, document.id


def test_the_raw_files_look_like_no_secret_to_a_scanner() -> None:
    for path in UNSEEN.glob("*.jsonl"):
        assert not KEY_FORMS.search(path.read_text(encoding="utf-8")), path.name


def test_the_restore_cases_are_complete() -> None:
    cases = read_restore()
    altered = [case for case in cases if case.kind != "unaltered"]
    assert len(altered) >= 120
    assert len({case.id for case in cases}) == len(cases)
    for case in cases:
        assert all(re.fullmatch(r"\[[A-Z_]+_\d+\]", key) for key in case.mapping), case.id
        if case.unknown:
            left = re.findall(r"[A-Z]+_\d+", case.expected[0])
            assert any(f"[{name}]" not in case.mapping for name in left), case.id
    kinds = {case.kind for case in cases}
    assert kinds >= {
        "case",
        "brackets",
        "markdown",
        "code",
        "json",
        "html",
        "url",
        "possessive",
        "translated",
    }
    assert kinds >= {"unknown", "lookalike", "value", "chunks", "table", "invisible"}
    assert json.loads(RESTORE.read_text(encoding="utf-8").splitlines()[0])["kind"] == "unaltered"


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return "".join(character for character in folded if character.isalnum())


def _luhn(digits: str) -> bool:
    doubled = [int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits))]
    return sum(d - 9 * (d > 9) for d in doubled) % 10 == 0
