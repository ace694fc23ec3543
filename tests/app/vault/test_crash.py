"""Promise: an acknowledged message survives kill -9, and no kill leaves a vault that does not open.

Acceptance tests 13 to 15, 17 and 32 (no half rows): each storage call of the operation is once the last one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.app.vault.preloaded import play


def whole(result: dict[str, Any]) -> None:
    assert result["problems"] == []
    assert result["outcomes"].keys() == {"killed", "done"}
    assert result["outcomes"]["done"] == 1


@pytest.mark.slow
def test_killed_at_any_call_of_a_passphrase_change_the_old_or_the_new_one_opens(memory_folder: Path) -> None:
    result = play("kill_changing_passphrase", memory_folder)
    assert result["calls"] > 10
    whole(result)


@pytest.mark.slow
def test_killed_at_any_call_of_a_new_recovery_code_the_passphrase_opens(memory_folder: Path) -> None:
    result = play("kill_replacing_recovery_code", memory_folder)
    assert result["calls"] > 10
    whole(result)


@pytest.mark.slow
def test_killed_at_any_call_of_creating_it_opens_or_can_be_created(memory_folder: Path) -> None:
    result = play("kill_creating", memory_folder)
    assert result["calls"] > 20
    whole(result)


@pytest.mark.slow
def test_killed_at_any_call_of_restoring_the_key_file_it_can_be_restored(memory_folder: Path) -> None:
    result = play("kill_restoring_key_file", memory_folder)
    assert result["calls"] > 3
    whole(result)


@pytest.mark.slow
def test_killed_at_any_call_of_a_migration_the_next_one_gets_through(memory_folder: Path) -> None:
    result = play("kill_migrating", memory_folder)
    assert result["calls"] > 20
    whole(result)


def test_killed_at_any_statement_of_a_migration_both_schemas_are_whole_and_a_backup_is_there(
    memory_folder: Path,
) -> None:
    result = play("kill_migrating_at_every_statement", memory_folder)
    assert result == {"calls": 7, "problems": []}


@pytest.mark.slow
def test_killed_at_any_call_of_a_deletion_it_is_finished_and_leaves_no_trace(memory_folder: Path) -> None:
    result = play("kill_deleting", memory_folder)
    assert result["calls"] > 20
    whole(result)


@pytest.mark.slow
def test_killed_in_the_middle_of_chatting_nothing_acknowledged_is_lost(
    tmp_path: Path, memory_folder: Path
) -> None:
    """What was acknowledged is there, what was begun is there or not, nothing is half.

    420 kills on a file system in memory, where they fall into our code more often than into a flush, and 80
    on the disk.
    """
    for folder, rounds in ((memory_folder, 420), (tmp_path, 80)):
        result = play("random_kills", folder, FAULT_ROUNDS=str(rounds), FAULT_SEED="7")
        assert result["problems"] == []
        assert result["killed"] == rounds
        assert result["acknowledged"] > 5 * rounds
        assert result["slowest_unlock"] < 1.0, result["slowest_unlock"]  # 30 ms on two busy cores
