"""Rows that ask for one thing again and again: to look back and copy.

A small network trained on answers alone learns them by heart and finds nothing in a prompt: random tokens said twice were
as new to it the second time. Looking up what followed last time (induction; Olsson et al. 2022, "In-context Learning and
Induction Heads") has to form first; rows of chunks that come again, in the same or another order, bring it about quickly.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

Row = tuple[list[int], list[bool]]
# Below are the special tokens and the single bytes.
_FIRST_WORD = 300


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
