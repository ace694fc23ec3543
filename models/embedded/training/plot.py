"""Draw the loss curves of both stages, from their checkpoints.

    python plot.py --work DIR --out loss.svg
"""

from __future__ import annotations

import argparse
from pathlib import Path

import matplotlib as mpl
import torch
from matplotlib import pyplot

_STAGES = {"text": "text and chats, every token", "chat": "conversations, the assistant's words"}


def main() -> None:
    """Write the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    # The same checkpoints give the same file.
    mpl.rcParams["svg.hashsalt"] = "sotto"
    figure, axes = pyplot.subplots(1, len(_STAGES), figsize=(9, 3), layout="constrained")
    for axis, (stage, title) in zip(axes, _STAGES.items(), strict=True):
        history = torch.load(arguments.work / f"{stage}.pt", weights_only=True)["history"]
        axis.plot([tokens / 1e6 for _, tokens, _ in history], [loss for _, _, loss in history], linewidth=1)
        axis.set(title=title, xlabel="million tokens", ylabel="nats per token", ylim=(0, None))
        axis.grid(alpha=0.3)
    figure.savefig(arguments.out, metadata={"Date": None})
    print(arguments.out.name, arguments.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
