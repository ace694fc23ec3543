"""Train the byte-level BPE tokenizer of the built-in model.

    python tokenizer.py --corpus DIR --out DIR [--vocabulary 8192]
"""

from __future__ import annotations

import argparse
import itertools
import random
from collections.abc import Iterator
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

from corpus import read_chats, read_texts
from data import mixture
from rendering import END, END_OF_TEXT, START, rendered

SPECIAL = (END_OF_TEXT, START, END)


def splitting(tokenizer: Tokenizer) -> None:
    """Split text as GPT-2 does, each digit alone; it is llama.cpp's "smollm" pre-tokenizer."""
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)]
    )
    tokenizer.decoder = decoders.ByteLevel()


def make_tokenizer(samples: Iterator[str], *, vocabulary: int) -> Tokenizer:
    """Train a byte-level BPE tokenizer."""
    tokenizer = Tokenizer(models.BPE())
    splitting(tokenizer)
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=list(SPECIAL),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(samples, trainer)
    return tokenizer


def encode_chat(
    tokenizer: Tokenizer, messages: list[dict[str, str]]
) -> tuple[list[int], list[bool]]:
    """Return the ids of a chat as the template renders it, and which of them are to be learned.

    Learned are the words of the assistant and the token that ends them.
    """
    start, end = (tokenizer.token_to_id(token) for token in (START, END))
    newline = tokenizer.encode("\n", add_special_tokens=False).ids
    ids: list[int] = []
    learned: list[bool] = []
    for message, words in zip(messages, rendered(messages), strict=True):
        head = [start, *tokenizer.encode(message["role"] + "\n", add_special_tokens=False).ids]
        body = [*tokenizer.encode(words, add_special_tokens=False).ids, end]
        ids += head + body + newline
        is_answer = message["role"] == "assistant"
        learned += [False] * len(head) + [is_answer] * len(body) + [False] * len(newline)
    return ids, learned


def _samples(corpus: Path, seed: int) -> Iterator[str]:
    rng = random.Random(seed)
    for text in read_texts(corpus):
        if rng.random() < 0.15:
            yield text
    for _, messages in read_chats(corpus):
        if rng.random() < 0.3:
            yield from (message["content"] for message in messages)
    # What the model says most becomes few tokens.
    for messages in itertools.islice(mixture(corpus, seed=seed), 12_000):
        yield from (message["content"] for message in messages)


def main() -> None:
    """Train and write tokenizer.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--vocabulary", type=int, default=8192)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    samples = _samples(arguments.corpus, arguments.seed)
    tokenizer = make_tokenizer(samples, vocabulary=arguments.vocabulary)
    tokenizer.save(str(arguments.out / "tokenizer.json"))
    print("vocabulary", tokenizer.get_vocab_size())


if __name__ == "__main__":
    main()
