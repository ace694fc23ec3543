"""Promise: one place changes how everything looks, at once and completely."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QImage, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QMenu,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

import ui
from ui.theme import DARK, LIGHT, SMALL, Theme, restyle
from ui.theme.drawing import ICONS, app_icon, draw_icon
from ui.theme.fonts import FONTS
from ui.theme.stylesheet import build_stylesheet

ROOT = Path(__file__).parents[3]


def test_dark_changes_palette_and_tells_once(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    told: list[str] = []
    theme.changed.connect(lambda: told.append(theme.tokens.name))
    theme.apply("dark", 100)
    theme.apply("dark", 100)
    assert told == ["dark"]
    assert theme.tokens is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.bg)


@pytest.mark.parametrize(("asked", "given"), [(10, 0.8), (80, 0.8), (150, 1.5), (900, 2.0)])
def test_text_size_stays_between_80_and_200_per_cent(theme: Theme, asked: int, given: float) -> None:
    theme.apply("light", asked)
    assert theme.scale == given
    assert theme.body_font().pixelSize() == round(15 * given)


def test_a_button_keeps_its_icon_in_size_and_colour(theme: Theme, qtbot: QtBot) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    theme.set_icon(button, "lock", tone="text2", size=18)
    light = button.icon().pixmap(18, 18).toImage()
    theme.apply("dark", 200)
    assert button.iconSize() == QSize(36, 36)
    assert button.icon().pixmap(18, 18).toImage() != light


def test_a_label_keeps_its_icon_too(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    theme.set_icon(label, "info", size=20)
    theme.apply("light", 150)
    assert label.pixmap().width() == 30 * label.pixmap().devicePixelRatio()


def test_icons_of_widgets_that_are_gone_do_no_harm(theme: Theme, qapp: QApplication) -> None:
    button = QToolButton()
    theme.set_icon(button, "lock")
    button.deleteLater()
    qapp.processEvents()
    theme.apply("dark", 120)
    assert theme.tokens is DARK


@pytest.mark.parametrize("path", sorted(ICONS.rglob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_is_a_picture(path: Path, qapp: QApplication) -> None:
    assert QSvgRenderer(str(path)).isValid()
    if path.parent == ICONS:
        image = draw_icon(path.stem, "#FF0000", 24, 1.0).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))


def test_an_unknown_icon_is_an_error(theme: Theme) -> None:
    with pytest.raises(FileNotFoundError):
        theme.icon("no-such-icon")


def test_the_bundled_fonts_are_the_ones_in_use(theme: Theme) -> None:
    assert QFontInfo(theme.body_font()).family() == "Inter"
    assert QFontInfo(theme.mono_font()).family() == "JetBrains Mono"
    metrics = QFontMetricsF(theme.mono_font())
    assert metrics.horizontalAdvance("iiii") == metrics.horizontalAdvance("WWWW")


def test_code_has_no_ligatures(theme: Theme) -> None:
    tags = {tag.toString().data().decode() for tag in theme.mono_font().featureTags()}
    assert {"calt", "liga"} <= tags


def test_fonts_and_icons_come_with_their_licences() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (*FONTS.glob("LICENSE*"), *ICONS.glob("LICENSE*"))]
    assert sum("SIL Open Font License" in text or "SIL OPEN FONT LICENSE" in text for text in texts) == 2
    assert sum("ISC License" in text for text in texts) == 1
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 2_000_000


def test_the_app_icon_comes_in_the_usual_sizes(qapp: QApplication) -> None:
    assert {size.width() for size in app_icon().availableSizes()} >= {16, 32, 48, 256}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_every_kind_of_control_has_a_focus_ring_of_its_own(tokens: object) -> None:
    sheet = build_stylesheet(LIGHT if tokens is LIGHT else DARK, 1.0)
    kinds = set(re.findall(r'(Q(?:Push|Tool)Button\[kind="\w+"\]) \{', sheet))
    ringed = set(re.findall(r'(Q(?:Push|Tool)Button\[kind="\w+"\]):focus \{ border: 2px', sheet))
    assert kinds
    assert kinds == ringed


@pytest.mark.parametrize("kind", [QPushButton, QToolButton, QCheckBox, QRadioButton])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_ring_is_the_only_one_also_when_the_keyboard_brought_the_focus(
    theme: Theme, qtbot: QtBot, kind: type[QAbstractButton], mode: str
) -> None:
    theme.apply(mode, 100)
    window = QWidget()
    control = kind(window)
    control.setText("A control")
    if kind is QToolButton:
        control.setProperty("kind", "chip")
    control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    control.adjustSize()
    control.setFocus()
    pictures = []
    for by_keyboard in (False, True):
        window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, by_keyboard)
        assert control.hasFocus()
        pictures.append(control.grab().toImage())
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize("percent", range(80, 201, 5))
def test_no_pill_is_rounder_than_half_its_height(percent: int) -> None:
    """Qt draws square corners when a radius is larger than half the height."""
    sheet = build_stylesheet(LIGHT, percent / 100)
    rules = re.findall(
        r"border-radius: (\d+)px; padding: (\d+)px \d+px;[^}]*?min-height: (\d+)px[^}]*\}", sheet
    )
    assert rules
    for radius, padding, height in ((int(a), int(b), int(c)) for a, b, c in rules):
        assert 2 * radius <= height + 2 * padding + 2


def test_a_changed_property_is_seen_after_restyle(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("words")
    qtbot.addWidget(label)
    label.show()
    label.setProperty("role", "small")
    restyle(label)
    assert label.font().pixelSize() == SMALL


def test_nothing_outside_the_theme_sets_a_style_sheet() -> None:
    root = Path(ui.__file__).parent
    found = [
        path.name
        for path in root.rglob("*.py")
        if "theme" not in path.parts and ".setStyleSheet(" in path.read_text(encoding="utf-8")
    ]
    assert found == []


def test_system_mode_follows_the_system(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    theme.apply("system", 100)
    monkeypatch.setattr(Theme, "_tokens_for", lambda self, mode: DARK)
    theme._on_scheme_changed()
    assert theme.tokens is DARK
    theme.apply("light", 100)


def test_a_fixed_mode_does_not_follow_the_system(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    theme.apply("light", 100)
    monkeypatch.setattr(Theme, "_tokens_for", lambda self, mode: DARK)
    theme._on_scheme_changed()
    assert theme.tokens is LIGHT


@pytest.mark.parametrize(("window", "tokens"), [("#1e1f22", "dark"), ("#efefef", "light")])
def test_the_first_picture_is_in_the_colours_of_the_system(window: str, tokens: str) -> None:
    code = f"""
from PySide6.QtGui import QColor, QPalette
from ui.application import make_application
from ui.theme import Theme
app = make_application(["sotto"])
app.setPalette(QPalette(QColor("{window}")))  # as a desktop's platform plugin gives it
theme = Theme(app)
theme.apply("system")
first = theme.tokens.name
theme.complete()
print(first, theme.tokens.name)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.split() == [tokens, tokens]  # nor do they change where the system tells nothing else


@pytest.mark.parametrize("kind", ["tick", "arrow"])
def test_the_marks_of_a_menu_grow_with_the_text(theme: Theme, kind: str) -> None:
    def mark_height(scale: int) -> int:
        """Return how high that is which a mark adds to the picture of a menu."""
        theme.apply("dark", scale)
        pictures: list[QImage] = []
        for has_mark in (False, True):
            menu, inner = QMenu(), QMenu("Label")
            action = menu.addMenu(inner) if kind == "arrow" else menu.addAction("Internal")
            action.setText("Internal")
            if kind == "arrow" and not has_mark:
                menu.removeAction(action)
                menu.addAction("Internal")
            elif kind == "tick":
                action.setCheckable(True)
                action.setChecked(has_mark)
            menu.ensurePolished()
            menu.resize(600, menu.sizeHint().height())
            pictures.append(menu.grab().toImage())
        plain, marked = pictures
        rows = [
            y
            for y in range(marked.height())
            if any(marked.pixel(x, y) != plain.pixel(x, y) for x in range(marked.width()))
        ]
        return rows[-1] - rows[0] + 1

    assert mark_height(200) >= 1.6 * mark_height(100)
