"""A gallery to look at: every kind of control, and a transcript with every kind of block.

``python -m tests.ui.gallery OUT_DIR [--what controls|transcript] [--sizes 100,150]`` writes PNGs, light and
dark. Run it under ``xvfb-run -a``: the offscreen platform draws text a little differently.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSlider,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.conversation import MessageStatus, Role
from tests.ui import samples
from ui.application import make_application
from ui.theme import Theme
from ui.transcript import MessageView, TranscriptView


def controls(theme: Theme) -> QWidget:
    """Every kind of control, at rest, disabled and chosen."""
    page = QWidget()
    page.setObjectName("page")
    grid = QGridLayout(page)
    grid.setContentsMargins(*[theme.px(24)] * 4)
    grid.setSpacing(theme.px(12))
    for column, kind in enumerate(("", "primary", "danger", "ghost", "link", "chip", "local")):
        for row, enabled in enumerate((True, False)):
            button = QPushButton(kind or "plain")
            button.setProperty("kind", kind)
            button.setEnabled(enabled)
            if kind in ("chip", "local"):
                theme.set_icon(button, "shield-check" if kind == "local" else "cpu", tone="ok", size=16)
            grid.addWidget(button, row, column)
    tools = QHBoxLayout()
    kinds = {"copy": "", "panel-left": "", "lock": "chip", "arrow-up": "send", "square": "send"}
    for name, kind in (kinds | {"trash-2": "danger", "refresh-cw": "ghost", "sotto-mark": "icon"}).items():
        tool = QToolButton()
        tool.setProperty("kind", kind)
        tone = "on_accent" if kind == "send" else "bad" if kind == "danger" else "text2"
        theme.set_icon(tool, name, tone=tone)
        if kind in ("chip", "ghost"):
            tool.setText(kind)
            tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        tools.addWidget(tool)
    icon = QLabel()
    theme.set_icon(icon, "sotto", size=44)
    tools.addWidget(icon)
    tools.addStretch(1)
    grid.addLayout(tools, 2, 0, 1, 7)
    labels = QHBoxLayout()
    for role in ("title", "h1", "h2", "body", "small", "caption", "mono"):
        label = QLabel(role.capitalize())
        label.setProperty("role", role)
        labels.addWidget(label)
    for tone in ("muted", "second", "accent", "ok", "warn", "bad"):
        label = QLabel(tone)
        label.setProperty("tone", tone)
        labels.addWidget(label)
    labels.addStretch(1)
    grid.addLayout(labels, 3, 0, 1, 7)
    fields = QHBoxLayout()
    edit = QLineEdit("A field")
    search = QLineEdit()
    search.setProperty("kind", "search")
    search.setPlaceholderText("Search chats")
    combo = QComboBox()
    combo.addItems(["Follow the system", "Light", "Dark"])
    spin = QSpinBox()
    spin.setValue(10)
    for field in (edit, search, combo, spin):
        fields.addWidget(field)
    grid.addLayout(fields, 4, 0, 1, 7)
    choices = QHBoxLayout()
    for text, checked in (("Checked", True), ("Not", False)):
        box = QCheckBox(text)
        box.setChecked(checked)
        choices.addWidget(box)
        radio = QRadioButton(text)
        radio.setAutoExclusive(False)
        radio.setChecked(checked)
        choices.addWidget(radio)
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setValue(40)
    choices.addWidget(slider)
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setValue(35)
    choices.addWidget(bar)
    grid.addLayout(choices, 5, 0, 1, 7)
    for column, tone in enumerate(("info", "ok", "warn", "bad")):
        banner = QFrame()
        banner.setProperty("kind", "banner")
        banner.setProperty("tone", tone)
        inside = QHBoxLayout(banner)
        inside.addWidget(QLabel(f"Banner {tone}"))
        grid.addWidget(banner, 6, column)
    side = QFrame()
    side.setObjectName("sidebar")
    inside_side = QVBoxLayout(side)
    new = QPushButton("  New chat")
    new.setProperty("kind", "new")
    theme.set_icon(new, "message-square-plus", tone="text")
    inside_side.addWidget(new)
    listed = QListWidget()
    listed.setProperty("kind", "rows")
    listed.ensurePolished()
    listed.addItems(["Lease questions", "Audit summary", "Python: parse CSV"])
    listed.setCurrentRow(0)
    inside_side.addWidget(listed)
    row = QPushButton("  Settings")
    row.setProperty("kind", "row")
    theme.set_icon(row, "settings")
    inside_side.addWidget(row)
    grid.addWidget(side, 7, 0, 1, 3)
    card = QFrame()
    card.setProperty("kind", "card")
    inside_card = QVBoxLayout(card)
    title = QLabel("A card")
    title.setProperty("role", "h1")
    inside_card.addWidget(title)
    focused = QPushButton("Focused")
    focused.setProperty("kind", "primary")
    inside_card.addWidget(focused)
    inside_card.addStretch(1)
    grid.addWidget(card, 7, 3, 1, 4)
    focused.setFocus()
    return page


def transcript(theme: Theme) -> QWidget:
    """A transcript with every kind of message and block, from its beginning."""
    view = TranscriptView(theme)
    view.show_conversation(samples.gallery())
    QTimer.singleShot(150, view, lambda: view.scroll_to("m0", -1))
    return view


def transcript_end(theme: Theme) -> QWidget:
    """The end of the same transcript, where the marks are, and an answer that is being prepared."""
    view = TranscriptView(theme)
    view.show_conversation(samples.gallery())
    running = samples.message(8, Role.ASSISTANT, "", MessageStatus.STREAMING)
    view.append(MessageView(running, is_last=True, model="Qwen3 8B"))
    view.set_prompt_progress("m8", 420, 1000)
    return view


PAGES: dict[str, tuple[Callable[[Theme], QWidget], tuple[int, int]]] = {
    "controls": (controls, (1100, 640)),
    "transcript": (transcript, (900, 1900)),
    "transcript-end": (transcript_end, (900, 1000)),
}


def wait(app: QApplication, seconds: float) -> None:
    """Let the event loop run."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        app.processEvents()


def main(argv: list[str]) -> int:
    """Write the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--what", choices=sorted(PAGES), default=None)
    parser.add_argument("--sizes", default="100,150")
    parser.add_argument("--modes", default="light,dark")
    chosen = parser.parse_args(argv)
    chosen.out.mkdir(parents=True, exist_ok=True)
    app = make_application(sys.argv[:1])
    theme = Theme(app)
    theme.complete()
    for mode in chosen.modes.split(","):
        for size in map(int, chosen.sizes.split(",")):
            theme.apply(mode, size)
            for name in [chosen.what] if chosen.what else sorted(PAGES):
                build, (width, height) = PAGES[name]
                page = build(theme)
                page.resize(theme.px(width), theme.px(height))
                page.show()
                wait(app, 0.4)
                page.grab().save(str(chosen.out / f"{name}-{mode}-{size}.png"))
                page.close()
                page.deleteLater()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
