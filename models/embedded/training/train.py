"""Train the built-in model in two stages, resumable at any moment.

    python train.py text --corpus DIR --work DIR --minutes 15
    python train.py chat --corpus DIR --work DIR --minutes 40 --start DIR/text.pt

The learning rate follows the minutes spent, so a slow machine sees fewer tokens, not a cut-off
schedule. Run again with the same arguments to go on from the last checkpoint.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import torch
import torch.multiprocessing as processes
from tokenizers import Tokenizer
from torch import Tensor

from corpus import read_chats, read_texts
from heldout import HeldOut, held_out_questions
from model import Llama, Shape
from tokenizer import END_OF_TEXT, encode_chat

SAVE_EVERY = 60.0
MICRO_TOKENS = 2048


@dataclass(frozen=True, slots=True)
class Batch:
    """Ids, which of them are learned, and their rotary positions."""

    ids: Tensor
    learned: Tensor
    positions: Tensor | None


class Muon(torch.optim.Optimizer):
    """Momentum made orthogonal by Newton-Schulz steps; for matrices inside the network."""

    def __init__(self, parameters: list[Tensor], *, lr: float, momentum: float = 0.95) -> None:
        """Take the matrices."""
        super().__init__(parameters, {"lr": lr, "momentum": momentum, "decay": 0.05})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:
        """Update all matrices of one shape together."""
        for group in self.param_groups:
            shapes: dict[tuple[int, ...], list[Tensor]] = {}
            for parameter in group["params"]:
                shapes.setdefault(tuple(parameter.shape), []).append(parameter)
            for parameters in shapes.values():
                self._step_alike(parameters, group)

    def _step_alike(self, parameters: list[Tensor], group: dict[str, float]) -> None:
        updates = []
        for parameter in parameters:
            buffer = self.state[parameter].setdefault("momentum", torch.zeros_like(parameter))
            buffer.lerp_(parameter.grad, 1 - group["momentum"])
            updates.append(parameter.grad.lerp(buffer, group["momentum"]))
        x = torch.stack(updates)
        is_tall = x.shape[1] > x.shape[2]
        x = x.mT if is_tall else x
        x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
        for _ in range(5):
            a = x @ x.mT
            x = 3.4445 * x + (-4.7750 * a + 2.0315 * (a @ a)) @ x
        x = x.mT if is_tall else x
        scale = 0.2 * max(x.shape[1:]) ** 0.5
        for parameter, update in zip(parameters, x, strict=True):
            parameter.mul_(1 - group["lr"] * group["decay"])
            parameter.add_(update, alpha=-group["lr"] * scale)


def text_batches(
    corpus: Path, tokenizer: Tokenizer, cache: Path, *, length: int, seed: int
) -> Iterator[Batch]:
    """Yield packed text and chats, every token learned."""
    if not cache.exists():
        pack_corpus(corpus, tokenizer, cache)
    packed = np.load(cache, mmap_mode="r")
    rng = np.random.default_rng(seed)
    rows = MICRO_TOKENS // length
    while True:
        starts = rng.integers(0, len(packed) - length - 1, rows)
        ids = torch.from_numpy(np.stack([packed[s : s + length + 1] for s in starts]).astype("i8"))
        yield Batch(ids, torch.ones_like(ids, dtype=torch.bool), None)


def pack_corpus(corpus: Path, tokenizer: Tokenizer, cache: Path) -> None:
    """Write one long shuffled row of token ids, half of it chats in the template."""
    rng = random.Random(11)
    end = tokenizer.token_to_id(END_OF_TEXT)
    texts = [text for text in read_texts(corpus) if rng.random() < 0.35]
    pieces = [
        [*encoded.ids, end] for encoded in tokenizer.encode_batch(texts, add_special_tokens=False)
    ]
    # Among the sums and calendar questions of the corpus are some of the evaluation's.
    held_out = HeldOut(held_out_questions())
    for _, messages in read_chats(corpus, longest=1500, leave_out=held_out.near):
        if rng.random() < 0.6:
            pieces.append([*encode_chat(tokenizer, messages)[0], end])
    rng.shuffle(pieces)
    packed = np.fromiter(itertools.chain.from_iterable(pieces), dtype=np.uint16)
    np.save(cache, packed)
    print("packed tokens", len(packed), flush=True)


def chat_batches(
    corpus: Path, tokenizer: Tokenizer, *, seed: int, longest: int = 512
) -> Iterator[Batch]:
    """Yield conversations of like length, only the assistant's words learned."""
    from data import mixture

    rng = random.Random(seed)
    rows = mixture(corpus, seed=seed)
    while True:
        encoded = [encode_chat(tokenizer, messages) for messages in itertools.islice(rows, 1500)]
        encoded = [_shorten(ids, learned, rng, longest=longest) for ids, learned in encoded]
        encoded.sort(key=lambda pair: len(pair[0]) + rng.random())
        groups: list[list[tuple[list[int], list[bool]]]] = [[]]
        for pair in encoded:
            if (len(groups[-1]) + 1) * len(pair[0]) > MICRO_TOKENS:
                groups.append([])
            groups[-1].append(pair)
        rng.shuffle(groups)
        for group in groups:
            yield _pad(group, rng)


def _shorten(
    ids: list[int], learned: list[bool], rng: random.Random, *, longest: int
) -> tuple[list[int], list[bool]]:
    """Cut most last answers after a few words: which answer it is shows there, the rest is rote."""
    if rng.random() < 0.8:
        begin = max(i for i in range(1, len(ids)) if learned[i] and not learned[i - 1])
        longest = min(longest, begin + rng.randint(5, 12))
    return ids[:longest], learned[:longest]


def _pad(group: list[tuple[list[int], list[bool]]], rng: random.Random) -> Batch:
    width = max(len(ids) for ids, _ in group)
    ids = torch.zeros(len(group), width, dtype=torch.long)
    learned = torch.zeros(len(group), width, dtype=torch.bool)
    positions = torch.arange(width).repeat(len(group), 1)
    for row, (tokens, flags) in enumerate(group):
        ids[row, : len(tokens)] = torch.tensor(tokens)
        learned[row, : len(tokens)] = torch.tensor(flags)
        # Half of the longer rows jump ahead once, so that distances up to the whole context
        # are met although no row is that long.
        if len(tokens) > 120 and rng.random() < 0.5:
            cut = rng.randrange(20, len(tokens))
            positions[row, cut:] += rng.randrange(0, 2000 - width)
    return Batch(ids, learned, positions)


class Gradients:
    """Sums of gradients that several processes add to, so that a busy core stops only its own."""

    def __init__(self, model: Llama) -> None:
        """Make shared sums for the parameters, which become shared too."""
        model.share_memory()
        self._sums = [torch.zeros_like(p).share_memory_() for p in model.parameters()]
        self._lock = processes.get_context("spawn").Lock()
        # Batches, tokens, learned tokens, losses.
        self._counts = torch.zeros(4, dtype=torch.float64).share_memory_()

    def add(self, model: Llama, batch: Batch) -> int:
        """Add those of one batch; return how many batches are waiting."""
        loss = model.loss(batch.ids, batch.learned, batch.positions)
        parameters = list(model.parameters())
        gradients = torch.autograd.grad(loss, parameters)
        seen = (1, batch.ids.numel(), int(batch.learned.sum()), loss.item())
        with self._lock:
            for total, gradient in zip(self._sums, gradients, strict=True):
                total.add_(gradient)
            self._counts += torch.tensor(seen, dtype=torch.float64)
            return int(self._counts[0])

    def take(self, model: Llama) -> tuple[int, int, float]:
        """Move the mean into the parameters; return tokens, learned tokens and the mean loss."""
        with self._lock:
            count, tokens, learned, loss = self._counts.tolist()
            for parameter, total in zip(model.parameters(), self._sums, strict=True):
                parameter.grad = total / count
                total.zero_()
            self._counts.zero_()
        return int(tokens), int(learned), loss / count


def help_out(model: Llama, gradients: Gradients, arguments: argparse.Namespace, seed: int) -> None:
    """Add gradients until the parent is gone."""
    torch.set_num_threads(1)
    parent = os.getppid()
    for batch in make_batches(arguments, seed=seed):
        if os.getppid() != parent:
            return
        gradients.add(model, batch)


def make_batches(arguments: argparse.Namespace, *, seed: int) -> Iterator[Batch]:
    """Return the batches of the stage."""
    tokenizer = Tokenizer.from_file(str(arguments.work / "tokenizer.json"))
    if arguments.stage == "text":
        cache = arguments.work / "packed.npy"
        return text_batches(arguments.corpus, tokenizer, cache, length=256, seed=seed)
    return chat_batches(arguments.corpus, tokenizer, seed=seed)


def rate(progress: float, *, warm: float = 0.02, decay_from: float = 0.4) -> float:
    """Return the learning rate factor: warm up, stay, fall to nearly nothing."""
    if progress < warm:
        return max(progress / warm, 0.05)
    if progress < decay_from:
        return 1.0
    left = max(0.0, (1 - progress) / (1 - decay_from))
    return 0.02 + 0.98 * left


@dataclass(slots=True)
class Progress:
    """How far a stage has come; saved with the weights."""

    step: int = 0
    tokens: int = 0
    learned: int = 0
    spent: float = 0.0
    history: list[tuple[int, int, float]] = field(default_factory=list)


class Stage:
    """One stage of training: the model, its optimizers and its checkpoint."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        """Go on from the checkpoint of this stage, or begin from `--start`, or from nothing."""
        tokenizer = Tokenizer.from_file(str(arguments.work / "tokenizer.json"))
        self.shape = Shape(vocabulary=tokenizer.get_vocab_size(), layers=arguments.layers)
        self.model = Llama(self.shape)
        named = list(self.model.named_parameters())
        inner = [p for name, p in named if p.ndim == 2 and "embd" not in name]
        outer = [p for name, p in named if p.ndim < 2 or "embd" in name]
        self.optimizers: list[torch.optim.Optimizer] = [
            Muon(inner, lr=arguments.lr),
            torch.optim.AdamW(outer, lr=arguments.lr, betas=(0.9, 0.95), weight_decay=0.0),
        ]
        self.path = arguments.work / f"{arguments.stage}.pt"
        self.progress = Progress()
        if self.path.exists():
            state = torch.load(self.path, weights_only=True)
            self.model.load_state_dict(state["model"])
            for optimizer, saved in zip(self.optimizers, state["optimizers"], strict=True):
                optimizer.load_state_dict(saved)
            names = ("step", "tokens", "learned", "spent", "history")
            self.progress = Progress(**{name: state[name] for name in names})
        elif arguments.start is not None:
            state = torch.load(arguments.start, weights_only=True)
            self.model.load_state_dict(state["model"])

    def update(self, lr: float) -> None:
        """Step all optimizers at one learning rate."""
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = lr
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)

    def save(self) -> None:
        """Replace the checkpoint in one step."""
        partial = self.path.with_suffix(".part")
        state = {
            "model": self.model.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "shape": asdict(self.shape),
            **asdict(self.progress),
        }
        torch.save(state, partial)
        partial.replace(self.path)


def train(stage: Stage, arguments: argparse.Namespace) -> None:
    """Train until the minutes are spent."""
    progress, model = stage.progress, stage.model
    seed = arguments.seed + progress.step
    batches = make_batches(arguments, seed=seed)
    next(batches)  # Makes the packed file, if need be, before the helper looks for it.
    gradients = Gradients(model)
    processes.get_context("spawn").Process(
        target=help_out, args=(model, gradients, arguments, seed + 1_000_000), daemon=True
    ).start()
    limit = arguments.minutes * 60
    micros = max(1, arguments.batch_tokens // MICRO_TOKENS)
    last, saved_at = time.monotonic(), progress.spent
    losses: list[float] = []
    while progress.spent < limit:
        while gradients.add(model, next(batches)) < micros:
            pass
        tokens, learned, loss = gradients.take(model)
        stage.update(arguments.lr * rate(progress.spent / limit))
        losses.append(loss)
        now = time.monotonic()
        progress.step += 1
        progress.tokens += tokens
        progress.learned += learned
        progress.spent, last = progress.spent + now - last, now
        if progress.step % 20 == 0:
            report(progress, sum(losses) / len(losses))
            losses = []
        if progress.spent - saved_at > SAVE_EVERY:
            saved_at = progress.spent
            stage.save()
    stage.save()


def report(progress: Progress, loss: float) -> None:
    """Note the loss and print a line."""
    progress.history.append((progress.step, progress.tokens, round(loss, 4)))
    print(
        f"step {progress.step} tokens {progress.tokens} loss {loss:.4f} "
        f"{progress.tokens / progress.spent:.0f} tok/s {progress.spent / 60:.1f} min",
        flush=True,
    )


def main() -> None:
    """Train one stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=("text", "chat"))
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--start", type=Path, help="weights to begin from")
    parser.add_argument("--lr", type=float, default=3e-3)
    parser.add_argument("--batch-tokens", type=int, default=8192)
    parser.add_argument("--layers", type=int, default=Shape().layers)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    # Two processes of one thread each: on shared cores, threads that wait for each other in every
    # operation came to a third of the speed.
    torch.set_num_threads(1)
    torch.manual_seed(arguments.seed)
    train(Stage(arguments), arguments)


if __name__ == "__main__":
    main()
