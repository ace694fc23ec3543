"""Decoding: the most probable sequence of tags that is a sequence of spans, and what each span is worth.

Tags are BIO: "I-PERSON" only ever continues a person. The search is Viterbi's, over the sums of log
probabilities, after the bias of each label has been added: a positive bias finds more (and errs more),
because a name that leaves is worse than a word that is hidden. The biases were swept on held-out documents
(see CARD.md).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from app.redaction.findings import EntityType

LABELS = (EntityType.PERSON, EntityType.ORG, EntityType.LOCATION, EntityType.ADDRESS)
TAGS = 1 + 2 * len(LABELS)
"""O, then B and I of each label."""

Floats = NDArray[np.float32]
_NEVER = -1e9


class Decoder:
    """Turns logits into spans of tokens.

    Args:
        bias: added to a label's log probability; labels that are missing get 0.
    """

    def __init__(self, bias: Mapping[EntityType, float]) -> None:
        self._bias = np.zeros(TAGS, np.float32)
        for i, label in enumerate(LABELS):
            self._bias[2 * i + 1 : 2 * i + 3] = bias.get(label, 0.0)
        self._allowed = np.zeros((TAGS, TAGS), np.float32)
        for i in range(len(LABELS)):
            inside = 2 * i + 2
            self._allowed[:, inside] = _NEVER
            self._allowed[inside - 1 : inside + 1, inside] = 0

    def decode(self, logits: Floats) -> list[tuple[int, int, EntityType, float]]:
        """Find the spans.

        Args:
            logits: shape (tokens, TAGS).

        Returns:
            (first token, one past the last, label, score), in order. The score is the mean over the span's
            tokens of the label's probability (B and I together, bias included), 0 to 1.
        """
        if not len(logits):
            return []
        scores = _log_softmax(logits + self._bias)
        return _spans(self._best(scores), np.exp(scores))

    def settled(self, logits: Floats) -> int:
        """Say how many tokens can be decoded now, whatever follows: up to the last sure nothing."""
        sure = np.flatnonzero(~self._doubtful(logits + self._bias))
        return int(sure[-1]) + 1 if len(sure) else 0

    @staticmethod
    def _doubtful(scores: Floats) -> NDArray[np.bool_]:
        return np.asarray(scores[:, 1:].max(1) > scores[:, 0] - _SURE)

    def _best(self, scores: Floats) -> list[int]:
        """Viterbi; tokens that are surely nothing part the text, and are most of an ordinary one."""
        tags = [0] * len(scores)
        doubt = np.flatnonzero(self._doubtful(scores))
        start = 0
        while start < len(doubt):
            stop = start + 1
            while stop < len(doubt) and doubt[stop] == doubt[stop - 1] + 1:
                stop += 1
            first, last = int(doubt[start]), int(doubt[stop - 1]) + 1
            tags[first:last] = self._path(scores[first:last])
            start = stop
        return tags

    def _path(self, scores: Floats) -> list[int]:
        total = scores[0].copy()
        total[2::2] = _NEVER  # nothing continues what did not begin
        came = np.empty(scores.shape, np.int8)
        for t in range(1, len(scores)):
            ways = total[:, None] + self._allowed
            came[t] = ways.argmax(0)
            total = ways.max(0) + scores[t]
        best = [int(total.argmax())]
        for t in range(len(scores) - 1, 0, -1):
            best.append(int(came[t][best[-1]]))
        return best[::-1]


_SURE = 9.0
"""Log odds at which a token is nothing whatever stands beside it: less than e^-9 of anything else."""


def _log_softmax(logits: Floats) -> Floats:
    shifted = logits.astype(np.float32) - logits.max(1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(1, keepdims=True)), np.float32)


def _spans(tags: list[int], odds: Floats) -> list[tuple[int, int, EntityType, float]]:
    out: list[tuple[int, int, EntityType, float]] = []
    start = 0
    while start < len(tags):
        tag = tags[start]
        if not tag:
            start += 1
            continue
        begin = tag if tag % 2 else tag - 1
        stop = start + 1
        while stop < len(tags) and tags[stop] == begin + 1:
            stop += 1
        score = float(odds[start:stop, begin : begin + 2].sum(1).mean())
        out.append((start, stop, LABELS[begin // 2], min(score, 1.0)))
        start = stop
    return out
