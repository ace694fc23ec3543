"""Train the network; resumes from its checkpoint; reads shards as they appear.

python train.py --work FOLDER --name small --width 192 --minutes 45
"""

import argparse
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

from app.redaction.tagger import features as F
from data import FULL, TAGS
from model import Network

BATCH_TOKENS = 1792


def batches(path: Path, rng: random.Random):
    """Batches of one shard: rows, mask, tags, weights."""
    with np.load(path) as z:
        rows, index, position, tags, weights, lengths = (
            z[k] for k in ("rows", "index", "position", "tags", "weights", "lengths")
        )
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + rng.random() * 8)
    groups, group = [], []
    for i in order:
        if group and (len(group) + 1) * lengths[i] > BATCH_TOKENS:
            groups.append(group)
            group = []
        group.append(i)
    groups.append(group)
    rng.shuffle(groups)
    for group in groups:
        longest = max(lengths[i] for i in group)
        x = np.zeros((len(group), longest, F.WIDTH), np.int64)
        y = np.zeros((len(group), longest), np.int64)
        w = np.zeros((len(group), longest), np.float32)
        m = np.zeros((len(group), longest), np.float32)
        for k, i in enumerate(group):
            part = slice(starts[i], starts[i] + lengths[i])
            n = lengths[i]
            x[k, :n] = rows[index[part]]
            x[k, :n, F.POSITION] = position[part]
            y[k, :n], w[k, :n], m[k, :n] = tags[part], weights[part] / FULL, 1
        yield x, m, y, w


def forget(x: np.ndarray, y: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Hide what is known about some words, more often of names, so that the rest must do."""
    named = y > 0
    draw = lambda a, b: rng.random(y.shape) < np.where(named, b, a)
    hide = draw(0.04, 0.15)  # an unknown word: only its letters and its case
    for column in (F.WORD, F.HASH, F.LISTED, F.RARITY):
        x[..., column][hide] = 0
    for column, a, b in ((F.WORD, 0.04, 0.12), (F.HASH, 0.08, 0.35), (F.LISTED, 0.05, 0.25)):
        x[..., column][draw(a, b)] = 0
    x[..., F.GRAM :][draw(0.05, 0.15)] = 0
    return x


def tag_weights() -> torch.Tensor:
    return torch.tensor([1.0] + [1.3, 1.3, 1.0, 1.0, 0.9, 0.9, 1.2, 1.2])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--name", default="small")
    parser.add_argument("--width", type=int, default=192)
    parser.add_argument("--minutes", type=float, default=45)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", default="", help="checkpoint to begin from, with a new schedule")
    parser.add_argument("--peer", default="", help="another run to average with every 40 steps (local SGD, Stich 2018)")
    parser.add_argument("--from-shard", type=int, default=0)
    parser.add_argument("--flat", type=float, default=0.3, help="share of the time before the rate falls")
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    with np.load(args.work / "vectors.npz") as z:
        network = Network(z["vectors"], z["scale"], args.width)
    sparse = [network.hash.weight, network.gram.weight]
    dense = [p for p in network.parameters() if p.requires_grad and not any(p is s for s in sparse)]
    optimiser = torch.optim.AdamW(
        [{"params": dense, "weight_decay": 0.02}, {"params": sparse, "weight_decay": 0.0}],
        lr=args.rate,
        betas=(0.9, 0.98),
    )
    average = {k: v.clone() for k, v in network.state_dict().items() if v.dtype == torch.float32}
    checkpoint = args.work / f"{args.name}.pt"
    step, spent, tokens = 0, 0.0, 0
    if args.start:
        state = torch.load(args.work / args.start)
        network.load_state_dict({k: v for k, v in state["network"].items() if k != "vectors"}, strict=False)
        average = {k: v.clone() for k, v in state["average"].items()}
    if checkpoint.exists():
        state = torch.load(checkpoint)
        network.load_state_dict({k: v for k, v in state["network"].items() if k != "vectors"}, strict=False)
        optimiser.load_state_dict(state["optimiser"])
        average, step, spent, tokens = state["average"], state["step"], state["spent"], state["tokens"]
    loss_of = nn.CrossEntropyLoss(weight=tag_weights(), reduction="none", label_smoothing=0.02)
    rng, noise = random.Random(args.seed + step), np.random.default_rng(args.seed + step)
    began, base = time.monotonic(), spent
    network.train()
    shown, running, lap = time.monotonic(), [], 0
    print(
        "parameters",
        sum(p.numel() for p in network.parameters()),
        "trained, vectors",
        network.vectors.numel(),
        flush=True,
    )
    done = False
    while not done:
        shards = sorted((args.work / "shards").glob("shard????.npz"))
        shards = [s for s in shards if int(s.stem[5:]) >= args.from_shard]
        path = rng.choice(shards)
        for x, m, y, w in batches(path, rng):
            spent = base + time.monotonic() - began
            share = spent / (args.minutes * 60)
            if share >= 1:
                done = True
                break
            rate = (
                args.rate
                * min(1, (step + 1) / 100)
                * (1 if share < args.flat else 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (share - args.flat) / (1 - args.flat))))
            )
            for group in optimiser.param_groups:
                group["lr"] = rate * (2 if group["weight_decay"] == 0 else 1)
            logits = network(torch.from_numpy(forget(x, y, noise)), torch.from_numpy(m))
            weight = torch.from_numpy(w)
            loss = (
                loss_of(logits.flatten(0, 1), torch.from_numpy(y).flatten()) * weight.flatten()
            ).sum() / weight.sum().clamp(min=1)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(dense, 1.0)
            optimiser.step()
            step += 1
            tokens += int(m.sum())
            lap += int(m.sum())
            decay = min(0.998, (step + 200 * bool(args.start)) / (step + 20 + 200 * bool(args.start)))
            with torch.no_grad():
                for key, value in network.state_dict().items():
                    if key in average:
                        average[key].lerp_(value, 1 - decay)
            running.append(loss.item())
            if args.peer and step % 40 == 0:
                meet(network, args)
            if step % 25 == 0:
                now = time.monotonic()
                print(
                    f"step {step} tokens {tokens / 1e6:.2f}M loss {np.mean(running):.4f} rate {rate:.5f} {lap / (now - shown):.0f} tok/s {spent / 60:.1f} min",
                    flush=True,
                )
                shown, running, lap = now, [], 0
            if step % 200 == 0:
                save(checkpoint, network, optimiser, average, step, spent, tokens, args)
    save(checkpoint, network, optimiser, average, step, spent, tokens, args)


def meet(network: Network, args) -> None:
    """Leave our weights for the other run, and take the mean of both if it has left newer ones than we saw."""
    own, other = args.work / f"{args.name}.meet", args.work / f"{args.peer}.meet"
    state = {k: v for k, v in network.state_dict().items() if v.dtype == torch.float32}
    torch.save(state, own.with_suffix(f".{args.name}.part"))
    own.with_suffix(f".{args.name}.part").rename(own)
    if other.exists() and time.time() - other.stat().st_mtime < 300:
        theirs = torch.load(other)
        other.unlink(missing_ok=True)
        with torch.no_grad():
            for key, value in state.items():
                value.lerp_(theirs[key], 0.5)


def save(path, network, optimiser, average, step, spent, tokens, args) -> None:
    torch.save(
        {
            "network": network.state_dict(),
            "optimiser": optimiser.state_dict(),
            "average": average,
            "step": step,
            "spent": spent,
            "tokens": tokens,
            "width": args.width,
        },
        path.with_suffix(".tmp"),
    )
    path.with_suffix(".tmp").rename(path)
    path.with_suffix(".json").write_text(
        json.dumps({"step": step, "spent": spent, "tokens": tokens, "width": args.width, "tags": TAGS})
    )


if __name__ == "__main__":
    main()
