"""The application's one style sheet, built from tokens and the text scale.

Widgets say what they are, never how they look (``widget.setProperty("kind", "primary")``; after a change on
a shown widget call ``restyle``).

``kind`` of a QPushButton or QToolButton (without one: an ordinary bordered button, or a bare tool button)
    primary   the one thing to do here         danger    destroys something
    ghost     no border until pointed at       link      looks like a link
    new       large, left-aligned, bordered    row       an entry of the sidebar; checkable
    chip      a pill with icon and text        local     the route chip: stays on this computer
    away      the route chip: leaves it
    send      round accent button              segment   one of a row of choices; checkable
    icon      small square without border      version   the arrows of "< 2/3 >"
    fold      a line that folds something; checkable
    over      an icon over the heading of a table or of code

``tone`` of a QLabel or a read-only QTextEdit: muted, second, accent, ok, warn, bad.
``role`` of a QLabel: title (22), h1 (17), h2 (14, semibold), body (15), small (13), caption (12), mono.
``kind`` of a QFrame: card, banner (with ``tone`` info, ok, warn or bad), divider, rule (a divider upright),
popover, well.
``kind`` of a QLineEdit: search, cell (covers what it edits). ``kind`` of a QListView or QTreeView: rows.

Object names: sidebar, status, header, page, findings (the list of the review), clear (a splitter), composer
(property ``active`` true while its field has the focus), pill (the floating "Jump to latest").

Pixels here are at 100 % and scale with the text, except hairlines of 1 and 2. Every control has its own
focus ring: a rule for a kind would otherwise hide the common one. Qt's own ring, which it draws inside when
Tab was pressed, is taken from all. A radius above half the height makes Qt draw square corners.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.theme import tokens as scales
from ui.theme.buttons import Pixels, button_rules
from ui.theme.tokens import Tokens

TEXT_MARGIN = 3
"""Pixels of a cell's frame and of the room that Qt leaves before its text, whatever the padding."""
_CONTROLS = Path(__file__).parent / "icons" / "controls"


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a dynamic property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def build_stylesheet(tokens: Tokens, scale: float) -> str:
    """Return the style sheet.

    Args:
        tokens: the colours.
        scale: text size, 1.0 is 100 %.
    """

    def px(pixels: float) -> int:
        return max(1, round(pixels * scale))

    parts = (_text, button_rules, _fields, _choices, _frames, _lists, _bars)
    return "\n".join(part(tokens, px) for part in parts)


def _text(t: Tokens, px: Pixels) -> str:
    roles = {
        "title": f"font-size: {px(scales.TITLE)}px; font-weight: 600;",
        "h1": f"font-size: {px(scales.HEADING)}px; font-weight: 600;",
        "h2": f"font-size: {px(scales.CONTROL)}px; font-weight: 600;",
        "body": f"font-size: {px(scales.BODY)}px;",
        "small": f"font-size: {px(scales.SMALL)}px;",
        "caption": f"font-size: {px(scales.CAPTION)}px;",
        "mono": f"font-family: 'JetBrains Mono', monospace; font-size: {px(scales.SMALL)}px;",
    }
    tones = {
        "muted": t.text3,
        "second": t.text2,
        "accent": t.accent,
        "ok": t.ok,
        "warn": t.warn,
        "bad": t.bad,
    }
    rules = [f'QLabel[role="{name}"] {{ {rule} }}' for name, rule in roles.items()]
    rules += [f'QLabel[tone="{name}"] {{ color: {colour}; }}' for name, colour in tones.items()]
    rules.append(
        f"QToolTip {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line};"
        f" padding: {px(4)}px {px(8)}px; font-size: {px(scales.SMALL)}px; }}"
    )
    return "\n".join(rules)


def _fields(t: Tokens, px: Pixels) -> str:
    arrow = _picture("chevron-down", t)
    up = _picture("chevron-up", t)
    inputs = "QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox"
    focused = ", ".join(f"{name.strip()}:focus" for name in inputs.split(","))
    boxed = 'QPlainTextEdit[kind="field"], QTextEdit[kind="field"]'
    top, side = px(7), px(10)
    return f"""
    {inputs}, {boxed} {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.line2};
        border-radius: {px(8)}px; padding: {top}px {side}px; selection-background-color: {t.selection};
        selection-color: {t.text}; }}
    {focused} {{ border: 2px solid {t.accent}; padding: {top - 1}px {side - 1}px; }}
    QPlainTextEdit[kind="field"]:focus, QTextEdit[kind="field"]:focus {{ border: 2px solid {t.accent};
        padding: {top - 1}px {side - 1}px; }}
    QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled
        {{ background: {t.hover}; color: {t.text3}; border-color: {t.line}; }}
    QLineEdit[kind="search"] {{ border-color: {t.line}; padding: {px(7)}px {px(8)}px; }}
    QLineEdit[kind="search"]:focus {{ border: 2px solid {t.accent}; padding: {px(7) - 1}px {px(8) - 1}px; }}
    QLineEdit[kind="cell"] {{ border: 1px solid transparent; padding: {px(4)}px; }}
    QLineEdit[kind="cell"]:focus {{ border: 2px solid {t.accent}; padding: {px(4) - 1}px; }}
    QSpinBox, QDoubleSpinBox {{ padding: {px(5)}px {px(24)}px {px(5)}px {px(8)}px; }}
    QSpinBox:focus, QDoubleSpinBox:focus
        {{ padding: {px(5) - 1}px {px(24) - 1}px {px(5) - 1}px {px(8) - 1}px; }}
    QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus
        {{ border: none; padding: 0; background: transparent; }}
    QComboBox {{ padding-right: {px(28)}px; }}
    QComboBox:focus {{ padding-right: {px(28) - 1}px; }}
    QComboBox::drop-down {{ border: none; width: {px(26)}px; }}
    QComboBox::down-arrow {{ image: url("{arrow}"); width: {px(14)}px; height: {px(14)}px; }}
    QComboBox QAbstractItemView {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line};
        padding: {px(4)}px; outline: 0; selection-background-color: {t.hover}; selection-color: {t.text}; }}
    QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button
        {{ border: none; background: transparent; width: {px(22)}px; }}
    QSpinBox::up-arrow, QDoubleSpinBox::up-arrow
        {{ image: url("{up}"); width: {px(11)}px; height: {px(11)}px; }}
    QSpinBox::down-arrow, QDoubleSpinBox::down-arrow
        {{ image: url("{arrow}"); width: {px(11)}px; height: {px(11)}px; }}
    QTextEdit, QPlainTextEdit {{ background: transparent; border: none; color: {t.text};
        selection-background-color: {t.selection}; selection-color: {t.text}; }}
    QTextEdit[tone="second"] {{ color: {t.text2}; }}
    QFrame#composer {{ background: {t.surface}; border: 1px solid {t.line2}; border-radius: {px(16)}px; }}
    QFrame#composer[active="true"] {{ border: 2px solid {t.accent}; }}
    """


def _choices(t: Tokens, px: Pixels) -> str:
    check = _picture("check", t)
    box = px(16)
    return f"""
    QPushButton, QToolButton, QCheckBox, QRadioButton {{ outline: none; }}
    QCheckBox, QRadioButton {{ color: {t.text}; spacing: {px(8)}px; padding: {px(3)}px;
        border: 1px solid transparent; border-radius: {px(6)}px; }}
    QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {t.accent}; padding: {px(3) - 1}px; }}
    QCheckBox:disabled, QRadioButton:disabled {{ color: {t.text3}; }}
    QCheckBox::indicator, QTreeView::indicator {{ width: {box}px; height: {box}px;
        border: 1px solid {t.line2}; border-radius: {px(5)}px; background: {t.surface}; }}
    QCheckBox::indicator:hover, QTreeView::indicator:hover {{ border-color: {t.accent}; }}
    QCheckBox::indicator:checked, QTreeView::indicator:checked {{ background: {t.accent};
        border-color: {t.accent}; image: url("{check}"); }}
    QTreeView::indicator:indeterminate {{ background: {t.warn_bg}; border: 2px solid {t.warn}; }}
    QRadioButton::indicator {{ width: {box}px; height: {box}px; border: 1px solid {t.line2};
        border-radius: {(box + 2) // 2}px; background: {t.surface}; }}
    QRadioButton::indicator:hover {{ border-color: {t.accent}; }}
    QRadioButton::indicator:checked {{ width: {box - 2 * px(4)}px; height: {box - 2 * px(4)}px;
        border: {px(4) + 1}px solid {t.accent}; border-radius: {(box + 2) // 2}px;
        background: {t.on_accent}; }}
    QSlider {{ min-height: {px(24)}px; border: 1px solid transparent; border-radius: {px(6)}px; }}
    QSlider:focus {{ border: 2px solid {t.accent}; }}
    QSlider::groove:horizontal {{ height: {px(4)}px; background: {t.line}; border-radius: {px(4) // 2}px; }}
    QSlider::sub-page:horizontal {{ background: {t.accent}; border-radius: {px(4) // 2}px; }}
    QSlider::handle:horizontal {{ width: {px(16)}px; margin: -{px(6)}px 0; background: {t.accent};
        border-radius: {px(16) // 2}px; }}
    QSlider::handle:horizontal:hover {{ background: {t.accent_hover}; }}
    QProgressBar {{ background: {t.line}; border: none; border-radius: {px(6) // 2}px;
        min-height: {px(6)}px; max-height: {px(6)}px; }}
    QProgressBar::chunk {{ background: {t.accent}; border-radius: {px(6) // 2}px; }}
    """


def _frames(t: Tokens, px: Pixels) -> str:
    banners = "\n".join(
        f'QFrame[kind="banner"][tone="{tone}"] {{ background: {back}; border: 1px solid {edge}; }}'
        for tone, back, edge in (
            ("info", t.tint, t.accent),
            ("ok", t.ok_bg, t.ok),
            ("warn", t.warn_bg, t.warn),
            ("bad", t.bad_bg, t.bad),
        )
    )
    return f"""
    QMainWindow, QDialog, QWidget#page {{ background: {t.bg}; }}
    QWidget#sidebar {{ background: {t.side}; border: none; border-right: 1px solid {t.line}; }}
    QWidget#header {{ background: {t.bg}; }}
    QWidget#status {{ background: {t.side}; border: none; border-top: 1px solid {t.line}; }}
    QWidget#status QLabel {{ font-size: {px(scales.CAPTION)}px; color: {t.text2}; }}
    QFrame[kind="card"] {{ background: {t.surface}; border: 1px solid {t.line};
        border-radius: {px(14)}px; }}
    QFrame[kind="popover"] {{ background: {t.raised}; border: 1px solid {t.line};
        border-radius: {px(10)}px; }}
    QFrame[kind="well"] {{ background: {t.side}; border: 1px solid {t.line}; border-radius: {px(10)}px; }}
    QFrame[kind="banner"] {{ border-radius: {px(10)}px; }}
    {banners}
    QFrame[kind="divider"] {{ background: {t.line}; border: none; max-height: 1px; min-height: 1px; }}
    QFrame[kind="rule"] {{ background: {t.line}; border: none; max-width: 1px; min-width: 1px; }}
    QScrollArea {{ border: none; background: transparent; }}
    QSplitter::handle {{ background: {t.line}; }}
    QSplitter#clear::handle {{ background: transparent; }}
    QGroupBox {{ border: none; margin-top: {px(20)}px; font-weight: 600; }}
    QGroupBox::title {{ subcontrol-origin: margin; left: 0; color: {t.text}; }}
    """


def _lists(t: Tokens, px: Pixels) -> str:
    tick, forwards, backwards = (_picture(name, t) for name in ("tick", "chevron-right", "chevron-left"))
    return f"""
    QMenu {{ background: {t.raised}; border: 1px solid {t.line}; padding: {px(6)}px;
        icon-size: {px(16)}px; }}
    QMenu::item {{ padding: {px(7)}px {px(28)}px {px(7)}px {px(12)}px; border-radius: {px(6)}px;
        color: {t.text}; }}
    QMenu::item:selected {{ background: {t.hover}; }}
    QMenu::item:disabled {{ color: {t.text3}; background: transparent; }}
    QMenu::icon {{ padding-left: {px(8)}px; }}
    QMenu::indicator {{ width: {px(14)}px; height: {px(14)}px; left: {px(5)}px; }}
    QMenu::indicator:checked {{ image: url("{tick}"); }}
    QMenu::right-arrow {{ image: url("{forwards}"); width: {px(14)}px; height: {px(14)}px;
        right: {px(6)}px; }}
    QMenu::left-arrow {{ image: url("{backwards}"); width: {px(14)}px; height: {px(14)}px;
        left: {px(6)}px; }}
    QMenu::separator {{ height: 1px; background: {t.line}; margin: {px(5)}px {px(6)}px; }}
    QListView, QTreeView {{ background: transparent; border: none; outline: 0; color: {t.text2}; }}
    QListView[kind="rows"], QTreeView[kind="rows"] {{ border: 1px solid transparent;
        border-radius: {px(8)}px; }}
    QListView[kind="rows"]:focus, QTreeView[kind="rows"]:focus {{ border: 1px solid {t.accent}; }}
    QListView[kind="rows"]::item {{ border-radius: {px(8)}px; padding: {px(7)}px {px(10)}px;
        color: {t.text2}; margin: 1px {px(4)}px; min-height: {px(20)}px; }}
    QListView[kind="rows"]::item:hover {{ background: {t.hover}; }}
    QListView[kind="rows"]::item:selected {{ background: {t.active}; color: {t.text}; }}
    QListView[kind="rows"]::item:disabled {{ color: {t.text3}; background: transparent; }}
    QTreeView#findings {{ border: 1px solid transparent; border-radius: {px(8)}px; }}
    QTreeView#findings:focus {{ border: 1px solid {t.accent}; }}
    QTreeView#findings::item {{ padding: 0 {px(6)}px; border: none; }}
    QTreeView#findings::item:hover {{ background: {t.hover}; }}
    QTreeView#findings::item:selected {{ background: {t.active}; }}
    QTreeView#findings::branch {{ background: transparent; }}
    QTreeView#findings::branch:selected {{ background: {t.active}; }}
    QTreeView#findings QHeaderView::section {{ background: transparent; color: {t.text3};
        font-size: {px(scales.CAPTION)}px; padding: {px(3)}px {px(8)}px; }}
    QTableView {{ background: {t.surface}; border: 1px solid {t.line}; gridline-color: {t.line};
        border-radius: {px(10)}px; selection-background-color: {t.selection}; selection-color: {t.text}; }}
    QTableView:focus {{ border: 1px solid {t.accent}; }}
    QTableView#transcript-table {{ background: transparent; border: none; border-radius: 0; }}
    QTableView#log {{ font-size: {px(scales.SMALL)}px; }}
    QTableView#log::item {{ padding: 0 {px(8)}px; border: none; }}
    QTableView#log QHeaderView::section {{ background: transparent; font-size: {px(scales.SMALL)}px;
        padding: {px(6)}px {px(8) + TEXT_MARGIN}px; }}
    QHeaderView {{ background: transparent; border: none; }}
    QHeaderView::section {{ background: {t.code_head}; color: {t.text2}; border: none;
        border-bottom: 1px solid {t.line}; padding: {px(6)}px {px(10)}px; font-weight: 600; }}
    QTabBar::tab {{ padding: {px(8)}px {px(14)}px; color: {t.text2}; border: none;
        border-bottom: 2px solid transparent; }}
    QTabBar::tab:selected {{ color: {t.text}; border-bottom: 2px solid {t.accent}; }}
    QTabWidget::pane {{ border: none; }}
    """


def _bars(t: Tokens, px: Pixels) -> str:
    wide, thin = px(10), px(6)
    return f"""
    QScrollBar:vertical {{ width: {wide}px; background: transparent; margin: 0; }}
    QScrollBar:horizontal {{ height: {wide}px; background: transparent; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {_between(t)}; border-radius: {thin // 2}px;
        min-height: {px(36)}px; margin: 2px {(wide - thin) // 2}px; }}
    QScrollBar::handle:horizontal {{ background: {_between(t)}; border-radius: {thin // 2}px;
        min-width: {px(36)}px; margin: {(wide - thin) // 2}px 2px; }}
    QScrollBar::handle:hover {{ background: {t.text3}; }}
    QScrollBar::handle:disabled {{ background: transparent; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """


def _between(t: Tokens) -> str:
    """Return the colour of a scroll bar at rest: seen, but quieter than a control."""
    return t.line2 if t.name.startswith("high") else ("#474743" if t.is_dark else "#CFCFC9")


def _picture(name: str, t: Tokens) -> str:
    return (_CONTROLS / f"{name}-{'dark' if t.is_dark else 'light'}.svg").as_posix()
