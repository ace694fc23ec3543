"""When it locks without being asked: the idle timer needs no wall clock; D-Bus is heard where it is there.

The D-Bus tests run a private bus with a scripted logind on it.
"""

from __future__ import annotations

import os
import select
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
)
from PySide6.QtGui import QMouseEvent, QWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.fake_clock import FakeClock
from tests.ui.stage import Stage, readable_text
from ui.locking import IdleWatch, awake_clock
from ui.screen import LOGIND, LOGIND_PATH, ScreenWatch
from ui.unlock_form import UnlockForm


@pytest.fixture
def boot() -> FakeClock:
    return FakeClock(50_000.0)


@pytest.fixture
def watch(qtbot: QtBot, clock: FakeClock, boot: FakeClock) -> Iterator[IdleWatch]:
    made = IdleWatch(limit_seconds=lambda: 600, clock=clock, sleep_clock=boot)
    made.start()
    yield made
    made.stop()


class TestIdleWatch:
    def test_it_expires_once_after_the_limit(self, qtbot: QtBot, watch: IdleWatch, clock: FakeClock) -> None:
        told: list[bool] = []
        watch.expired.connect(lambda: told.append(True))
        clock.advance(599)
        watch.check()
        assert told == []
        clock.advance(1)
        watch.check()
        watch.check()
        assert told == [True]

    def test_it_asks_no_wall_clock(
        self, watch: IdleWatch, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("time", "time_ns", "localtime"):
            monkeypatch.setattr(f"time.{name}", lambda *_: pytest.fail("the wall clock was asked"))
        clock.advance(60)
        watch.check()
        assert watch.left == 540

    def test_time_asleep_counts(self, qtbot: QtBot, watch: IdleWatch, boot: FakeClock) -> None:
        boot.advance(3600)  # the monotonic clock stood still meanwhile
        with qtbot.waitSignal(watch.expired):
            watch.check()

    def test_no_limit_never_expires(self, qtbot: QtBot, clock: FakeClock) -> None:
        watch = IdleWatch(limit_seconds=lambda: 0, clock=clock, sleep_clock=clock)
        watch.start()
        clock.advance(1e9)
        with qtbot.waitSignal(watch.ticked) as told:
            watch.check()
        assert told.args == [None]
        watch.stop()

    def test_keys_and_clicks_count_as_use(self, watch: IdleWatch, clock: FakeClock) -> None:
        window = QWindow()
        window.installEventFilter(watch)
        clock.advance(500)
        QTest.keyClick(window, Qt.Key.Key_A)
        assert watch.left == 600
        clock.advance(500)
        QTest.mouseClick(window, Qt.MouseButton.LeftButton)
        assert watch.left == 600

    def test_a_pointer_that_does_not_move_is_no_use(self, watch: IdleWatch, clock: FakeClock) -> None:
        def move(x: int) -> None:
            place = QPointF(x, 5)
            event = QMouseEvent(
                QEvent.Type.MouseMove,
                place,
                place,
                Qt.MouseButton.NoButton,
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
            )
            watch.eventFilter(QObject(), event)

        move(5)
        clock.advance(100)
        move(5)
        assert watch.left == 500
        move(6)
        assert watch.left == 600

    def test_the_clock_that_runs_through_sleep_never_goes_back(self) -> None:
        first = awake_clock()
        assert awake_clock() >= first


def test_using_the_window_keeps_it_open(stage: Stage) -> None:
    stage.unlock()
    stage.desk.idle.watch_windows(stage.desk.application)
    stage.clock.advance(599)
    QTest.mouseClick(
        stage.window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5)
    )
    stage.clock.advance(599)
    stage.desk.idle.check()
    assert stage.assistant.is_unlocked


# --- D-Bus --------------------------------------------------------------------------------------------


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A private bus."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("dbus-daemon is not installed")
    config = tmp_path / "bus.conf"
    config.write_text(
        "<!DOCTYPE busconfig PUBLIC '-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN'"
        " 'http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd'>"
        f"<busconfig><type>session</type><listen>unix:path={tmp_path}/bus</listen>"
        "<auth>EXTERNAL</auth><policy context='default'><allow send_destination='*' eavesdrop='true'/>"
        "<allow eavesdrop='true'/><allow own='*'/></policy></busconfig>"
    )
    process = subprocess.Popen(
        [daemon, f"--config-file={config}", "--print-address", "--nofork"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], 20)
    found = process.stdout.readline().decode().strip() if ready else ""
    yield found
    process.kill()
    process.wait()
    process.stdout.close()


class Bus:
    """Two ends of the private bus: what the window listens on, and what others send from."""

    def __init__(self, address: str) -> None:
        self.ours = QDBusConnection.connectToBus(address, "ours")
        self.theirs = QDBusConnection.connectToBus(address, "theirs")
        assert self.ours.isConnected()
        assert self.theirs.isConnected()

    def signal(self, path: str, interface: str, name: str, *arguments: object) -> None:
        message = QDBusMessage.createSignal(path, interface, name)
        message.setArguments(list(arguments))
        assert self.theirs.send(message)

    def close(self) -> None:
        QDBusConnection.disconnectFromBus("ours")
        QDBusConnection.disconnectFromBus("theirs")


class FakeLogind(QObject):
    """Answers what the window asks logind for."""

    SESSION = "/org/freedesktop/login1/session/_31"

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus = bus
        self.reads: list[int] = []
        self.asked: list[str] = []
        assert bus.theirs.registerService(LOGIND)
        assert bus.theirs.registerVirtualObject(LOGIND_PATH, self._make_object())

    def _make_object(self) -> QObject:
        from PySide6.QtDBus import QDBusVirtualObject

        logind = self

        class Answers(QDBusVirtualObject):
            def introspect(self, path: str) -> str:
                return ""

            def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
                logind.asked.append(message.member())
                if message.member() == "Inhibit":
                    read, write = os.pipe()
                    logind.reads.append(read)
                    self._answer(message, connection, QDBusUnixFileDescriptor(write))
                    os.close(write)
                else:
                    self._answer(message, connection, QDBusObjectPath(logind.SESSION))
                return True

            def _answer(self, message: QDBusMessage, connection: QDBusConnection, value: object) -> None:
                reply = message.createReply()
                reply.setArguments([value])
                connection.send(reply)

        self._object = Answers()
        return self._object

    @property
    def is_delayed(self) -> bool:
        """Whether somebody still holds the last inhibitor."""
        ready, _, _ = select.select([self.reads[-1]], [], [], 0)
        return not ready

    def close(self) -> None:
        for read in self.reads:
            os.close(read)


@pytest.fixture
def bus(qtbot: QtBot, address: str) -> Iterator[Bus]:
    made = Bus(address)
    yield made
    made.close()


@pytest.fixture
def logind(bus: Bus) -> Iterator[FakeLogind]:
    made = FakeLogind(bus)
    yield made
    made.close()


@pytest.fixture
def screen(qtbot: QtBot, bus: Bus, logind: FakeLogind) -> ScreenWatch:
    made = ScreenWatch(bus.ours, bus.ours)
    made.start()
    qtbot.waitUntil(lambda: made.delays_sleep, timeout=20_000)
    return made


class TestScreenWatch:
    @pytest.mark.parametrize("name", ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"])
    def test_a_screen_saver_that_begins_is_heard(
        self, qtbot: QtBot, bus: Bus, screen: ScreenWatch, name: str
    ) -> None:
        with qtbot.waitSignal(screen.screen_locked, timeout=20_000):
            bus.signal("/" + name.replace(".", "/"), name, "ActiveChanged", True)

    def test_one_that_ends_is_not_a_lock(self, qtbot: QtBot, bus: Bus, screen: ScreenWatch) -> None:
        told: list[str] = []
        screen.screen_locked.connect(lambda: told.append("locked"))
        bus.signal("/x", "org.freedesktop.ScreenSaver", "ActiveChanged", False)
        with qtbot.waitSignal(screen.sleeping, timeout=20_000):
            bus.signal(LOGIND_PATH, f"{LOGIND}.Manager", "PrepareForSleep", True)
        assert told == []

    def test_the_lock_of_our_own_session_is_heard(
        self, qtbot: QtBot, bus: Bus, screen: ScreenWatch, logind: FakeLogind
    ) -> None:
        qtbot.waitUntil(lambda: any(name.startswith("GetSession") for name in logind.asked), timeout=20_000)
        with qtbot.waitSignal(screen.screen_locked, timeout=20_000):
            _until_heard(qtbot, screen, lambda: bus.signal(FakeLogind.SESSION, f"{LOGIND}.Session", "Lock"))

    def test_sleep_is_delayed_until_released_and_again_after_waking(
        self, qtbot: QtBot, bus: Bus, screen: ScreenWatch, logind: FakeLogind
    ) -> None:
        assert logind.is_delayed
        with qtbot.waitSignal(screen.sleeping, timeout=20_000):
            bus.signal(LOGIND_PATH, f"{LOGIND}.Manager", "PrepareForSleep", True)
        assert logind.is_delayed
        screen.release()
        qtbot.waitUntil(lambda: not logind.is_delayed, timeout=20_000)
        with qtbot.waitSignal(screen.woken, timeout=20_000):
            bus.signal(LOGIND_PATH, f"{LOGIND}.Manager", "PrepareForSleep", False)
        qtbot.waitUntil(lambda: screen.delays_sleep and logind.is_delayed, timeout=20_000)

    def test_no_bus_is_silence(self, qtbot: QtBot) -> None:
        nowhere = QDBusConnection("no such bus")
        screen = ScreenWatch(nowhere, nowhere)
        screen.start()
        assert not screen.delays_sleep


def _until_heard(qtbot: QtBot, screen: ScreenWatch, send: object) -> None:
    """Send until it is heard: the subscription to our session follows an answer that takes a moment."""
    heard: list[bool] = []
    screen.screen_locked.connect(lambda: heard.append(True))

    def again() -> bool:
        if not heard and callable(send):
            send()
        return bool(heard)

    qtbot.waitUntil(again, timeout=20_000)


class TestWindowAndScreen:
    def test_the_window_locks_before_sleep_and_then_lets_the_computer_sleep(
        self, stage: Stage, bus: Bus, logind: FakeLogind
    ) -> None:
        stage.unlock()
        stage.desk.watch_screen(bus.ours, bus.ours)
        screen = stage.desk.screen
        assert screen is not None
        stage.until(lambda: screen.delays_sleep)
        bus.signal(LOGIND_PATH, f"{LOGIND}.Manager", "PrepareForSleep", True)
        stage.until(lambda: not logind.is_delayed)
        assert not stage.assistant.is_unlocked
        assert "went to sleep" in readable_text(stage.form(UnlockForm))

    def test_a_locked_window_does_not_delay_sleep(self, stage: Stage, bus: Bus, logind: FakeLogind) -> None:
        stage.form(UnlockForm)
        stage.desk.watch_screen(bus.ours, bus.ours)
        screen = stage.desk.screen
        assert screen is not None
        stage.until(lambda: screen.delays_sleep)
        bus.signal(LOGIND_PATH, f"{LOGIND}.Manager", "PrepareForSleep", True)
        stage.until(lambda: not logind.is_delayed)

    def test_the_settings_can_say_not_to_lock_with_the_screen(
        self, stage: Stage, bus: Bus, logind: FakeLogind
    ) -> None:
        stage.unlock()
        stage.desk.preferences.change(lock_with_screen=False)
        stage.desk.watch_screen(bus.ours, bus.ours)
        screen = stage.desk.screen
        assert screen is not None
        stage.until(lambda: screen.delays_sleep)
        bus.signal(LOGIND_PATH, f"{LOGIND}.Manager", "PrepareForSleep", True)
        stage.until(lambda: stage.disk.calls)
        with stage.bot.waitSignal(screen.sleeping, timeout=20_000):
            bus.signal(LOGIND_PATH, f"{LOGIND}.Manager", "PrepareForSleep", True)
        assert stage.assistant.is_unlocked
