"""How fast the engine is, beside a C loop over the very same libraries, interleaved in one run.

    ./sotto bench engine [--model FILE] [--threads N] [--rounds N]

Everything of ours is measured from outside, through the pipe of the real, confined engine process. The C loop
(engine_loop.c, compiled here and now) evaluates the same numbers of tokens and draws them with the same
sampler chain. Ratios are given for the clock and for processor time: on a busy machine only the second
means much. Without --model a model of a half-billion-parameter shape with random weights is written (445
MB, temporary).

The overhead of Python and pipe is measured with a model so small that nothing else is left.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.process.remote import cancel
from app.process.service import Service, ServiceSpec, start_service
from models.engine import (
    EnginePort,
    EngineStart,
    Finished,
    GenerationRequest,
    Loaded,
    LoadRequest,
    PromptProgress,
    Sampling,
    TextDelta,
    Turn,
    Usage,
)
from models.hardware import physical_cores
from tests.benchmarks.make_model import GGML_Q8_0, HALF, Shape, write_model

SOURCE = Path(__file__).with_name("engine_loop.c")
SENTENCE = (
    "The people of the house went out to the water and found that every animal there was still very small. "
)
SAMPLING = Sampling()
SMALLEST = Shape(layers=1, width=32, hidden=32, heads=1, kv_heads=1, context=4096, vocabulary=384, tied=False)


@dataclass(frozen=True)
class Timed:
    """Seconds by the clock and of processor time, for a number of tokens."""

    wall: float
    cpu: float
    tokens: int

    @property
    def rate(self) -> float:
        return self.tokens / self.wall if self.wall else 0.0


@dataclass(frozen=True)
class Answer:
    """One generation as its caller saw it."""

    usage: Usage
    first: float
    reading: Timed
    writing: Timed
    caller_cpu: float


class Worker:
    """The engine service, loaded."""

    def __init__(self, model: Path, context: int, threads: int) -> None:
        began = time.perf_counter()
        command = (sys.executable, "-m", "app", "--service", "engine")
        self.service: Service[EnginePort] = start_service(
            ServiceSpec("engine", EnginePort, EngineStart(str(model)), deadline=600.0, command=command)
        )
        self.started = time.perf_counter() - began
        *_, self.loaded = self.service.port.load(
            LoadRequest(context_tokens=context, threads=threads, force=True)
        )
        assert isinstance(self.loaded, Loaded)
        self.ready = time.perf_counter() - began

    def cpu(self) -> float:
        return cpu_of(self.service.pid)

    def ask(self, turns: tuple[Turn, ...], *, chat: str, most: int) -> tuple[Answer, str]:
        """Generate, timing the first piece of text and everything after it."""
        cpu, began = self.cpu(), time.perf_counter()
        first = first_cpu = caller = 0.0
        text = []
        usage: Usage | None = None
        for event in self.service.port.generate(GenerationRequest(chat, turns, SAMPLING, max_tokens=most)):
            if isinstance(event, TextDelta):
                text.append(event.text)
                if not first:
                    first, first_cpu, caller = time.perf_counter(), self.cpu(), time.process_time()
            elif isinstance(event, Finished):
                usage = event.usage
        end, end_cpu, end_caller = time.perf_counter(), self.cpu(), time.process_time()
        assert usage is not None
        count = max(usage.completion_tokens - 1, 1)
        read = usage.prompt_tokens - usage.reused_tokens
        answer = Answer(
            usage=usage,
            first=first - began,
            reading=Timed(first - began, first_cpu - cpu, read),
            writing=Timed(end - first, end_cpu - first_cpu, count),
            caller_cpu=(end_caller - caller) / count,
        )
        return answer, "".join(text)

    def stop_latency(self, turns: tuple[Turn, ...], *, while_reading: bool) -> float:
        """Seconds from asking for the stop to the end of the answer."""
        stream = self.service.port.generate(GenerationRequest("stop", turns, SAMPLING, max_tokens=100_000))
        asked: list[float] = []

        def ask() -> None:
            asked.append(time.perf_counter())
            cancel(stream)

        for event in stream:
            ready = isinstance(event, PromptProgress if while_reading else TextDelta)
            if ready and not asked:
                # a little later, in the middle of an evaluation
                timer = threading.Timer(0.15, ask)
                timer.start()
                asked.append(0.0)
        ended = time.perf_counter()
        self.service.port.forget("stop")
        return ended - asked[-1] if len(asked) > 1 else 0.0


class Loop:
    """The C loop in its own process."""

    def __init__(self, program: Path, model: Path, context: int, threads: int) -> None:
        self._process = subprocess.Popen(
            [program, model, str(context), str(threads)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.loaded = int(self._line().split()[1]) / 1e9

    @property
    def pid(self) -> int:
        return self._process.pid

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("the C loop ended early")
        return line

    def run(self, command: str, count: int) -> Timed:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{command} {count}\n")
        self._process.stdin.flush()
        wall, cpu = map(int, self._line().split())
        return Timed(wall / 1e9, cpu / 1e9, count)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()


def cpu_of(pid: int) -> float:
    """Processor seconds of a process, to the nanosecond (clock_getcpuclockid(3) on Linux)."""
    return time.clock_gettime((~pid << 3) | 2)


def peak_memory(pid: int) -> int:
    """Largest resident size so far, in bytes."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


def compile_loop(folder: Path) -> Path | None:
    """Compile the C loop against the installed library, None without a compiler."""
    compiler = shutil.which(os.environ.get("CC", "cc"))
    spec = importlib.util.find_spec("llama_cpp")
    if compiler is None or spec is None or not spec.submodule_search_locations:
        return None
    package = Path(spec.submodule_search_locations[0])
    program, libraries = folder / "engine_loop", package / "lib"
    command = [compiler, "-O2", "-I", package / "include", SOURCE, "-o", program]
    command += [libraries / "libllama.so", libraries / "libggml.so", libraries / "libggml-base.so"]
    command += [f"-Wl,-rpath,{libraries}", f"-Wl,-rpath-link,{libraries}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"the C loop does not compile here, so there is nothing to compare with:\n{done.stderr[-500:]}")
        return None
    return program


def machine() -> str:
    """Name the machine and its state."""
    model = platform.processor() or platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    cores = f"{os.cpu_count()} processors ({physical_cores()} cores for us)"
    return f"{model}, {cores}, load {load}, Python {platform.python_version()}"


@dataclass(frozen=True)
class Round:
    """One interleaved round."""

    ours_reading: Timed
    ours_writing: Timed
    loop_reading: Timed | None
    loop_writing: Timed | None


def measure_rounds(
    worker: Worker, loop: Loop | None, *, rounds: int, prompt: int, most: int
) -> Iterator[Round]:
    """Read a fresh prompt and write an answer, in turn with the C loop, which goes first every other time."""
    question = SENTENCE * max(1, prompt // 22)
    for number in range(rounds):
        chat = f"round {number}"
        turns = (Turn("user", f"{number} {question}"),)

        def theirs(count: int, drawn: int) -> tuple[Timed | None, Timed | None]:
            return (loop.run("P", count), loop.run("G", drawn)) if loop is not None else (None, None)

        before = theirs(prompt, most) if number % 2 else None
        answer, _ = worker.ask(turns, chat=chat, most=most)
        worker.service.port.forget(chat)
        reading, writing = before or theirs(answer.reading.tokens, answer.writing.tokens)
        yield Round(answer.reading, answer.writing, reading, writing)


def overhead(folder: Path, program: Path | None) -> dict[str, float]:
    """Microseconds per token beside the C loop, with a model that takes next to no time.

    The least of many short runs each: what else the machine does only ever adds.
    """
    path = write_model(folder / "smallest.gguf", SMALLEST, scale=0.1)
    worker = Worker(path, 4096, 1)
    loop = Loop(program, path, 4096, 1) if program else None
    ours: list[Timed] = []
    theirs: list[Timed] = []
    caller: list[float] = []
    try:
        for number in range(40):
            answer, _ = worker.ask((Turn("user", f"{number}"),), chat="a", most=200)
            ours.append(answer.writing)
            caller.append(answer.caller_cpu)
            if loop is not None:
                loop.run("P", 40)
                theirs.append(loop.run("G", answer.writing.tokens))
    finally:
        worker.service.kill()
        if loop is not None:
            loop.close()

    def least(times: list[Timed], clock: str) -> float:
        return min((getattr(one, clock) / one.tokens * 1e6 for one in times if one.tokens > 50), default=0.0)

    return {
        "worker": least(ours, "cpu") - least(theirs, "cpu"),
        "clock": least(ours, "wall") - least(theirs, "wall"),
        "caller": statistics.median(caller) * 1e6,
    }


@dataclass(frozen=True)
class TurnFigures:
    """What reading the prompt costs in four situations."""

    first: Answer
    second: Answer
    second_without: Answer
    back: Answer


def measure_turns(worker: Worker, prompt: int) -> TurnFigures:
    """Two turns of a chat, with and without reuse, and coming back after another chat."""
    turns: tuple[Turn, ...] = (Turn("user", SENTENCE * max(1, prompt // 22)),)
    first, text = worker.ask(turns, chat="a", most=24)
    turns = (*turns, Turn("assistant", text), Turn("user", "And what was the name of it?"))
    second, text = worker.ask(turns, chat="a", most=8)
    turns = (*turns, Turn("assistant", text), Turn("user", "And then?"))
    worker.ask((Turn("user", "Another chat about the water."),), chat="b", most=8)
    back, _ = worker.ask(turns, chat="a", most=2)
    worker.service.port.forget("a")
    without, _ = worker.ask(turns[:3], chat="a", most=2)
    worker.service.port.forget_all()
    return TurnFigures(first, second, without, back)


def ratios_of(rounds: Sequence[Round], kind: str, clock: str) -> list[float]:
    """The C loop's time over ours per token, sorted: 1.0 is as fast as C."""
    ratios = []
    for one in rounds:
        ours, theirs = getattr(one, f"ours_{kind}"), getattr(one, f"loop_{kind}")
        if theirs is not None:
            ratios.append((getattr(theirs, clock) / theirs.tokens) / (getattr(ours, clock) / ours.tokens))
    return sorted(ratios)


class Report:
    """Rows of the result, printed and kept."""

    def __init__(self) -> None:
        self.figures: dict[str, float] = {}

    def row(self, name: str, value: float, unit: str, *, aim: str = "", reached: bool | None = None) -> None:
        self.figures[name] = round(value, 4)
        mark = "" if reached is None else "  reached" if reached else "  MISSED"
        print(f"{name:52} {value:10.2f} {unit:9} {aim}{mark}")


def report_rounds(report: Report, rounds: Sequence[Round]) -> None:
    for kind, name in (("writing", "answer"), ("reading", "prompt")):
        ours = statistics.median(getattr(one, f"ours_{kind}").rate for one in rounds)
        report.row(f"{name}: tokens/s through the pipe", ours, "tok/s")
        if rounds[0].loop_writing is None:
            continue
        theirs = statistics.median(getattr(one, f"loop_{kind}").rate for one in rounds)
        report.row(f"{name}: tokens/s of the C loop", theirs, "tok/s")
        for clock, by in (("wall", "the clock"), ("cpu", "processor time")):
            ratios = ratios_of(rounds, kind, clock)
            ratio, reached = statistics.median(ratios), None
            spread = f"{ratios[0]:.2f}-{ratios[-1]:.2f}"
            if clock == "cpu":
                spread, reached = f"{spread}  >= 0.98", ratio >= 0.98
            report.row(f"{name}: ratio by {by}", ratio, "", aim=spread, reached=reached)


def report_turns(report: Report, turns: TurnFigures) -> None:
    for name, answer in (
        ("turn 1", turns.first),
        ("turn 2, reusing", turns.second),
        ("turn 2, without reuse", turns.second_without),
        ("back after another chat", turns.back),
    ):
        report.row(f"{name}: first text after", answer.first * 1000, "ms")
        report.row(f"{name}: prompt tokens read", answer.reading.tokens, "tokens")
    less = turns.second_without.reading.cpu / max(turns.second.reading.cpu, 1e-9)
    report.row("turn 2: prompt work saved by reuse", less, "times", aim=">= 8", reached=less >= 8)


def report_overhead(report: Report, found: dict[str, float], compared: bool) -> None:
    beside = "more than the C loop" if compared else "in all (no C loop)"
    cost = found["worker"]
    report.row(f"per token: worker's processor, {beside}", cost, "us", aim="<= 50", reached=cost <= 50)
    report.row(f"per token: clock, {beside}", found["clock"], "us")
    report.row("per token: processor of the process that reads", found["caller"], "us")


@contextmanager
def chosen_model(given: Path | None, folder: Path) -> Iterator[Path]:
    if given is not None:
        yield given
        return
    path = folder / "half.gguf"
    print("writing a model of random weights (445 MB) ...", flush=True)
    yield write_model(path, HALF, kind=GGML_Q8_0)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="sotto bench engine", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path)
    parser.add_argument("--threads", type=int, default=physical_cores())
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--prompt", type=int, default=256, help="tokens, about")
    parser.add_argument("--tokens", type=int, default=32, help="to write in each round")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    options = parser.parse_args(argv)
    print(machine(), flush=True)
    report = Report()
    with tempfile.TemporaryDirectory(prefix="sotto-bench-") as name:
        folder = Path(name)
        program = compile_loop(folder)
        if program is None:
            print("no C compiler: the columns that compare with C are left out")
        with chosen_model(options.model, folder) as model:
            measure(report, model, program, options)
        report_overhead(report, overhead(folder, program), program is not None)
    print(machine())
    if options.json is not None:
        options.json.write_text(json.dumps(report.figures, indent=1) + "\n")
    return 0


def measure(report: Report, model: Path, program: Path | None, options: argparse.Namespace) -> None:
    """Everything that needs the real model."""
    context = max(1024, options.prompt * 2 + options.tokens + 256)
    worker = Worker(model, context, options.threads)
    loop = Loop(program, model, context, options.threads) if program else None
    try:
        info = worker.loaded.info
        print(
            f"{info.name}: {info.parameters / 1e6:.0f} million parameters, {info.quantization}, "
            f"{info.size_bytes / 1e6:.0f} MB; {context} tokens of context, {options.threads} threads; "
            f"sandbox {worker.service.sandbox.level}; medians of {options.rounds} interleaved rounds\n",
            flush=True,
        )
        report.row("start of the process", worker.started * 1000, "ms")
        report.row("start and load, until ready", worker.ready * 1000, "ms")
        if loop is not None:
            report.row("load in the C loop", loop.loaded * 1000, "ms")
        rounds = list(
            measure_rounds(worker, loop, rounds=options.rounds, prompt=options.prompt, most=options.tokens)
        )
        report_rounds(report, rounds)
        report_turns(report, measure_turns(worker, options.prompt))
        turns = (Turn("user", SENTENCE * max(1, options.prompt // 22)),)
        for while_reading, what in ((True, "reading the prompt"), (False, "writing")):
            latency = max(worker.stop_latency(turns, while_reading=while_reading) for _ in range(3)) * 1000
            report.row(f"stop while {what}, worst of 3", latency, "ms", aim="<= 300", reached=latency <= 300)
        report.row("peak memory of the engine process", peak_memory(worker.service.pid) / 1e6, "MB")
        if loop is not None:
            report.row("peak memory of the C loop", peak_memory(loop.pid) / 1e6, "MB")
    finally:
        worker.service.kill()
        if loop is not None:
            loop.close()


if __name__ == "__main__":
    sys.exit(main())
