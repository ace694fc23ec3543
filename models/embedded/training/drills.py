"""Rows that ask for one thing again and again: to look back and copy, to find a sentence, or to reckon.

A small network trained on answers alone learns them by heart and finds nothing in a prompt: random tokens said twice were
as new to it the second time. Looking up what followed last time (induction; Olsson et al. 2022, "In-context Learning and
Induction Heads") has to form first; rows of chunks that come again, in the same or another order, bring it about quickly.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import sums
from parsing import Messages

Row = tuple[list[int], list[bool]]
# Below are the special tokens and the single bytes.
_FIRST_WORD = 300
# Stand before the words that are sought, and between them and the beginning of their sentence.
_ASKING, _ANSWERING = 400, 401
_SEARCHES = 40
_WORD = re.compile(r"[A-Za-z][a-z'-]{3,}")
_ASKED = (
    "{}", "{}?", "What about {}?", 'Which sentence has "{}"?', "What does it say about {}?", "Find: {}", "What is said of {}?",
    "Where does it speak of {}?", "What does the text say about {}?", "How is it with {}?", "Is there something about {}?",
    "Who or what has to do with {}?", "and {}?",
)  # fmt: skip


@dataclass(slots=True)
class Search:
    """A row: ids, which of them are learned, and of tokens of sentences how their sentence begins (two ids; 0 for none)."""

    ids: list[int] = field(default_factory=list)
    learned: list[bool] = field(default_factory=list)
    begins: list[tuple[int, int]] = field(default_factory=list)

    def __iadd__(self, other: Search) -> Search:
        """Go on with another one."""
        self.ids += other.ids
        self.learned += other.learned
        self.begins += other.begins
        return self

    def add(self, ids: Sequence[int], *, is_learned: bool = False, begins: Sequence[tuple[int, int]] = ()) -> None:
        """Go on with some tokens."""
        self.ids += ids
        self.learned += [is_learned] * len(ids)
        self.begins += begins or [(0, 0)] * len(ids)


def drill(rng: random.Random, texts: Sequence[int], vocabulary: int) -> Row:
    """Return ids and which are learned: chunks of random tokens or of real text, then the same once or twice again.

    `texts` is one long row of token ids. Learned is every repeated token that those before it determine.
    """
    size = rng.choice((2, 2, 3, 4, 6, 10, 16, 30))
    count = rng.randint(2, max(3, min(24, 160 // size)))
    chunks = [_chunk(rng, texts, vocabulary, max(2, size + rng.randint(-1, 1))) for _ in range(count)]
    ids = [token for chunk in chunks for token in chunk]
    learned = [False] * len(ids)
    for _ in range(rng.choice((1, 1, 2))):
        is_shuffled = rng.random() < 0.6
        again = rng.sample(chunks, rng.randint(1, count)) if is_shuffled else chunks
        for chunk in again:
            ids += chunk
            learned += [not is_shuffled and chunk is not again[0], *[True] * (len(chunk) - 1)]
    return ids, learned


def _chunk(rng: random.Random, texts: Sequence[int], vocabulary: int, size: int) -> list[int]:
    if rng.random() < 0.5:
        return [rng.randrange(_FIRST_WORD, vocabulary) for _ in range(size)]
    start = rng.randrange(len(texts) - size)
    return list(texts[start : start + size])


def reckon(rng: random.Random, encode: Callable[[str], list[int]]) -> Row:
    """Return ids and which are learned: many sums one after the other, without words or with few.

    Among conversations the digits of a result come up too seldom: what was learned there were the words of the steps. Learned
    is what follows each equals sign, and each answer.
    """
    ids: list[int] = []
    learned: list[bool] = []
    for _ in range(rng.randint(10, 30)):
        if rng.random() < 0.7:
            task, sign, result = sums.bare(rng).partition("=")
            asked, told = f" {task}{sign}", result
        else:
            question, answer = sums.exchange(rng)
            asked, told = f"\n{question}\n", answer
        for text, is_learned in ((asked, False), (told, True)):
            added = encode(text)
            ids += added
            learned += [is_learned] * len(added)
    return ids, learned


def seek(rng: random.Random, sentences: Sequence[Sequence[int]], vocabulary: int, *, stop: int) -> Search:
    """Return sentences, then again and again a token or some of one of them, and how that one begins.

    Getting from words in the middle of a sentence to its beginning is what answering from a text by quoting takes, besides
    copying. One question per text teaches it too slowly. Some sentences are random tokens, which `stop` ends.
    """
    count = rng.choice((2, 2, 3, 3, 4, 5, 6, 8))
    if rng.random() < 0.4:
        longest = rng.choice((3, 5, 8))
        lengths = [rng.randint(2, longest) for _ in range(count)]
        chosen = [[*(rng.randrange(_FIRST_WORD, vocabulary) for _ in range(length)), stop] for length in lengths]
    else:
        chosen = [list(each) for each in rng.sample(sentences, count)]
    row = Search()
    for sentence in chosen:
        first, second = sentence[:2]
        row.add(sentence, begins=[(first, 0), *[(first, second)] * (len(sentence) - 1)])
    counts = Counter(token for sentence in chosen for token in set(sentence))
    is_direct = rng.random() < 0.5
    for sentence in rng.choices(chosen, k=_SEARCHES):
        own = [token for token in sentence[1:] if counts[token] == 1]
        if own:
            at = rng.randrange(len(own))
            asked = own[at : at + rng.choice((1, 1, 1, 2, 3))]
            row.add([_ASKING, asked[0]] if is_direct else [_ASKING, *asked, _ANSWERING])
            row.add(sentence[: rng.choice((1, 1, 2, 3))], is_learned=True)
    return row


def look_up(rng: random.Random, sentences: Sequence[str]) -> Messages:
    """Return a chat about sentences from anywhere: some words of one of them, to which that sentence is the answer."""
    chosen = rng.sample(sentences, rng.choice((2, 3, 3, 4, 4, 5, 6, 8)))
    text = " ".join(chosen)
    messages: Messages = []
    for sentence in rng.sample(chosen, min(len(chosen), rng.choice((1, 2, 3, 4, 5)))):
        own = [word for word in _WORD.findall(sentence) if text.count(word) == 1]
        if not own:
            continue
        at = rng.randrange(len(own))
        asked = rng.choice(_ASKED).format(" ".join(own[at : at + rng.choice((1, 1, 2, 2, 3, 4))]))
        if not messages:
            asked = f"{text}\n\n{asked}" if rng.random() < 0.6 else f"{asked}\n\n{text}"
        messages.append({"role": "user", "content": asked})
        messages.append({"role": "assistant", "content": sentence})
    return messages or look_up(rng, sentences)
