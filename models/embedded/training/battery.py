"""The whole evaluation, over one or several models in one run; `evaluate.py all` prints it.

Every part takes a model and returns plain figures. The questions and the rules are in `judging.py`.
"""

from __future__ import annotations

import itertools
import json
import math
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
import numpy as np
from llama_cpp import Llama

import judging
from corpus import read_rows

CONTEXT = 2048
LONGEST_ANSWER, LONGEST_STORY = 200, 400

Messages = list[dict[str, str]]
Sampling = dict[str, Any]


@dataclass(slots=True)
class Figures:
    """What was measured of one model with one sampling.

    Attributes:
        shares: part to (right, of).
        kinds: part and kind to (right, of).
        numbers: part to a figure that is no share.
        answers: everything that was said, with what is wrong with it.
    """

    shares: dict[str, tuple[int, int]] = field(default_factory=dict)
    kinds: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    numbers: dict[str, float] = field(default_factory=dict)
    answers: list[dict[str, Any]] = field(default_factory=list)

    def count(self, part: str, kind: str, *, right: bool) -> None:
        """Add one question."""
        done, of = self.shares.get(part, (0, 0))
        self.shares[part] = (done + right, of + 1)
        done, of = self.kinds.get((part, kind), (0, 0))
        self.kinds[part, kind] = (done + right, of + 1)


class Chatter:
    """A model with its template."""

    def __init__(self, path: Path, *, threads: int, logits: bool = False) -> None:
        """Load a model file; ``logits`` keeps those of every token, for the perplexity."""
        begun = time.monotonic()
        self._model = Llama(
            str(path), n_ctx=CONTEXT, n_threads=threads, n_threads_batch=threads, logits_all=logits, verbose=False
        )
        self.seconds = time.monotonic() - begun
        self._template = jinja2.Template(self._model.metadata["tokenizer.chat_template"])

    def _ids(self, messages: Messages) -> list[int]:
        prompt = self._template.render(messages=messages, add_generation_prompt=True, bos_token="", eos_token="")
        return self._model.tokenize(prompt.encode(), add_bos=False, special=True)

    def say(self, messages: Messages, sampling: Sampling, *, seed: int, longest: int) -> tuple[str, bool, int]:
        """Return an answer, whether it ended by itself, and its tokens."""
        reply: Any = self._model.create_completion(
            self._ids(messages), max_tokens=longest, seed=seed, **sampling
        )
        choice = reply["choices"][0]
        return choice["text"], choice["finish_reason"] == "stop", reply["usage"]["completion_tokens"]

    def talk(self, turns: Iterable[str], sampling: Sampling, *, seed: int) -> tuple[list[str], bool]:
        """Return the answers to the turns of a chat, and whether the last one ended by itself."""
        messages: Messages = []
        answers, ended = [], True
        for turn in turns:
            messages.append({"role": "user", "content": turn})
            answer, ended, _ = self.say(messages, sampling, seed=seed, longest=LONGEST_ANSWER)
            messages.append({"role": "assistant", "content": answer})
            answers.append(answer)
        return answers, ended

    def bits(self, messages: Messages, answer: str) -> tuple[float, int] | None:
        """Return the bits of an answer after its prompt, and its tokens; None where it is too long."""
        prompt = self._ids(messages)
        said = self._model.tokenize(answer.encode(), add_bos=False, special=False)
        if not said or len(prompt) + len(said) > CONTEXT:
            return None
        self._model.reset()
        self._model.eval(prompt + said)
        logits = self._model.scores[len(prompt) - 1 : len(prompt) + len(said) - 1].astype(np.float64)
        top = logits.max(axis=1)
        whole = top + np.log(np.exp(logits - top[:, None]).sum(axis=1))
        bits = (whole - logits[np.arange(len(said)), said]).sum() / math.log(2)
        return float(bits), len(said)


def about_sotto(chatter: Chatter, sampling: Sampling, figures: Figures, *, seed: int) -> None:
    """(a) Questions about the product."""
    for row in judging.rows("about_sotto"):
        answers, ended = chatter.talk(row["turns"], sampling, seed=seed)
        right = judging.holds_facts(row, answers[-1], ended=ended)
        figures.count("about Sotto", row["kind"], right=right)
        figures.answers.append({"id": row["id"], "turns": row["turns"], "answers": answers, "right": right})


def passages(chatter: Chatter, sampling: Sampling, figures: Figures, *, seed: int) -> None:
    """(b) Questions about a text in the prompt."""
    for number, reading in enumerate(judging.readings(), 1):
        answers, _ = chatter.talk([reading.prompt], sampling, seed=seed)
        if reading.answers:
            part, right = "answered from the text", judging.answered_from_text(answers[-1], reading.answers)
        else:
            part, right = "said not to be in the text", judging.says_not_there(answers[-1])
        figures.count(part, "", right=right)
        figures.answers.append(
            {"id": f"reading-{number:03}", "turns": [reading.question], "answers": answers, "right": right}
        )


def everyday(chatter: Chatter, sampling: Sampling, figures: Figures, *, seed: int) -> None:
    """(c) Everyday requests."""
    for row in judging.rows("everyday"):
        answers, ended = chatter.talk(row["turns"], sampling, seed=seed)
        faults = judging.everyday_faults(row, answers[-1], ended)
        figures.count("everyday", row["kind"], right=not faults)
        for fault in faults:
            key = f"everyday, rule broken: {fault}"
            figures.numbers[key] = figures.numbers.get(key, 0) + 1
        figures.answers.append({"id": row["id"], "turns": row["turns"], "answers": answers, "faults": faults})


def repetition(chatter: Chatter, sampling: Sampling, figures: Figures, *, seed: int, most: int) -> None:
    """(e) Loops in long generations."""
    lengths = []
    for number, prompt in enumerate(judging.long_prompts()[:most], 1):
        message = {"role": "user", "content": prompt}
        answer, ended, tokens = chatter.say([message], sampling, seed=seed + number, longest=LONGEST_STORY)
        lengths.append(tokens)
        loop = judging.loops(answer)
        figures.count("long texts that loop", "", right=loop)
        figures.answers.append(
            {"id": f"long-{number:03}", "turns": [prompt], "answers": [answer], "loop": loop, "ended": ended}
        )
    figures.numbers["long texts, mean tokens"] = sum(lengths) / max(1, len(lengths))


def perplexity(chatter: Chatter, corpus: Path, figures: Figures, *, most: int | None) -> None:
    """(d) Bits per byte of the assistant's words in the validation chats, licences that allow it only.

    A byte is a byte whatever the tokenizer, so that models are comparable. The token that ends an answer is
    not counted; chats longer than the context are left out.
    """
    bits, size, tokens, rows = 0.0, 0, 0, 0
    for messages, answer in itertools.islice(_answers(corpus), most):
        if (measured := chatter.bits(messages, answer)) is not None:
            bits += measured[0]
            tokens += measured[1]
            size += len(answer.encode())
            rows += 1
    figures.numbers["bits per byte"] = bits / size
    figures.numbers["perplexity per token of its own"] = 2 ** (bits / tokens)
    figures.numbers["answers measured"] = rows


def _answers(corpus: Path) -> Iterator[tuple[Messages, str]]:
    for row in read_rows(corpus / "chat_valid.jsonl.zst"):
        for at, message in enumerate(row["messages"]):
            if message["role"] == "assistant" and at:
                yield row["messages"][:at], message["content"]


def measure(
    path: Path, samplings: dict[str, Sampling], corpus: Path | None, *, options: Any, tell: Callable[[str], None]
) -> dict[str, Figures]:
    """Return the figures of a model for each sampling; those without sampling go to the first."""
    chatter = Chatter(path, threads=options.threads)
    measured = {name: Figures() for name in samplings}
    parts = set(options.parts)
    for name, sampling in samplings.items():
        figures = measured[name]
        for part, ask in (("about", about_sotto), ("passages", passages), ("everyday", everyday)):
            if part in parts:
                begun = time.monotonic()
                ask(chatter, sampling, figures, seed=options.seed)
                tell(f"{path.stem}, {name}: {part} took {time.monotonic() - begun:.0f} s")
        if "long" in parts:
            begun = time.monotonic()
            repetition(chatter, sampling, figures, seed=options.seed, most=options.long)
            tell(f"{path.stem}, {name}: long texts took {time.monotonic() - begun:.0f} s")
    first = measured[next(iter(measured))]
    first.numbers["loads in seconds"] = chatter.seconds
    first.numbers["megabytes"] = path.stat().st_size / 1e6
    if corpus is not None and "perplexity" in parts:
        begun = time.monotonic()
        perplexity(Chatter(path, threads=options.threads, logits=True), corpus, first, most=options.rows)
        tell(f"{path.stem}: perplexity took {time.monotonic() - begun:.0f} s")
    return measured


def table(measured: dict[str, dict[str, Figures]], *, by_kind: bool) -> str:
    """Return the figures of all models side by side, in Markdown."""
    columns = [(model, name, figures) for model, each in measured.items() for name, figures in each.items()]
    heads = " | ".join(f"{model}, {name}" for model, name, _ in columns)
    lines = [f"| | {heads} |", "|---|" + "---:|" * len(columns)]
    cells: dict[str, dict[int, str]] = defaultdict(dict)
    for at, (_, _, figures) in enumerate(columns):
        for part, (right, of) in figures.shares.items():
            cells[part][at] = f"{right}/{of} = {right / of:.1%}"
        for part, number in figures.numbers.items():
            cells[part][at] = f"{number:.0f}" if number == int(number) else f"{number:.3f}"
    if by_kind:
        for at, (_, _, figures) in enumerate(columns):
            for (part, kind), (right, of) in figures.kinds.items():
                if kind:
                    cells[f"{part}: {kind}"][at] = f"{right}/{of}"
    for part, row in cells.items():
        lines.append(f"| {part} | " + " | ".join(row.get(at, "") for at in range(len(columns))) + " |")
    return "\n".join(lines)


def run(models: list[Path], samplings_of: Callable[[Path], dict[str, Sampling]], options: Any) -> None:
    """Measure all models and print the table; write what they said into a folder, if wanted."""
    corpus: Path | None = options.corpus
    if corpus is None or not (corpus / "chat_valid.jsonl.zst").is_file():
        corpus = None
        if "perplexity" in options.parts:
            tell("skipped: bits per byte, which needs --corpus DIR with chat_valid.jsonl.zst")
    measured = {}
    for path in models:
        each = measure(path, samplings_of(path), corpus, options=options, tell=tell)
        # Two files of one name are told apart by their folders.
        alone = [other.stem for other in models].count(path.stem) == 1
        model = path.stem if alone else f"{path.resolve().parent.name}-{path.stem}"
        measured[model] = each
        if options.out is not None:
            options.out.mkdir(parents=True, exist_ok=True)
            for name, figures in each.items():
                text = "".join(json.dumps(answer, ensure_ascii=False) + "\n" for answer in figures.answers)
                (options.out / f"{model}-{name}.jsonl").write_text(text, encoding="utf-8")
    print(table(measured, by_kind=options.show))


def tell(line: str) -> None:
    """Say how far it is, beside the table."""
    print(line, file=sys.stderr, flush=True)
