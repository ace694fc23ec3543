"""The line at the bottom: speed, context, model, sandbox, and when it locks."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from ui.chat import Gauge
from ui.parts import label, picture, row, tool
from ui.theme import Theme

WARN_SECONDS = 120


class Cut(Enum):
    """What is left out where the line is narrow, the first first; screen readers are still told all of it."""

    MODEL = auto()
    CONTEXT_WORD = auto()
    CONTEXT_BAR = auto()
    LOCK_WORDS = auto()
    SANDBOX_WORDS = auto()
    CONTEXT = auto()
    SPEED = auto()


class StatusLine(QFrame):
    """Figures, each with an icon and words.

    Attributes:
        sandbox_asked: explain the sandbox.
        lock_asked: show the settings for locking.
    """

    sandbox_asked = Signal()
    lock_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("status")
        self._theme = theme
        self._speed = label("")
        self._meter = QProgressBar()
        self._meter.setTextVisible(False)
        self._meter.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._meter.setAccessibleName(self.tr("Context used"))
        self._context = label("")
        self._model = label("")
        self._speed_box = _pair(picture(theme, "zap", tone="text3", size=14), self._speed)
        self._context_word = label(self.tr("Context"))
        self._context_box = _pair(self._context_word, self._meter, self._context)
        self._context_box.setToolTip(self.tr("Context used"))
        self._model_box = _pair(picture(theme, "cpu", tone="text3", size=14), self._model)
        self.sandbox = tool(
            theme,
            "shield-check",
            self.tr("Sandbox"),
            kind="ghost",
            tone="text3",
            size=14,
            text=" ",
            on_click=self.sandbox_asked.emit,
        )
        self.lock = tool(
            theme,
            "key-round",
            self.tr("Locking"),
            kind="ghost",
            tone="text3",
            size=14,
            text=" ",
            on_click=self.lock_asked.emit,
        )
        self.setLayout(
            row(
                self._speed_box,
                self._context_box,
                self._model_box,
                None,
                self.sandbox,
                self.lock,
                spacing=16,
                margins=(18, 1, 12, 1),
            )
        )
        self._wanted = dict.fromkeys((self._model_box, self._context_box, self._speed_box), False)
        self._is_sandbox_full = False
        # Whole, and where it is narrow.
        self._lock_words = ("", "")
        theme.changed.connect(self._fit)
        self._fit()
        self.show_gauge(Gauge())
        self.show_model("")
        self.show_sandbox("", "")
        self.show_lock(None)

    def show_gauge(self, gauge: Gauge) -> None:
        """Show speed and context of the last answer."""
        self._wanted[self._speed_box] = gauge.tokens_per_second > 0
        self._speed.setText(self.tr("{speed} tok/s").format(speed=f"{gauge.tokens_per_second:.1f}"))
        self._wanted[self._context_box] = gauge.context_tokens > 0
        self._meter.setRange(0, max(1, gauge.context_tokens))
        self._meter.setValue(min(gauge.context_used, gauge.context_tokens))
        figures = f"{short_count(gauge.context_used)} / {short_count(gauge.context_tokens)}"
        self._context.setText(figures)
        self._meter.setAccessibleDescription(figures)
        self._make_room()

    def show_model(self, text: str) -> None:
        """Show which model is loaded, or what happens to it."""
        self._wanted[self._model_box] = bool(text)
        self._model.setText(
            self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, self._theme.px(300))
        )
        self._make_room()

    def show_sandbox(self, vault: str, engine: str) -> None:
        """Show the weaker of the levels that the processes reported; "" where one does not run."""
        order = {"none": 0, "reduced": 1, "full": 2}
        known = [level for level in (vault, engine) if level in order]
        level = min(known, key=order.__getitem__, default="")
        self.sandbox.setVisible(bool(level))
        words = {
            "full": self.tr("Sandbox: full"),
            "reduced": self.tr("Sandbox: reduced"),
            "none": self.tr("No sandbox"),
        }
        text = words.get(level, "")
        self._is_sandbox_full = level == "full"
        self._theme.set_icon(
            self.sandbox,
            "shield-check" if level == "full" else "shield-alert",
            tone="text3" if level == "full" else "warn",
            size=14,
        )
        self.sandbox.setText(f" {text}")
        self.sandbox.setAccessibleName(text)
        self.sandbox.setToolTip(self.tr("What the processes of Sotto may not do"))
        self._make_room()

    def show_lock(self, seconds: float | None) -> None:
        """Show when it locks for idleness; None when it does not."""
        if seconds is None:
            words = (self.tr("Encrypted"),) * 2
        elif seconds <= WARN_SECONDS:
            left = max(0, round(seconds))
            words = (
                self.tr("Encrypted · locks in {seconds} s").format(seconds=left),
                self.tr("Locks in {seconds} s").format(seconds=left),
            )
        else:
            left = -int(-seconds // 60)
            words = (
                self.tr("Encrypted · locks in {minutes} min").format(minutes=left),
                self.tr("Locks in {minutes} min").format(minutes=left),
            )
        if self._lock_words == words:
            return
        self._lock_words = words
        is_soon = seconds is not None and seconds <= 60
        self._theme.set_icon(self.lock, "key-round", tone="warn" if is_soon else "text3", size=14)
        self.lock.setAccessibleName(words[0])
        self.lock.setToolTip(self.tr("Change when Sotto locks"))
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has no room."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Leave out as little as there is no room for, in the order of `Cut`."""
        for cuts in range(len(Cut) + 1):
            self._leave_out(frozenset(list(Cut)[:cuts]))
            if self._needed() <= self.width() - 2 * 18:
                return

    def _leave_out(self, cuts: frozenset[Cut]) -> None:
        boxes = {self._model_box: Cut.MODEL, self._context_box: Cut.CONTEXT, self._speed_box: Cut.SPEED}
        for box, cut in boxes.items():
            box.setVisible(self._wanted[box] and cut not in cuts)
        self._context_word.setVisible(Cut.CONTEXT_WORD not in cuts)
        self._meter.setVisible(Cut.CONTEXT_BAR not in cuts)
        self.lock.setText(f" {self._lock_words[Cut.LOCK_WORDS in cuts]}")
        is_bare = Cut.SANDBOX_WORDS in cuts and self._is_sandbox_full
        style = Qt.ToolButtonStyle
        self.sandbox.setToolButtonStyle(
            style.ToolButtonIconOnly if is_bare else style.ToolButtonTextBesideIcon
        )

    def _needed(self) -> int:
        shown = (*self._wanted, self.sandbox, self.lock)
        return sum(each.sizeHint().width() + 16 for each in shown if not each.isHidden())

    def _fit(self) -> None:
        self._meter.setFixedWidth(self._theme.px(88))
        self._make_room()


def short_count(tokens: int) -> str:
    """Return a number of tokens as a person reads it: 812, 11.2k, 32k."""
    if tokens < 1000:
        return str(tokens)
    thousands = tokens / 1000
    return f"{thousands:.1f}k" if thousands < 20 and tokens % 1000 >= 50 else f"{thousands:.0f}k"


def _pair(*widgets: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(row(*widgets, spacing=6))
    return made
