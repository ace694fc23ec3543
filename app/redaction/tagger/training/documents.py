"""Texts with their marks: reading the hand-written documents and the public sets, and multiplying them.

A document is a list of pieces (text, label); label is PERSON, ORG, LOCATION, ADDRESS, "" for nothing, or "?" for text
that is neither learned as something nor as nothing. `documents/*.txt` holds the hand-written ones; `marks.py` reads them.
"""

import dataclasses
import gzip
import json
import random
import re
import unicodedata
from pathlib import Path

import marks
import people
from marks import is_held_out

HONORIFIC = re.compile(
    r"(?i)\b(mr|mrs|ms|miss|mx|dr|prof|professor|sir|judge|herr|hr|frau|fr|mme|mlle|m|me|monsieur|madame|sr|sra|srta|señor|señora|don|doña|sig|dott|avv|signor|signora|mevr|mevrouw|dhr|meneer|heer|dona|nurse|sister|officer|sgt|detective|pastor|rabbi)(\.|ra|ssa|ra\.|ssa\.)? $"
)

Piece = tuple[str, str]


@dataclasses.dataclass
class Document:
    pieces: list[Piece]
    lang: str
    genre: str
    source: str
    id: str
    held_out: bool = False
    weight: dict[str, float] = dataclasses.field(default_factory=dict)

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.pieces)

    @property
    def clean(self) -> bool:
        return not any(label and label != "?" for _, label in self.pieces)


def hand_written(folder: Path) -> list[Document]:
    out = []
    for path in sorted(folder.glob("*.txt")):
        for marked in marks.read(path):
            if faults := list(marked.faults()):
                print("left out:", path.name, marked.id, faults)
                continue
            out.append(
                Document(
                    [(text, label if label in marks.LEARNED else "") for text, label in marked.pieces],
                    marked.fields["lang"],
                    marked.fields.get("genre", "?"),
                    "hand",
                    f"{path.stem}/{marked.id}",
                    is_held_out(marked.id),
                )
            )
    return out


def public_set(path: Path, *, weight: dict[str, float] | None = None) -> list[Document]:
    opener = gzip.open if path.suffix == ".gz" else open
    name = path.name.split(".")[0]
    out = []
    for line in opener(path, "rt", encoding="utf-8"):
        row = json.loads(line)
        pieces, end = [], 0
        for span in sorted(row["spans"], key=lambda s: (s["start"], -s["end"])):
            start = span["start"]
            if start < end:
                continue
            text = row["text"]
            value = text[start : span["end"]]
            label = span["label"] if span["label"] in marks.LEARNED else "?"
            if str(span.get("orig", "")).endswith(("deriv", "part")):
                label = "?"
            if name == "sec_fin5" and re.fullmatch(
                r"(?i)(the )?(borrower|lender|bank|agent|guarantor|borrowers|lenders|employee|company|executive|.{1,2})",
                value.strip(),
            ):
                label = "?"
            if value == "@" or text[max(0, start - 1) : start] == "@" or value.startswith("@"):
                label = "?"
            if label == "PERSON":
                head = re.match(r"(?i)((mr|mrs|ms|miss|dr|prof|sr|sra|herr|frau)\.? )", value)
                if head:
                    pieces.append((text[end : start + head.end()], ""))
                    end = start = start + head.end()
                    value = value[head.end() :]
            if start > end:
                pieces.append((text[end:start], ""))
            pieces.append((value, label))
            end = span["end"]
        if end < len(row["text"]):
            pieces.append((row["text"][end:], ""))
        key = (row.get("meta") or {}).get("template") or row["id"]
        out.append(
            Document(
                [p for p in pieces if p[0]],
                row.get("lang") or "en",
                "set",
                name,
                row["id"],
                is_held_out(key),
                weight or {},
            )
        )
    return out


def swap(doc: Document, rng: random.Random, share: dict[str, float]) -> Document:
    """Put other names into the marks, of the same shape; the same word is replaced by the same word."""
    words: dict[str, str] = {}
    order = sorted(
        (i for i, (_, label) in enumerate(doc.pieces) if label == "PERSON"),
        key=lambda i: -len(doc.pieces[i][0].split()),
    )
    made: dict[int, str] = {}
    if rng.random() < share.get("PERSON", 0.8):
        for i in order:
            old = doc.pieces[i][0]
            parts = re.findall(r"[^\W\d_]+", old)
            known = [words.get(p.lower()) for p in parts]
            if parts and all(known):
                new = old
                for part, other in zip(parts, known):
                    other = (
                        other.lower()
                        if part.islower()
                        else other.upper()
                        if part.isupper() and len(part) > 1
                        else other
                    )
                    new = re.sub(
                        rf"(?<![^\W\d_]){re.escape(part)}(?![^\W\d_])", lambda _m, o=other: o, new, count=1
                    )
                made[i] = new
                continue
            someone = people.Person(rng, doc.lang)
            new = someone.like(old)
            if len(old.split()) == 1 and "-" not in old and len(old) > 2:
                titled = i > 0 and HONORIFIC.search(doc.pieces[i - 1][0])
                new = someone.family if titled or rng.random() < 0.15 else someone.given
                new = new.lower() if old.islower() else new.upper() if old.isupper() and len(old) > 3 else new
            fresh = re.findall(r"[^\W\d_]+", new)
            if parts and fresh and len(parts) == len(fresh):
                for part, other in zip(parts, fresh):
                    words.setdefault(part.lower(), other)
            elif parts and fresh:
                words.setdefault(parts[0].lower(), fresh[0])
                words.setdefault(parts[-1].lower(), fresh[-1])
            made[i] = new
    values: dict[str, str] = {}
    out = []
    for i, (text, label) in enumerate(doc.pieces):
        if i in made:
            text = made[i]
        elif (
            label in ("ORG", "LOCATION", "ADDRESS") and rng.random() < share.get(label, 0.5) and len(text) > 2
        ):
            if text not in values:
                maker = {"ORG": people.organisation, "LOCATION": people.place, "ADDRESS": people.address}[
                    label
                ]
                new = maker(rng, doc.lang if rng.random() < 0.9 else rng.choice(list(people.COUNTRY_OF)))
                if label == "ADDRESS" and "\n" not in text:
                    new = new.replace("\n", ", ")
                if label == "ADDRESS" and "\n" in text:
                    indent = re.search(r"\n([ \t>]*)", text)[1]
                    new = (
                        new.replace(", ", "\n", 1).replace("\n", "\n" + indent)
                        if "\n" not in new
                        else new.replace("\n", "\n" + indent)
                    )
                if text.islower():
                    new = new.lower()
                elif text.isupper() and len(text) > 3:
                    new = new.upper()
                values[text] = new
            text = values[text]
        out.append((text, label))
    return dataclasses.replace(doc, pieces=out)


def unaccent(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).replace(
        "ß", "ss"
    )


def typos(text: str, rng: random.Random, rate: float) -> str:
    def spoil(match: re.Match) -> str:
        word = match[0]
        if rng.random() > rate or len(word) < 4:
            return word
        i = rng.randrange(1, len(word) - 1)
        return rng.choice(
            [
                word[:i] + word[i + 1] + word[i] + word[i + 2 :],
                word[:i] + word[i + 1 :],
                word[:i] + word[i] + word[i:],
            ]
        )

    return re.sub(r"[^\W\d_]+", spoil, text)


def alter(doc: Document, rng: random.Random) -> Document:
    """Write the same text more sloppily, or in another wrapping."""
    pieces = doc.pieces
    each = lambda change: [(change(text), label) for text, label in pieces]
    outside = lambda change: [(text if label else change(text), label) for text, label in pieces]
    x = rng.random()
    if x < 0.16:
        pieces = each(str.lower)
    elif x < 0.19:
        pieces = each(str.upper)
    elif x < 0.22:
        pieces = [(text.upper() if label in ("PERSON", "ORG") else text, label) for text, label in pieces]
    elif x < 0.25:
        pieces = [(text.lower() if label else text, label) for text, label in pieces]
    elif x < 0.28:
        pieces = outside(str.lower)
    if rng.random() < 0.08:
        pieces = each(unaccent)
    if rng.random() < 0.08:
        pieces = outside(lambda t: typos(t, rng, 0.08))
    if rng.random() < 0.03:
        pieces = [(typos(t, rng, 0.25) if label == "PERSON" else t, label) for t, label in pieces]
    if rng.random() < 0.06:
        pieces = outside(lambda t: re.sub(r"[.,;!?](?=\s|$)", "", t))
    if rng.random() < 0.06:
        pieces = each(lambda t: re.sub(r"\s*\n\s*", " ", t))
    elif rng.random() < 0.05:
        pieces = each(lambda t: re.sub(r" ", lambda m: "\n" if rng.random() < 0.08 else " ", t))
    elif rng.random() < 0.04:
        pieces = each(lambda t: t.replace("\n", "\n> "))
    elif rng.random() < 0.03:
        pieces = each(lambda t: t.replace("\n", "\\n").replace('"', '\\"'))
    elif rng.random() < 0.03:
        pieces = each(lambda t: t.replace("\n", "<br>\n").replace("&", "&amp;"))
    elif rng.random() < 0.02:
        pieces = [(f"**{t}**" if label == "PERSON" else t, label) for t, label in pieces]
        pieces = [
            p
            for t, label in pieces
            for p in ([("**", ""), (t[2:-2], label), ("**", "")] if label == "PERSON" else [(t, label)])
        ]
    return dataclasses.replace(doc, pieces=pieces)
