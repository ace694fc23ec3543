"""What a process boundary costs: start, call, streamed item, kill; beside the floor of a bare pipe.

    python -m tests.benchmarks.process [--repeats 5]

Each repeat starts the probe service of the tests, confined as every service. The floor is the same number of
round trips of one byte through two pipes to a child without frames, threads or sandbox. Medians are printed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from app.process.service import Service, ServiceSpec, start_service
from tests.app.process.probe_service import ProbePort, ProbeStart

CALLS = 1000
ITEMS = 50_000
ECHO = "import os\nwhile data := os.read(0, 1): os.write(1, data)"


def probe() -> Service[ProbePort]:
    command = (sys.executable, "-m", "tests.app.process.probe_service")
    return start_service(ServiceSpec("probe", ProbePort, ProbeStart(), command=command))


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def cpu_of(pid: int) -> float:
    """Return the CPU seconds a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def floor_per_call() -> float:
    with subprocess.Popen(
        [sys.executable, "-S", "-c", ECHO], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        down, up = child.stdin.fileno(), child.stdout.fileno()

        def ping() -> None:
            for _ in range(CALLS):
                os.write(down, b"x")
                os.read(up, 1)

        ping()
        return seconds(ping) / CALLS * 1e6


def bare_start() -> float:
    return seconds(lambda: subprocess.run([sys.executable, "-c", ""], check=True)) * 1000


def once() -> dict[str, float]:
    figures = {"bare python, start to end (ms)": bare_start()}
    began = time.perf_counter()
    service = probe()
    figures["service, start to hello (ms)"] = (time.perf_counter() - began) * 1000
    port = service.port
    try:
        port.nothing()
        figures["bare pipe round trip (us)"] = floor_per_call()
        figures["call round trip (us)"] = seconds(lambda: [port.add(1) for _ in range(CALLS)]) / CALLS * 1e6
        cpu, child_cpu = time.process_time(), cpu_of(service.pid)
        figures["streamed item, as fast as it goes (us)"] = (
            seconds(lambda: sum(1 for _ in port.count(ITEMS))) / ITEMS * 1e6
        )
        figures["  CPU of it in the parent (us)"] = (time.process_time() - cpu) / ITEMS * 1e6
        figures["  CPU of it in the child (us)"] = (cpu_of(service.pid) - child_cpu) / ITEMS * 1e6
        lump = b"x" * 2**20
        text = lump.decode()
        figures["1 MiB there and back (ms)"] = seconds(lambda: port.echo(text)) * 1000
        stream = port.count(10**12)
        next(stream)
        figures["kill while it streams (ms)"] = service.kill() * 1000
    finally:
        service.kill()
    return figures


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repeats", type=int, default=5)
    repeats = parser.parse_args(arguments).repeats
    runs = [once() for _ in range(repeats)]
    print(f"median of {repeats} (least)")
    for name in runs[0]:
        values = [run[name] for run in runs]
        print(f"{name:42} {statistics.median(values):9.1f} ({min(values):.1f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
