"""Draw loss curves from checkpoints, side by side in the order of the training.

    python plot.py "text, every token=DIR/text.pt" "conversations=DIR/chat.pt" --out loss.svg
"""

from __future__ import annotations

import argparse
from pathlib import Path

import matplotlib as mpl
import torch
from matplotlib import pyplot


def main() -> None:
    """Write the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("curves", metavar="TITLE=CHECKPOINT", nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    # The same checkpoints give the same file.
    mpl.rcParams["svg.hashsalt"] = "sotto"
    figure, axes = pyplot.subplots(1, len(arguments.curves), figsize=(9, 3), layout="constrained", squeeze=False)
    for axis, curve in zip(axes.flat, arguments.curves, strict=True):
        title, _, checkpoint = curve.rpartition("=")
        history = torch.load(checkpoint, weights_only=True)["history"]
        axis.plot([tokens / 1e6 for _, tokens, _ in history], [loss for _, _, loss in history], linewidth=1)
        axis.set(title=title, xlabel="million tokens", ylabel="nats per token", ylim=(0, None))
        axis.grid(alpha=0.3)
    figure.savefig(arguments.out, metadata={"Date": None})
    print(arguments.out.name, arguments.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
