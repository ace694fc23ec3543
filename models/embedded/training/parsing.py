"""Read the lessons that were written by hand: topics, conversations, and passages with questions.

What the model is taught about Sotto is in `lessons/topics*.txt` and `lessons/wordings.txt`; what it must admit not to know in
`lessons/unknowns*.txt`; whole conversations in `lessons/conversations.txt`; texts with questions in `lessons/reading.txt`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

Messages = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with questions: those it answers, with what to say, and those it does not."""

    text: str
    answered: tuple[tuple[str, str], ...]
    unanswered: tuple[str, ...]


@dataclass(slots=True)
class Topic:
    """Wordings of one thing to know, its answers, and what may be asked after it."""

    name: str
    weight: float
    questions: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    followups: list[tuple[list[str], list[str]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Lessons:
    """All topics of one file and the slots their wordings use."""

    topics: tuple[Topic, ...]
    slots: dict[str, list[str]]

    def choose(self, rng: random.Random) -> Topic:
        """Pick a topic by weight."""
        return rng.choices(self.topics, [topic.weight for topic in self.topics])[0]


def read_lessons(*paths: Path) -> Lessons:
    """Parse topics files; a topic named again gets more wordings."""
    topics: dict[str, Topic] = {}
    slots: dict[str, list[str]] = {}
    topic = Topic("", 0.0)
    # Where answers go: to the topic, or to the last of its follow-ups.
    answers = topic.answers
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        mark, _, rest = line.partition(" ")
        if mark == "=":
            name, _, values = rest.partition(": ")
            slots[name] = values.split("|")
        elif mark == "==":
            name, _, weight = rest.partition(" ")
            topic = topics.setdefault(name, Topic(name, float(weight or 2)))
            answers = topic.answers
        elif mark == "?":
            topic.questions.append(rest)
        elif mark == ">":
            if answers is topic.answers or answers:
                answers = []
                topic.followups.append(([], answers))
            topic.followups[-1][0].append(rest)
        elif mark == "!":
            answers.append(rest)
    return Lessons(tuple(topics.values()), slots)


def _blocks(path: Path) -> Iterator[list[str]]:
    """Yield the blocks between blank lines, without the remarks."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            yield lines


def read_conversations(path: Path) -> dict[str, list[Messages]]:
    """Parse a file of conversations: "?" is the user, "!" the assistant, "==" names the next ones.

    Raises:
        ValueError: a line has no mark, or the turns do not alternate.
    """
    found: dict[str, list[Messages]] = {}
    name = ""
    for lines in _blocks(path):
        messages: Messages = []
        for line in lines:
            mark, _, rest = line.partition(" ")
            if mark == "==":
                name = rest
                continue
            role = {"?": "user", "!": "assistant"}.get(mark)
            expected = "assistant" if messages and messages[-1]["role"] == "user" else "user"
            if role != expected or not rest:
                raise ValueError(f"{path.name}: {line!r} is not from the {expected}")
            messages.append({"role": role, "content": rest.replace("\\n", "\n")})
        if len(messages) % 2:
            raise ValueError(f"{path.name}: nobody answers {messages[-1]['content']!r}")
        if messages:
            found.setdefault(name, []).append(messages)
    return found


def read_passages(path: Path) -> list[Passage]:
    """Parse a file of passages with questions.

    Raises:
        ValueError: a line has no mark or no answer.
    """
    found = []
    for lines in _blocks(path):
        first, *others = lines
        answered: list[tuple[str, str]] = []
        unanswered: list[str] = []
        for line in others:
            question, is_there, answer = line[2:].partition(" = ")
            if line.startswith("? ") and is_there:
                answered.append((question, answer))
            elif line.startswith("- ") and not is_there:
                unanswered.append(question)
            else:
                raise ValueError(f"{path.name}: {line!r} is neither answered nor unanswered")
        if not first.startswith("== "):
            raise ValueError(f"{path.name}: {first[:40]!r} does not begin a passage")
        found.append(Passage(first[3:], tuple(answered), tuple(unanswered)))
    return found
