"""Promise: key derivation is neither cheap to guess nor able to take the machine down."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import KdfOutOfRange, StorageFailed
from app.vault import kdf
from app.vault.kdf import CEILING, FLOOR, KdfLimits
from app.vault.port import KdfCost

MIB = 1024


def cost(memory: int, time: int = 3, lanes: int = 4) -> KdfCost:
    return KdfCost(memory_kib=memory, time=time, lanes=lanes)


def test_derivation_is_argon2id_version_13() -> None:
    """The reference value was computed with the argon2 command line tool's algorithm (RFC 9106)."""
    from argon2 import low_level

    assert kdf.ARGON2_VERSION == low_level.ARGON2_VERSION == 19
    expected = low_level.hash_secret_raw(b"secret", b"s" * 16, 2, 256, 2, 32, low_level.Type.ID)
    assert kdf.derive(b"secret", salt=b"s" * 16, cost=cost(256, 2, 2)) == expected
    assert expected.hex() != kdf.derive(b"secret", salt=b"s" * 16, cost=cost(256, 1, 2)).hex()


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        (cost(64 * 1024 * MIB), "memory_kib"),
        (cost(8), "memory_kib"),
        (cost(64 * MIB - 1), "memory_kib"),
        (cost(64 * MIB, time=10**9), "time"),
        (cost(64 * MIB, time=2), "time"),
        (cost(64 * MIB, lanes=0), "lanes"),
        (cost(64 * MIB, lanes=17), "lanes"),
        (cost(-1), "memory_kib"),
        (cost(10**4000), "memory_kib"),
    ],
)
def test_parameters_out_of_range_are_refused_without_allocating(wanted: KdfCost, name: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(KdfOutOfRange) as caught:
            KdfLimits().require(wanted)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert caught.value.facts["name"] == name
    assert len(str(caught.value.facts["value"])) <= 24
    assert peak < 100_000


def test_the_bounds_themselves_are_accepted() -> None:
    KdfLimits().require(FLOOR)
    KdfLimits().require(CEILING)
    assert not KdfLimits().is_weak(FLOOR)
    assert KdfLimits(floor=cost(64)).is_weak(cost(64))


@given(st.floats(1e-4, 60), st.integers(0, 64 * 2**30))
def test_calibration_stays_within_time_memory_and_limits(seconds_at_floor: float, free: int) -> None:
    chosen = kdf.calibrate(KdfLimits(), available=free, measure=lambda _: seconds_at_floor)
    KdfLimits().require(chosen)
    assert chosen.memory_kib <= 1024 * MIB
    estimate = seconds_at_floor * (chosen.memory_kib / FLOOR.memory_kib) * (chosen.time / FLOOR.time)
    assert estimate <= 1.2 * 1.001 or chosen == FLOOR
    assert chosen.memory_kib * 1024 <= free // 4 or chosen.memory_kib == FLOOR.memory_kib


def test_memory_comes_before_passes() -> None:
    plenty = 64 * 2**30
    assert kdf.calibrate(KdfLimits(), available=plenty, measure=lambda _: 0.25) == cost(256 * MIB)
    assert kdf.calibrate(KdfLimits(), available=plenty, measure=lambda _: 5.0) == FLOOR
    assert kdf.calibrate(KdfLimits(), available=plenty, measure=lambda _: 0.01) == cost(1024 * MIB, time=20)
    assert kdf.calibrate(KdfLimits(), available=0, measure=lambda _: 0.25) == cost(64 * MIB, time=14)


def test_calibration_measures_when_nobody_says() -> None:
    small = cost(64, 1, 1)
    assert kdf.calibrate(KdfLimits(floor=small, advised=small, seconds=0.0)) == small


def test_memory_that_cannot_be_had_is_an_error_with_the_number(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise kdf.HashingError("Memory allocation error")

    monkeypatch.setattr(kdf, "hash_secret_raw", refuse)
    with pytest.raises(StorageFailed) as caught:
        kdf.derive(b"x", salt=bytes(16), cost=cost(64))
    assert caught.value.facts["reason"] == "memory"
    assert caught.value.facts["needed"] == 64 * 1024


@pytest.mark.parametrize("text", ["", "MemAvailable:", "MemAvailable: many kB", "MemFree: 12 kB"])
def test_free_memory_is_asked_elsewhere_when_proc_says_nothing(tmp_path: Path, text: str) -> None:
    meminfo = tmp_path / "meminfo"
    meminfo.write_text(text)
    assert kdf.available_memory(meminfo) > 0
    assert kdf.available_memory(tmp_path / "missing") > 0


def test_free_memory_is_what_the_kernel_calls_available(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meminfo = tmp_path / "meminfo"
    meminfo.write_text("MemTotal: 9 kB\nMemAvailable:    1234 kB\n")
    assert kdf.available_memory(meminfo) == 1234 * 1024

    def unknown(_: str) -> int:
        raise ValueError

    monkeypatch.setattr(kdf.os, "sysconf", unknown)
    assert kdf.available_memory(tmp_path / "missing") == 0
