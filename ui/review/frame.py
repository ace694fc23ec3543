"""The frame of the review: both texts, the list of findings with its detail, and the foot; no behaviour."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from ui.errors import BannerStack
from ui.flow import wrapping
from ui.parts import button, column, label, picture, row, tool
from ui.review.detail import Detail
from ui.review.editor import QuestionEditor
from ui.review.findings import FindingsList
from ui.review.foot import Foot
from ui.review.pane import TextPane
from ui.review.pointing import Pointing
from ui.theme import Theme

_WIDE, _HIGH = 1120, 820


class ReviewFrame(QDialog):
    """See the module."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle("Sotto")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizeGripEnabled(True)
        self._build()
        self._take_size()

    def _build(self) -> None:
        theme = self.theme
        title = self.tr("This is exactly what will leave your computer")
        self.setAccessibleName(title)
        self.summary = label("", role="small", tone="second", wrap=True)
        self.banners = BannerStack(theme)
        self.only_question = QCheckBox(self.tr("Send only this question"))
        self.fold = tool(
            theme,
            "chevron-down",
            self.tr("Fold the earlier turns"),
            kind="ghost",
            size=14,
            text=" ",
        )
        self.earlier = QWidget()
        self.earlier.setLayout(row(self.only_question, self.fold, spacing=8))
        heading = row(
            picture(theme, "eye-off", tone="accent", size=28),
            column(label(title, role="h1", wrap=True), self.summary, spacing=1),
            self.earlier,
            spacing=14,
        )
        heading.setStretch(1, 1)
        self.left = TextPane(theme, self.tr("Your text: stays here"), can_redact=True)
        self.right = TextPane(theme, self.tr("Leaves this computer"), can_redact=False)
        self.findings = FindingsList(theme)
        self.detail = Detail(theme)
        self.pointing = Pointing(theme)
        self.foot = Foot(theme)
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setChildrenCollapsible(False)
        sides.setHandleWidth(theme.px(14))
        sides.addWidget(self._left_card())
        sides.addWidget(self._card(row(self._caption(self.right.accessibleName()), None), self.right))
        sides.setSizes([1000, 1000])
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(theme.px(14))
        self.splitter.addWidget(sides)
        self.splitter.addWidget(self._findings_card())
        self.splitter.setSizes([theme.px(340), theme.px(250)])
        for splitter in (sides, self.splitter):
            splitter.setObjectName("clear")
        middle, inside = QWidget(), column(self.pointing, self.splitter, spacing=12)
        inside.setStretch(1, 1)
        middle.setLayout(inside)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAccessibleName(title)
        self.area.setWidget(middle)
        whole = column(heading, self.banners, self.area, self.foot, spacing=12, margins=(26, 20, 26, 18))
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _left_card(self) -> QWidget:
        theme = self.theme
        self.edit = tool(
            theme,
            "pencil",
            self.tr("Edit the question"),
            kind="ghost",
            size=14,
            text=" " + self.tr("Edit"),
        )
        self.hide_selection = tool(
            theme,
            "eye-off",
            self.tr("Redact selection"),
            kind="ghost",
            size=14,
            keys="R",
            text=" " + self.tr("Redact selection"),
        )
        self.hide_selection.setEnabled(False)
        self.editor = QuestionEditor(theme)
        self.editor.setAccessibleName(self.tr("The question"))
        self.look_again = button(self.tr("Look again"), kind="primary")
        self.leave_edit = button(self.tr("Leave it as it was"))
        box = QWidget()
        box.setLayout(column(self.editor, row(None, self.leave_edit, self.look_again), spacing=8))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.left)
        self.stack.addWidget(box)
        # Side by side they would take the room of the other text in a small window.
        acts = wrapping(self.hide_selection, self.edit, spacing=2, is_trailing=True)
        head = row(self._caption(self.left.accessibleName()), None, acts, spacing=2)
        return self._card(head, self.stack)

    def _caption(self, text: str) -> QWidget:
        made = label(text, role="small", tone="second")
        made.setFont(self.theme.font(13, weight=600))
        made.setMinimumHeight(self.theme.px(30))
        return made

    def _card(self, head: QHBoxLayout, content: QWidget) -> QFrame:
        made = QFrame()
        made.setProperty("kind", "card")
        made.setLayout(column(head, content, spacing=4, margins=(18, 10, 12, 12)))
        made.setMinimumHeight(self.theme.px(170))  # where the window is lower than all this, it scrolls
        return made

    def _findings_card(self) -> QFrame:
        made = QFrame()
        made.setProperty("kind", "card")
        line = row(self.findings, spacing=0, margins=(8, 6, 0, 6))
        rule = QFrame()
        rule.setProperty("kind", "rule")
        line.addWidget(rule)
        line.addWidget(self.detail)
        line.setStretch(0, 5)
        line.setStretch(2, 3)
        made.setLayout(line)
        made.setMinimumHeight(self.theme.px(170))
        return made

    def _take_size(self) -> None:
        """Take the size that the text needs, up to what the screen has."""
        px, room = self.theme.px, self.screen().availableSize()
        self.setMinimumSize(520, 440)
        wide, high = min(px(_WIDE), room.width() - 48), min(px(_HIGH), room.height() - 64)
        self.resize(max(520, wide), max(440, high))
