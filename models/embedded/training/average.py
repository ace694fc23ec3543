"""Average the weights of checkpoints that lie on one path of training.

    python average.py --checkpoints DIR/chat.pt OTHER/chat.pt --out DIR/averaged.pt

The mean of the end of a training and of the end of a short one that went on from it can be better than both (Izmailov et al.
2018, "Averaging Weights Leads to Wider Optima and Better Generalization").
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Write a checkpoint for `export.py`, with everything else as in the last one given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoints", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    states = [torch.load(path, weights_only=True) for path in arguments.checkpoints]
    models = [state["model"] for state in states]
    states[-1]["model"] = {name: torch.stack([model[name] for model in models]).mean(dim=0) for name in models[-1]}
    torch.save(states[-1], arguments.out)


if __name__ == "__main__":
    main()
