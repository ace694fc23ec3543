"""Promise: the review shows everything that would leave, and only bytes that were shown can be approved."""

from __future__ import annotations

import json

import pytest

from app.errors import BodyNotApproved
from app.gate.approval import Approvals
from app.gate.port import Destination
from app.outgoing import INSTRUCTIONS, Part, PartKind
from app.providers import Provider
from app.redaction.findings import EntityType, Finding, MappedValue, QuasiIdentifier, Reason
from app.redaction.leaks import find_leaks
from app.redaction.placeholders import as_mapping
from app.redaction.restorer import restore
from app.review import Choice, Review

PROVIDER = Provider("p", "Somewhere", Destination("p", "openai", "https://cloud.example/v1", "big"))


def found(text: str, words: str, label: EntityType = EntityType.PERSON, score: float = 0.9) -> Finding:
    start = text.index(words)
    return Finding(start, start + len(words), label, score, (Reason("tagger", score),))


def review_of(*texts: str, kinds: tuple[PartKind, ...] = (), known: tuple[MappedValue, ...] = ()) -> Review:
    kinds = kinds or ("question",) * len(texts)
    parts = tuple(
        Part(index, kind, text) for index, (kind, text) in enumerate(zip(kinds, texts, strict=True))
    )
    return Review("c", None, PROVIDER, known, parts)


def messages(review: Review) -> list[dict[str, str]]:
    listed: list[dict[str, str]] = json.loads(review.outgoing().prepared.body)["messages"]
    return listed


def test_a_sure_finding_leaves_as_a_placeholder() -> None:
    text = "Ada Quill asks."
    review = review_of(text)
    review.take(0, [found(text, "Ada Quill")], [])
    assert review.blockers == ()
    assert messages(review) == [
        {"role": "system", "content": INSTRUCTIONS},
        {"role": "user", "content": "[PERSON_1] asks."},
    ]
    assert review.outgoing().redacted == {"PERSON": 1}
    assert review.outgoing().hidden == ("Ada Quill",)


def test_a_doubtful_finding_is_hidden_in_the_preview_and_blocks_until_decided() -> None:
    text = "Grace asks."
    review = review_of(text)
    review.take(0, [found(text, "Grace", score=0.4)], [])
    assert review.blockers == ("undecided",)
    assert messages(review)[-1]["content"] == "[PERSON_1] asks."
    review.decide(review.undecided[0].id, Choice.KEEP)
    assert review.blockers == ()
    assert messages(review) == [{"role": "user", "content": "Grace asks."}]
    assert review.outgoing().kept == {"PERSON": 1}
    assert review.outgoing().hidden == ()
    assert review.needs_look


def test_one_decision_counts_for_every_occurrence_in_every_part_or_for_one() -> None:
    first, second = "Ada wrote to ADA.", "Ada again"
    review = review_of(first, second, kinds=("earlier-question", "question"))
    review.take(0, [found(first, "Ada"), found(first, "ADA")], [])
    review.take(1, [found(second, "Ada")], [])
    review.decide(review.items[0].id, Choice.KEEP)
    assert [item.choice for item in review.items] == [Choice.KEEP] * 3
    review.decide(review.items[1].id, Choice.REDACT, everywhere=False)
    assert review.outgoing().parts[0].text == "Ada wrote to [PERSON_1]."


def test_a_selection_is_hidden_wherever_its_words_stand() -> None:
    review = review_of("Project  Heron and project heron; herons fly. Will will.", kinds=("question",))
    review.take(0, [], [])
    review.redact_by_hand(0, 0, 15)
    review.redact_by_hand(0, 46, 51)
    assert review.outgoing().question == "[CUSTOM_1] and [CUSTOM_1_ALT]; herons fly. [CUSTOM_2] will."
    assert (
        restore(review.outgoing().question, as_mapping(review.outgoing().added)).text == review.parts[0].text
    )


@pytest.mark.parametrize(
    ("text", "selected", "left"),
    [
        ("Pan Wierzbicki, Wierzbicki!", "ierzbick", "Pan [CUSTOM_1], [CUSTOM_1]!"),
        ("Ивану Воробьёву пора.", "Воробьёв", "Ивану [CUSTOM_1] пора."),
        ("Code AB12-77x is his.", "12-77", "Code [CUSTOM_1] is his."),
        ("Ask Quill's wife.", "Quill", "Ask [CUSTOM_1]'s wife."),
        ("王小明签了合同", "王小明", "[CUSTOM_1]签了合同"),  # no blank tells where a word ends
    ],
)
def test_a_selection_that_cuts_a_word_hides_all_of_it(text: str, selected: str, left: str) -> None:
    review = review_of(text)
    review.take(0, [], [])
    start = text.index(selected)
    review.redact_by_hand(0, start, start + len(selected))
    assert review.outgoing().question == left


def test_what_was_hidden_in_a_closed_review_is_hidden_again_and_what_was_kept_is_not_kept() -> None:
    text = "Ada Quill and June ask Grace."
    closed, again = review_of(text), review_of(text)
    for review in (closed, again):
        review.take(0, [found(text, "Ada Quill"), found(text, "Grace", score=0.4)], [])
    closed.redact_by_hand(0, text.index("June"), text.index("June") + 4)
    closed.decide(closed.undecided[0].id, Choice.REDACT)
    closed.decide(closed.items[0].id, Choice.KEEP)
    again.hide_again(closed)
    assert again.undecided == ()
    assert messages(again)[-1]["content"] == "[PERSON_1] and [CUSTOM_1] ask [PERSON_2]."
    (by_hand,) = (item for item in again.items if item.label is EntityType.CUSTOM)
    assert [reason.rule for reason in by_hand.reasons] == ["hand"]


def test_a_selection_swallows_the_findings_it_cuts() -> None:
    text = "Ada Quill of Heron Ltd"
    review = review_of(text)
    review.take(0, [found(text, "Ada Quill"), found(text, "Heron Ltd", EntityType.ORG)], [])
    review.redact_by_hand(0, 4, 15)
    assert review.outgoing().question == "[CUSTOM_1]"


def test_an_edit_has_to_be_scanned_again_and_decisions_stay() -> None:
    text = "Grace and Heron"
    review = review_of(text)
    review.take(0, [found(text, "Grace", score=0.3)], [])
    review.decide(review.items[0].id, Choice.KEEP)
    review.redact_by_hand(0, 10, 15)
    review.edit(0, "Heron saw Grace")
    assert review.blockers == ("rescan",)
    review.take(0, [found("Heron saw Grace", "Grace", score=0.3)], [])
    assert review.blockers == ()
    assert review.outgoing().question == "[CUSTOM_1] saw Grace"


def test_a_quasi_identifier_can_be_made_coarser() -> None:
    text = "She is 47 and lives there"
    review = review_of(text)
    review.take(0, [], [QuasiIdentifier(7, 9, "age", "in her 40s")])
    review.generalise(0, 0)
    assert review.parts[0].text == "She is in her 40s and lives there"
    assert review.blockers == ("rescan",)


def test_earlier_turns_and_instructions_are_parts_and_turns_can_be_left_out() -> None:
    texts = ("Answer Ada kindly.", "Who is Ada?", "Ada is you.", "And now, Ada?")
    review = review_of(*texts, kinds=("instructions", "earlier-question", "earlier-answer", "question"))
    for index, text in enumerate(texts):
        review.take(index, [found(text, "Ada")], [])
    assert messages(review) == [
        {"role": "system", "content": INSTRUCTIONS + "\n\nAnswer [PERSON_1] kindly."},
        {"role": "user", "content": "Who is [PERSON_1]?"},
        {"role": "assistant", "content": "[PERSON_1] is you."},
        {"role": "user", "content": "And now, [PERSON_1]?"},
    ]
    review.drop_earlier_turns()
    assert [message["role"] for message in messages(review)] == ["system", "user"]
    assert len(review.items) == 2


def test_numbers_go_on_from_the_conversation_and_undone_decisions_use_none_up() -> None:
    known = (MappedValue("PERSON", 1, "", "Ada Quill"),)
    text = "Quill met Bo Ek."
    review = review_of(text, known=known)
    review.take(0, [found(text, "Quill"), found(text, "Bo Ek")], [])
    for choice in (Choice.KEEP, Choice.REDACT):
        review.decide(review.items[1].id, choice)
    outgoing = review.outgoing()
    assert outgoing.question == "[PERSON_1_LAST] met [PERSON_2]."
    assert [value.placeholder for value in outgoing.added] == ["[PERSON_1_LAST]", "[PERSON_2]"]


def test_what_is_hidden_is_not_in_the_bytes_and_what_is_kept_is_no_leak() -> None:
    text = "Ada Quill, ada quill and Bo."
    review = review_of(text)
    review.take(0, [found(text, "Ada Quill"), found(text, "Bo", score=0.2)], [])
    review.decide(review.undecided[0].id, Choice.KEEP)
    outgoing = review.outgoing()
    assert find_leaks(outgoing.prepared.body, outgoing.hidden) == ()


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_question_is_not_sent(text: str) -> None:
    review = review_of(text)
    review.take(0, [], [])
    assert review.blockers == ("empty",)


def test_only_the_bytes_that_were_shown_are_approved() -> None:
    text = "Ada asks."
    review = review_of(text)
    review.take(0, [found(text, "Ada")], [])
    shown = review.outgoing().prepared
    approvals = Approvals()
    assert approvals.approve(shown, PROVIDER.destination, seen_sha256=shown.body_sha256).body == shown.body
    review.decide(review.items[0].id, Choice.KEEP)
    with pytest.raises(BodyNotApproved):
        approvals.approve(review.outgoing().prepared, PROVIDER.destination, seen_sha256=shown.body_sha256)


def test_a_decision_can_be_remembered() -> None:
    text = "Ada asks."
    review = review_of(text)
    review.take(0, [found(text, "Ada")], [])
    assert review.term(review.items[0].id).action == "redact"
    review.decide(review.items[0].id, Choice.KEEP)
    term = review.term(review.items[0].id)
    assert (term.text, term.action, term.label) == ("Ada", "keep", EntityType.PERSON)


def test_earlier_turns_can_be_left_out_and_brought_back_with_what_was_decided_meanwhile() -> None:
    texts = ("Be brief.", "Ada Quill asks.", "Ask Ada Quill.", "Why Ada Quill?")
    kinds: tuple[PartKind, ...] = ("instructions", "earlier-question", "earlier-answer", "question")
    review = review_of(*texts, kinds=kinds)
    for part in (1, 2, 3):
        review.take(part, [found(texts[part], "Ada Quill")], [])
    review.drop_earlier_turns()
    assert review.is_question_alone
    assert [part.kind for part in review.parts] == ["instructions", "question"]
    assert [message["content"] for message in messages(review)][1:] == ["Why [PERSON_1]?"]
    review.decide(review.items[0].id, Choice.KEEP)
    review.bring_back_earlier_turns()
    assert [(part.id, part.kind) for part in review.parts] == list(enumerate(kinds))
    assert [message["content"] for message in messages(review)] == list(texts)
    assert not review.is_question_alone


def test_an_earlier_turn_that_was_not_scanned_again_still_blocks_after_it_was_left_out() -> None:
    texts = ("Ada Quill is 47.", "Who is that?")
    review = review_of(*texts, kinds=("earlier-question", "question"))
    review.take(0, [found(texts[0], "Ada Quill")], [QuasiIdentifier(13, 15, "age", "in her 40s")])
    review.take(1, [], [])
    review.generalise(0, 0)  # and the scan that follows fails
    assert review.stale == (0,)
    review.drop_earlier_turns()
    assert (review.stale, review.blockers) == ((), ())
    review.bring_back_earlier_turns()
    assert (review.stale, review.blockers) == ((0,), ("rescan",))


def test_a_snapshot_stays_as_it_is() -> None:
    text = "Ada Quill asks."
    review = review_of(text)
    review.take(0, [found(text, "Ada Quill")], [])
    before = review.snapshot()
    review.decide(review.items[0].id, Choice.KEEP)
    assert before.outgoing().question == "[PERSON_1] asks."
    assert review.outgoing().question == text


def test_a_decision_reaches_words_in_another_case_but_not_inside_other_words() -> None:
    text = "Quill wrote. QUILL asked; the İ of quill, not tranquillity, quills."
    review = review_of(text)
    review.take(0, [found(text, "Quill")], [])
    assert [review.words(item) for item in review.items] == ["Quill", "QUILL", "quill"]


def test_what_sotto_itself_adds_is_named() -> None:
    text = "Ada Quill asks."
    review = review_of(text)
    review.take(0, [], [])
    assert review.outgoing().preamble == ""
    review.take(0, [found(text, "Ada Quill")], [])
    assert review.outgoing().preamble == INSTRUCTIONS


def test_keeping_one_place_never_keeps_the_others_after_another_scan() -> None:
    text = "Ada Quill met Ada Quill."
    review = review_of(text)
    both = [found(text, "Ada Quill"), Finding(14, 23, EntityType.PERSON, 0.9, (Reason("tagger", 0.9),))]
    review.take(0, both, [])
    review.decide(review.items[0].id, Choice.KEEP, everywhere=False)
    assert review.outgoing().question == "Ada Quill met [PERSON_1]."
    review.take(0, both, [])
    assert review.outgoing().question == "[PERSON_1] met [PERSON_1]."


def test_what_points_at_one_person_needs_a_look_until_enough_of_it_is_hidden() -> None:
    text = "She is 44, a mayor from Overton."
    review = review_of(text)
    quasi = [QuasiIdentifier(7, 9, "age"), QuasiIdentifier(13, 18, "job"), QuasiIdentifier(24, 31, "place")]
    review.take(0, [], quasi)
    assert (review.risk, review.needs_look) == ("high", True)
    review.redact_by_hand(0, 13, 18)
    assert [index for _, index, _ in review.open_quasi] == [0, 2]
    assert (review.risk, review.needs_look) == ("some", False)
    review.take(0, [], [QuasiIdentifier(24, 31, "place", rare=True)])
    assert review.risk == "high"
    review.take(0, [], [])
    assert review.risk == "none"


def test_a_language_that_nothing_reads_needs_a_look() -> None:
    review = review_of(
        "Hello, is it signed?", "Подписала ли Анна Иванова договор?", kinds=("earlier-question", "question")
    )
    review.take(0, [], [])
    review.take(1, [], [])
    assert (review.unread, review.needs_look, review.blockers) == (("cyrillic",), True, ())
    review.edit(1, "Is it?")
    review.take(1, [], [])
    assert (review.unread, review.needs_look) == ((), False)
