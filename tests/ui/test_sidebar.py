"""The sidebar: chats are found, grouped, renamed, pinned, moved and thrown away, by mouse and by keys."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta, timezone

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton

from app.conversation import ConversationSummary, Folder
from tests.ui.stage import SECRET, Stage, readable_text
from ui.dialogs import NameSheet, Sheet
from ui.sidebar import Sidebar
from ui.sidebar_hits import without_markup
from ui.sidebar_rows import GroupNames, Kind, day_starts, rows_of
from ui.workspace import Workspace

NAMES = GroupNames("Pinned", "Today", "Yesterday", "Week", "Month", "Older")
NOW = datetime(2026, 3, 29, 12, 0, tzinfo=timezone(timedelta(hours=2)))


def summary(chat: str, *, days: float = 0, **extra: object) -> ConversationSummary:
    then = int((NOW - timedelta(days=days)).timestamp() * 1000)
    return ConversationSummary(chat, chat.title(), then, then, 1, **extra)  # type: ignore[arg-type]


def laid_out(conversations: list[ConversationSummary], **extra: object) -> list[str]:
    settings: dict[str, object] = {"closed": frozenset(), "folders": []} | extra
    return [
        row.text if row.kind is not Kind.FOLDER else f"[{row.text} {row.count}]"
        for row in rows_of(conversations, names=NAMES, now=NOW, untitled="New chat", **settings)  # type: ignore[arg-type]
    ]


def test_chats_are_grouped_by_the_users_own_days() -> None:
    assert laid_out(
        [
            summary("a", days=0.4),
            summary("b", days=0.6),
            summary("c", days=6),
            summary("d", days=29),
            summary("e", days=300),
        ]
    ) == ["Today", "A", "Yesterday", "B", "Week", "C", "Month", "D", "Older", "E"]


def test_every_time_has_a_group() -> None:
    starts = list(day_starts(NOW, NAMES).values())
    assert starts == sorted(starts, reverse=True)
    assert starts[-1] < 0


def test_pinned_chats_come_first_and_folders_hold_theirs() -> None:
    listed = [summary("a", pinned=True, folder_id="f"), summary("b", folder_id="f"), summary("c")]
    folders = [Folder("f", "Home"), Folder("g", "Empty")]
    assert laid_out(listed, folders=folders) == [
        "Pinned", "A", "[Home 2]", "A", "B", "[Empty 0]", "Today", "C",
    ]  # fmt: skip
    assert laid_out(listed, folders=folders, closed=frozenset({"f"})) == [
        "Pinned", "A", "[Home 2]", "[Empty 0]", "Today", "C",
    ]  # fmt: skip


def test_a_pinned_chat_in_a_folder_is_one_chat_for_the_keyboard(stage: Stage) -> None:
    stage.disk.summaries["pinned"] = msgspec.structs.replace(stage.disk.summaries["pinned"], folder_id="home")
    side = side_of(stage)
    places = [place for place, each in enumerate(side.rows.rows) if each.id == "pinned"]
    assert len(places) == 2
    walked, chat = [], side.neighbour(None, 0)
    while chat is not None:
        walked.append(chat)
        chat = side.neighbour(chat, 1)
    assert len(walked) == len(set(walked)) == len(stage.assistant.conversations())
    side.list.setCurrentIndex(side.rows.index(places[1]))
    side.show_chats(stage.assistant.conversations(), stage.assistant.folders())
    assert side.list.currentIndex().row() == places[1]  # it stays where the user was


def test_a_chat_whose_folder_is_gone_is_not_lost() -> None:
    assert laid_out([summary("a", folder_id="gone")]) == ["Today", "A"]


def side_of(stage: Stage) -> Sidebar:
    workspace: Workspace = stage.window.workspace or stage.unlock()
    stage.until(lambda: workspace.sidebar.rows.rows)
    return workspace.sidebar


def select(side: Sidebar, row_id: str) -> None:
    index = side.rows.index_of(row_id)
    assert index.isValid()
    side.list.setCurrentIndex(index)
    side.list.setFocus()


def choose(menu: QMenu, text: str) -> None:
    wanted = [action for action in menu.actions() if action.text().startswith(text)]
    assert wanted, [action.text() for action in menu.actions()]
    wanted[0].trigger()


def test_return_opens_a_chat_and_the_open_one_is_marked(stage: Stage) -> None:
    side = side_of(stage)
    select(side, "pinned")
    stage.bot.keyClick(side.list, Qt.Key.Key_Return)
    stage.until(lambda: side.rows.active_id == "pinned")


def test_headings_are_passed_over_by_the_keyboard(stage: Stage) -> None:
    side = side_of(stage)
    select(side, "pinned")
    kinds = []
    for _ in range(6):
        stage.bot.keyClick(side.list, Qt.Key.Key_Down)
        kinds.append(side.rows.rows[side.list.currentIndex().row()].kind)
    assert Kind.HEADING not in kinds


def test_f2_renames_in_place(stage: Stage) -> None:
    side = side_of(stage)
    select(side, "pinned")
    stage.bot.keyClick(side.list, Qt.Key.Key_F2)
    stage.until(lambda: bool(side.list.findChildren(QLineEdit)))
    field = side.list.findChildren(QLineEdit)[0]
    assert field.accessibleName() == "New name"
    field.setText("Garden   plans")
    stage.bot.keyClick(field, Qt.Key.Key_Return)
    stage.until(lambda: stage.disk.summaries["pinned"].title == "Garden plans")
    stage.until(lambda: "Garden plans" in readable_text(side))


@pytest.mark.parametrize("row_id", ["pinned", "home"])
@pytest.mark.parametrize("name", ["Garden plans", "", None])
def test_return_ends_renaming_and_does_nothing_else(stage: Stage, row_id: str, name: str | None) -> None:
    side = side_of(stage)
    workspace = stage.window.workspace
    stage.open_chat("lease")
    select(side, row_id)
    stage.bot.keyClick(side.list, Qt.Key.Key_F2)
    stage.until(lambda: bool(side.list.findChildren(QLineEdit)))
    field = side.list.findChildren(QLineEdit)[0]
    if name is not None:
        field.setText(name)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down):  # a line of text has no use for them
        stage.bot.keyClick(field, key)
    assert field.hasFocus()
    stage.bot.keyClick(field, Qt.Key.Key_Return)
    stage.until(lambda: not side.list.findChildren(QLineEdit))
    stage.settle()
    assert side.list.hasFocus()
    assert side.focused_id == row_id
    assert side.rows.index_of("inside").isValid()  # the folder is as open as it was
    assert workspace.chat_page.chat.conversation_id == "lease"


@pytest.mark.parametrize("row_id", ["lease", "home", "inside"])
def test_the_line_of_a_new_name_covers_the_old_one(stage: Stage, row_id: str) -> None:
    side = side_of(stage)
    select(side, row_id)
    stage.bot.keyClick(side.list, Qt.Key.Key_F2)
    stage.until(lambda: bool(side.list.findChildren(QLineEdit)))
    field = side.list.findChildren(QLineEdit)[0]
    field.clear()
    shown = side.list.viewport().grab(field.geometry()).toImage()
    inside = shown.rect().adjusted(16, 6, -6, -6)  # the cursor and the frame left out
    colours = {
        shown.pixelColor(x, y).name()
        for x in range(inside.left(), inside.right())
        for y in range(inside.top(), inside.bottom())
    }
    assert len(colours) == 1


def test_the_keyboard_stays_at_its_place_when_a_row_goes(stage: Stage) -> None:
    side = side_of(stage)
    stage.open_chat("old")
    select(side, "lease")
    place = side.list.currentIndex().row()
    stage.bot.keyClick(side.list, Qt.Key.Key_Delete)
    stage.until(lambda: not side.rows.index_of("lease").isValid())
    assert side.list.currentIndex().row() == place
    assert side.focused_id == "draft"
    last = next(each.id for each in reversed(side.rows.rows))
    select(side, last)
    stage.bot.keyClick(side.list, Qt.Key.Key_Delete)
    stage.until(lambda: not side.rows.index_of(last).isValid())
    assert side.focused_id not in {"", last}


@pytest.mark.parametrize(("title", "is_turned"), [("אבגדה!", True), ("abcde!", False)])
def test_a_title_is_drawn_in_the_order_of_its_own_writing(stage: Stage, title: str, is_turned: bool) -> None:
    stage.disk.summaries["lease"] = msgspec.structs.replace(stage.disk.summaries["lease"], title=title)
    side = side_of(stage)
    index = side.rows.index_of("lease")
    shown = side.list.viewport().grab(side.list.visualRect(index).adjusted(0, 4, -8, -4)).toImage()
    ground = shown.pixel(shown.width() - 1, shown.height() // 2)
    inked = [
        any(shown.pixel(x, y) != ground for y in range(shown.height())) for x in range(8, shown.width() - 4)
    ]
    ink = "".join("#" if each else "." for each in inked).strip(".")
    words = [len(run) for run in ink.split(".") if run]
    mark, edge = min(words), (words[0], words[-1])
    assert (edge[0] == mark) is is_turned
    assert (edge[1] == mark) is not is_turned


def test_shift_f10_shows_the_menu_of_a_row(stage: Stage) -> None:
    side = side_of(stage)
    select(side, "lease")
    stage.bot.keyClick(side.list, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = next(each for each in side.findChildren(QMenu) if each.isVisible() and each.actions())
    assert menu.actions()[0].text().startswith("Rename")
    menu.close()


def test_delete_moves_to_the_trash_and_undo_brings_it_back(stage: Stage) -> None:
    side = side_of(stage)
    workspace = stage.open_chat("lease")
    select(side, "lease")
    stage.bot.keyClick(side.list, Qt.Key.Key_Delete)
    stage.until(lambda: stage.disk.summaries["lease"].trashed is not None)
    stage.until(workspace.toast.isVisible)
    middle = workspace.toast.geometry().center().x() - workspace.pages.geometry().center().x()
    assert abs(middle) <= 1
    assert workspace.chat_page.chat.conversation_id != "lease"
    workspace.toast.action.click()
    stage.until(lambda: stage.disk.summaries["lease"].trashed is None)
    stage.until(lambda: workspace.chat_page.chat.conversation_id == "lease")


def test_undo_is_one_key_away_from_the_list(stage: Stage) -> None:
    side = side_of(stage)
    workspace = stage.window.workspace
    select(side, "lease")
    stage.bot.keyClick(side.list, Qt.Key.Key_Delete)
    stage.until(workspace.toast.isVisible)
    stage.bot.keyClick(side.list, Qt.Key.Key_F6)
    assert stage.window.focusWidget() is workspace.toast.action
    stage.bot.keyClick(workspace.toast.action, Qt.Key.Key_Return)
    stage.until(lambda: stage.disk.summaries["lease"].trashed is None)
    assert stage.window.focusWidget() is side.list


def test_the_menu_pins_and_moves(stage: Stage) -> None:
    side = side_of(stage)
    choose(side.chat_menu("lease"), "Pin")
    stage.until(lambda: stage.disk.summaries["lease"].pinned)
    stage.until(lambda: side.rows.rows[1].id == "lease")
    menu = side.chat_menu("lease")
    move = next(action.menu() for action in menu.actions() if action.text() == "Move to folder")
    choose(move, "Household")
    stage.until(lambda: stage.disk.summaries["lease"].folder_id == "home")


def test_a_new_folder_takes_the_chat_in(stage: Stage) -> None:
    side = side_of(stage)
    side.folder_wanted.emit(("lease",))
    sheet = stage.dialog(NameSheet)
    assert not sheet.make.isEnabled()
    sheet.field.setText("Flat")
    stage.bot.keyClick(sheet.field, Qt.Key.Key_Return)
    stage.until(lambda: {folder.name for folder in stage.disk.folders.values()} == {"Household", "Flat"})
    flat = next(folder.id for folder in stage.disk.folders.values() if folder.name == "Flat")
    stage.until(lambda: stage.disk.summaries["lease"].folder_id == flat)


def test_a_folder_folds_with_left_and_right(stage: Stage) -> None:
    side = side_of(stage)
    select(side, "home")
    stage.bot.keyClick(side.list, Qt.Key.Key_Left)
    assert not side.rows.index_of("inside").isValid()
    stage.bot.keyClick(side.list, Qt.Key.Key_Right)
    assert side.rows.index_of("inside").isValid()


def test_removing_a_folder_asks_and_keeps_its_chats(stage: Stage) -> None:
    side = side_of(stage)
    select(side, "home")
    stage.bot.keyClick(side.list, Qt.Key.Key_Delete)
    sheet = stage.dialog(Sheet)
    assert "Household" in readable_text(sheet)
    stage.press(sheet, "Remove the folder")
    stage.until(lambda: not stage.disk.folders)
    assert stage.disk.summaries["inside"].folder_id is None


def test_searching_shows_places_and_opening_one_goes_to_the_message(stage: Stage) -> None:
    side = side_of(stage)
    workspace = stage.window.workspace
    stage.bot.keyClick(workspace.chat_page.composer.editor, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert side.search.hasFocus()
    stage.bot.keyClicks(side.search, SECRET)
    stage.until(lambda: side.hits.hits)
    hit = next(hit for hit in side.hits.hits if hit.message_id == "a2")
    assert hit.snippet[hit.marks[0][0] : hit.marks[0][1]] == SECRET
    with stage.bot.waitSignal(workspace.chat_page.chat.shown, timeout=20_000):
        side.hit_wanted.emit(hit)
    stage.until(lambda: workspace.chat_page.chat.conversation_id == "lease")


def test_a_place_on_another_branch_switches_to_that_branch(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    side = side_of(stage)
    side.search.setText("May")
    stage.until(lambda: side.hits.hits)
    stage.bot.keyClick(side.search, Qt.Key.Key_Return)
    stage.until(lambda: stage.disk.heads["lease"] == "a1")
    stage.until(lambda: workspace.chat_page.chat.message("a1") is not None)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("end it with *90 days'* [notice], **but** see", "end it with 90 days' [notice], but see"),
        ("party** gives **[notice]** of `x`", "party gives [notice] of x"),
        ("## The [notice] period", "The [notice] period"),
        ("2*3 and 2**3, a * b, C# and #1 [notice]", "2*3 and 2**3, a * b, C# and #1 [notice]"),
        ("***[notice]***", "[notice]"),
    ],
)
def test_an_excerpt_is_words_without_markup_and_the_found_one_stays_marked(text: str, shown: str) -> None:
    def taken_apart(written: str) -> tuple[str, tuple[tuple[int, int], ...]]:
        start, end = written.index("["), written.index("]") - 1
        return written.replace("[", "").replace("]", ""), ((start, end),)

    assert without_markup(*taken_apart(text)) == taken_apart(shown)


def test_what_is_in_the_search_line_grows_with_the_text_and_empties_it(stage: Stage) -> None:
    side = side_of(stage)
    assert not side.search.empty.isVisible()
    stage.bot.keyClicks(side.search, "zz")
    assert side.search.empty.isVisible()
    before = side.search.glass.pixmap().deviceIndependentSize().width()
    stage.desk.preferences.change(text_scale=150)
    stage.until(lambda: side.search.glass.pixmap().deviceIndependentSize().width() == 1.5 * before)
    text = side.search.textMargins().left()
    assert side.search.glass.geometry().right() <= text + side.search.cursorRect().width()
    side.search.empty.click()
    assert side.search.text() == ""
    assert not side.search.empty.isVisible()


def test_only_what_is_shown_is_marked_as_chosen(stage: Stage) -> None:
    workspace = stage.open_chat("lease")
    side = side_of(stage)
    stage.until(lambda: side.rows.active_id == "lease")
    assert not side.rows.is_behind
    workspace.show_page("trash")
    assert side.rows.is_behind
    workspace.open_chat("lease")
    assert not side.rows.is_behind


def test_nothing_found_is_said_and_escape_brings_the_chats_back(stage: Stage) -> None:
    side = side_of(stage)
    side.search.setText("zzzzz")
    stage.until(side._nothing.isVisible)
    assert "trash are not searched" in side._nothing.text()
    margins = side._nothing.contentsMargins()
    assert min(margins.left(), margins.right()) >= 12  # it does not touch the edges of the sidebar
    side.search.setFocus()
    stage.bot.keyClick(side.search, Qt.Key.Key_Escape)
    assert side.list.isVisible()
    assert side.search.text() == ""


def test_arrows_lead_from_the_search_line_into_the_results_and_back(stage: Stage) -> None:
    side = side_of(stage)
    side.search.setFocus()
    side.search.setText(SECRET)
    stage.until(lambda: side.hits.hits)
    stage.bot.keyClick(side.search, Qt.Key.Key_Down)
    assert side.results.hasFocus()
    stage.bot.keyClick(side.results, Qt.Key.Key_Up)
    assert side.search.hasFocus()


def test_it_hides_and_shows_and_the_settings_remember(stage: Stage) -> None:
    side = side_of(stage)
    workspace = stage.window.workspace
    workspace.act("sidebar")
    assert side.isHidden()
    assert workspace.chat_page.show_sidebar.isVisible()
    stage.until(lambda: not stage.settings.current.sidebar_shown)
    workspace.chat_page.show_sidebar.click()
    assert side.isVisible()


def test_ctrl_page_down_walks_through_the_chats(stage: Stage) -> None:
    side = side_of(stage)
    workspace = stage.open_chat("pinned")
    workspace.act("next")
    stage.until(lambda: workspace.chat_page.chat.conversation_id not in {"pinned", None})
    assert side.rows.active_id == workspace.chat_page.chat.conversation_id


def test_the_ways_to_other_pages_keep_their_height_in_a_small_window(stage: Stage) -> None:
    side = side_of(stage)
    stage.desk.preferences.change(text_scale=200)
    stage.until(lambda: stage.desk.theme.px(100) == 200)
    stage.window.resize(900, 600)
    stage.window.workspace.act("sidebar")
    assert side.isVisible()
    stage.settle()
    for entry in (side.new, side.search, *side._pages.values()):
        assert entry.height() >= entry.sizeHint().height()
        assert entry.mapTo(stage.window, entry.rect().bottomLeft()).y() < stage.window.height()


class TestTrash:
    def test_a_chat_can_be_brought_back(self, stage: Stage) -> None:
        workspace = stage.unlock()
        workspace.show_page("trash")
        stage.until(lambda: "In the trash" in readable_text(workspace.trash_page))
        stage.press(workspace.trash_page, "Restore")
        stage.until(lambda: stage.disk.summaries["gone"].trashed is None)
        stage.until(lambda: "The trash is empty." in readable_text(workspace.trash_page))

    def test_a_title_and_what_is_said_of_it_stay_together(self, stage: Stage) -> None:
        workspace = stage.unlock()
        workspace.show_page("trash")
        stage.window.resize(560, 480)  # where the two buttons stand one above the other
        stage.until(lambda: "In the trash" in readable_text(workspace.trash_page))
        stage.settle()
        labels = workspace.trash_page.findChildren(QLabel)
        title = next(each for each in labels if each.text() == "In the trash")
        said = next(each for each in labels if each.text().startswith("Messages: "))
        assert title.parentWidget().height() > 2 * (title.sizeHint().height() + said.sizeHint().height())
        assert said.y() - title.y() < 1.5 * title.sizeHint().height()

    @pytest.mark.parametrize("way", ["Delete for good", "Empty the trash"])
    def test_deleting_for_good_asks_first(self, stage: Stage, way: str) -> None:
        workspace = stage.unlock()
        workspace.show_page("trash")
        stage.until(lambda: "In the trash" in readable_text(workspace.trash_page))
        every = workspace.trash_page.findChildren(QPushButton)
        next(each for each in every if each.text() == way).setFocus()
        stage.press(workspace.trash_page, way)
        sheet = stage.dialog(Sheet)
        assert ("In the trash" in readable_text(sheet)) is (way == "Delete for good")
        assert "gone" in stage.disk.summaries
        stage.press(sheet, "for good")
        stage.until(lambda: "gone" not in stage.disk.summaries)
        stage.until(lambda: "The trash is empty." in readable_text(workspace.trash_page))
        stage.settle()
        assert stage.window.focusWidget() is workspace.trash_page

    @pytest.mark.parametrize("way", ["Restore", "Delete"])
    def test_the_keyboard_goes_on_with_the_next_chat(self, stage: Stage, way: str) -> None:
        workspace = stage.unlock()
        for chat in ("old", "lease"):
            workspace.sidebar.trash_wanted.emit((chat,))
            stage.until(lambda chat=chat: stage.disk.summaries[chat].trashed is not None)
        page = workspace.trash_page
        workspace.show_page("trash")

        def names() -> list[str]:
            every = page.findChildren(QPushButton)
            return [each.accessibleName() for each in every if each.isVisible()]

        stage.until(lambda: sum(name.startswith(way) for name in names()) == 3)

        def focused() -> str:
            found = stage.window.focusWidget()
            return found.accessibleName() if found is not None else ""

        wanted = [name for name in names() if name.startswith(way)]
        for name, following in itertools.pairwise([*wanted[1:], wanted[0]]):
            next(each for each in page.findChildren(QPushButton) if each.accessibleName() == name).setFocus()
            stage.bot.keyClick(stage.window.focusWidget(), Qt.Key.Key_Return)
            if way == "Delete":
                stage.press(stage.dialog(Sheet), "for good")
            stage.until(lambda name=name: name not in names())
            stage.settle()
            stage.until(lambda name=following: focused() == name)

    @pytest.mark.parametrize("way", ["Restore", "Delete for good", "Empty the trash"])
    def test_nothing_offers_to_undo_what_is_done_with(self, stage: Stage, way: str) -> None:
        workspace = stage.unlock()
        workspace.sidebar.trash_wanted.emit(("old",))
        stage.until(workspace.toast.isVisible)
        workspace.toast._timer.stop()  # it would go by itself
        workspace.show_page("trash")
        stage.until(lambda: "An old chat" in readable_text(workspace.trash_page))
        stage.press(workspace.trash_page, way)
        if way != "Restore":
            stage.press(stage.dialog(Sheet), "for good")
        stage.until(lambda: not workspace.toast.isVisible())


def test_a_sidebar_that_was_called_for_goes_when_a_page_or_a_chat_was_chosen_in_it(stage: Stage) -> None:
    workspace = stage.unlock()
    stage.desk.theme.apply("light", 200)
    stage.window.resize(900, 700)
    stage.until(workspace.sidebar.isHidden)  # there is no room for it
    workspace.act("sidebar")
    assert workspace.sidebar.isVisible()
    workspace.sidebar._pages["settings"].setFocus()
    workspace.sidebar._pages["settings"].click()
    assert workspace.sidebar.isHidden()
    assert stage.window.focusWidget() is workspace.settings_page.show_sidebar  # the way back
    workspace.act("sidebar")
    workspace.sidebar.list.setFocus()
    workspace.sidebar.list.opened.emit(workspace.sidebar.rows.index_of("old"))
    stage.until(lambda: workspace.chat_page.chat.conversation_id == "old")
    assert workspace.sidebar.isHidden()
    assert stage.window.focusWidget() is workspace.chat_page.composer.editor
    stage.window.resize(1800, 700)
    stage.until(workspace.sidebar.isVisible)
    workspace.sidebar._pages["settings"].click()
    assert workspace.sidebar.isVisible()  # where there is room, it stays
