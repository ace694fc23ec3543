"""The rows that the network learns from, and the batches they are put together to."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from corpus import read_chats, read_texts
from drills import Row, drill
from heldout import HeldOut, held_out_questions
from rendering import END_OF_TEXT
from tokenizer import encode_chat

MICRO_TOKENS = 4096
TEXT_LENGTH = 512
# Long rows are dear, attention costs by the square, but the far end of the context has to be met.
CHAT_LENGTHS = {512: 0.7, 1024: 0.22, 2048: 0.08}
# How many rows of chats are filled at a time; more leave less of each row empty.
OPEN_ROWS = 24
# Plain text that keeps the language of the first stage alive among the conversations: this share of the rows' entries.
PLAIN = 0.02
# In the first words of an answer the choice falls which one it is; the others follow by heart, and drown it in the mean.
FIRST_TOKENS = 12
FIRST_WEIGHT = 4.0
TEXTS_KEPT = 2500
# Chats that practise reading and wording, by their source; what the others ask for is knowledge, too much for this model.
SKILLS = re.compile(
    r"t0-format/(?:ropes|quoref|cosmos|duorc|quarel|quartz|wiqa)|project-written|self-instruct"
    r"|natural-instructions/\w*(?:span|simplif|paraphrase|quoref|drop|duorc|cosmos|iirc|multirc|clock|extract|keyword)"
)

# Ids, and how much each is learned.
WeighedRow = tuple[list[int], list[float]]


@dataclass(frozen=True, slots=True)
class Batch:
    """What is read, and what of it is learned.

    `ids` has the shape (rows, length + 1). `weights`, of the same shape, says how much each is learned: 0 not at all.
    """

    ids: Tensor
    weights: Tensor

    def targets(self, most: int) -> tuple[Tensor, Tensor, Tensor]:
        """Return `most` places in the flattened ids whose next tokens are learned, these, and their weights; see `Llama.loss`.

        If there are more, some are left out; if there are fewer, places of no weight fill it up.
        """
        places = self.weights[:, 1:].flatten().nonzero().flatten()
        places = places[torch.randperm(len(places))[:most]]
        places = torch.cat([places, torch.zeros(most - len(places), dtype=torch.long)])
        # The place 0 that fills up stands before the first token, which nothing foretells.
        is_filling = places == 0
        return places, self.ids[:, 1:].flatten()[places], self.weights[:, 1:].flatten()[places].masked_fill(is_filling, 0.0)


def batch_of(rows: list[WeighedRow]) -> Batch:
    """Return rows of one length as a batch."""
    return Batch(torch.tensor([ids for ids, _ in rows]), torch.tensor([weights for _, weights in rows]))


def text_batches(
    corpus: Path, tokenizer: Tokenizer, cache: Path, *, seed: int, part: int, parts: int
) -> Iterator[Batch]:
    """Yield this process's part of the packed text and chats in a shuffled order, every token learned."""
    packed = np.load(cache, mmap_mode="r")
    rng = np.random.default_rng(seed)
    rows = MICRO_TOKENS // TEXT_LENGTH
    while True:
        starts = np.arange(part, (len(packed) - 1) // TEXT_LENGTH, parts) * TEXT_LENGTH
        rng.shuffle(starts)
        for at in range(0, len(starts) - rows, rows):
            chosen = [packed[s : s + TEXT_LENGTH + 1] for s in starts[at : at + rows]]
            yield batch_of([(ids.tolist(), [1.0] * len(ids)) for ids in chosen])


def pack_corpus(corpus: Path, tokenizer: Tokenizer, cache: Path) -> None:
    """Write one long shuffled row of token ids: a part of the texts, all chats in the template, and lessons."""
    from data import mixture

    rng = random.Random(11)
    end = tokenizer.token_to_id(END_OF_TEXT)
    texts = [text for text in read_texts(corpus) if rng.random() < 0.4]
    pieces = [
        [*encoded.ids, end] for encoded in tokenizer.encode_batch(texts, add_special_tokens=False)
    ]
    # Among the sums and calendar questions of the corpus are some of the evaluation's.
    held_out = HeldOut(held_out_questions())
    chats = [messages for _, messages in read_chats(corpus, longest=3000, leave_out=held_out.near)]
    lessons = itertools.islice(mixture(corpus, seed=5), len(chats) // 10)
    for messages in itertools.chain(chats, lessons):
        pieces.append([*encode_chat(tokenizer, messages)[0], end])
    rng.shuffle(pieces)
    packed = np.fromiter(itertools.chain.from_iterable(pieces), dtype=np.uint16)
    np.save(cache, packed)
    print("packed tokens", len(packed), flush=True)


def chat_batches(corpus: Path, tokenizer: Tokenizer, *, copying: float, seed: int) -> Iterator[Batch]:
    """Yield rows of whole conversations one after the other, only the assistant's words learned, the first ones most.

    Of the rows' entries that share is drills in `copying`.
    """
    rng = random.Random(seed)
    found = entries(corpus, tokenizer, copying=copying, seed=seed)
    end = tokenizer.token_to_id(END_OF_TEXT)
    rows = {length: chat_rows(found, length=length, end=end) for length in CHAT_LENGTHS}
    while True:
        (length,) = rng.choices(list(CHAT_LENGTHS), list(CHAT_LENGTHS.values()))
        yield batch_of([next(rows[length]) for _ in range(MICRO_TOKENS // length)])


def chat_rows(found: Iterator[WeighedRow], *, length: int, end: int) -> Iterator[WeighedRow]:
    """Yield rows of `length` + 1 ids, filled with conversations; each goes to the first row that has room."""
    filled: list[WeighedRow] = [([], []) for _ in range(OPEN_ROWS)]
    for ids, weights in found:
        room = length + 1 - len(ids) - 1
        if room < 0:
            continue
        if all(len(row) > room for row, _ in filled):
            fullest = max(range(OPEN_ROWS), key=lambda i: len(filled[i][0]))
            row, filled_weights = filled[fullest]
            empty = length + 1 - len(row)
            yield row + [end] * empty, filled_weights + [0.0] * empty
            filled[fullest] = ([], [])
        row, filled_weights = next(each for each in filled if len(each[0]) <= room)
        row += [*ids, end]
        filled_weights += [*weights, 0.0]


def entries(corpus: Path, tokenizer: Tokenizer, *, copying: float, seed: int) -> Iterator[WeighedRow]:
    """Yield conversations in the template and, that often, drills, without end; now and then a piece of plain text."""
    from data import mixture

    rng = random.Random(seed)
    said = list(itertools.islice(read_texts(corpus), TEXTS_KEPT))
    texts = list(itertools.chain.from_iterable(each.ids for each in tokenizer.encode_batch(said)))
    conversations = mixture(corpus, seed=seed, skills=skills(corpus))
    while True:
        dice = rng.random()
        if dice < copying:
            yield as_weights(drill(rng, texts, tokenizer.get_vocab_size()))
        elif dice < copying + PLAIN:
            size = rng.randint(100, 300)
            start = rng.randrange(len(texts) - size)
            yield texts[start : start + size], [1.0] * size
        else:
            ids, learned = encode_chat(tokenizer, next(conversations))
            yield ids, weigh(learned)


def as_weights(row: Row) -> WeighedRow:
    """Return a drill, each of whose learned tokens counts the same."""
    ids, learned = row
    return ids, [float(is_learned) for is_learned in learned]


def weigh(learned: list[bool]) -> list[float]:
    """Return how much each token of a conversation is learned: the first ones of every answer most."""
    weights: list[float] = []
    run = 0
    for is_learned in learned:
        run = run + 1 if is_learned else 0
        weights.append(0.0 if not is_learned else FIRST_WEIGHT if run <= FIRST_TOKENS else 1.0)
    return weights


def skills(corpus: Path) -> list[list[dict[str, str]]]:
    """Return the chats of the corpus that practise something else than knowing."""
    return [messages for source, messages in read_chats(corpus, longest=2500) if SKILLS.match(source)]
