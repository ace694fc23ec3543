"""Measure the whole of redaction (rules, tagger, propagation, profile) on the hand-written documents.

    python whole.py [FILE ...] [--held-out] [--lower] [--weights FOLDER] [--errors PERSON,ORG] [--append FOLDER]

Without files: all of `documents/`. "hidden": every letter and digit of a mark is inside some finding, whatever its label.
False hits are findings that touch no mark, in documents that mark nothing. `--append` adds what was not hidden to
FOLDER/first_sight_LABEL.txt: label, document, value, what stands around it.
"""

import argparse
import collections
import sys
from pathlib import Path

import marks
from app.redaction.findings import EntityType
from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions
from app.redaction.tagger import Tagger
from app.redaction.tagger.decode import Decoder
from app.redaction.tagger.model import WEIGHTS

AROUND = 60


def lowered(document: marks.Marked) -> marks.Marked:
    pieces = [(text.lower(), label) for text, label in document.pieces]
    return marks.Marked(document.file, document.fields, pieces)


def group_of(document: marks.Marked) -> str:
    marked = any(label for _, label in document.pieces)
    language = document.fields.get("lang", "en")
    return f"{'' if marked else 'clean '}{'en' if language == 'en' else 'other'}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--held-out", action="store_true", help="only what the tagger never learned from")
    parser.add_argument("--lower", action="store_true", help="in lower case")
    parser.add_argument("--by-file", action="store_true")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--errors", default="", help="labels whose misses are shown; FALSE shows the false hits")
    parser.add_argument("--append", type=Path)
    parser.add_argument("--bias", default="", help="PERSON=2.5,ORG=2: instead of those in the card")
    parser.add_argument("--but", type=Path, help="a file of ids, one a line, that are left out")
    args = parser.parse_args()
    shown = set(args.errors.split(","))
    documents = [d for path in args.files or sorted(marks.FOLDER.glob("*.txt")) for d in marks.read(path)]
    if args.held_out:
        documents = [d for d in documents if marks.is_held_out(d.id)]
    if args.but:
        known = set(args.but.read_text("utf-8").split())
        documents = [d for d in documents if d.id not in known]
    if args.lower:
        documents = [lowered(d) for d in documents]
    tagger = Tagger.load(args.weights)
    if args.bias:
        bias = {EntityType(k): float(v) for k, v in (part.split("=") for part in args.bias.split(","))}
        tagger._decoder = Decoder(bias)
    pipeline = Pipeline(tagger)
    all_of, hidden, false = collections.Counter(), collections.Counter(), collections.Counter()
    characters = collections.Counter()
    for document in documents:
        text = document.text
        group = document.file if args.by_file else group_of(document)
        characters[group] += len(text)
        found = pipeline.scan(text, ScanOptions())
        covered = bytearray(len(text))
        for f in found:
            covered[f.start : f.end] = b"\1" * (f.end - f.start)
        end, touched = 0, bytearray(len(text))
        for value, label in document.pieces:
            start, end = end, end + len(value)
            if not label:
                continue
            touched[start:end] = b"\1" * (end - start)
            all_of[group, label] += 1
            if all(covered[i] for i in range(start, end) if text[i].isalnum()):
                hidden[group, label] += 1
                continue
            around = f"{text[max(0, start - AROUND) : start]}⟦{value}⟧{text[end : end + AROUND]}"
            line = f"{label} | {document.file}/{document.id} | {value!r} | {around!r}"
            if label in shown:
                print(line)
            if args.append:
                with (args.append / f"first_sight_{label}.txt").open("a", encoding="utf-8") as out:
                    out.write(line + "\n")
        for f in found:
            if not any(touched[f.start : f.end]):
                false[group, f.label.value] += 1
                if "FALSE" in shown and not any(touched) or "EXTRA" in shown:
                    around = text[max(0, f.start - 40) : f.end + 40]
                    print(f"FALSE {f.label.value} | {document.id} | {text[f.start : f.end]!r} | {f.score:.2f} {f.reasons[0].rule} | {around!r}")
    for group in sorted(characters):
        line = f"{group:12}"
        for label in marks.LABELS.values():
            if all_of[group, label]:
                line += f" {label} {100 * hidden[group, label] / all_of[group, label]:.1f} ({all_of[group, label] - hidden[group, label]}/{all_of[group, label]})"
        wrong = {label: n for (g, label), n in false.most_common() if g == group}
        line += f" | unmarked findings per 10,000: {1e4 * sum(wrong.values()) / characters[group]:.1f} of {characters[group]} {wrong}"
        print(line)


if __name__ == "__main__":
    sys.exit(main())
