"""Train the byte-level BPE tokenizer of the built-in model.

    python tokenizer.py --corpus DIR --out DIR [--vocabulary 4096]
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

from corpus import read_chats, read_texts

END_OF_TEXT = "<|endoftext|>"
START = "<|im_start|>"
END = "<|im_end|>"
SPECIAL = (END_OF_TEXT, START, END)

# The words the model says most become few tokens.
_PRODUCT_WORDS = """
Sotto is a private assistant that runs on your own computer. A local model answers; nothing is sent
anywhere ("Local only"). Your chats are kept in an encrypted vault (SQLCipher) opened by your
passphrase (Argon2id). Press Ctrl+L or the Lock button at the top right. It locks itself after 10
minutes idle; change that in Settings. Ctrl+K or the search box at the top of the sidebar searches
titles and messages in all chats. New chat: Ctrl+N. Open Models in the sidebar, or the model picker
under the message box, choose "Import model…", and pick a GGUF file from disk. Sotto checks the file
and its memory need first. `./sotto models import FILE`, `./sotto history export`, `./sotto chat`,
`./sotto ask "..."`, `--ephemeral` keeps nothing on disk. Esc or the Stop button. Regenerate, edit
your question with the pencil button: a new branch, arrows < 2/3 >. Copy button. Settings: Ctrl+,
Theme: light, dark or system. Text size from 80 % to 200 %, Ctrl+= and Ctrl+-. Shortcuts sheet:
Ctrl+/. Trash, undo, restore, emptying. Recovery code, shown once, forgotten passphrase. Malware,
someone watching the screen, a weak passphrase. Pins, folders, rename with F2 or a right-click.
I am a tiny built-in model and I don't know that; import a larger one for real work. Apache-2.0.
"""


def make_tokenizer(samples: Iterator[str], *, vocabulary: int) -> Tokenizer:
    """Train a GPT-2 style tokenizer; its splitting is llama.cpp's "gpt-2" pre-tokenizer."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    tokenizer.decoder = decoders.ByteLevel()
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
    for message in messages:
        head = [start, *tokenizer.encode(message["role"] + "\n", add_special_tokens=False).ids]
        body = [*tokenizer.encode(message["content"], add_special_tokens=False).ids, end]
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
    for _ in range(400):
        yield _PRODUCT_WORDS
        yield _PRODUCT_WORDS.lower()


def main() -> None:
    """Train and write tokenizer.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--vocabulary", type=int, default=4096)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    samples = _samples(arguments.corpus, arguments.seed)
    tokenizer = make_tokenizer(samples, vocabulary=arguments.vocabulary)
    tokenizer.save(str(arguments.out / "tokenizer.json"))
    print("vocabulary", tokenizer.get_vocab_size())


if __name__ == "__main__":
    main()
