"""Read the shared training corpus, and leave the share-alike rows out."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# The weights are Apache-2.0; a share-alike licence would have to travel with them.
_SHARE_ALIKE = "SA"
# Assistants in these "book", "play" and "like" things, or the rows are stiff label tasks.
_FOREIGN_CHAT = ("jfainberg/", "google-research-datasets/Taskmaster", "arkilpatel/", "samayo/")


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a .jsonl.zst file whose licence lets the weights be Apache-2.0."""
    import zstandard

    with path.open("rb") as compressed:
        stream = zstandard.ZstdDecompressor().stream_reader(compressed)
        for line in io.TextIOWrapper(stream, encoding="utf-8", newline="\n"):
            row = json.loads(line)
            if _SHARE_ALIKE not in row["licence"]:
                yield row


def read_texts(corpus: Path) -> Iterator[str]:
    """Yield the plain texts."""
    for row in read_rows(corpus / "text.jsonl.zst"):
        yield row["text"]


def read_chats(
    corpus: Path, *, longest: int = 900, leave_out: Callable[[str], bool] | None = None
) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Yield (source, messages) of the short chats that suit an assistant, without questions to leave out."""
    for row in read_rows(corpus / "chat.jsonl.zst"):
        if row["source"].startswith(_FOREIGN_CHAT):
            continue
        if sum(len(message["content"]) for message in row["messages"]) > longest:
            continue
        asked = (message["content"] for message in row["messages"] if message["role"] == "user")
        if leave_out is None or not any(leave_out(question) for question in asked):
            yield row["source"], row["messages"]
