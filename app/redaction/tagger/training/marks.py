"""The hand-written documents as they were marked, and a check that every one of them can be read.

    === id=en-001 lang=en genre=chat
    ask ⟦P|Maria Lopez⟧ of ⟦O|Acorn Dental⟧, ⟦T|555-0100⟧ ...

The tagger learns persons, organisations, places and addresses; the other marks are for measuring the whole of redaction,
and are ordinary text to the tagger.

    python marks.py [FOLDER]
"""

import dataclasses
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

LABELS = {
    "P": "PERSON",
    "O": "ORG",
    "L": "LOCATION",
    "A": "ADDRESS",
    "I": "OTHER_ID",  # any identifying number
    "B": "DOB",
    "T": "PHONE",
    "E": "EMAIL",
    "U": "USERNAME",
    "S": "SECRET",
    "C": "CHECKED_ID",  # card, IBAN, national id: a number with a check digit
}
LEARNED = frozenset({"PERSON", "ORG", "LOCATION", "ADDRESS"})
FOLDER = Path(__file__).parent / "documents"
MARK = re.compile(rf"⟦([{''.join(LABELS)}])\|(.*?)⟧", re.S)


def is_held_out(key: str, share: float = 0.1) -> bool:
    """Whether the document of an id is never learned from."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) / 2**32 < share


@dataclasses.dataclass
class Marked:
    """One document: its head, and its text in pieces with the label of each ("" for none)."""

    file: str
    fields: dict[str, str]
    pieces: list[tuple[str, str]]

    @property
    def id(self) -> str:
        return self.fields.get("id", "")

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.pieces)

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with it."""
        if not self.id or self.fields.get("lang", "") not in ("en", "de", "fr", "es", "it", "nl", "pt", "mixed"):
            yield f"no id or an unknown language in its head: {self.fields}"
        if not self.text.strip():
            yield "no text"
        if "⟦" in self.text or "⟧" in self.text:
            at = re.search("[⟦⟧]", self.text).start()
            yield f"a mark that cannot be read: {self.text[max(0, at - 20) : at + 40]!r}"
        for text, label in self.pieces:
            if label and (text != text.strip() or not any(map(str.isalnum, text))):
                yield f"a mark with nothing in it, or with space at its ends: {text!r}"
        if self.fields.get("clean") == "1" and any(label for _, label in self.pieces):
            yield "clean, but something is marked"


def read(path: Path) -> list[Marked]:
    """Read one file of documents."""
    out = []
    for block in re.split(r"^=== ", path.read_text("utf-8"), flags=re.M)[1:]:
        head, _, body = block.partition("\n")
        fields = dict(part.split("=", 1) for part in head.split() if "=" in part)
        body = body.strip("\n")
        pieces, end = [], 0
        for mark in MARK.finditer(body):
            pieces += [(body[end : mark.start()], ""), (mark[2], LABELS[mark[1]])]
            end = mark.end()
        pieces.append((body[end:], ""))
        out.append(Marked(path.stem, fields, [piece for piece in pieces if piece[0]]))
    return out


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    wrong, seen = 0, Counter()
    for path in sorted(folder.glob("*.txt")):
        documents, marks = read(path), Counter()
        for document in documents:
            seen[document.id] += 1
            marks.update(label for _, label in document.pieces if label)
            faults = [*document.faults(), *(["another document has this id"] if seen[document.id] > 1 else [])]
            for fault in faults:
                print(f"{path.name} {document.id}: {fault}")
            wrong += len(faults)
        print(f"{path.name}: {len(documents)} documents, {dict(marks)}")
    print(f"{sum(seen.values())} documents, {wrong} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
