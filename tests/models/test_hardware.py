"""Promise: threads, context and memory fit the machine, and what cannot fit is refused with the numbers."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from models.errors import NotEnoughMemory
from models.hardware import (
    MemoryGauge,
    address_space_limit,
    choose_context,
    kv_bytes,
    largest_context,
    memory_needed,
    physical_cores,
    useful_threads,
)
from models.header import ModelHeader

GB = 2**30
MODEL = ModelHeader(
    name="m",
    architecture="llama",
    licence="",
    quantization="Q4_K_M",
    parameters=8_000_000_000,
    weight_bytes=5 * GB,
    layers=32,
    width=4096,
    hidden=14336,
    heads=32,
    kv_heads=(8,) * 32,
    key_width=128,
    value_width=128,
    trained_context=131072,
    vocabulary=128256,
    templates={},
)


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Eight hardware threads on four cores, 16 GB, no cgroup limits."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: set(range(8)), raising=False)
    for cpu in range(8):
        put(
            tmp_path, f"sys/devices/system/cpu/cpu{cpu}/topology/core_cpus_list", f"{cpu % 4},{cpu % 4 + 4}\n"
        )
    put(tmp_path, "proc/self/cgroup", "0::/user/app\n")
    put(tmp_path, "proc/meminfo", f"MemTotal: 33554432 kB\nMemFree: 1 kB\nMemAvailable:  {16 * 2**20} kB\n")
    return tmp_path


def test_hardware_threads_of_one_core_count_once(machine: Path) -> None:
    assert physical_cores(machine) == 4


def test_affinity_and_quota_limit_the_threads(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 1, 4})
    assert physical_cores(machine) == 2
    put(machine, "sys/fs/cgroup/user/app/cpu.max", "max 100000\n")
    assert physical_cores(machine) == 2
    put(machine, "sys/fs/cgroup/user/cpu.max", "100000 100000\n")
    assert physical_cores(machine) == 1


def test_a_fraction_of_a_core_is_still_one_thread(machine: Path) -> None:
    put(machine, "sys/fs/cgroup/user/app/cpu.max", "10000 100000")
    assert physical_cores(machine) == 1


def test_a_system_that_tells_nothing_counts_every_processor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 1, 2}, raising=False)
    assert physical_cores(tmp_path) == 3


def test_small_models_get_fewer_threads() -> None:
    assert useful_threads(MODEL, 16) == 16
    assert useful_threads(replace(MODEL, weight_bytes=6 * 2**20), 16) == 1


def test_available_memory_is_the_system_s(machine: Path) -> None:
    assert MemoryGauge(machine).available() == 16 * GB


def test_a_cgroup_limit_counts_and_its_page_cache_is_free(machine: Path) -> None:
    put(machine, "sys/fs/cgroup/user/memory.max", f"{4 * GB}\n")
    put(machine, "sys/fs/cgroup/user/memory.current", f"{3 * GB}\n")
    put(machine, "sys/fs/cgroup/user/memory.stat", f"anon 1\nfile 2\ninactive_file {2 * GB}\n")
    assert MemoryGauge(machine).available() == 3 * GB


def test_the_gauge_reads_again_through_the_files_it_holds(machine: Path) -> None:
    gauge = MemoryGauge(machine)
    put(machine, "proc/meminfo", f"MemAvailable: {2**20} kB\n")
    assert gauge.available() == GB
    gauge.close()


def test_this_machine_has_memory_and_a_core() -> None:
    gauge = MemoryGauge()
    assert (gauge.available() or 0) > 2**20
    assert physical_cores() >= 1
    gauge.close()


def test_the_address_space_is_limited_to_the_machine_and_the_file() -> None:
    limit = address_space_limit(5 * GB)
    assert limit is not None
    assert limit > 11 * GB
    assert address_space_limit(6 * GB) == limit + 2 * GB


def test_the_kv_cache_of_a_known_model_has_the_published_size() -> None:
    """An 8B Llama 3 keeps 131 MB per 1,000 tokens in f16 (128 KiB a token)."""
    assert kv_bytes(MODEL, 1024) == 128 * 1024 * 1024


def test_more_context_needs_more_memory() -> None:
    needs = [memory_needed(MODEL, context) for context in (512, 4096, 32768, 131072)]
    assert needs == sorted(needs)
    assert needs[0] > MODEL.weight_bytes


@pytest.mark.parametrize("gigabytes", [5, 5.5, 6, 7, 8, 12, 24])
def test_the_largest_context_fits_and_a_larger_one_would_not(gigabytes: float) -> None:
    available = int(gigabytes * GB)
    context = largest_context(MODEL, available, 131072)
    assert context == 0 or memory_needed(MODEL, context) <= available
    assert context == 131072 or memory_needed(MODEL, max(context, 256) + 256) > available


def test_the_context_is_8192_or_what_the_model_knows_or_what_fits() -> None:
    assert choose_context(MODEL, asked=None, available=32 * GB) == 8192
    assert choose_context(replace(MODEL, trained_context=2048), asked=None, available=32 * GB) == 2048
    smaller = choose_context(MODEL, asked=None, available=int(5.7 * GB))
    assert 512 <= smaller < 8192
    assert memory_needed(MODEL, smaller) <= int(5.7 * GB)
    assert choose_context(MODEL, asked=None, available=None) == 8192


def test_what_cannot_fit_is_refused_with_the_numbers_and_what_would() -> None:
    with pytest.raises(NotEnoughMemory) as caught:
        choose_context(MODEL, asked=65536, available=8 * GB)
    facts = caught.value.facts
    assert (facts["available"], facts["context"]) == (8 * GB, 65536)
    assert int(facts["needed"]) == memory_needed(MODEL, 65536)
    assert memory_needed(MODEL, int(facts["fits"])) <= 8 * GB
    with pytest.raises(NotEnoughMemory) as caught:
        choose_context(MODEL, asked=None, available=4 * GB)
    assert caught.value.facts["fits"] == 0


def test_force_loads_in_spite_of_the_numbers() -> None:
    assert choose_context(MODEL, asked=65536, available=GB, force=True) == 65536
