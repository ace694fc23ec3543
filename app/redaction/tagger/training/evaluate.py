"""Measure the exported tagger on the held-out documents: what is hidden, what is hidden needlessly, how fast.

    python evaluate.py --work FOLDER [--weights FOLDER] [--bias PERSON=1,ORG=0.5] [--errors 40]

"hidden": every letter and digit of the marked text lies in spans of any label; "strict": same bounds and label. False
hits are spans that touch no mark, per 10,000 characters.
"""

import argparse
import collections
import json
import time
from pathlib import Path

from app.redaction.findings import EntityType
from app.redaction.tagger import Tagger
from app.redaction.tagger.decode import Decoder

LABELS = ("PERSON", "ORG", "LOCATION", "ADDRESS")


def read(path: Path) -> list[dict]:
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    for row in rows:
        row["text"] = "".join(t for t, _ in row["pieces"])
        row["spans"], end = [], 0
        for text, label in row["pieces"]:
            if label:
                row["spans"].append((end, end + len(text), label))
            end += len(text)
    return rows


def group_of(row: dict) -> str:
    if row["source"] in ("hand", "hand_lower"):
        marked = any(label in LABELS for _, label in row["pieces"])
        return f"{row['source']}{'' if marked else ' clean'}{'' if row['lang'] == 'en' else ' other'}"
    return row["source"]


def score(rows: list[dict], tag) -> tuple[dict, dict, list]:
    counts = collections.defaultdict(collections.Counter)
    characters = collections.Counter()
    errors = []
    for row in rows:
        text, group = row["text"], group_of(row)
        characters[group] += len(text)
        found = tag(text)
        covered = bytearray(len(text))
        for f in found:
            covered[f.start : f.end] = b"\1" * (f.end - f.start)
        exact = {(f.start, f.end, f.label.value) for f in found}
        marks = bytearray(len(text))
        for start, end, label in row["spans"]:
            marks[start:end] = b"\1" * (end - start)
            if label not in LABELS:
                continue
            c = counts[group, label]
            c["all"] += 1
            hidden = all(covered[i] for i in range(start, end) if text[i].isalnum())
            c["hidden"] += hidden
            c["strict"] += (start, end, label) in exact
            if not hidden:
                errors.append((group, "missed", label, text[start:end], text[max(0, start - 40) : end + 30]))
        for f in found:
            c = counts[group, f.label.value]
            c["found"] += 1
            if not any(marks[f.start : f.end]):
                c["false"] += 1
                errors.append((group, "false", f.label.value, text[f.start : f.end], text[max(0, f.start - 40) : f.end + 30], round(f.score, 2)))
    return counts, characters, errors


def report(counts, characters) -> None:
    for group in sorted({g for g, _ in counts} | set(characters)):
        line = f"{group:20}"
        for label in LABELS:
            c = counts[group, label]
            if c["all"] >= 5:
                line += f" {label[:3]} {100 * c['hidden'] / c['all']:5.1f}/{100 * c['strict'] / c['all']:5.1f} n{c['all']:<4}"
        false = {label: counts[group, label]["false"] for label in LABELS}
        line += f"  false/10k {1e4 * sum(false.values()) / max(1, characters[group]):5.2f} P{1e4 * false['PERSON'] / max(1, characters[group]):5.2f} ({false})"
        print(line)


SWEPT = ("hand", "hand other", "hand_lower", "hand_lower other")


def sweep(tagger: Tagger, rows: list[dict]) -> None:
    for bias in (-1.0, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0):
        tagger._decoder = Decoder({EntityType(label): bias for label in LABELS})
        counts, characters, _ = score(rows, tagger.tag)
        clean = [g for g in characters if "clean" in g]
        line = f"bias {bias:4.1f}"
        for label in LABELS:
            total = sum(counts[g, label]["all"] for g in SWEPT)
            hidden = sum(counts[g, label]["hidden"] for g in SWEPT)
            wrong = sum(counts[g, label]["false"] for g in clean)
            line += f"   {label[:3]} {100 * hidden / max(1, total):5.1f} false/10k {1e4 * wrong / sum(characters[g] for g in clean):5.2f}"
        print(line, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=Path(__file__).parent.parent / "weights")
    parser.add_argument("--bias", default="")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--group", default="")
    parser.add_argument("--sweep", action="store_true", help="hidden and false hits of each label for several biases")
    args = parser.parse_args()
    began = time.perf_counter()
    tagger = Tagger.load(args.weights)
    print(f"loaded in {time.perf_counter() - began:.2f} s")
    if args.sweep:
        sweep(tagger, read(args.work / "dev.jsonl"))
        return
    if args.bias:
        tagger._decoder = Decoder({EntityType(k): float(v) for k, v in (p.split("=") for p in args.bias.split(","))})
    rows = read(args.work / "dev.jsonl")
    began = time.process_time()
    counts, characters, errors = score(rows, tagger.tag)
    spent = time.process_time() - began
    report(counts, characters)
    print(f"{sum(characters.values()) / spent:.0f} characters/s with scoring")
    long = "\n".join(r["text"] for r in rows)[:300_000]
    began = time.process_time()
    tagger.tag(long)
    print(f"{len(long) / (time.process_time() - began):.0f} characters/s on one text of {len(long)}")
    for error in [e for e in errors if args.group in e[0]][: args.errors]:
        print(error)


if __name__ == "__main__":
    main()
