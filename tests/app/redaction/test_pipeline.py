"""Promise: names spread over a text, terms are found in every form, stricter profiles never hide less."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import UnknownProfile
from app.redaction.findings import EntityType, Finding
from app.redaction.pipeline import Pipeline
from app.redaction.placeholders import Placeholders, as_mapping
from app.redaction.port import ScanOptions, Term
from app.redaction.profiles import profiles
from app.redaction.restorer import restore
from app.redaction.tagging import Listed
from tests.app.redaction.cases import clean_cases, private_cases


@dataclasses.dataclass(frozen=True)
class Span:
    start: int
    end: int
    label: EntityType
    score: float


class ScriptedTagger:
    """Finds the words it is told to."""

    def __init__(self, **found: tuple[EntityType, float]) -> None:
        self._found = found

    def listed(self, word: str) -> Listed:
        return Listed()

    def tag(self, text: str, *, progress: Callable[[float], None] | None = None) -> list[Span]:
        if progress is not None:
            progress(1.0)
        return [
            Span(text.index(word), text.index(word) + len(word), label, score)
            for word, (label, score) in self._found.items()
            if word in text
        ]


@cache
def rules() -> Pipeline:
    return Pipeline()


def found(text: str, pipeline: Pipeline | None = None, **options: object) -> list[str]:
    findings = (pipeline or rules()).scan(text, ScanOptions(**options))  # type: ignore[arg-type]
    return [text[finding.start : finding.end] for finding in findings]


# names


def test_a_name_that_was_found_once_is_found_everywhere() -> None:
    text = "Dear Maria Lopez,\nLopez came late. We told maria's boss; MARIA LOPEZ's file is here.\n"
    assert found(text)[:2] == ["Maria Lopez", "Lopez"]
    assert "MARIA LOPEZ" in " ".join(found(text))


def test_a_known_name_is_found_without_its_capital_where_nobody_writes_any() -> None:
    text = "Signed: Jule Kowalski\n\nCem: kommt jule mit\nCem: Der Rest ist jule egal\n"
    assert found(text) == ["Jule Kowalski", "jule"]


def test_nicknames_of_a_known_name_are_found() -> None:
    text = "From: Robert Kowalski\n\nBob said yes. Ask Robbie."
    assert found(text) == ["Robert Kowalski", "Bob", "Robbie"]


def test_a_name_in_an_address_is_found_in_the_text() -> None:
    text = "Okafor wrote from amara.okafor@example.com and Amara called."
    assert found(text) == ["Okafor", "amara.okafor@example.com", "Amara"]


def test_a_name_that_is_a_word_is_found_beside_a_name_only() -> None:
    text = "Signed: Grace May\n\nWith grace, may we ask Grace May again? May is a month."
    assert found(text) == ["Grace May", "Grace May"]


@pytest.mark.parametrize(
    "words", ["Telefax", "Kartoffeln", "g Möhren", "Prénom", "Ambulante Aufnahme", "Hypertonie"]
)
def test_words_of_forms_and_kitchens_are_nobody_to_the_tagger(words: str) -> None:
    tagger = ScriptedTagger(**{words: (EntityType.PERSON, 0.9), "Jule": (EntityType.PERSON, 0.99)})
    assert found(f"Dear Maria Lopez,\nJule hat 12 {words} notiert.", Pipeline(tagger)) == [
        "Maria Lopez",
        "Jule",
    ]


def test_a_word_of_forms_is_a_name_where_the_tagger_is_sure() -> None:
    tagger = ScriptedTagger(Frist=(EntityType.PERSON, 0.99), Jule=(EntityType.PERSON, 0.99))
    assert found("Dear Maria Lopez,\nJule traf Frist.", Pipeline(tagger)) == ["Maria Lopez", "Jule", "Frist"]


def test_the_month_of_a_line_of_a_log_is_nobody() -> None:
    tagger = ScriptedTagger(Jan=(EntityType.PERSON, 0.99))
    assert found("Dear Maria Lopez,\nJan 12 03:14:07 mail started", Pipeline(tagger)) == ["Maria Lopez"]
    assert found("Dear Maria Lopez,\nJan came at 12", Pipeline(tagger)) == ["Maria Lopez", "Jan"]


def test_a_day_of_the_last_century_is_one_of_birth_in_a_text_about_somebody() -> None:
    assert found("Dear Maria Lopez,\nWei (call me Wei), 8/8/88, came on 8/8/24") == ["Maria Lopez", "8/8/88"]
    assert found("What happened on 8/8/88?") == []


def test_public_figures_and_eponyms_stay_in_ordinary_profiles_only() -> None:
    tagger = ScriptedTagger(
        **{"Albert Einstein": (EntityType.PERSON, 0.9), "Parkinson": (EntityType.PERSON, 0.8)}
    )
    text = "Did Albert Einstein have Parkinson's disease?"
    assert found(text, Pipeline(tagger)) == []
    assert found(text, Pipeline(tagger), profile="strict") == ["Albert Einstein", "Parkinson"]


def test_a_patient_with_a_famous_name_is_a_patient() -> None:
    tagger = ScriptedTagger(**{"Albert Einstein": (EntityType.PERSON, 0.9)})
    assert found("Patient: Albert Einstein", Pipeline(tagger)) == ["Albert Einstein"]


def test_places_count_in_a_text_about_somebody() -> None:
    tagger = ScriptedTagger(Bremen=(EntityType.LOCATION, 0.9))
    assert found("How far is Bremen from the sea?", Pipeline(tagger)) == []
    assert found("I live in Bremen near the sea.", Pipeline(tagger)) == ["Bremen"]
    assert "Bremen" in found("Mr Kowalski moved to Bremen.", Pipeline(tagger))


# terms


@pytest.mark.parametrize(
    "written",
    [
        "Blue Falcon",
        "BLUE FALCON",
        "blue-falcon",
        "BlueFalcon",
        "blue_falcon",
        "Blue Falcon's",
        "Blue\nFalcon",
        "B\u200blue Fal\u00adcon",
        "Вlue Falcon",
        "Blue Falcons",
        "Ｂlue Falcon",
        "Blue%20Falcon",
        "Bl\u00fbe Falcon",
    ],
)
def test_a_term_is_found_in_every_form(written: str) -> None:
    text = f"the {written} plan"
    assert found(text, terms=(Term("Blue Falcon"),)) == [written]


def test_a_term_is_not_found_inside_another_word() -> None:
    assert found("blue falconry and bluefalconx", terms=(Term("Blue Falcon"),)) == []


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Nd"]), min_size=3, max_size=12))
@settings(max_examples=60, deadline=None)
def test_any_term_is_found_as_it_is_and_in_capitals(word: str) -> None:
    for shown in (word, word.lower()):
        text = f"( {shown} )"
        assert any(value in shown and value for value in found(text, terms=(Term(word),)))


@pytest.mark.parametrize("shown", ["00\u0396", "00\u03b6"])
def test_a_term_whose_capital_looks_like_another_letter_is_found_in_both_cases(shown: str) -> None:
    assert found(f"( {shown} )", terms=(Term("00\u0396"),)) == [shown]


def test_a_kept_term_stays_and_never_wins_over_one_to_redact() -> None:
    text = "mail jane@example.com"
    assert found(text, terms=(Term("jane@example.com", "keep"),)) == []
    both = (Term("jane@example.com", "keep"), Term("jane@example.com"))
    assert found(text, terms=both) == ["jane@example.com"]


def test_keeping_a_part_keeps_nothing_of_a_longer_finding() -> None:
    assert found("mail jane@example.com", terms=(Term("example", "keep"),)) == ["jane@example.com"]


def test_known_values_are_found_again_with_their_label() -> None:
    (finding,) = rules().scan("about the zebra", ScanOptions(known=(Term("Zebra", label=EntityType.ORG),)))
    assert (finding.label, finding.reasons[0].rule) == (EntityType.ORG, "known")


# profiles


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(UnknownProfile):
        rules().scan("x", ScanOptions(profile="nobody"))


def test_every_profile_names_its_source() -> None:
    assert {"default", "hipaa-18", "glba", "gdpr", "ferpa", "secrets", "strict", "custom"} == set(profiles())
    assert all(profile.source and profile.title for profile in profiles().values())
    assert set(profiles()["strict"].within) == set(profiles()) - {"strict"}


WORDS = [case.text for case in private_cases()] + clean_cases()


def covered(findings: tuple[Finding, ...]) -> set[int]:
    return {position for finding in findings for position in range(finding.start, finding.end)}


def test_the_users_own_profile_hides_what_they_chose_and_their_words() -> None:
    text = "falcon: jane@example.com, IBAN GB29 NWBK 6016 1331 9268 19, password: Tr0ub4dor&3"

    def hidden(*chosen: EntityType) -> set[EntityType]:
        options = ScanOptions("custom", chosen=chosen, terms=(Term("falcon"),))
        return {finding.label for finding in rules().scan(text, options)}

    assert hidden(EntityType.EMAIL) == {EntityType.EMAIL, EntityType.CUSTOM}
    assert hidden(EntityType.IBAN, EntityType.SECRET) == {
        EntityType.IBAN,
        EntityType.SECRET,
        EntityType.CUSTOM,
    }
    assert hidden() == {EntityType.CUSTOM}
    begin, everyday = (rules().scan(text, ScanOptions(name)) for name in ("custom", "default"))
    assert begin == everyday
    ignored = ScanOptions("secrets", chosen=(EntityType.EMAIL,))
    assert [finding.label for finding in rules().scan(text, ignored)] == [EntityType.SECRET]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), st.sets(st.sampled_from(EntityType)))
@settings(max_examples=8, deadline=None)
def test_what_is_hidden_by_choice_is_hidden_by_the_strict_profile_too(
    parts: list[str], chosen: set[EntityType]
) -> None:
    text = "\n".join(parts)
    own = rules().scan(text, ScanOptions("custom", chosen=tuple(chosen)))
    assert covered(own) <= covered(rules().scan(text, ScanOptions("strict")))


PAIRS = [(stricter, looser) for stricter, profile in profiles().items() for looser in profile.within]


@pytest.mark.parametrize(("stricter", "looser"), PAIRS)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
@settings(max_examples=8, deadline=None)
def test_a_stricter_profile_never_hides_less(stricter: str, looser: str, parts: list[str]) -> None:
    text = "\n".join(parts)
    assert covered(rules().scan(text, ScanOptions(profile=looser))) <= covered(
        rules().scan(text, ScanOptions(profile=stricter))
    )


# the whole


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), st.text(max_size=30))
@settings(max_examples=40, deadline=None)
def test_what_is_redacted_restores_to_the_same_text(parts: list[str], noise: str) -> None:
    text = noise.join(parts)
    findings = rules().scan(text, ScanOptions(profile="strict"))
    assert all(before.end <= after.start for before, after in pairwise(findings))
    assert all(0 <= finding.start < finding.end <= len(text) for finding in findings)
    placeholders = Placeholders()
    redacted = placeholders.redact(text, findings)
    assert restore(redacted.text, as_mapping(placeholders.values)).text == text


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_scanned(text: str) -> None:
    findings = rules().scan(text, ScanOptions(profile="strict"))
    assert all(0 <= finding.start < finding.end <= len(text) for finding in findings)
