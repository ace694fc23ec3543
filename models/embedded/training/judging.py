"""The rules by which answers of a model are judged, and the questions of the evaluation.

No model and no library is needed here, so that the tests of the project hold these rules and the sets.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "evaluation"

Row = dict[str, Any]

# An answer from a text is a span or a sentence; whoever repeats the whole text has not answered.
LONGEST_SPAN, LONGEST_DENIAL = 25, 40
# A loop: the same run of words so often.
LOOP_WORDS, LOOP_TIMES = 8, 3

PROMPTS = (
    "Answer from the text below, or say that it is not there.\n\n{text}\n\nQuestion: {question}",
    "Read this text and answer the question. If the text does not say, tell me so.\n\n{text}\n\n{question}",
    "{question}\n\nUse only the text below. If the answer is not in it, say so.\n\n{text}",
    "Text:\n{text}\n\nQuestion: {question}\nAnswer from the text, or say that it is not in the text.",
    "here is a text:\n{text}\n\n{question} (only what the text says, otherwise tell me it isn't there)",
    "Please answer with the help of this text alone, and tell me if it gives no answer: {question}\n\n{text}",
    '"{text}"\n\nWhat does this say to the question: {question} If it says nothing, please say that.',
    "I have a question about the following text. {question} Say \"not in the text\" if it is not stated.\n\n{text}",
)
"""Wordings of one request; a question takes them in turn."""

# Said about the text, not about oneself: "I don't know that" is no statement about the text.
_NOT_THERE = re.compile(
    r"(?:\b(?:can)?not|n't|\bnever|\bnowhere)\b[^.!?]{0,40}\b(?:say|said|state|stated|mention|mentioned|given|give|told|tell|"
    r"includ\w+|contain\w*|specif\w+|in (?:the|this|that|your) (?:text|passage|note|notice|letter|story|report|"
    r"schedule|recipe|minutes|description)|found|answer\w*|provid\w+|written|name[sd]?|appear)\b"
    r"|(?:\bnot|n't) there\b(?! (?:on|at|in|before|after|until))"
    r"|\b(?:no|without(?: any)?) (?:mention|information|answer|word|detail|indication|statement)\b"
    r"|\bsays? nothing\b|\bleaves? (?:that|this|it) (?:open|out)\b|\bis silent\b|\bunstated\b|\bmissing from the\b",
    re.IGNORECASE,
)
_COMMON = frozenset(
    "a an and are as at be but by can could do does for from has have he her his how i if in is it its just may me my "
    "no not of on one or our out please she so some sorry thank than that the their them then there they this to too "
    "up us was we were what when where which who will with would you your yes hello hi dear good best regards".split()
)
_ROW = re.compile(r"(?:[-*•]|\d+[.)])\s+\S|\|.*\|$")
_CLOSING = re.compile(r"\b(?:regards|wishes|sincerely|faithfully|greetings|love|thanks),?(?:\s+\S+){0,3}$", re.IGNORECASE)
_END = re.compile(r"(?:[.!?…][\"'”’)\]*`]*|[.!?…]?\s*(?:[:;]-?\)|🙂|😊))$")


@dataclass(frozen=True, slots=True)
class Reading:
    """A question about a passage; ``answers`` is empty where the passage has none."""

    passage: str
    question: str
    answers: tuple[str, ...]
    prompt: str


def rows(name: str) -> list[Row]:
    """Return the rows of a set of the evaluation."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def readings() -> Iterator[Reading]:
    """Yield the questions about passages with their prompts, those without an answer after the others of a passage."""
    turn = 0
    for row in rows("passages"):
        asked = [(each["question"], tuple(each["answers"])) for each in row["answered"]]
        asked += [(question, ()) for question in row["unanswered"]]
        for question, answers in asked:
            prompt = PROMPTS[turn % len(PROMPTS)].format(text=row["passage"], question=question)
            yield Reading(row["passage"], question, answers, prompt)
            turn += 1


def long_prompts() -> list[str]:
    """Return the prompts of the long generations."""
    lines = (FOLDER / "long_prompts.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def evaluation_questions() -> Iterator[tuple[list[str], bool]]:
    """Yield the turns of every question, and whether they are about a passage."""
    for name in ("about_sotto", "everyday"):
        for row in rows(name):
            yield row["turns"], False
    for reading in readings():
        yield [reading.question], True
    for prompt in long_prompts():
        yield [prompt], False


def holds_facts(row: Row, answer: str, *, ended: bool) -> bool:
    """Whether an answer about Sotto has every key fact and nothing that is wrong."""
    found = all(re.search(pattern, answer, re.IGNORECASE) for pattern in row["must"])
    wrong = any(re.search(pattern, answer, re.IGNORECASE) for pattern in row["must_not"])
    return ended and found and not wrong


def normal_words(text: str) -> str:
    """Return the words in lower case with one space between them; 2,600 and 2600 are one."""
    text = re.sub(r"(?<=\d)[, ](?=\d{3}\b)", "", text.lower().replace("’", "'"))
    return " ".join(re.findall(r"[^\W_]+(?:['.:][^\W_]+)*", text))


def says_not_there(answer: str) -> bool:
    """Whether an answer says that the text does not tell."""
    return len(answer.split()) <= LONGEST_DENIAL and _NOT_THERE.search(answer) is not None


def answered_from_text(answer: str, accepted: tuple[str, ...]) -> bool:
    """Whether an answer is, or holds as whole words, one of the accepted ones."""
    said = f" {normal_words(answer)} "
    found = any(f" {normal_words(each)} " in said for each in accepted)
    return found and len(answer.split()) <= LONGEST_SPAN and not says_not_there(answer)


def loops(text: str) -> bool:
    """Whether the same run of eight words stands in a text three times."""
    words = text.lower().split()
    runs = Counter(tuple(words[i : i + LOOP_WORDS]) for i in range(len(words) - LOOP_WORDS + 1))
    return any(count >= LOOP_TIMES for count in runs.values())


def english(text: str) -> bool:
    """Whether a text is English as far as letters and small words tell; a few words and rows of lists pass."""
    letters = [letter for letter in text if letter.isalpha()]
    if sum(letter.isascii() for letter in letters) < 0.95 * len(letters):
        return False
    prose = "\n".join(line for line in text.splitlines() if not _ROW.match(line.strip()))
    words = re.findall(r"[a-z']+", prose.lower())
    return len(words) < 10 or sum(word in _COMMON for word in words) >= 0.12 * len(words)


def ends_properly(text: str) -> bool:
    """Whether a text ends as a sentence, a list, a letter or a short answer does."""
    last = text.rstrip().rsplit("\n", 1)[-1].strip()
    few = len(text.split()) <= 12 and not last.endswith((",", "-", ":", ";"))
    is_row = _ROW.match(last) is not None
    is_name = "\n" in text.strip() and len(last.split()) <= 4 and not last.endswith((",", ":"))
    is_name = is_name and (last[:1].isupper() or (last[:1] == "[" and last[-1:] == "]"))
    closes = _CLOSING.search(text.rstrip()) is not None or text.rstrip().endswith("```")
    return bool(last) and (_END.search(last) is not None or few or is_row or is_name or closes)


def everyday_faults(row: Row, answer: str, ended: bool) -> list[str]:
    """Return what is wrong with an answer to an everyday request: nothing, or the rules that it breaks."""
    fewest, most = row["words"]
    topic = all(re.search(pattern, answer, re.IGNORECASE) for pattern in row["must"])
    forbidden = any(re.search(pattern, answer, re.IGNORECASE) for pattern in row["must_not"])
    found = {
        "language": not english(answer),
        "topic": not topic or forbidden,
        "length": not fewest <= len(answer.split()) <= most,
        "end": not ended or not ends_properly(answer),
        "loop": loops(answer) or _stutters(answer),
    }
    return [fault for fault, is_there in found.items() if is_there]


def _stutters(text: str) -> bool:
    """Whether one sentence or line of some length comes back."""
    parts = [part.strip().lower() for part in re.split(r"[.!?\n]+", text) if len(part.split()) > 3]
    return len(parts) != len(set(parts))
