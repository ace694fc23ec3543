"""Promise: the figures of `bench redaction` mean what docs/redaction.md says that they mean."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.redaction.findings import EntityType as E
from app.redaction.findings import Finding, Reason
from app.redaction.port import Leak, ScanEvent, Scanned, ScanOptions, ScanProgress
from tests.benchmarks import redaction, redaction_rivals
from tests.benchmarks.redaction_data import Document, RestoreCase, Span, read_documents, read_glob
from tests.benchmarks.redaction_detector import Unfinished, scan_all, scanner
from tests.benchmarks.redaction_measure import Hit, Measured, measure, measure_restore
from tests.benchmarks.redaction_speed import pieces_of, sizes_up_to, speed_rows, text_of
from tests.benchmarks.redaction_table import Table, percent, verdict

TEXT = "Ask Dr. Ines Vogt (07700 900123) tomorrow"
NAME = Span(8, 17, E.PERSON, "PERSON")
PHONE = Span(19, 31, E.PHONE, "PHONE")
MARKED = Document("a", TEXT, "en", "email", (NAME, PHONE))
CLEAN = Document("b", "x" * 5_000, "en", "clean-chat", ())


class ScriptedRedactor:
    """Finds one word wherever it stands; can be told to stop before the end."""

    def __init__(self, word: str, *, finishes: bool = True) -> None:
        self.word, self.finishes, self.options = word, finishes, list[ScanOptions]()

    def scan(self, text: str, options: ScanOptions) -> Iterator[ScanEvent]:
        self.options.append(options)
        reason = (Reason("scripted", 1.0),)
        at = text.find(self.word)
        while at >= 0:
            yield Scanned((Finding(at, at + len(self.word), E.PERSON, 1.0, reason),))
            yield ScanProgress(0.5)
            at = text.find(self.word, at + 1)
        yield Scanned((), last=self.finishes)

    def leaks(self, body: bytes, values: tuple[str, ...]) -> tuple[Leak, ...]:
        return ()


def one(*hits: Hit) -> Measured:
    return measure([MARKED], [hits])


def test_a_name_is_hidden_only_when_every_letter_is() -> None:
    assert one(Hit(8, 17, E.PERSON)).labels[E.PERSON].hidden == 1
    assert one(Hit(8, 16, E.PERSON)).labels[E.PERSON].hidden == 0
    assert one().labels[E.PERSON].hidden == 0


def test_hiding_does_not_depend_on_the_label_and_may_take_several_findings() -> None:
    assert one(Hit(8, 12, E.ORG), Hit(13, 17, None)).labels[E.PERSON].hidden == 1


def test_blanks_and_punctuation_between_findings_need_not_be_covered() -> None:
    assert one(Hit(19, 24, E.PHONE), Hit(25, 31, E.PHONE)).labels[E.PHONE].hidden == 1


def test_strict_wants_the_same_ends_and_a_kindred_label() -> None:
    assert one(Hit(8, 17, E.PERSON)).labels[E.PERSON].exact == 1
    assert one(Hit(4, 17, E.PERSON)).labels[E.PERSON].exact == 0
    assert one(Hit(8, 17, E.ORG)).labels[E.PERSON].exact == 0
    assert one(Hit(18, 32, E.PHONE)).labels[E.PHONE].exact == 1  # brackets do not count


def test_kindred_labels_are_those_a_reader_would_not_tell_apart() -> None:
    document = Document("c", "12 Elm Row", "en", "email", (Span(0, 10, E.ADDRESS, "ADDRESS"),))
    assert measure([document], [[Hit(0, 10, E.LOCATION)]]).everything.exact == 1
    assert measure([document], [[Hit(0, 10, E.PERSON)]]).everything.exact == 0


def test_precision_counts_findings_that_touch_something_marked() -> None:
    measured = one(Hit(8, 17, E.PERSON), Hit(33, 41, E.PERSON), Hit(0, 9, E.PERSON))
    assert measured.labels[E.PERSON].precision == pytest.approx(2 / 3)


def test_optional_spans_are_neither_demanded_nor_held_against_a_detector() -> None:
    document = Document("d", "in Lyon", "en", "email", (), ((3, 7),))
    assert not document.clean
    silent, loud = measure([document], [[]]), measure([document], [[Hit(3, 7, E.LOCATION)]])
    assert silent.everything.gold == loud.everything.gold == 0
    assert loud.everything.precision == 1


def test_false_hits_are_counted_on_clean_texts_alone() -> None:
    measured = measure([MARKED, CLEAN], [[Hit(33, 41, E.PERSON)], [Hit(0, 1, E.PERSON)]])
    assert measured.clean.rate == 2.0
    assert measured.clean_genres["clean-chat"].hits == 1
    assert one().clean.rate is None


def test_names_in_documents_are_a_class_of_their_own() -> None:
    chat = Document("e", TEXT, "en", "chat", (NAME,))
    measured = measure([MARKED, chat], [[Hit(8, 17, E.PERSON)], []])
    assert measured.classes["names, everywhere"].hidden_share == 0.5
    assert measured.classes["names in documents"].hidden_share == 1.0


def test_a_key_and_a_password_are_different_classes() -> None:
    spans = (Span(0, 3, E.SECRET, "KEY"), Span(4, 7, E.SECRET, "PASSWORD"))
    measured = measure([Document("f", "abc def", "en", "env", spans)], [[Hit(0, 3, E.SECRET)]])
    assert measured.classes["secrets of a known format"].hidden == 1
    assert measured.classes["passwords and PINs"].hidden == 0


def test_what_was_missed_can_be_listed() -> None:
    assert one(Hit(8, 17, E.PERSON)).missed == [(MARKED, PHONE)]


def restored(text: str, *, unknown: bool = False, flagged: bool = False) -> tuple[int, int, int]:
    mapping = {"[PERSON_1]": "Ines", "[PERSON_2]": "Omar"}
    case = RestoreCase("r-1", "case", mapping, "[person_1]", ("Ines", "[Ines]"), unknown)
    done = measure_restore([case], lambda _answer, _mapping: (text, flagged))
    return done.right["case"], done.wrong_person, done.unflagged


def test_a_restored_text_is_right_when_it_is_one_of_the_acceptable_ones() -> None:
    assert restored("Ines") == (1, 0, 0)
    assert restored("[Ines]") == (1, 0, 0)
    assert restored("[person_1]") == (0, 0, 0)


def test_another_persons_name_is_counted_apart() -> None:
    assert restored("Omar") == (0, 1, 0)
    assert restored("Ines Ines") == (0, 1, 0)


def test_an_unknown_id_has_to_be_flagged() -> None:
    assert restored("Ines", unknown=True) == (1, 0, 1)
    assert restored("Ines", unknown=True, flagged=True) == (1, 0, 0)


def test_the_scan_is_read_to_its_end_with_the_options_given() -> None:
    port = ScriptedRedactor("Vogt")
    options = ScanOptions(profile="hipaa-18")
    assert scanner(port, options)("Vogt, Vogt") == [Hit(0, 4, E.PERSON), Hit(6, 10, E.PERSON)]
    assert port.options == [options]


def test_a_scan_that_ends_early_is_no_measurement() -> None:
    with pytest.raises(Unfinished):
        scanner(ScriptedRedactor("x", finishes=False))("text")


def test_a_scan_that_fails_hides_nothing_and_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    scan = scanner(ScriptedRedactor("Vogt", finishes=False))
    hits, failed = scan_all(scan, [MARKED, CLEAN])
    assert (hits, failed) == ([[], []], 2)
    assert "a: the scan failed: Unfinished" in capsys.readouterr().err
    rows = redaction.goal_table("x", measure([MARKED, CLEAN], hits), failed=failed).rows
    assert rows[-1] == ("scans that failed", "2", "", "", "0", "not met")


def test_files_may_be_gzipped_and_foreign_labels_are_translated(tmp_path: Path) -> None:
    rows = [
        {"text": "0917 555", "spans": [{"start": 0, "end": 8, "label": "PH_MOBILE_NUMBER"}]},
        {"text": "lupus", "spans": [{"start": 0, "end": 5, "label": "HEALTH"}], "id": "h"},
        {"text": "only counted", "spans": [], "meta": {"risk_lines": 3}},
    ]
    packed = "\n".join(map(json.dumps, rows)).encode()
    (tmp_path / "some.jsonl.gz").write_bytes(gzip.compress(packed))
    (tmp_path / "more.jsonl").write_bytes(packed)
    phone, health = read_documents(tmp_path / "some.jsonl.gz")
    assert phone == Document("some-0", "0917 555", "en", "some", (Span(0, 8, E.PHONE, "PHONE"),))
    assert (health.spans, health.optional, health.clean) == ((), ((0, 5),), False)
    assert len(read_glob(str(tmp_path / "*.jsonl*"))) == 4


def test_a_pattern_without_files_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_glob(str(tmp_path / "*.jsonl"))


def test_percentages_are_rounded_down_so_that_100_means_all() -> None:
    assert percent(0.9999) == "99.9"
    assert percent(1.0) == "100.0"
    assert percent(None) == ""


def test_a_goal_is_met_from_the_right_side() -> None:
    assert verdict(0.95, 0.95) == "met"
    assert verdict(0.94, 0.95) == "not met"
    assert verdict(4.1, 4.0, most=True) == "not met"
    assert verdict(None, 0.95) == verdict(0.5, None) == ""


def test_tables_print_as_text_and_as_markdown() -> None:
    table = Table("Names", ("label", "n"), [("a|b", "12")])
    assert table.text() == "Names\n-----\nlabel   n\na|b    12\n"
    assert table.markdown() == "### Names\n\n| label | n |\n|---|---:|\n| a\\|b | 12 |\n"


def test_the_goal_table_holds_every_class_that_was_measured_and_the_clean_texts() -> None:
    measured = measure([MARKED, CLEAN], [[Hit(8, 17, E.PERSON)], []])
    rows = {row[0]: row[1:] for row in redaction.goal_table("x", measured).rows}
    assert rows["names in documents"] == ("1", "0", "100.0", ">= 98", "met")
    assert rows["phones"] == ("1", "1", "0.0", ">= 97", "not met")
    assert rows["false hits per 10,000 of 5,000 clean characters"] == ("0", "", "0.0", "<= 4", "met")
    assert "addresses" not in rows


def test_systems_stand_beside_each_other_over_the_same_classes() -> None:
    systems = {"ours": one(Hit(8, 17, E.PERSON)), "theirs": one(Hit(8, 17, None))}
    rows = {row[0]: row[1:] for row in redaction.rival_table(systems).rows}
    assert rows["names, everywhere (1)"] == ("100.0 / 100.0", "100.0 / 0.0")


def test_a_label_that_another_system_does_not_know_may_still_be_hidden_by_it() -> None:
    systems = {"ours": one(Hit(8, 17, E.PERSON)), "theirs": one(Hit(8, 17, None))}
    rows = {row[0]: row[1:] for row in redaction.rival_label_table(systems).rows}
    assert rows["PERSON (1)"] == ("100.0 / 100.0 / 100.0", "100.0 / 0.0 / -")


def test_other_systems_labels_are_mapped_generously() -> None:
    mapped = {"EMAIL_ADDRESS": E.EMAIL, "social_security_number": E.SSN, "SECRET": E.SECRET, "email": E.EMAIL}
    for name, label in mapped.items():
        assert redaction_rivals.label_of(name) is label
    assert redaction_rivals.label_of("UUID") is None


def test_the_comparison_goes_on_without_a_package_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise subprocess.CalledProcessError(1, ["pip"], stderr="no network\n")

    monkeypatch.setattr(redaction_rivals, "folder", lambda: tmp_path / "environment")
    monkeypatch.setattr("venv.create", lambda *_, **__: None)
    monkeypatch.setattr(subprocess, "run", fails)
    assert redaction_rivals.compare(["text"]) == []
    assert "no network" in capsys.readouterr().err


def test_another_system_is_asked_in_a_process_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child.py"
    child.write_text(
        "import json, sys\n"
        "texts = json.load(sys.stdin)\n"
        "hits = [[[0, len(text), 'EMAIL_ADDRESS']] for text in texts]\n"
        "print(json.dumps({'version': sys.argv[1], 'load_seconds': 0, 'cpu_seconds': 1.5, 'hits': hits}))\n"
    )
    monkeypatch.setattr(redaction_rivals, "_CHILD", child)
    done = redaction_rivals.run("datafog", Path(sys.executable), ["é@x", ""])
    assert done.hits == [[Hit(0, 3, E.EMAIL)], [Hit(0, 0, E.EMAIL)]]
    assert (done.name, done.version, done.cpu_seconds) == ("datafog", "datafog", 1.5)


def test_long_texts_have_exactly_the_length_asked_for() -> None:
    assert text_of(10, ["abc", "d"]) == "abc\n\nd\n\nab"
    assert sizes_up_to(150_000) == (10_000, 100_000)


def test_a_small_size_is_measured_over_the_words_of_the_larger_ones() -> None:
    small, middle = pieces_of(10_000, [TEXT]), pieces_of(100_000, [TEXT])
    assert len(small) == 10
    assert "".join(small) == middle[0]
    assert pieces_of(1_000_000, [TEXT])[0].startswith(middle[0])


def test_speed_is_measured_at_growing_sizes() -> None:
    scan = scanner(ScriptedRedactor("Vogt"))
    rows = speed_rows("rules", scan, [TEXT], largest=100_000, goal=1.0)
    names = [row[0] for row in rows]
    assert names == [
        "rules: characters/s at 10,000",
        "rules: characters/s at 100,000",
        "rules: time per character, against 10,000",
        "rules: a prompt of 4,000 (ms)",
    ]
    assert rows[1][2:] == (">= 1", "met")


def test_what_the_unseen_set_hides_badly_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert redaction.main(["--misses"]) == 2
    assert redaction.main(["--misses", "--data", "x", "--unseen"]) == 2
    assert "unseen" in capsys.readouterr().err
