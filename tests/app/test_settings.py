"""Promise: settings survive, bad ones never stop the start, and they hold no words of the user."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from app.redaction.findings import EntityType
from app.settings import Settings, SettingsStore


def test_settings_come_back_after_a_restart(tmp_path: Path) -> None:
    SettingsStore(tmp_path / "deep" / "settings.json").change(theme="dark", text_scale=150)
    again = SettingsStore(tmp_path / "deep" / "settings.json")
    assert (again.current.theme, again.current.text_scale) == ("dark", 150)


def test_what_the_user_chose_to_hide_comes_back_and_a_type_that_is_none_is_refused(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path / "settings.json")
    store.change(redaction_profile="custom", redaction_chosen=(EntityType.IBAN, EntityType.SECRET))
    again = SettingsStore(tmp_path / "settings.json").current
    assert again.redaction_chosen == (EntityType.IBAN, EntityType.SECRET)
    with pytest.raises(msgspec.ValidationError):
        store.change(redaction_chosen=("HOROSCOPE",))
    assert store.change(redaction_chosen=()).redaction_chosen == ()


def test_unless_told_otherwise_it_locks_after_ten_idle_minutes_and_with_the_screen(tmp_path: Path) -> None:
    fresh = SettingsStore(tmp_path / "settings.json").current
    assert (fresh.idle_lock_minutes, fresh.lock_with_screen) == (10, True)


def test_the_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        SettingsStore(tmp_path / "settings.json").change(theme="dark")
    finally:
        os.umask(before)
    assert (tmp_path / "settings.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "change", [{"text_scale": 79}, {"text_scale": 201}, {"theme": "pink"}, {"idle_lock_minutes": -1}]
)
def test_a_value_out_of_range_changes_nothing(tmp_path: Path, change: dict[str, object]) -> None:
    store = SettingsStore(tmp_path / "settings.json")
    with pytest.raises(msgspec.ValidationError):
        store.change(**change)
    assert store.current == Settings()
    assert not (tmp_path / "settings.json").exists()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "damaged"),
        (b"{", "damaged"),
        (b"\xff\xfe", "damaged"),
        (b'{"unknown": 1}', "damaged"),
        (b'{"version": 9}', "newer"),
    ],
)
def test_an_unreadable_file_gives_the_defaults_and_is_kept_aside(
    tmp_path: Path, content: bytes, problem: str
) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    store = SettingsStore(path)
    assert store.current == Settings()
    assert store.problem == problem
    assert (tmp_path / f"settings.json.{problem}").read_bytes() == content


def test_an_override_holds_for_this_run_and_is_not_saved(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path / "settings.json")
    store.override(max_tokens=64)
    store.change(theme="light")
    assert store.current.max_tokens == 64
    assert SettingsStore(tmp_path / "settings.json").current == Settings(theme="light")


def test_a_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = SettingsStore(tmp_path / "settings.json")
    store.change(theme="dark")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.change(theme="light")
    assert store.current.theme == "light"
    assert SettingsStore(tmp_path / "settings.json").current.theme == "dark"
    assert [p.name for p in tmp_path.iterdir()] == ["settings.json"]
