"""Passages and conversations with slots: one written frame makes thousands of different lessons.

A reading frame is a text whose sentences may be left out, so that the same question is once answered and once not:

    == market
    = goods: apples|honey|wool
    . The {goods} market (opens|starts) on {weekday}.
    .fee Entrance costs {price}.
    ? On which day does the market open? = On {weekday}. | {weekday}.
    ?fee What is the entrance fee? = {price}.
    - How many stalls are there?

A talk frame is a conversation ("?" user, "!" assistant; a blank line ends it; "= slot" lines stand before it):

    == politely
    = dish: soup|rice
    ? (make this polite|Please say this politely): Give me the {dish}.
    ! Could you please pass me the {dish}?
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from slots import Slots

Messages = list[dict[str, str]]
# How often a sentence with a key is left out.
_LEFT_OUT = 0.4


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a reading frame; no answers: the text never has one."""

    key: str
    wording: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadingFrame:
    """Sentences as (key, text), and questions about them."""

    name: str
    own: dict[str, list[str]]
    sentences: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]

    def render(
        self, rng: random.Random, *, most: int | None = None
    ) -> tuple[str, list[tuple[str, str]], list[str]]:
        """Return a text, its answered questions with an answer each, and the questions it does not answer.

        With `most` the text has so many sentences at most, and answered are those questions whose answers stand in them.
        """
        slots = Slots(rng, self.own)
        keys = {key for key, _ in self.sentences if key}
        present = {key for key in sorted(keys) if rng.random() > _LEFT_OUT} | {""}
        said = [(key, slots.fill(sentence)) for key, sentence in self.sentences if key in present]
        is_whole = most is None or most >= len(said)
        everything: list[str] = []
        if not is_whole:
            everything = [sentence for _, sentence in said]
            kept = sorted(rng.sample(range(len(said)), most))
            said = [said[place] for place in kept]
            present = {key for key, _ in said if key}
        text = ""
        for _, sentence in said:
            text += sentence if not text or text.endswith("\n") or sentence.startswith("\n") else " " + sentence
        answered, unanswered = [], []
        for question in self.questions:
            wording = slots.fill(question.wording)
            answers = [slots.fill(answer) for answer in question.answers]
            # Of a shortened text it is certain only where the one sentence with the very words of the answer is left, or its own is gone.
            is_there = question.key in present if is_whole or question.key else any(_is_kept(each, everything, text) for each in answers)
            stands = is_whole or any(_stands_in(each, text) for each in answers)
            if answers and is_there and stands:
                answered.append((wording, rng.choice((answers[0], rng.choice(answers)))))
            elif not answers or (question.key and question.key not in present):
                unanswered.append(wording)
        return text.strip(), answered, unanswered


def _stands_in(answer: str, text: str) -> bool:
    """Tell whether the words of an answer stand in a text; 3 does not stand in 34."""
    return bool(re.search(rf"(?<!\w){re.escape(answer.rstrip('.').lower())}(?!\w)", text.lower()))


def _is_kept(answer: str, everything: list[str], text: str) -> bool:
    """Tell whether one sentence has the answer, and `text` has that sentence."""
    having = [sentence for sentence in everything if _stands_in(answer, sentence)]
    return len(having) == 1 and having[0] in text


@dataclass(frozen=True, slots=True)
class TalkFrame:
    """A conversation with slots."""

    name: str
    own: dict[str, list[str]]
    messages: tuple[tuple[str, str], ...]

    def render(self, rng: random.Random) -> Messages:
        """Return the conversation with one value in each slot; what the user did not say is always answered with the first."""
        slots = Slots(rng, self.own)
        return [
            {"role": role, "content": slots.fill(said, in_order=role == "assistant")} for role, said in self.messages
        ]


def _slot_line(line: str) -> tuple[str, list[str]]:
    name, _, values = line[2:].partition(":")
    found = [value.strip() for value in values.split("|")]
    if not name.strip().isidentifier() or not all(found):
        raise ValueError(f"{line!r} defines no slot")
    return name.strip(), found


def read_reading_frames(path: Path) -> list[ReadingFrame]:
    """Parse a file of reading frames.

    Raises:
        ValueError: a line has no mark, a key has no sentence, or a frame has no text or no question.
    """
    found = []
    for block in path.read_text(encoding="utf-8").split("\n== "):
        name, *lines = block.removeprefix("== ").strip().splitlines()
        if name.startswith("#"):
            continue
        own: dict[str, list[str]] = {}
        sentences: list[tuple[str, str]] = []
        questions: list[Question] = []
        for line in lines:
            mark, _, rest = line.partition(" ")
            if not line or line.startswith("#"):
                continue
            if mark == "=":
                slot, values = _slot_line(line)
                own[slot] = values
            elif mark.startswith("."):
                sentences.append((mark[1:], rest))
            elif mark.startswith("?") and " = " in rest:
                wording, _, answers = rest.partition(" = ")
                questions.append(Question(mark[1:], wording, tuple(answers.split(" | "))))
            elif mark == "-" and " = " not in rest:
                questions.append(Question("", rest, ()))
            else:
                raise ValueError(f"{path.name}, {name}: {line!r} has no mark or no answer")
        keys = {key for key, _ in sentences}
        if unknown := {q.key for q in questions if q.key and q.key not in keys}:
            raise ValueError(f"{path.name}, {name}: no sentence has the key {unknown}")
        if not sentences or not questions:
            raise ValueError(f"{path.name}, {name}: no text or no questions")
        found.append(ReadingFrame(name, own, tuple(sentences), tuple(questions)))
    return found


def read_talk_frames(path: Path) -> list[TalkFrame]:
    """Parse a file of talk frames.

    Raises:
        ValueError: a line has no mark, or the turns do not alternate.
    """
    found = []
    name = ""
    for lines in _blocks(path):
        own: dict[str, list[str]] = {}
        messages: list[tuple[str, str]] = []
        for line in lines:
            mark, _, rest = line.partition(" ")
            if mark == "==":
                name = rest
            elif mark == "=" and not messages:
                slot, values = _slot_line(line)
                own[slot] = values
            elif mark == ("!" if len(messages) % 2 else "?") and rest:
                messages.append(("assistant" if mark == "!" else "user", rest))
            else:
                raise ValueError(f"{path.name}, {name}: {line!r} does not belong here")
        if len(messages) % 2:
            raise ValueError(f"{path.name}, {name}: nobody answers {messages[-1][1]!r}")
        if messages:
            found.append(TalkFrame(name, own, tuple(messages)))
    return found


def _blocks(path: Path) -> Iterator[list[str]]:
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line.strip() and not line.startswith("#")]
        if lines:
            yield lines
