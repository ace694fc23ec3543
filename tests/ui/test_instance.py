"""One window per vault: a second start raises the first window and ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.paths import profile_paths
from app.settings import SettingsStore
from ui.application import run
from ui.instance import Instance

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the FIFO and flock are POSIX")

_HOLD = (
    "import sys; from pathlib import Path; from ui.instance import Instance;"
    "instance = Instance(Path(sys.argv[1])); print(instance.claim(), flush=True); sys.stdin.read()"
)


def test_only_one_process_can_claim_a_profile(tmp_path: Path) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert other.stdout is not None
    assert other.stdout.readline().strip() == "True"
    ours = Instance(tmp_path)
    assert not ours.claim()
    other.kill()  # without tidying up, as after a crash
    other.communicate()
    assert ours.claim()
    ours.close()


def test_the_second_raises_the_window_of_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    raised: list[bool] = []
    first, second = Instance(tmp_path), Instance(tmp_path)
    assert first.claim()
    first.watch(lambda: raised.append(True))
    assert not second.claim()
    assert second.raise_other()
    qtbot.waitUntil(lambda: raised == [True])
    assert second.raise_other()
    qtbot.waitUntil(lambda: len(raised) == 2)
    first.close()
    assert not second.raise_other()


def test_a_fifo_left_over_from_a_crash_does_not_block_anything(qtbot: QtBot, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "instance.wake")
    assert not Instance(tmp_path).raise_other()
    first = Instance(tmp_path)
    assert first.claim()
    first.watch(lambda: None)
    first.close()
    assert not (tmp_path / "instance.wake").exists()


def test_a_link_in_place_of_the_lock_file_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (tmp_path / "instance.lock").symlink_to(victim)
    with pytest.raises(OSError, match=r"instance\.lock"):
        Instance(tmp_path).claim()
    assert victim.read_text() == "mine"


def test_its_files_are_private(qtbot: QtBot, tmp_path: Path) -> None:
    first = Instance(tmp_path)
    first.claim()
    first.watch(lambda: None)
    assert {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {
        "instance.lock": 0o600,
        "instance.wake": 0o600,
    }
    first.close()


def test_a_second_start_ends_with_success_and_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = profile_paths(tmp_path)
    paths.make()
    first = Instance(paths.runtime)
    assert first.claim()
    code = run(lambda observer: pytest.fail("no core"), paths, SettingsStore(paths.settings))
    assert code == 0
    assert "already running" in capsys.readouterr().err
    first.close()
