"""Write the list of frequent words of six languages that are nobody's name: what a tagger that knows English words best errs on.

Counted in what programs say in those languages (`interface.py`) and in the hand-written documents that are learned from;
common names, and words that a document marks as one, are left out.

    python plain_words.py --work FOLDER
"""

import argparse
import collections
import json
import re
from pathlib import Path

import marks
import people
from app.redaction.tagger.features import plain

WORD = re.compile(r"[^\W\d_]{2,24}")
OUT = Path(__file__).parents[2] / "data" / "plain_words.txt"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--most", type=int, default=2200, help="words of each language")
    args = parser.parse_args()
    named = people.listed()
    marked, written = set(), collections.defaultdict(collections.Counter)
    for path in sorted(marks.FOLDER.glob("*.txt")):
        for document in marks.read(path):
            marked |= {word.lower() for text, label in document.pieces if label == "PERSON" for word in WORD.findall(text)}
            if not marks.is_held_out(document.id):
                plain_text = " ".join(text for text, label in document.pieces if not label)
                written[document.fields["lang"]].update({word for word in WORD.findall(plain_text) if word.islower()})

    def is_name(word: str) -> bool:
        code = named.get(plain(word), 0)
        return word in marked or code & 3 >= 2 or code >> 2 & 3 == 3

    lines = []
    texts = json.loads((args.work / "i18n.json").read_text("utf-8"))
    for lang in sorted(texts):
        counts = collections.Counter(word for text in texts[lang] for word in WORD.findall(text) if word.islower())
        counts = collections.Counter({word: n for word, n in counts.items() if n >= 4})
        for word, n in written[lang].items():
            if n >= 3:
                counts[word] += 20 * n
        kept = [word for word, _ in counts.most_common() if not is_name(word)][: args.most]
        lines.append(f"# {lang}")
        line = ""
        for word in sorted(kept):
            if len(line) + len(word) > 118:
                lines.append(line.strip())
                line = ""
            line += f" {word}"
        lines.append(line.strip())
    OUT.write_text("# Frequent words of six languages that are nobody's name; written by tagger/training/plain_words.py.\n" + "\n".join(lines) + "\n", "utf-8")
    print(OUT.stat().st_size)


if __name__ == "__main__":
    main()
