"""Lists of things and ideas, drawn from those in `lessons/lists.txt`: the number asked for, and nothing twice."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

Messages = list[dict[str, str]]

_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight")
_COUNTED = (
    "Name {count} {subject}.", "name {count} {subject}", "List {count} {subject}.", "Give me {count} {subject}.", "{count} {subject}",
    "{count} {subject}, please", "I need {count} {subject}.", "Can you name {count} {subject}?", "Tell me {count} {subject}.",
    "Please write down {count} {subject}.", "Make a list of {count} {subject}.", "What are {count} {subject}?", "list {count} {subject} pls",
    "Could you give me {count} {subject}?", "Suggest {count} {subject}.", "I am looking for {count} {subject}.", "Which {count} {subject} can you name?",
    "Write a list with {count} {subject}.", "Think of {count} {subject} for me.", "can u give me {count} {subject}",
)  # fmt: skip
_UNCOUNTED = (
    "Name some {subject}.", "List some {subject}.", "Give me a list of {subject}.", "What are some {subject}?", "{subject}, a list please",
    "I need some {subject}.", "Can you suggest some {subject}?", "Make a list of {subject}.", "a few {subject} please", "some {subject}?",
    "Do you know any {subject}?", "Tell me a few {subject}.", "Could you list {subject}?", "Write a list of {subject}.", "list of {subject}",
)  # fmt: skip
_MORE = (
    ("Two more, please.", 2), ("one more", 1), ("And three more?", 3), ("Give me two others.", 2), ("can you add two more", 2),
    ("Another one?", 1), ("more please", 3), ("Any more?", 2),
)  # fmt: skip
_BEGINNINGS = {1: "Here is one more:", 2: "Here are two more:", 3: "Here are three more:"}


@dataclass(frozen=True, slots=True)
class Subject:
    """What lists can be about: ways to name it, and what belongs on such a list."""

    names: tuple[str, ...]
    items: tuple[str, ...]


def read_subjects(path: Path) -> tuple[Subject, ...]:
    """Parse blocks of a line `? name | name` and a line `! item; item`."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(("? ", "! "))]
    return tuple(
        Subject(tuple(each.strip() for each in names[2:].split("|")), tuple(each.strip() for each in items[2:].split(";")))
        for names, items in zip(lines[::2], lines[1::2], strict=True)
    )


def asked_list(subject: Subject, rng: random.Random) -> Messages:
    """Return a request for a list with its answer; now and then more are asked for."""
    name = rng.choice(subject.names)
    items = rng.sample(subject.items, len(subject.items))
    is_counted = rng.random() < 0.7
    count = rng.choices(range(2, 9), (2, 8, 5, 8, 3, 2, 2))[0] if is_counted else rng.randint(4, 5)
    number = _NUMBERS[count - 2]
    said = rng.choice((number, str(count)))
    question = rng.choice(_COUNTED if is_counted else _UNCOUNTED).format(count=said, subject=name)
    shown, rest = items[:count], items[count:]
    is_numbered = rng.random() < 0.1
    if is_numbered:
        question = f"{question.rstrip('.?')}, {rng.choice(('numbered', 'as a numbered list', 'with numbers'))}"
    answer = f"Here are {number if is_counted else 'some'} {name}:\n{_lines(shown, is_numbered=is_numbered)}"
    messages = [{"role": "user", "content": question[0].upper() + question[1:] if rng.random() < 0.6 else question}]
    messages.append({"role": "assistant", "content": answer})
    if rng.random() < 0.2:
        request, more = rng.choice(_MORE)
        if len(rest) >= more:
            messages.append({"role": "user", "content": request})
            messages.append({"role": "assistant", "content": f"{_BEGINNINGS[more]}\n{_lines(rest[:more])}"})
    return messages


def _lines(items: list[str], *, is_numbered: bool = False) -> str:
    return "\n".join(f"{place}. {item}" if is_numbered else f"- {item}" for place, item in enumerate(items, 1))
