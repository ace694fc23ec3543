"""Measure the fine-tuned MiniLM on the same held-out documents, with the same decoder.

    python evaluate_minilm.py --work FOLDER --layers 3
"""

import argparse
from pathlib import Path

import numpy as np
import torch

import evaluate
from app.redaction.tagger import Tagged
from app.redaction.tagger import features as F
from app.redaction.tagger.decode import TAGS, Decoder
from app.redaction.tagger.tokens import tokenise
from minilm import PIECES, MiniLM, Pieces, folder


class Other:
    def __init__(self, path: Path, layers: int) -> None:
        self.network = MiniLM(layers)
        self.network.load_state_dict(torch.load(path)["network"])
        self.network.eval()
        self.cut = Pieces((folder() / "vocab.txt").read_text("utf-8").split("\n"))
        self.decoder = Decoder({})

    @torch.no_grad()
    def tag(self, text: str) -> list[Tagged]:
        tokens = list(tokenise(text))
        logits = np.zeros((len(tokens), TAGS), np.float32)
        start = 0
        while start < len(tokens):
            rows, at = [], []
            i = start
            while i < len(tokens):
                found = self.cut(tokens[i].word)
                if len(rows) + len(found) > PIECES:
                    break
                at.append(len(rows))
                rows += [(piece, F.shape(tokens[i].word), tokens[i].position) for piece in found]
                i += 1
            inputs = torch.tensor(rows).T[:, None]
            out = self.network(*inputs, torch.ones(1, len(rows)))[0].numpy()
            logits[start:i] = out[at]
            start = i
        return [Tagged(tokens[a].start, tokens[b - 1].end, label, score) for a, b, label, score in self.decoder.decode(logits)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=3)
    args = parser.parse_args()
    torch.set_num_threads(1)
    other = Other(args.work / f"minilm{args.layers}.pt", args.layers)
    counts, characters, _ = evaluate.score(evaluate.read(args.work / "dev.jsonl"), other.tag)
    evaluate.report(counts, characters)


if __name__ == "__main__":
    main()
