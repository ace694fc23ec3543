"""Promise: a wrong guess makes the next one wait, whatever is restarted or forged, and keeps nobody out.

Acceptance test 39 of the security design.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import (
    TooManyAttempts,
    WrongPassphrase,
)
from app.vault.guard import delay_after
from app.vault.port import Passphrase
from tests.app.vault.key_files import code_of
from tests.app.vault.support import (
    RIGHT,
    WRONG,
    Clock,
    reopened,
    vault_at,
)


def test_the_wait_doubles_from_one_second_to_a_minute() -> None:
    assert [delay_after(count) for count in range(9)] == [0, 1, 2, 4, 8, 16, 32, 60, 60]
    assert delay_after(10**9) == 60


def test_while_waiting_nothing_is_tried_not_even_the_right_passphrase(folder: Path) -> None:
    code_of(folder)
    clock = Clock()
    vault = vault_at(folder, clock=clock)
    for expected in (1.0, 2.0, 4.0):
        with pytest.raises(WrongPassphrase) as caught:
            vault.unlock(WRONG)
        assert caught.value.facts == {"wait": expected}
        clock.now += expected / 2
        with pytest.raises(TooManyAttempts) as early:
            vault.unlock(RIGHT)
        assert early.value.facts == {"wait": expected / 2}
        assert vault.status().wait == expected / 2
        clock.now += expected / 2
    assert vault.unlock(RIGHT).conversations == 3
    vault.close()
    assert vault_at(folder, clock=clock).status().wait == 0.0
    assert not (folder / "vault.attempts").exists()


def test_a_new_process_still_waits(folder: Path) -> None:
    code_of(folder)
    clock = Clock()
    for _ in range(3):
        vault = vault_at(folder, clock=clock)
        clock.now += vault.status().wait
        with pytest.raises(WrongPassphrase):
            vault.unlock(WRONG)
    assert vault_at(folder, clock=clock).status().wait == 4.0
    clock.now += 3
    assert vault_at(folder, clock=clock).status().wait == 1.0


@pytest.mark.parametrize(("after_boot", "wait"), [(0.0, 8.0), (5.0, 3.0), (100.0, 0.0)])
def test_a_reboot_does_not_shorten_the_wait(folder: Path, after_boot: float, wait: float) -> None:
    code_of(folder)
    clock = Clock()
    vault = vault_at(folder, clock=clock)
    for _ in range(4):
        clock.now += vault.status().wait
        with pytest.raises(WrongPassphrase):
            vault.unlock(WRONG)
    clock.now = after_boot  # the monotonic clock starts again
    assert vault_at(folder, clock=clock).status().wait == wait


def test_the_date_does_not_matter(folder: Path) -> None:
    code_of(folder)
    clock = Clock()
    day = 86_400_000
    for date in (10 * day, 11 * day, 1 * day):
        vault = vault_at(folder, clock=clock, now=lambda date=date: date)
        clock.now += vault.status().wait
        with pytest.raises(WrongPassphrase):
            vault.unlock(WRONG)
    assert vault_at(folder, clock=clock, now=lambda: 99 * day).status().wait == 4.0


def test_killing_the_process_during_an_attempt_does_not_make_it_free(folder: Path) -> None:
    code_of(folder)
    clock = Clock()
    vault = vault_at(folder, clock=clock)

    def killed(*_: object) -> None:
        raise SystemExit

    vault._envelope.open = killed  # type: ignore[method-assign, assignment]
    with pytest.raises(SystemExit):
        vault.unlock(WRONG)
    assert vault_at(folder, clock=clock).status().wait == 1.0


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff", b'{"failures":-3}', b'{"failures":"many"}', b"[]" * 9000]
)
def test_a_damaged_count_of_attempts_keeps_nobody_out(folder: Path, content: bytes) -> None:
    code_of(folder)
    (folder / "vault.attempts").write_bytes(content)
    vault = reopened(folder)
    assert len(vault.conversations(False)) == 3
    vault.close()


def test_a_forged_count_waits_a_minute_at_most(folder: Path) -> None:
    code_of(folder)
    (folder / "vault.attempts").write_bytes(b'{"failures":999999999,"at":1e300}')
    assert vault_at(folder, clock=Clock(0.0)).status().wait == 60.0


def test_a_wrong_current_passphrase_counts_as_well(folder: Path) -> None:
    code_of(folder)
    clock = Clock()
    vault = reopened(folder, clock=clock)
    with pytest.raises(WrongPassphrase):
        vault.change_passphrase(WRONG, Passphrase(b"new"))
    with pytest.raises(TooManyAttempts):
        vault.change_passphrase(RIGHT, Passphrase(b"new"))
    vault.close()
