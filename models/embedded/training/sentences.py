"""Find the sentence of a text that answers a question whose answer is known.

The model is taught to answer from a text by quoting: which sentence it is can be seen from the words it shares with the
question, while the shortest answer takes an understanding of both that so small a network does not reach. And a quotation
can be checked at a glance.
"""

from __future__ import annotations

import re

_BREAK = re.compile(r"(?<=[.!?])[\"')]?\s+(?=[A-Z0-9\"'(])|\s*\n\s*")
# What a full stop does not end.
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|vs|etc|e\.g|i\.e|approx|[A-Z])\.$")
_WORD = re.compile(r"[a-z0-9]+(?:[.:,][0-9]+)*(?:'[a-z]+)?")
_COMMON = frozenset(
    "a an and are as at be been but by can could did do does for from had has have he her his how i in is it its of on or she"
    " should so some that the their them there they this to was we were what when where which who whom whose why will with would"
    " you your not no yes must may might into out up about after before than then also only any all if one".split()
)
_LONGEST = 40


def sentences_of(text: str) -> list[str]:
    """Return the sentences and lines of a text as they stand in it."""
    found: list[str] = []
    for line in re.split(r"\s*\n\s*", text):
        begin = 0
        for match in _BREAK.finditer(line):
            if not _ABBREVIATED.search(line[begin : match.start()]):
                found.append(line[begin : match.end()].strip())
                begin = match.end()
        found.append(line[begin:].strip())
    return [sentence for sentence in found if _words(sentence)]


def answering(text: str, question: str, answer: str) -> str | None:
    """Return the sentence that gives the answer; None if none clearly does, or if it is long."""
    wanted, asked = _words(answer) or _all_words(answer), _words(question)
    best, best_score = None, 0.0
    for sentence in sentences_of(text):
        words = _all_words(sentence)
        held = len(wanted & words) / max(1, len(wanted))
        if _plain(answer) in _plain(sentence):
            held = 1.2
        elif held < 0.6:
            continue
        score = held + len((asked - wanted) & words) / max(1, len(asked))
        if score > best_score:
            best, best_score = sentence, score
    return best if best is not None and len(best.split()) <= _LONGEST else None


def _plain(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.lower()))} "


def _all_words(text: str) -> set[str]:
    return {_stem(word) for word in _WORD.findall(text.lower())}


def _words(text: str) -> set[str]:
    return {_stem(word) for word in _WORD.findall(text.lower()) if word not in _COMMON}


def _stem(word: str) -> str:
    return re.sub(r"(?:ies|es|s|ed|ing|'s)$", "", word) if len(word) > 4 else word
