"""How much the window costs: opening, streaming, scrolling, memory and start-up.

    python -m tests.benchmarks.ui [--repeats 3] [--tokens 1500] [--skip-start]

Each repeat is a fresh process (whatever platform QT_QPA_PLATFORM says; Xvfb or offscreen): a synthetic
conversation of 300 messages is opened, scrolled through, and a synthetic answer is streamed into it, once as
fast as possible with one update and paint per token, once at 50 tokens a second. Medians are printed.

The event-loop gap is the time between two ticks of a 5 ms timer while the answer streams; CPU is the
process's own; what the same timer costs while nothing happens is printed beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

RATE = 50  # tokens a second
TICK_MS = 5
MESSAGES = 300
_ROOT = Path(__file__).resolve().parents[2]

EMPTY_WINDOW = """
import sys, time
start = time.monotonic()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: (print(time.monotonic() - start, time.process_time()), app.quit()))
app = QApplication([])
window = Window()
window.resize(1000, 700)
window.show()
app.exec()
"""

# The real program on a real vault, in the real order; ended, like the empty window, after its first painting:
# that of the passphrase field.
UNLOCK_SCREEN = """
import sys, time
start = time.monotonic()
import app.process.sandbox as sandbox
deny = sandbox.deny_internet
def denied_then_watched():
    report = deny()
    watch()
    return report
def watch():
    import ui.application
    import ui.passphrase
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QLineEdit
    show = ui.application.Desk.show
    def shown(desk):
        def painted(field, event):
            QLineEdit.paintEvent(field, event)
            del ui.passphrase.SecretEdit.paintEvent
            QTimer.singleShot(0, lambda: look(field))
        def look(field):
            print(time.monotonic() - start, time.process_time(), flush=True)
            assert field.isVisible() and field.echoMode() is QLineEdit.EchoMode.Password
            desk.window.close()
        ui.passphrase.SecretEdit.paintEvent = painted
        show(desk)
    ui.application.Desk.show = shown
sandbox.deny_internet = denied_then_watched
from app.__main__ import main
main(["--profile", sys.argv[1]])
"""


def main(argv: list[str]) -> int:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(prog="bench ui", description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--tokens", type=int, default=1500)
    parser.add_argument("--skip-start", action="store_true", help="leave the start-up out")
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args(argv)
    if chosen.once:
        print(json.dumps(measure(chosen.tokens)))
        return 0
    runs = [_run_once(chosen.tokens) for _ in range(chosen.repeats)]
    middle = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    for line in _table(middle, chosen.tokens):
        print(line)
    if not chosen.skip_start:
        for line in _start_table(chosen.repeats):
            print(line)
    return 0


def _run_once(tokens: int) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.ui", "--once", "--tokens", str(tokens)]
    done = subprocess.run(command, cwd=_ROOT, env=_environment(), capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def _environment() -> dict[str, str]:
    environment = dict(os.environ)
    if not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return environment


def measure(tokens: int) -> dict[str, float]:
    """Measure everything once, in this process; times in seconds, memory in MB."""
    from tests.ui import samples
    from ui.application import make_application
    from ui.theme import Theme
    from ui.transcript import TranscriptView

    app = make_application(["sotto"])
    theme = Theme(app)
    theme.complete()
    theme.apply("light", 100)
    view = TranscriptView(theme)
    view.resize(1000, 860)
    view.show()
    _settle(app, 0.3)
    result: dict[str, float] = {"memory_empty": _memory()}
    listed = samples.conversation(MESSAGES)
    begun = time.perf_counter()
    view.show_conversation(listed)
    view.repaint()
    app.processEvents()
    result["open"] = time.perf_counter() - begun
    _settle(app, 2.5)
    result["memory_open"] = _memory()
    result.update(_scroll(app, view))
    pieces = samples.tokens(samples.answer(random.Random(7), 60))
    text = "".join(pieces[:tokens])
    result["characters"] = len(text)
    result.update(_fast(app, view, pieces[:tokens]))
    result.update(_paced(app, view, pieces[:tokens]))
    result["memory_end"] = _memory()
    begun = time.perf_counter()
    view.clear()
    result["clear"] = time.perf_counter() - begun
    return result


def _settle(app: Any, seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        app.processEvents()
        time.sleep(0.002)


def _start_answer(view: Any, number: int) -> str:
    from app.conversation import MessageStatus, Role
    from tests.ui import samples
    from ui.transcript import MessageView

    running = samples.message(number, Role.ASSISTANT, "", MessageStatus.STREAMING)
    view.append(MessageView(running, is_last=True, model="Benchmark"))
    view.jump_to_latest()
    return running.id


def _finish_answer(view: Any, number: int, text: str) -> float:
    from app.conversation import Role
    from tests.ui import samples
    from ui.transcript import MessageView

    begun = time.perf_counter()
    view.finish(f"m{number}", MessageView(samples.message(number, Role.ASSISTANT, text), is_last=True))
    return time.perf_counter() - begun


def _fast(app: Any, view: Any, pieces: list[str]) -> dict[str, float]:
    """One update and one paint per token, as fast as they come."""
    identity = _start_answer(view, 1000)
    _settle(app, 0.3)
    costs = []
    for piece in pieces:
        begun = time.perf_counter()
        view.grow(identity, piece)
        view.flush()
        app.processEvents()
        costs.append(time.perf_counter() - begun)
    finish = _finish_answer(view, 1000, "".join(pieces))
    first, last = costs[:100], costs[-100:]
    return {
        "first_median": statistics.median(first),
        "first_p99": _percentile(first, 99),
        "last_median": statistics.median(last),
        "last_p99": _percentile(last, 99),
        "finish": finish,
    }


def _paced(app: Any, view: Any, pieces: list[str]) -> dict[str, float]:
    """50 tokens a second, in real time."""
    from PySide6.QtCore import QElapsedTimer, Qt, QTimer

    idle = _idle_share(app)
    identity = _start_answer(view, 1001)
    _settle(app, 0.3)
    gaps: list[float] = []
    clock = QElapsedTimer()
    state = {"sent": 0, "last": 0.0}

    def tick() -> None:
        now = clock.nsecsElapsed() / 1e9
        gaps.append(now - state["last"])
        state["last"] = now
        due = min(len(pieces), int(now * RATE))
        for number in range(int(state["sent"]), due):
            view.grow(identity, pieces[number])
        state["sent"] = due
        if due == len(pieces):
            app.quit()

    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=TICK_MS)
    timer.timeout.connect(tick)
    clock.start()
    timer.start()
    cpu, wall = time.process_time(), time.perf_counter()
    app.exec()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    timer.stop()
    _finish_answer(view, 1001, "".join(pieces))
    gaps.sort()
    return {
        "cpu_share": cpu / wall,
        "cpu_probe": idle,
        "gap_p99": _percentile(gaps, 99),
        "gap_longest": gaps[-1],
        "gaps_over_33ms": sum(gap > 0.033 for gap in gaps),
    }


def _idle_share(app: Any) -> float:
    """Return what the probing timer costs while nothing happens, as a share of one core."""
    from PySide6.QtCore import Qt, QTimer

    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=TICK_MS)
    ticks: list[float] = []
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start()
    QTimer.singleShot(2000, app.quit)
    cpu, wall = time.process_time(), time.perf_counter()
    app.exec()
    return (time.process_time() - cpu) / (time.perf_counter() - wall)


def _scroll(app: Any, view: Any) -> dict[str, float]:
    """Scroll from the end to the beginning in steps of a wheel notch, everything cold."""
    bar = view.scroll_bar
    costs = []
    for _ in range(400):
        begun = time.perf_counter()
        bar.setValue(bar.value() - 120)
        app.processEvents()
        costs.append(time.perf_counter() - begun)
    view.jump_to_latest()
    _settle(app, 0.5)
    return {"scroll_median": statistics.median(costs), "scroll_p99": _percentile(costs, 99)}


def _percentile(values: list[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(len(ordered) * percent / 100))]


def _memory() -> float:
    """Return the proportional set size in MB, where the system tells it."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


def _table(middle: dict[str, float], tokens: int) -> list[str]:
    def ms(name: str) -> str:
        return f"{middle[name] * 1e3:.1f} ms"

    gaps = f"{ms('gap_p99')} p99, {ms('gap_longest')} longest, {middle['gaps_over_33ms']:.0f} over 33 ms"
    share, probe = (f"{middle[name] * 100:.1f} %" for name in ("cpu_share", "cpu_probe"))
    memory = "{memory_empty:.0f} MB empty, {memory_open:.0f} MB open, {memory_end:.0f} MB after streaming"
    rows = {
        "conversation": f"{MESSAGES} messages",
        "answer": f"{tokens} tokens, {middle['characters']:.0f} characters",
        "open to first paint": ms("open"),
        "per token, first 100": f"{ms('first_median')} median, {ms('first_p99')} p99",
        "per token, last 100": f"{ms('last_median')} median, {ms('last_p99')} p99",
        "finish (parsed once more)": ms("finish"),
        f"CPU at {RATE} tokens/s": f"{share} of a core, {probe} of it for the probe's own timer",
        "event-loop gap": gaps,
        "scroll step, cold": f"{ms('scroll_median')} median, {ms('scroll_p99')} p99",
        "clear": ms("clear"),
        "memory (PSS)": memory.format(**middle),
    }
    return [f"{name:<28}{value}" for name, value in rows.items()]


def start_cost(code: str, *arguments: str, environment: dict[str, str]) -> tuple[float, float]:
    """Return what a program prints of its start: seconds by the clock, and of the processor."""
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(
        command, cwd=_ROOT, env=environment, capture_output=True, text=True, timeout=120, check=True
    )
    seconds, processor = done.stdout.split()[-2:]
    return float(seconds), float(processor)


def _start_table(repeats: int) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder) / "profile"
        secret = Path(folder) / "passphrase"
        secret.write_text("words only for this benchmark", encoding="utf-8")
        create = ["vault", "create", "--passphrase-file", str(secret)]
        command = [sys.executable, "-m", "app", "--profile", str(profile), *create]
        subprocess.run(command, cwd=_ROOT, capture_output=True, timeout=300, check=True)
        # Installed programs have their byte code; a machine may forbid writing it beside the source.
        environment = _environment()
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "bytecode")
        start_cost(UNLOCK_SCREEN, str(profile), environment=environment)
        empty, unlock = [], []
        for _ in range(repeats):  # interleaved, so that other load falls on both
            empty.append(start_cost(EMPTY_WINDOW, environment=environment))
            unlock.append(start_cost(UNLOCK_SCREEN, str(profile), environment=environment))
    nothing = [statistics.median(each) * 1e3 for each in zip(*empty, strict=True)]
    screen = [statistics.median(each) * 1e3 for each in zip(*unlock, strict=True)]
    clock, work = (one / other for one, other in zip(screen, nothing, strict=True))
    costs = f"{screen[0]:.0f} ms, {clock:.2f} times; {screen[1]:.0f} ms of processor, {work:.2f} times"
    return [
        f"{'start-up, empty window':<28}{nothing[0]:.0f} ms; {nothing[1]:.0f} ms of processor",
        f"{'start-up, unlock screen':<28}{costs}",
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
