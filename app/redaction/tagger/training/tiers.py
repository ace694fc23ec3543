"""Sweep what decides how many names are hidden: the tagger's bias, and the thresholds of `app/redaction/subject.py`.

    python tiers.py [FILE ...] [--but IDS] [--held-out] [--chat FILE] [--weights FOLDER] [--bias 1.5,2.5,3.5] [--grid]

Prints, for each choice: persons hidden in English and in the other languages, false hits in clean documents, findings that
touch no mark in marked ones (many of these are names of nobody that the writers put in as traps), and false hits in ordinary
chat; all but the first two per 10,000 characters.
"""

import argparse
import itertools
import json
from pathlib import Path

import marks
from app.redaction import subject
from app.redaction.findings import EntityType
from app.redaction.pipeline import Pipeline
from app.redaction.profiles import profile_of
from app.redaction.repeated import repeated
from app.redaction.spans import merged
from app.redaction.tagger import Tagger
from app.redaction.tagger.decode import Decoder
from app.redaction.tagger.model import WEIGHTS
from app.redaction.view import normalised
from app.redaction.wanted import wanted_hits

SURE = (0.9, 0.95, 0.98)
SURE_OF_A_WORK = (0.95, 0.98, 0.99, 0.995)
DOUBTED = (0.6, 0.7, 0.8, 0.9)


def measure(cached, chat, profile) -> str:
    names = {"en": [0, 0], "other": [0, 0]}
    clean = {"en": [0, 1], "other": [0, 1]}
    extra = [0, 1]
    for document, view, hits in cached:
        group = "en" if document.fields["lang"] == "en" else "other"
        wanted = wanted_hits(view.text, hits, profile)
        found = merged([*wanted, *repeated(view.text, wanted)], view.span)
        text = document.text
        if not any(label for _, label in document.pieces):
            clean[group][0] += len(found)
            clean[group][1] += len(text)
            continue
        covered, touched, end = bytearray(len(text)), bytearray(len(text)), 0
        for finding in found:
            covered[finding.start : finding.end] = b"\1" * (finding.end - finding.start)
        for value, label in document.pieces:
            start, end = end, end + len(value)
            if label:
                touched[start:end] = b"\1" * (end - start)
            if label == "PERSON":
                names[group][1] += 1
                names[group][0] += all(covered[i] for i in range(start, end) if text[i].isalnum())
        extra[0] += sum(not any(touched[finding.start : finding.end]) for finding in found)
        extra[1] += len(text)
    false = [0, 1]
    for view, hits in chat:
        wanted = wanted_hits(view.text, hits, profile)
        false[0] += len(merged([*wanted, *repeated(view.text, wanted)], view.span))
        false[1] += len(view.text)
    share = lambda pair: 100 * pair[0] / max(1, pair[1])
    rate = lambda pair: 1e4 * pair[0] / pair[1]
    return (
        f"names en {share(names['en']):.1f} other {share(names['other']):.1f} of {names['en'][1]}+{names['other'][1]} | "
        f"clean en {rate(clean['en']):.1f} other {rate(clean['other']):.1f} | unmarked {rate(extra):.1f} | chat {rate(false):.2f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--but", type=Path)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--chat", type=Path, help="ordinary chat: chat_clean.dev.jsonl")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--bias", default="1.5,2.5,3.5")
    parser.add_argument("--other", default="ORG=2,LOCATION=0.5,ADDRESS=1")
    parser.add_argument("--grid", action="store_true")
    args = parser.parse_args()
    known = set(args.but.read_text("utf-8").split()) if args.but else set()
    documents = [d for path in args.files or sorted(marks.FOLDER.glob("*.txt")) for d in marks.read(path)]
    documents = [d for d in documents if d.id not in known and (not args.held_out or marks.is_held_out(d.id))]
    texts = [json.loads(line)["text"] for line in args.chat.open(encoding="utf-8")] if args.chat else []
    profile = profile_of("default")
    other = {EntityType(k): float(v) for k, v in (part.split("=") for part in args.other.split(","))}
    shipped = subject._SURE, subject._SURE_OF_A_WORK, subject._DOUBTED
    for bias in map(float, args.bias.split(",")):
        tagger = Tagger.load(args.weights)
        tagger._decoder = Decoder({**other, EntityType.PERSON: bias})
        pipeline = Pipeline(tagger)
        looked = lambda text: (view := normalised(text), pipeline.hits(view))
        cached = [(document, *looked(document.text)) for document in documents]
        chat = [looked(text) for text in texts]
        subject._SURE, subject._SURE_OF_A_WORK, subject._DOUBTED = shipped
        print(f"bias {bias} as shipped {shipped}: {measure(cached, chat, profile)}", flush=True)
        if args.grid:
            for sure, work, doubted in itertools.product(SURE, SURE_OF_A_WORK, DOUBTED):
                if work >= sure:
                    subject._SURE, subject._SURE_OF_A_WORK, subject._DOUBTED = sure, work, doubted
                    print(f"bias {bias} {sure} {work} {doubted}: {measure(cached, chat, profile)}", flush=True)


if __name__ == "__main__":
    main()
