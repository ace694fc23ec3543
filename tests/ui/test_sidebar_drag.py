"""Chats are dragged into folders and out of them; nothing else can be dropped, and no word can be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu

from app.conversation import Folder
from tests.ui.stage import Stage
from ui.sidebar import Sidebar
from ui.sidebar_drag import MIME
from ui.sidebar_rows import Kind
from ui.workspace import Workspace

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
MOVE = Qt.DropAction.MoveAction


@pytest.fixture
def side(stage: Stage) -> Sidebar:
    """The sidebar with the chats of the stage and one more folder."""
    stage.disk.folders["work"] = Folder("work", "Work")
    workspace: Workspace = stage.unlock()
    stage.until(lambda: workspace.sidebar.rows.rows)
    return workspace.sidebar


def point(side: Sidebar, row_id: str) -> QPoint:
    index = side.rows.index_of(row_id)
    assert index.isValid()
    return side.list.visualRect(index).center()


def heading(side: Sidebar, *, is_pinned: bool) -> QPoint:
    rows = enumerate(side.rows.rows)
    place = next(n for n, row in rows if row.kind is Kind.HEADING and row.is_pinned is is_pinned)
    return side.list.visualRect(side.rows.index(place)).center()


def blank(side: Sidebar) -> QPoint:
    last = side.list.visualRect(side.rows.index(len(side.rows.rows) - 1)).bottom()
    assert last < side.list.viewport().height() - 20
    return QPoint(40, last + 15)


def hover(side: Sidebar, data: QMimeData, place: QPoint) -> bool:
    """Come in at the first heading and go to a place; Qt tells no moves where coming in was ignored."""
    viewport = side.list.viewport()
    enter = QDragEnterEvent(QPoint(10, 3), MOVE, data, LEFT, NONE)
    QApplication.sendEvent(viewport, enter)
    if not enter.isAccepted():
        return False
    move = QDragMoveEvent(place, MOVE, data, LEFT, NONE)
    QApplication.sendEvent(viewport, move)
    return move.isAccepted()


def drop(side: Sidebar, data: QMimeData, place: QPoint) -> bool:
    was_accepted = hover(side, data, place)
    event = QDropEvent(place, MOVE, data, LEFT, NONE)
    QApplication.sendEvent(side.list.viewport(), event)
    assert event.isAccepted() or not was_accepted
    return event.isAccepted()


def folders_of(stage: Stage) -> dict[str, str | None]:
    return {each.id: each.folder_id for each in stage.disk.summaries.values()}


def test_a_chat_goes_into_the_folder_it_is_dropped_on_and_undo_takes_it_back(
    stage: Stage, side: Sidebar
) -> None:
    assert drop(side, side.list.load(("lease",)), point(side, "home"))
    stage.until(lambda: stage.disk.summaries["lease"].folder_id == "home")
    workspace = stage.window.workspace
    stage.until(lambda: workspace.toast.has_choice)
    assert "Household" not in workspace.toast.accessibleName()  # it is read out, and shown over every page
    side.list.setFocus()
    stage.bot.keyClick(side.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    stage.until(lambda: stage.disk.summaries["lease"].folder_id is None)
    assert not workspace.toast.isVisible()


def test_several_chats_go_together_and_come_back_each_to_its_place(stage: Stage, side: Sidebar) -> None:
    assert drop(side, side.list.load(("lease", "inside", "old")), point(side, "work"))
    stage.until(
        lambda: folders_of(stage) | {"lease": "work", "inside": "work", "old": "work"} == folders_of(stage)
    )
    workspace = stage.window.workspace
    stage.until(lambda: workspace.toast.has_choice)
    assert "3 chats" in workspace.toast.accessibleName()
    workspace.toast.action.click()
    stage.until(lambda: folders_of(stage)["inside"] == "home")
    stage.until(lambda: folders_of(stage)["lease"] is None and folders_of(stage)["old"] is None)


def test_a_chat_of_a_folder_stands_for_the_folder(stage: Stage, side: Sidebar) -> None:
    assert drop(side, side.list.load(("lease",)), point(side, "inside"))
    stage.until(lambda: stage.disk.summaries["lease"].folder_id == "home")


@pytest.mark.parametrize(
    "place", [lambda side: heading(side, is_pinned=False), lambda side: point(side, "old"), blank]
)
def test_among_the_days_and_below_all_rows_it_leaves_its_folder(
    stage: Stage, side: Sidebar, place: Callable[[Sidebar], QPoint]
) -> None:
    assert drop(side, side.list.load(("inside",)), place(side))
    stage.until(lambda: stage.disk.summaries["inside"].folder_id is None)


def test_elsewhere_nothing_moves_and_nothing_is_marked(stage: Stage, side: Sidebar) -> None:
    before = folders_of(stage)
    for ids, place in (
        (("lease",), heading(side, is_pinned=True)),
        (("lease",), point(side, "pinned")),
        (("lease",), point(side, "old")),  # it is in no folder as it is
        (("inside",), point(side, "home")),
        (("lease",), QPoint(40, -5)),
    ):
        data = side.list.load(ids)
        assert not drop(side, data, place)
        assert side.list.target_area.isEmpty()
    stage.settle()
    assert folders_of(stage) == before
    assert "set_folder" not in stage.disk.calls


def test_the_target_is_marked_while_the_pointer_is_over_it(side: Sidebar) -> None:
    data = side.list.load(("lease",))
    plain = side.list.viewport().grab().toImage()
    assert hover(side, data, point(side, "home"))
    area = side.list.target_area
    for row_id in ("home", "inside"):  # the folder and what is in it
        assert area.contains(point(side, row_id))
    assert not area.contains(point(side, "work"))
    marked = side.list.viewport().grab().toImage()
    edge = QPoint(area.left() + 2, area.center().y())
    assert marked.pixel(edge) != plain.pixel(edge)
    QApplication.sendEvent(side.list.viewport(), QDragLeaveEvent())
    assert side.list.target_area.isEmpty()
    assert side.list.viewport().grab().toImage() == plain


def test_resting_on_a_closed_folder_opens_it(stage: Stage, side: Sidebar) -> None:
    side.list.setCurrentIndex(side.rows.index_of("home"))
    side._on_key(Qt.Key.Key_Left)
    assert not side.rows.index_of("inside").isValid()
    data = side.list.load(("lease",))
    assert hover(side, data, point(side, "home"))
    stage.until(lambda: side.rows.index_of("inside").isValid())
    assert drop(side, data, point(side, "inside"))
    stage.until(lambda: stage.disk.summaries["lease"].folder_id == "home")


def test_what_is_dragged_tells_other_programs_nothing(stage: Stage, side: Sidebar) -> None:
    data = side.list.load(("lease", "pinned"))
    assert data.formats() == [MIME]
    carried = bytes(data.data(MIME).data())
    assert len(carried) == 16
    again = bytes(side.list.load(("lease", "pinned")).data(MIME).data())
    assert again != carried  # it stands for nothing
    assert side.rows.mimeTypes() == []
    assert side.rows.mimeData([side.rows.index_of("lease")]).formats() == []


def foreign(**extra: str) -> QMimeData:
    data = QMimeData()
    data.setText("lease")
    data.setUrls([QUrl("file:///tmp/a.gguf")])
    for name, value in extra.items():
        data.setData(name, value.encode())
    return data


def test_nothing_of_other_programs_can_be_dropped(stage: Stage, side: Sidebar) -> None:
    before = folders_of(stage)
    forged = QMimeData()
    forged.setData(MIME, b"lease")
    for data in (foreign(), forged, QMimeData()):
        assert not drop(side, data, point(side, "home"))
        side.list.load(("lease",))  # and not while one of ours is being dragged either
        assert not drop(side, data, point(side, "home"))
        side.list.end_drag()
    stage.settle()
    assert folders_of(stage) == before


def test_a_drag_is_good_for_one_drop(stage: Stage, side: Sidebar) -> None:
    data = side.list.load(("lease",))
    assert drop(side, data, point(side, "home"))
    stage.until(lambda: stage.disk.summaries["lease"].folder_id == "home")
    assert not drop(side, data, point(side, "work"))
    kept = side.list.load(("old",))
    side.list.end_drag()
    assert not drop(side, kept, point(side, "work"))


def test_the_message_field_takes_no_chat(stage: Stage, side: Sidebar) -> None:
    editor = stage.window.workspace.chat_page.composer.editor
    assert not editor.canInsertFromMimeData(side.list.load(("lease",)))


def over_strip(side: Sidebar, data: QMimeData, kind: type[QDragEnterEvent | QDragMoveEvent]) -> bool:
    event = kind(QPoint(20, 10), MOVE, data, LEFT, NONE)
    QApplication.sendEvent(side.out, event)
    return event.isAccepted()


def test_while_a_chat_of_a_folder_is_dragged_there_is_a_place_that_takes_it_out(
    stage: Stage, side: Sidebar
) -> None:
    assert not side.out.isVisible()
    data = side.list.load(("inside",))
    assert side.out.isVisible()
    assert side.out.words == "Take out of the folder"
    assert side.out.mapTo(side, QPoint(0, 0)).y() >= side.list.mapTo(side, QPoint(0, 0)).y() + (
        side.list.height()
    )
    plain = side.out.grab().toImage()
    assert over_strip(side, data, QDragEnterEvent)
    assert over_strip(side, data, QDragMoveEvent)
    assert side.out.grab().toImage() != plain
    QApplication.sendEvent(side.out, QDropEvent(QPointF(20, 10), MOVE, data, LEFT, NONE))
    assert not side.out.isVisible()
    stage.until(lambda: stage.disk.summaries["inside"].folder_id is None)


def test_the_place_that_takes_chats_out_is_there_for_nothing_else(side: Sidebar) -> None:
    side.list.load(("lease", "old"))  # they are in no folder
    assert not side.out.isVisible()
    data = side.list.load(("lease", "inside"))
    assert side.out.isVisible()
    assert not over_strip(side, foreign(), QDragEnterEvent)
    assert over_strip(side, data, QDragEnterEvent)
    QApplication.sendEvent(side.out, QDragLeaveEvent())
    assert side.list.target_area.isEmpty()
    side.list.end_drag()
    assert not side.out.isVisible()


@pytest.mark.parametrize("where", ["list", "strip", "field"])
def test_a_lock_leaves_no_drag_over_what_it_deletes(stage: Stage, side: Sidebar, where: str) -> None:
    data = side.list.load(("inside",))
    if where == "field":  # words from another program
        data = QMimeData()
        data.setText("some words")
    editor = stage.window.workspace.chat_page.composer.editor
    target = {"list": side.list.viewport(), "strip": side.out, "field": editor.viewport()}[where]
    enter = QDragEnterEvent(QPoint(20, 10), MOVE, data, LEFT, NONE)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    seen: list[QEvent.Type] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            seen.append(event.type())
            return False

    watch = Watch()
    target.installEventFilter(watch)
    with stage.bot.waitSignal(stage.window.locked, timeout=20_000):
        stage.window.lock("asked")
    assert QEvent.Type.DragLeave in seen


def test_a_lock_ends_a_drag(stage: Stage, side: Sidebar) -> None:
    data = side.list.load(("lease",))
    view = side.list
    assert hover(side, data, point(side, "home"))
    ended: list[bool] = []
    view.end_drag = lambda end=view.end_drag: (end(), ended.append(True))
    with stage.bot.waitSignal(stage.window.locked, timeout=20_000):
        stage.window.lock("asked")
    assert ended
    assert stage.disk.summaries["lease"].folder_id is None


class TestChoosing:
    """Several chats are chosen as in other lists; a plain click opens one, as ever."""

    def click(self, stage: Stage, side: Sidebar, row_id: str, held: Qt.KeyboardModifier = NONE) -> None:
        stage.bot.mouseClick(side.list.viewport(), LEFT, held, point(side, row_id))

    def test_ctrl_and_a_click_choose_without_opening(self, stage: Stage, side: Sidebar) -> None:
        workspace = stage.open_chat("old")
        self.click(stage, side, "lease")
        stage.until(lambda: workspace.chat_page.chat.conversation_id == "lease")
        self.click(stage, side, "pinned", Qt.KeyboardModifier.ControlModifier)
        stage.settle()
        assert side.list.chosen == ("pinned", "lease")
        assert workspace.chat_page.chat.conversation_id == "lease"
        stage.assistant.rename("old", "Another title")
        stage.until(lambda: "Another title" in [row.text for row in side.rows.rows])
        assert side.list.chosen == ("pinned", "lease")  # news do not take the choice away

    def test_several_have_a_ground_of_their_own(self, stage: Stage, side: Sidebar) -> None:
        self.click(stage, side, "old")
        plain = side.list.viewport().grab().toImage()
        self.click(stage, side, "pinned", Qt.KeyboardModifier.ControlModifier)
        shown = side.list.viewport().grab().toImage()
        place = side.list.visualRect(side.rows.index_of("pinned"))
        spot = QPoint(place.right() - 20, place.top() + 6)
        assert shown.pixelColor(spot).name().upper() == stage.desk.theme.tokens.selection
        assert plain.pixelColor(spot) != shown.pixelColor(spot)

    def test_the_keyboard_chooses_and_moves_several(self, stage: Stage, side: Sidebar) -> None:
        workspace = stage.open_chat("old")
        stage.settle()  # the chat that is open is told to the list meanwhile
        side.list.setFocus()
        side.list.setCurrentIndex(side.rows.index_of("lease"))
        stage.bot.keyClick(side.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        chosen = side.list.chosen
        assert len(chosen) == 2
        stage.bot.keyClick(side.list, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
        menu = next(each for each in side.findChildren(QMenu) if each.isVisible() and each.actions())
        move = next(action.menu() for action in menu.actions() if action.text() == "Move to folder")
        next(action for action in move.actions() if action.text() == "Work").trigger()
        menu.close()
        stage.until(lambda: {folders_of(stage)[each] for each in chosen} == {"work"})
        assert workspace.chat_page.chat.conversation_id == "old"

    def test_a_key_that_is_held_while_a_chat_opens_chooses_no_others(
        self, stage: Stage, side: Sidebar
    ) -> None:
        stage.open_chat("lease")
        stage.until(lambda: side.list.chosen == ("lease",))
        stage.bot.keyPress(stage.window, Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier)
        side.set_active("old")
        stage.bot.keyRelease(stage.window, Qt.Key.Key_Shift)
        assert side.list.chosen == ("old",)

    def test_delete_takes_all_that_are_chosen_and_undo_brings_them_back(
        self, stage: Stage, side: Sidebar
    ) -> None:
        workspace = stage.open_chat("lease")
        side.list.setFocus()
        side.list.setCurrentIndex(side.rows.index_of("lease"))
        side.list.choose(("pinned", "old"))
        stage.bot.keyClick(side.list, Qt.Key.Key_Delete)
        gone = ("lease", "pinned", "old")
        stage.until(lambda: all(stage.disk.summaries[each].trashed for each in gone))
        stage.until(lambda: workspace.toast.has_choice)
        assert "3 chats" in workspace.toast.accessibleName()
        assert workspace.chat_page.chat.conversation_id not in gone
        workspace.toast.action.click()
        stage.until(lambda: not any(stage.disk.summaries[each].trashed for each in gone))
        stage.until(lambda: workspace.chat_page.chat.conversation_id == "lease")

    def test_a_new_folder_takes_all_of_them(self, stage: Stage, side: Sidebar) -> None:
        from ui.dialogs import NameSheet

        side.folder_wanted.emit(("lease", "old"))
        sheet = stage.dialog(NameSheet)
        sheet.field.setText("Flat")
        stage.bot.keyClick(sheet.field, Qt.Key.Key_Return)
        stage.until(lambda: folders_of(stage)["lease"] is not None)
        stage.until(lambda: folders_of(stage)["old"] == folders_of(stage)["lease"])

    def test_a_folder_that_went_meanwhile_is_no_place_to_come_back_to(
        self, stage: Stage, side: Sidebar
    ) -> None:
        side.move_wanted.emit(("inside",), "work")
        workspace = stage.window.workspace
        stage.until(lambda: workspace.toast.has_choice)
        stage.assistant.delete_folder("home")
        stage.until(lambda: not side.rows.index_of("home").isValid())
        workspace.toast.action.click()
        stage.until(lambda: folders_of(stage)["inside"] is None)
        assert not workspace.chat_page.banners.shown("error")

    def test_only_chats_can_be_dragged(self, side: Sidebar) -> None:
        draggable = {
            row.kind
            for place, row in enumerate(side.rows.rows)
            if side.rows.flags(side.rows.index(place)) & Qt.ItemFlag.ItemIsDragEnabled
        }
        assert draggable == {Kind.CHAT}

    def test_a_drag_takes_what_is_chosen(
        self, stage: Stage, side: Sidebar, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        carried: list[tuple[str, ...]] = []
        monkeypatch.setattr(side.list, "_carry", carried.append)
        self.click(stage, side, "old")
        side.list.choose(("lease",))
        start, viewport = point(side, "lease"), side.list.viewport()
        stage.bot.mousePress(viewport, LEFT, NONE, start)
        assert side.list.chosen == ("lease", "old")  # pressing on one of them keeps the others
        for step in (4, 40):
            place = QPointF(start + QPoint(0, step))
            QApplication.sendEvent(
                viewport,
                QMouseEvent(
                    QEvent.Type.MouseMove,
                    place,
                    QPointF(viewport.mapToGlobal(place.toPoint())),
                    Qt.MouseButton.NoButton,
                    LEFT,
                    NONE,
                ),
            )
        stage.until(lambda: carried == [("lease", "old")])
        stage.bot.mouseRelease(viewport, LEFT, NONE, start + QPoint(0, 40))
