"""The questions that are asked in evaluations, so that no training text holds one of them."""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from judging import evaluation_questions

_HERE = Path(__file__).parent
# Two questions of some length that share so much of their words are one.
_LONG_QUESTION = 4
_TOO_NEAR = 0.8
# Sums are short; a text that happens to hold the same numbers is no sum.
_LONG_TEXT = 25
# A turn of a longer chat is a question of its own from so many words on; below, it is everybody's.
_LONG_TURN = 6


def normal(text: str) -> str:
    """Return the words alone, for comparing questions."""
    return " ".join(re.findall(r"[a-z0-9']+", text.lower()))


def held_out_questions() -> frozenset[str]:
    """Return the questions that must never be trained on."""
    paths = sorted(_HERE.glob("heldout*.jsonl"))
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    asked = [(json.loads(line)["turns"], False) for line in lines]
    asked += evaluation_questions()
    return frozenset(
        normal(turn)
        for turns, _ in asked
        for turn in turns
        if len(turns) == 1 or len(turn.split()) >= _LONG_TURN
    )


def _alike(question: str) -> frozenset[str]:
    """Return the words of a question; those that ask are one."""
    return frozenset("what" if word in {"which", "whats", "what's"} else word for word in question.split())


def _numbers(question: str) -> tuple[str, ...]:
    """Return the numbers of a question: the same sum in other words is the same question."""
    return tuple(sorted(re.findall(r"\b\d+\b", question)))


class HeldOut:
    """The questions that must never be trained on, and whatever is nearly the same."""

    def __init__(self, questions: Iterable[str]) -> None:
        """Take normalised questions."""
        self._exact = frozenset(questions)
        said = [_alike(each) for each in self._exact]
        # By their number: of two sets whose numbers differ much, a part is not shared.
        self._words: dict[int, list[frozenset[str]]] = defaultdict(list)
        for words in said:
            if len(words) >= _LONG_QUESTION:
                self._words[len(words)].append(words)
        self._numbers = {numbers for each in self._exact if len(numbers := _numbers(each)) > 1 and max(map(int, numbers)) > 3}

    def near(self, question: str) -> bool:
        """Whether a question is one of them, or shares nearly all of its words with one."""
        said = normal(question)
        if said in self._exact:
            return True
        words = _alike(said)
        if len(words) < _LONG_TEXT and _numbers(said) in self._numbers:
            return True
        if len(words) < _LONG_QUESTION:
            return False
        return any(
            len(words & other) >= _TOO_NEAR * len(words | other)
            for size in range(math.ceil(_TOO_NEAR * len(words)), int(len(words) / _TOO_NEAR) + 1)
            for other in self._words.get(size, ())
        )
