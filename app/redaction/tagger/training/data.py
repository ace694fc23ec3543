"""Write training shards and the held-out documents.

    python data.py --work FOLDER --sets FOLDER --text FOLDER --shards 0:60
    python data.py --work FOLDER --sets FOLDER --dev

A shard is about 200,000 tokens, seeded by its number; a later stage reads the hand-written documents as they are then.
"""

import argparse
import functools
import gettext
import importlib.util
import json
import random
import re
import sysconfig
from pathlib import Path

import numpy as np
import zstandard

import documents
import grammar
import people
import situations
import traps
from app.redaction.tagger.features import Features, Lexicon, plain
from app.redaction.tagger.tokens import tokenise
from documents import Document

HERE = Path(__file__).parent
TAGS = ["O"] + [f"{p}-{label}" for label in ("PERSON", "ORG", "LOCATION", "ADDRESS") for p in "BI"]
IGNORED = 255
WINDOW = 256
SHARD = 200_000
FULL = 100  # a weight of 1.0


def labelled(pieces: list[tuple[str, str]]) -> tuple[list, np.ndarray]:
    """Tokenise and label; a token in a "?" piece, or one that straddles pieces, is ignored."""
    text = "".join(t for t, _ in pieces)
    tokens = list(tokenise(text))
    tags = np.zeros(len(tokens), np.uint8)
    bounds, end = [], 0
    for t, label in pieces:
        bounds.append((end, end + len(t), label))
        end += len(t)
    j, opened = 0, -1
    for i, token in enumerate(tokens):
        while bounds[j][1] <= token.start:
            j += 1
        _, stop, label = bounds[j]
        if not label:
            tags[i] = 0 if token.end <= stop else IGNORED
        elif label == "?":
            tags[i] = IGNORED
        else:
            if token.word == "\n" and label != "ADDRESS":
                tags[i] = IGNORED
                continue
            tags[i] = TAGS.index(("I-" if opened == j else "B-") + label)
            opened = j
    return tokens, tags


@functools.cache
def listed() -> dict[str, int]:
    return people.listed()


NAME_LIKE = re.compile(r"[^\W\d_]+")


GENERAL = ("MedQuAD", "openstax", "country-json", "Periodic", "tldr", "freeCodeCamp", "digitalgov", "hotpotqa")
"""General knowledge: whoever is named there is public, and not hidden."""


def public_text(folder: Path) -> list[tuple[str, str]]:
    """Paragraphs of ordinary text: no marks; whatever looks like a name in them is ignored later."""
    rng = random.Random(5)
    out = []
    for name, share in (("text.jsonl.zst", 0.4), ("chat.jsonl.zst", 0.9)):
        with (folder / name).open("rb") as raw:
            data = zstandard.ZstdDecompressor().stream_reader(raw).read().decode("utf-8")
        for line in data.split("\n"):
            if not line or rng.random() > share:
                continue
            row = json.loads(line)
            if re.search(r"SA|NC|ShareAlike|GPL|GFDL", row["licence"]):
                continue  # share-alike text is left out
            kind = "fiction" if "standardebooks" in row["source"] or "dialogue" in row["source"] else "plain"
            if any(name in row["source"] for name in GENERAL):
                kind = "general"
            if "messages" in row:
                out += [(kind, m["content"][:1500]) for m in row["messages"] if len(m["content"]) > 20]
            else:
                paragraphs = [p for p in row["text"].split("\n\n") if 40 < len(p) < 1500]
                out += [(kind, p) for p in rng.sample(paragraphs, min(5, len(paragraphs)))]
    return out


def source_code() -> list[str]:
    """Python's library (PSF), and PyTorch's C++ headers (BSD-3)."""
    paths = sorted(Path(sysconfig.get_paths()["stdlib"]).glob("*.py"))
    headers = Path(importlib.util.find_spec("torch").origin).parent / "include"
    paths += random.Random(3).sample(sorted(headers.rglob("*.h")), 500)
    return [path.read_text("utf-8", "replace") for path in paths]


def interface_words() -> dict[str, list[str]]:
    """What Django's pages say in other languages (BSD-3): short texts about nobody."""
    out: dict[str, list[str]] = {}
    root = Path(importlib.util.find_spec("django").origin).parent
    for lang in ("de", "fr", "es", "it", "nl", "pt", "pt_BR", "pl", "sv", "da"):
        said = []
        for path in sorted(root.rglob(f"locale/{lang}/LC_MESSAGES/*.mo")):
            with path.open("rb") as file:
                said += [text for text in gettext.GNUTranslations(file)._catalog.values() if isinstance(text, str) and len(text) < 400]
        out.setdefault(lang[:2], []).extend(re.sub(r"%\(\w+\)s|%[sd]", "3", text) for text in said[1:])
    return out


def unmarked(text: str) -> list[tuple[str, str]]:
    """Text that nobody marked: capitalised words that stand on a list of names are ignored, the rest is nothing."""
    out, end = [], 0
    for match in NAME_LIKE.finditer(text):
        word = match[0]
        if word[0].isupper():
            code = listed().get(plain(word), 0)
            after = text[: match.start()].rstrip(" \"'“‘(")
            opens = not after or after[-1] in ".!?:\n-"
            if code & 15 and not (opens and (code & 15) in (1, 4, 8, 5)) or (code >> 4) >= 1 and not opens:
                out += [(text[end : match.start()], ""), (word, "?")]
                end = match.end()
    out.append((text[end:], ""))
    return [p for p in out if p[0]]


PRONOUN = re.compile(
    r"(?:(?<=[.!?] )|(?<=\n)|^)(He|She|I|We|They)(?= (?:was|is|had|has|said|went|came|took|looked|asked|told|wants?|likes?|bought|walked|saw|thought|could|would|will|did|made|gave|found|began|turned|[a-z]+ed)\b)|(?<=[,;] )(he|she)(?= (?:was|had|said|went|[a-z]+ed)\b)|(?:(?<=for )|(?<=to )|(?<=with )|(?<=told )|(?<=asked )|(?<=from ))(him|her)(?=[.,;!?])",
    re.M,
)


def inject(text: str, rng: random.Random) -> list[tuple[str, str]]:
    """Put people where pronouns stand."""
    cast = [people.Person(rng, "en") for _ in range(rng.randint(1, 3))]
    out, end = [], 0
    for match in PRONOUN.finditer(text):
        if rng.random() < 0.3:
            continue
        who = rng.choice(cast)
        x = rng.random()
        out += unmarked(text[end : match.start()])
        if x < 0.2:
            out += [
                (
                    rng.choice(["Mr ", "Mrs. ", "Ms ", "Dr. ", "Miss ", "Mr. ", "Uncle ", "Aunt ", "Prof. "]),
                    "",
                ),
                (who.family, "PERSON"),
            ]
        else:
            out.append((who.given if x < 0.65 else who.family if x < 0.72 else who.full(), "PERSON"))
        end = match.end()
    out += unmarked(text[end:])
    return out


FRESH = re.compile(r"en_[ef]/|[a-z]{2}_[bc]/(?!en-)")


class Mixture:
    """Draws documents from all sources."""

    def __init__(self, sets: Path, text: Path | None, interface: Path | None = None) -> None:
        keep = lambda docs: [d for d in docs if not d.held_out]
        self.hand = keep(documents.hand_written(HERE / "documents"))
        light = {"LOCATION": 0.35, "ORG": 0.8}
        self.public = {}
        for name in (
            "wnut17_train",
            "btc_a",
            "btc_b",
            "btc_e",
            "btc_f",
            "btc_g",
            "wikigold",
            "sec_fin5",
            "germeval_dev",
            "presidio_synth_v2",
            "presidio_gen_large",
            "pii_anon_clinical",
            "pii_anon_technology",
            "pii_anon_adversarial",
        ):
            own = name.startswith(("presidio", "pii"))
            self.public[name] = keep(
                documents.public_set(sets / f"{name}.dev.jsonl", weight=None if own else light)
            )
        self.chat = [
            d
            for d in documents.public_set(sets / "chat_clean.dev.jsonl")
            if not documents.is_held_out(d.id, 0.5)
        ]
        self.text = public_text(text) if text else []
        self.code = source_code()
        self.interface = interface_words()
        if interface and interface.exists():
            for lang, texts in json.loads(interface.read_text("utf-8")).items():
                self.interface.setdefault(lang, []).extend(texts)
        for lang, texts in self.interface.items():
            if lang in grammar.PLAIN:
                grammar.PLAIN[lang] = grammar.PLAIN[lang] * 20 + [t for t in texts if len(t) < 160]
        grammar.PLAIN["en"] = grammar.PLAIN["en"] * 20 + [t for kind, t in self.text if kind == "general" and len(t) < 140][:3000]
        self.people = [d for d in self.hand if not d.clean]
        self.others = [d for d in self.people if d.lang != "en"]
        self.fresh = [d for d in self.people if FRESH.match(d.id)]  # longer, with more of everything in them
        self.clean = [d for d in self.hand if d.clean]
        print(
            "hand",
            len(self.people),
            "clean",
            len(self.clean),
            "fresh",
            len(self.fresh),
            "chat",
            len(self.chat),
            "text",
            len(self.text),
            {k: len(v) for k, v in self.public.items()},
        )

    def draw(self, rng: random.Random) -> Document:
        x = rng.random()
        if x < 0.33:
            y = rng.random()
            pool = self.people if y < 0.3 else self.others if y < 0.6 else self.fresh
            doc = documents.swap(
                rng.choice(pool), rng, {"PERSON": 0.75, "ORG": 0.45, "LOCATION": 0.5, "ADDRESS": 0.5}
            )
            return documents.alter(doc, rng)
        if x < 0.43:
            return documents.alter(rng.choice(self.clean), rng)
        if x < 0.52:
            return documents.alter(grammar.generate(rng), rng)
        if x < 0.63:
            return documents.alter(situations.generate(rng), rng)
        if x < 0.69:
            return documents.alter(traps.generate(rng), rng)
        if x < 0.79:
            if rng.random() < 0.35:
                lang = rng.choice(list(self.interface))
                said = rng.choice([" ", "\n", "\n- "]).join(rng.sample(self.interface[lang], rng.randint(1, 8)))
                return documents.alter(Document([(said, "")], lang, "interface", "text", ""), rng)
            kind, text = rng.choice(self.text)
            if kind == "general" and rng.random() < 0.7:
                return documents.alter(Document([(text, "")], "en", kind, "general", ""), rng)
            pieces = (
                inject(text, rng)
                if rng.random() < 0.6
                else unmarked(text)
                if kind == "plain"
                else inject(text, rng)
            )
            doc = Document(pieces, "en", kind, "text", "")
            return documents.alter(doc, rng) if rng.random() < 0.5 else doc
        if x < 0.82:
            code = rng.choice(self.code)
            start = code.find("\n", rng.randrange(max(1, len(code) - 1500))) + 1
            return Document(unmarked(code[start : start + 1200]) or [("x", "")], "en", "code", "code", "")
        if x < 0.85:
            return rng.choice(self.chat)
        if x < 0.92:
            name = rng.choice(
                [
                    "wnut17_train",
                    "btc_a",
                    "btc_b",
                    "btc_f",
                    "btc_g",
                    "wikigold",
                    "wikigold",
                    "sec_fin5",
                    "germeval_dev",
                    "germeval_dev",
                ]
            )
        else:
            name = rng.choice(
                [
                    "presidio_synth_v2",
                    "presidio_gen_large",
                    "presidio_gen_large",
                    "pii_anon_clinical",
                    "pii_anon_technology",
                    "pii_anon_adversarial",
                ]
            )
        doc = documents.swap(
            rng.choice(self.public[name]), rng, {"PERSON": 0.6, "ORG": 0.15, "LOCATION": 0.3, "ADDRESS": 0.6}
        )
        return documents.alter(doc, rng) if rng.random() < 0.6 else doc

    def sample(self, rng: random.Random) -> list[Document]:
        """One document, or a few after each other."""
        docs = [self.draw(rng)]
        while rng.random() < 0.25 and len(docs) < 4:
            docs.append(self.draw(rng))
        return docs


def weights_of(doc: Document, tags: np.ndarray) -> np.ndarray:
    out = np.full(len(tags), FULL, np.uint8)
    for label, weight in doc.weight.items():
        at = TAGS.index(f"B-{label}")
        out[(tags == at) | (tags == at + 1)] = int(FULL * weight)
    if doc.source in ("text", "code"):
        out[tags == 0] = FULL * 6 // 10
    if doc.source == "general":
        out[tags == 0] = FULL * 4 // 10
    out[tags == IGNORED] = 0
    return out


def write_shard(mixture: Mixture, features: Features, number: int, folder: Path) -> None:
    rng = random.Random(number * 7919 + 13)
    table: dict[str, int] = {}
    rows, index, position, tags, weights, lengths = [], [], [], [], [], []
    while len(index) < SHARD:
        chunk = []
        for doc in mixture.sample(rng):
            found, labels = labelled(doc.pieces)
            weight = weights_of(doc, labels)
            labels[labels == IGNORED] = 0
            chunk += zip(found, labels, weight)
            if chunk:
                chunk.append((next(tokenise("\n")), 0, FULL))
        start = 0
        while start < len(chunk):
            part = chunk[start : start + WINDOW]
            start += WINDOW
            if len(part) < 4 and start > WINDOW:
                break
            fresh = [t for t, _, _ in part if t.word not in table]
            for token, row in zip(fresh, features.rows(fresh) if fresh else []):
                if token.word not in table:
                    table[token.word] = len(rows)
                    rows.append(row)
            index += [table[t.word] for t, _, _ in part]
            position += [t.position for t, _, _ in part]
            tags += [y for _, y, _ in part]
            weights += [w for _, _, w in part]
            lengths.append(len(part))
    path = folder / f"shard{number:04}.npz"
    np.savez(
        path.with_suffix(".tmp.npz"),
        rows=np.array(rows, np.int32),
        index=np.array(index, np.int32),
        position=np.array(position, np.uint8),
        tags=np.array(tags, np.uint8),
        weights=np.array(weights, np.uint8),
        lengths=np.array(lengths, np.int32),
        words=np.frombuffer("\x00".join(table).encode("utf-8", "surrogatepass"), np.uint8),
    )
    path.with_suffix(".tmp.npz").rename(path)


def held_out(sets: Path) -> list[Document]:
    docs = [d for d in documents.hand_written(HERE / "documents") if d.held_out]
    for name in (
        "wnut17_train",
        "btc_f",
        "btc_g",
        "wikigold",
        "germeval_dev",
        "presidio_synth_v2",
        "presidio_gen_large",
        "pii_anon_clinical",
        "pii_anon_technology",
    ):
        docs += [d for d in documents.public_set(sets / f"{name}.dev.jsonl") if d.held_out][:80]
    docs += [
        d for d in documents.public_set(sets / "chat_clean.dev.jsonl") if documents.is_held_out(d.id, 0.5)
    ]
    rng = random.Random(99)
    for _ in range(120):
        doc = grammar.generate(rng)
        docs.append(doc)
    lower = [d for d in docs if d.source == "hand" and not d.clean]
    docs += [
        Document([(t.lower(), label) for t, label in d.pieces], d.lang, d.genre, "hand_lower", d.id)
        for d in lower
    ]
    return docs


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--sets", type=Path, required=True)
    parser.add_argument("--text", type=Path)
    parser.add_argument("--shards", default="")
    parser.add_argument("--dev", action="store_true")
    args = parser.parse_args()
    if args.dev:
        with (args.work / "dev.jsonl").open("w", encoding="utf-8") as out:
            for doc in held_out(args.sets):
                out.write(
                    json.dumps(
                        {
                            "id": doc.id,
                            "lang": doc.lang,
                            "genre": doc.genre,
                            "source": doc.source,
                            "pieces": doc.pieces,
                        },
                        ensure_ascii=False,
                    )
                    + "\n"
                )
        return
    mixture = Mixture(args.sets, args.text, args.work / "i18n.json")
    features = Features(Lexicon.read(args.work / "lexicon.npz"))
    folder = args.work / "shards"
    folder.mkdir(exist_ok=True)
    first, last = map(int, args.shards.split(":"))
    for number in range(first, last):
        if not (folder / f"shard{number:04}.npz").exists():
            write_shard(mixture, features, number, folder)
            print("shard", number, flush=True)


if __name__ == "__main__":
    main()
