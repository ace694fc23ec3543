"""How fast the detector is, whether its time grows as its text does, how it starts, and its memory.

Processor time of one process, all threads together: what the work costs on one core, whatever else the
machine does; a prompt is timed by the clock. Start, first prompt and memory are those of a fresh process:
this module, run, prints "ready" and its processor time after its first answer, then what a first prompt took
(at once, or after the idle time in which the redactor reads its patterns), then its peak memory over a
long text.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.redaction_data import read_unseen
from tests.benchmarks.redaction_detector import Scan, redactor, scanner
from tests.benchmarks.redaction_table import Row, Table, verdict

PROMPT_CHARACTERS = 4_000
PROMPT_GOAL_MS = 250.0
RULES_GOAL = 100_000.0
WHOLE_GOAL = 20_000.0
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
# Ten times the text may cost this much more than ten times the time: caches, timers, other people's work.
LINEAR_GOAL = 1.25
_SAMPLE = 100_000
_MEMORY_TEXT = 1_000_000


@dataclass(frozen=True, slots=True)
class Start:
    """A fresh process.

    Attributes:
        seconds: until its first answer, by the clock.
        processor: of these, of its processor time.
        prompt: seconds of the first prompt of 4,000 characters.
        peak_mb: of its memory over a long text.
    """

    seconds: float
    processor: float
    prompt: float
    peak_mb: float


def text_of(size: int, texts: Sequence[str]) -> str:
    """Join texts, again and again, up to a number of characters."""
    return "".join(itertools.islice(_endless(texts), size))


def _endless(texts: Sequence[str]) -> Iterator[str]:
    return itertools.chain.from_iterable(text + "\n\n" for text in itertools.cycle(texts))


def pieces_of(size: int, texts: Sequence[str]) -> list[str]:
    """Texts of one size; a small one is every piece of the middle one, so that all hold the same words."""
    if size >= _SAMPLE:
        return [text_of(size, texts)]
    sample = text_of(_SAMPLE, texts)
    return [sample[at : at + size] for at in range(0, _SAMPLE, size)]


def processor_seconds(scan: Scan, pieces: Sequence[str]) -> float:
    """What scanning one of the pieces costs this process on average."""
    began = time.process_time()
    for piece in pieces:
        scan(piece)
    return (time.process_time() - began) / len(pieces)


def prompt_milliseconds(scan: Scan, texts: Sequence[str]) -> float:
    """Median of scans of different prompts of 4,000 characters, by the clock."""
    spent = []
    for prompt in pieces_of(PROMPT_CHARACTERS, texts):
        began = time.perf_counter()
        scan(prompt)
        spent.append(time.perf_counter() - began)
    return statistics.median(spent) * 1000


def sizes_up_to(largest: int) -> tuple[int, ...]:
    """The sizes that are measured, up to and with ``largest``."""
    return tuple(size for size in SIZES if size <= largest)


def speed_rows(name: str, scan: Scan, texts: Sequence[str], *, largest: int, goal: float) -> list[Row]:
    """Measure throughput at growing sizes, the ratio of the times, and a prompt.

    Args:
        name: which detector, for the rows.
        scan: the detector.
        texts: what the long texts are made of.
        largest: characters of the longest text.
        goal: characters per second that it has to reach.
    """
    rows: list[Row] = []
    before: tuple[int, float] | None = None
    scan(text_of(2_000, texts))  # imports, tables, caches
    for size in sizes_up_to(largest):
        pieces = pieces_of(size, texts)
        seconds = min(processor_seconds(scan, pieces) for _ in range(2 if size <= _SAMPLE else 1))
        rate = size / seconds
        wanted = goal if size == _SAMPLE else None
        rows.append((f"{name}: characters/s at {size:,}", f"{rate:,.0f}", *_goal(rate, wanted, ">= {:,.0f}")))
        if before is not None:
            ratio = seconds / before[1] / (size / before[0])
            row = f"{name}: time per character, against {before[0]:,}"
            rows.append((row, f"{ratio:.2f}", *_goal(ratio, LINEAR_GOAL, "<= {:.2f}", most=True)))
        before = (size, seconds)
    took = prompt_milliseconds(scan, texts)
    rows.append(
        (
            f"{name}: a prompt of 4,000 (ms)",
            f"{took:.0f}",
            *_goal(took, PROMPT_GOAL_MS, "< {:.0f}", most=True),
        )
    )
    return rows


def start_rows(name: str, started: Start, rested: Start) -> list[Row]:
    """The rows of a fresh process, and of one that was left idle for a moment before its first prompt."""
    first = f"{name}: first prompt of {PROMPT_CHARACTERS:,}"
    goal = _goal(rested.prompt * 1000, PROMPT_GOAL_MS, "< {:.0f}", most=True)
    return [
        (f"{name}: cold start to the first answer (ms)", f"{started.seconds * 1000:.0f}", "", ""),
        (f"{name}: processor time of it (ms)", f"{started.processor * 1000:.0f}", "", ""),
        (f"{first}, at once after it (ms)", f"{started.prompt * 1000:.0f}", "", ""),
        (f"{first}, after idle time (ms)", f"{rested.prompt * 1000:.0f}", *goal),
        (f"{name}: peak memory over {_MEMORY_TEXT:,} characters (MB)", f"{started.peak_mb:.0f}", "", ""),
    ]


def speed_table(rows: Sequence[Row]) -> Table:
    """All of it as one table."""
    return Table("Speed (processor time, one core)", ("figure", "measured", "goal", ""), rows)


def fresh_start(*, tagger: bool, rested: bool = False) -> Start:
    """Start a process that scans, and ask it.

    Args:
        tagger: with the model that finds names.
        rested: it has idle time before its first prompt.

    Raises:
        RuntimeError: it failed.
    """
    command = [sys.executable, "-m", "tests.benchmarks.redaction_speed"]
    command += [*([] if tagger else ["--rules-only"]), *(["--rested"] if rested else [])]
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        ready, _, processor = child.stdout.readline().strip().partition(" ")
        seconds = time.perf_counter() - began
        prompt, peak = child.stdout.readline().strip(), child.stdout.readline().strip()
    if ready != "ready" or not peak:
        msg = f"the detector's process ended with {child.returncode}"
        raise RuntimeError(msg)
    return Start(seconds, float(processor), float(prompt), float(peak))


def _goal(value: float, goal: float | None, words: str, *, most: bool = False) -> tuple[str, str]:
    return ("", "") if goal is None else (words.format(goal), verdict(value, goal, most=most))


def _peak_mb() -> float:
    if sys.platform == "win32":
        return 0.0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    status = Path("/proc/self/status")
    if status.exists():  # ru_maxrss counts what the parent had before exec
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if "VmHWM" in line)
        return int(line.split()[1]) / 1024
    return peak / 2**20 if sys.platform == "darwin" else peak / 1024


def main(arguments: list[str] | None = None) -> int:
    """The fresh process: answer once, then a prompt, then read a long text, tell the peak."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rules-only", action="store_true")
    parser.add_argument("--rested", action="store_true")
    options = parser.parse_args(arguments)
    detector = redactor(tagger=not options.rules_only)
    scan = scanner(detector)
    scan("Call Ines Vogt on 07700 900123.")
    print(f"ready {time.process_time():.3f}", flush=True)
    texts = [document.text for document in read_unseen()]
    for _ in detector.in_idle_time() if options.rested else ():
        pass
    began = time.perf_counter()
    scan(text_of(PROMPT_CHARACTERS, texts))
    print(f"{time.perf_counter() - began:.3f}", flush=True)
    scan(text_of(_MEMORY_TEXT, texts))
    print(f"{_peak_mb():.1f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
