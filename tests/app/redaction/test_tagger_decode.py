"""Promise: the decoder gives the best sequence of whole spans, and more bias never finds less."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from app.redaction.findings import EntityType
from app.redaction.tagger.decode import LABELS, TAGS, Decoder, Floats

FINITE = st.floats(-5, 5, width=32)
PLAIN = Decoder({})


def logits(tokens: int) -> st.SearchStrategy[Floats]:
    return arrays.arrays(np.float32, (tokens, TAGS), elements=FINITE)


def allowed(path: tuple[int, ...]) -> bool:
    return all(tag == 0 or tag % 2 or (i > 0 and path[i - 1] in {tag, tag - 1}) for i, tag in enumerate(path))


def log_softmax(scores: Floats) -> Floats:
    return np.asarray(scores - np.log(np.exp(scores).sum(1, keepdims=True)), np.float32)


def worth(path: tuple[int, ...], scores: Floats) -> float:
    return float(sum(log_softmax(scores)[i, tag] for i, tag in enumerate(path)))


def path_of(spans: list[tuple[int, int, EntityType, float]], tokens: int) -> tuple[int, ...]:
    tags = [0] * tokens
    for first, stop, label, _ in spans:
        begin = 2 * LABELS.index(label) + 1
        tags[first:stop] = [begin, *[begin + 1] * (stop - first - 1)]
    return tuple(tags)


@settings(max_examples=25, deadline=None)
@given(logits(3))
def test_no_other_valid_sequence_is_worth_more(scores: Floats) -> None:
    found = path_of(PLAIN.decode(scores), 3)
    best = max(worth(path, scores) for path in itertools.product(range(TAGS), repeat=3) if allowed(path))
    assert worth(found, scores) == pytest.approx(best, abs=1e-3)


@settings(deadline=None)
@given(logits(12), st.floats(0, 3))
def test_more_bias_never_hides_fewer_tokens(scores: Floats, bias: float) -> None:
    hidden = [
        sum(stop - first for first, stop, _, _ in Decoder(dict.fromkeys(LABELS, b)).decode(scores))
        for b in (0.0, bias)
    ]
    assert hidden[1] >= hidden[0]


@settings(deadline=None)
@given(logits(20), st.lists(st.integers(0, 19), max_size=4))
def test_deciding_in_parts_gives_what_deciding_at_once_gives(scores: Floats, sure: list[int]) -> None:
    scores[sure] = np.eye(TAGS, dtype=np.float32)[0] * 30
    cut = PLAIN.settled(scores)
    later = [(first + cut, stop + cut, label) for first, stop, label, _ in PLAIN.decode(scores[cut:])]
    earlier = [span[:3] for span in PLAIN.decode(scores[:cut])]
    assert earlier + later == [span[:3] for span in PLAIN.decode(scores)]
    assert cut >= max(sure, default=-1) + 1  # others may be sure of themselves


def test_two_names_side_by_side_stay_two() -> None:
    scores = np.zeros((4, TAGS), np.float32)
    for i, tag in enumerate((1, 2, 1, 0)):
        scores[i, tag] = 8
    assert [span[:3] for span in PLAIN.decode(scores)] == [
        (0, 2, EntityType.PERSON),
        (2, 3, EntityType.PERSON),
    ]


def test_a_score_is_the_probability_of_the_label() -> None:
    scores = np.zeros((1, TAGS), np.float32)
    scores[0, 1] = 2
    ((_, _, _, score),) = PLAIN.decode(scores)
    assert score == pytest.approx((np.exp(2) + 1) / (np.exp(2) + TAGS - 1))


def test_a_bias_counts_in_the_score() -> None:
    ((_, _, label, score),) = Decoder({EntityType.ORG: 2.0}).decode(np.zeros((1, TAGS), np.float32))
    assert label is EntityType.ORG
    assert score == pytest.approx(2 * np.exp(2) / (2 * np.exp(2) + TAGS - 2))


def test_nothing_gives_nothing() -> None:
    assert PLAIN.decode(np.zeros((0, TAGS), np.float32)) == []
