"""Promise: a search hit, the keyboard, the wheel and a screen reader reach every message."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.conversation import Role
from tests.ui import samples
from tests.ui.transcript.viewing import on_screen, streaming, widgets
from ui.transcript import MessageView, TranscriptView
from ui.transcript.actions import Actions
from ui.transcript.message import MessageWidget
from ui.transcript.prose import TextBlock


def marks(view: TranscriptView) -> list[tuple[TextBlock, QTextEdit.ExtraSelection]]:
    """Every marked word and its block."""
    return [(own, mark) for own in view.findChildren(TextBlock) for mark in own.extraSelections()]


def test_a_hit_is_brought_into_view_and_marked(view: TranscriptView) -> None:
    text = "intro\n\n" + "filler words here\n\n" * 80 + "the **needle** is here\n\n" + "more filler\n\n" * 80
    listed = samples.conversation(30)
    hit = samples.message(31, Role.ASSISTANT, text)
    view.show_conversation([*listed[:10], MessageView(hit), *listed[10:]])
    view.scroll_to("m31", text.index("needle"))
    ((block, selection),) = marks(view)
    assert selection.cursor.selectedText() == "needle"
    y = block.viewport().mapTo(view, block.cursorRect(selection.cursor).topLeft()).y()
    assert 0 < y < view.height()
    view.scroll_to("m3", -1)
    assert marks(view) == []
    assert "m3" in on_screen(view)


def test_a_hit_in_a_folded_question_unfolds_it(view: TranscriptView) -> None:
    text = "\n".join(f"line {n}" for n in range(400)) + "\nneedle"
    view.show_conversation([MessageView(samples.message(0, Role.USER, text)), *samples.conversation(6)[1:]])
    view.scroll_to("m0", text.index("needle"))
    ((_, selection),) = marks(view)
    assert selection.cursor.selectedText() == "needle"


def test_ctrl_up_and_down_walk_through_messages(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(samples.conversation(30))
    view.focus_message(0)
    visited = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down):
        focused = view.window().focusWidget()
        assert isinstance(focused, MessageWidget)
        qtbot.keyClick(focused, key, Qt.KeyboardModifier.ControlModifier)
        focused = view.window().focusWidget()
        assert isinstance(focused, MessageWidget)
        visited.append(focused.item.message.id)
        assert focused.item.message.id in on_screen(view)
    assert visited == ["m28", "m27", "m26", "m27"]


def test_tab_enters_one_message_only(view: TranscriptView) -> None:
    view.show_conversation(samples.gallery())
    view.focus_message(0)
    reached = [
        own
        for own in view.findChildren(QWidget)
        if own.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        and isinstance(own, MessageWidget | QTextEdit)
    ]
    current = view.window().focusWidget()
    assert isinstance(current, MessageWidget)
    assert all(own is current or current.isAncestorOf(own) for own in reached)


def test_return_presses_what_is_below_a_message(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(samples.conversation(3))
    own = widgets(view)["m1"]
    own.setFocus()
    qtbot.waitUntil(lambda: bool(own.findChildren(Actions)))
    copy = next(each for each in own.findChildren(QToolButton) if each.accessibleName() == "Copy message")
    with qtbot.waitSignal(view.copy_requested):
        qtbot.keyClick(copy, Qt.Key.Key_Return)


def test_messages_say_who_speaks(view: TranscriptView) -> None:
    view.show_conversation(samples.gallery()[:2])
    view.scroll_bar.setValue(0)
    names = {own.item.message.id: own.accessibleName() for own in widgets(view).values()}
    assert names["m0"].startswith("You, Can I get out of the lease")
    assert names["m1"].startswith("Sotto, The contract allows")
    view.append(streaming(2))
    view.jump_to_latest()
    assert widgets(view)["m2"].accessibleName() == "Sotto, answering"


def test_everything_that_takes_the_focus_has_a_name(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(samples.gallery())
    for number in range(8):
        view.scroll_to(f"m{number}", -1)
        view.focus_message(0)
        unnamed = [
            type(own).__name__
            for own in view.findChildren(QWidget)
            if own.isVisible()
            and own.focusPolicy() is not Qt.FocusPolicy.NoFocus
            and not (own.accessibleName() or getattr(own, "text", str)())
        ]
        assert unnamed == []


def test_the_wheel_scrolls_also_over_nested_editors(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(samples.conversation(40))
    before = view.scroll_bar.value()
    block = next(own for own in view.findChildren(TextBlock) if own.isVisible() and own.height() > 40)
    over = block.mapTo(view, QPoint(20, 20))
    over.setY(max(5, min(over.y(), view.height() - 5)))
    assert isinstance(view.childAt(over).parent(), TextBlock)
    QTest.wheelEvent(view.windowHandle(), QPointF(over), QPoint(0, 240))
    qtbot.waitUntil(lambda: view.scroll_bar.value() < before)
