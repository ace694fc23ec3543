"""Train the built-in model in two stages, resumable at any moment.

    python train.py text --corpus DIR --work DIR --minutes 45
    python train.py chat --corpus DIR --work DIR --minutes 65 --start DIR/text.pt

The first stage keeps its learning rate, the second one lets it fall. That follows the minutes spent, so a slow machine
sees fewer tokens, not a cut-off schedule. Run again with the same arguments to go on from the last checkpoint.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
import torch.multiprocessing as processes
from tokenizers import Tokenizer
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from batches import MICRO_TOKENS, Batch, chat_batches, pack_corpus, text_batches
from model import Llama, Shape

SAVE_EVERY = 60.0


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
        x = torch.stack(updates).bfloat16()
        is_tall = x.shape[1] > x.shape[2]
        x = x.mT if is_tall else x
        x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
        for _ in range(5):
            a = x @ x.mT
            x = 3.4445 * x + (-4.7750 * a + 2.0315 * (a @ a)) @ x
        x = (x.mT if is_tall else x).float()
        scale = 0.2 * max(x.shape[1:]) ** 0.5
        for parameter, update in zip(parameters, x, strict=True):
            parameter.mul_(1 - group["lr"] * group["decay"])
            parameter.add_(update, alpha=-group["lr"] * scale)


class Loss:
    """The compiled network; each process compiles it for itself."""

    def __init__(self, model: Llama, arguments: argparse.Namespace) -> None:
        """Take the network; of a batch of conversations at most half the tokens are learned."""
        self._run = torch.compile(model.loss, dynamic=False)
        self._most = MICRO_TOKENS if arguments.stage == "text" else MICRO_TOKENS // 2

    def __call__(self, batch: Batch, device: torch.device) -> Tensor:
        """Return the mean loss of a batch."""
        with torch.autocast(device.type, dtype=torch.bfloat16):
            asked = (batch.ids[:, :-1], *batch.targets(self._most))
            return self._run(*(each.to(device) for each in asked))


class SharedWork:
    """Sums of gradients that two processes of one thread add to, so that a busy core stops only its own.

    6,500 tokens/s on two cores, where one process of two threads came to 5,500, and on busy cores threads that wait for
    each other in every operation came to a third.
    """

    def __init__(self, model: Llama, arguments: argparse.Namespace, seed: int) -> None:
        """Make shared sums for the parameters, which become shared too, and start the other process."""
        self._model = model
        self._batches = make_batches(arguments, seed=seed, part=0, parts=2)
        self._gradients = Gradients(model)
        self._loss = Loss(model, arguments)
        processes.get_context("spawn").Process(
            target=help_out, args=(model, self._gradients, arguments, seed + 1_000_000), daemon=True
        ).start()

    def gather(self, micros: int) -> tuple[int, int, float]:
        """Make the gradients of at least so many batches; return tokens, learned tokens and the mean loss."""
        while self._gradients.add(self._model, self._loss, next(self._batches)) < micros:
            pass
        return self._gradients.take(self._model)


class DeviceWork:
    """Gradients made by one process on a GPU, whose batches the other cores put together."""

    def __init__(self, model: Llama, arguments: argparse.Namespace, seed: int, *, device: torch.device) -> None:
        """Start the processes that make batches."""
        self._model, self._device = model, device
        self._loss = Loss(model, arguments)
        cores = max(1, (os.cpu_count() or 2) - 1)
        stream = BatchStream(arguments, seed)
        self._batches = iter(
            DataLoader(stream, batch_size=None, num_workers=cores, prefetch_factor=8, multiprocessing_context="spawn")
        )

    def gather(self, micros: int) -> tuple[int, int, float]:
        """Make the gradients of so many batches; return tokens, learned tokens and the mean loss."""
        tokens = learned = 0
        losses = []
        for _ in range(micros):
            batch = Batch(*next(self._batches))
            loss = self._loss(batch, self._device)
            (loss / micros).backward()
            losses.append(loss.detach())
            tokens += batch.ids.numel()
            learned += int(batch.weights.count_nonzero())
        return tokens, learned, torch.stack(losses).mean().item()


class BatchStream(IterableDataset[tuple[Tensor, Tensor]]):
    """The batches of a stage, each loading process its own."""

    def __init__(self, arguments: argparse.Namespace, seed: int) -> None:
        """Note what `make_batches` needs."""
        self._arguments, self._seed = arguments, seed

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
        """Yield what a `Batch` is made of."""
        worker = get_worker_info()
        part, parts = (worker.id, worker.num_workers) if worker else (0, 1)
        for batch in make_batches(self._arguments, seed=self._seed + part * 1_000_000, part=part, parts=parts):
            yield batch.ids, batch.weights


class Gradients:
    """The sums and their lock."""

    def __init__(self, model: Llama) -> None:
        """Make them as large as the parameters."""
        model.share_memory()
        self._sums = [torch.zeros_like(p).share_memory_() for p in model.parameters()]
        self._lock = processes.get_context("spawn").Lock()
        # Batches, tokens, learned tokens, losses.
        self._counts = torch.zeros(4, dtype=torch.float64).share_memory_()

    def add(self, model: Llama, of: Loss, batch: Batch) -> int:
        """Add those of one batch; return how many batches are waiting."""
        loss = of(batch, torch.device("cpu"))
        gradients = torch.autograd.grad(loss, list(model.parameters()))
        seen = (1, batch.ids.numel(), int(batch.weights.count_nonzero()), loss.item())
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
    loss = Loss(model, arguments)
    for batch in make_batches(arguments, seed=seed, part=1, parts=2):
        if os.getppid() != parent:
            return
        gradients.add(model, loss, batch)


def make_batches(arguments: argparse.Namespace, *, seed: int, part: int, parts: int) -> Iterator[Batch]:
    """Return the batches of the stage for one of the processes that share it."""
    tokenizer = Tokenizer.from_file(str(arguments.work / "tokenizer.json"))
    if arguments.stage == "text":
        cache = arguments.work / "packed.npy"
        return text_batches(arguments.corpus, tokenizer, cache, seed=seed, part=part, parts=parts)
    return chat_batches(arguments.corpus, tokenizer, copying=arguments.drills, seed=seed)


def rate(stage: str, progress: float, *, warm: float = 0.02, decay_from: float = 0.3) -> float:
    """Return the learning rate factor: warm up, stay, and in the stage of the chats fall to nearly nothing."""
    if stage == "text":
        return min(1.0, max(progress / warm, 0.05))
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
        self.path = arguments.work / f"{arguments.stage}.pt"
        before = self.path if self.path.exists() else arguments.start
        state = torch.load(before, weights_only=True, map_location="cpu") if before else None
        self.shape = Shape(**state["shape"]) if state else Shape(vocabulary=tokenizer.get_vocab_size())
        self.model = Llama(self.shape)
        if state:
            self.model.load_state_dict(state["model"])
        self.model.to(arguments.device)
        named = list(self.model.named_parameters())
        inner = [p for name, p in named if p.ndim == 2 and "embd" not in name]
        outer = [p for name, p in named if p.ndim < 2 or "embd" in name]
        self.optimizers: list[torch.optim.Optimizer] = [
            Muon(inner, lr=arguments.lr),
            torch.optim.AdamW(outer, lr=arguments.lr, betas=(0.9, 0.95), weight_decay=0.0),
        ]
        self.progress = Progress()
        if state and before == self.path:
            for optimizer, saved in zip(self.optimizers, state["optimizers"], strict=True):
                optimizer.load_state_dict(saved)
            names = ("step", "tokens", "learned", "spent", "history")
            self.progress = Progress(**{name: state[name] for name in names})

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
            "model": on_cpu(self.model.state_dict()),
            "optimizers": [on_cpu(optimizer.state_dict()) for optimizer in self.optimizers],
            "shape": asdict(self.shape),
            **asdict(self.progress),
        }
        torch.save(state, partial)
        partial.replace(self.path)


def on_cpu(value: Any) -> Any:  # noqa: ANN401 - a state is dictionaries, lists, tensors and numbers
    """Return a state whose tensors any machine can load."""
    if isinstance(value, dict):
        return {key: on_cpu(each) for key, each in value.items()}
    if isinstance(value, list):
        return [on_cpu(each) for each in value]
    return value.cpu() if isinstance(value, Tensor) else value


def train(stage: Stage, arguments: argparse.Namespace) -> None:
    """Train until the minutes are spent."""
    progress, model = stage.progress, stage.model
    seed = arguments.seed + progress.step
    cache = arguments.work / "packed.npy"
    if arguments.stage == "text" and not cache.exists():
        pack_corpus(arguments.corpus, Tokenizer.from_file(str(arguments.work / "tokenizer.json")), cache)
    device = torch.device(arguments.device)
    work: SharedWork | DeviceWork
    if device.type == "cpu":
        torch.set_num_threads(1)
        work = SharedWork(model, arguments, seed)
    else:
        work = DeviceWork(model, arguments, seed, device=device)
    limit = arguments.minutes * 60
    micros = max(1, arguments.batch_tokens // MICRO_TOKENS)
    last, saved_at = time.monotonic(), progress.spent
    losses: list[float] = []
    while progress.spent < limit:
        tokens, learned, loss = work.gather(micros)
        stage.update(arguments.lr * rate(arguments.stage, progress.spent / limit))
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
    parser.add_argument("--drills", type=float, default=0.02, help="share of copying drills in the stage of the chats")
    parser.add_argument("--batch-tokens", type=int, default=8192)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu", help="a GPU, if there is one")
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    train(Stage(arguments), arguments)


if __name__ == "__main__":
    main()
