"""What placeholders do not cover: hints at somebody without a name, languages in which no name is found.

Hints are a quiet line, or a warning where they are likely to point at one person.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.explain import Explanation
from app.outgoing import Part
from app.review import Review
from ui.errors import BannerStack
from ui.parts import button, column, label, picture, row
from ui.review.findings import Pointer, pointers
from ui.review.words import language_name, quasi_words
from ui.theme import Theme

_MOST_BUTTONS = 3


class Pointing(QWidget):
    """See the module. Where nothing was found it takes no room, and says nothing.

    Attributes:
        generalised: a Pointer whose coarser wording is wanted.
        look_wanted: a Pointer whose row is to be shown.
    """

    generalised = Signal(object)
    look_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._listed: list[Pointer] = []
        self._said: tuple[str, tuple[Pointer, ...], tuple[str, ...]] | None = None
        self._parts: tuple[Part, ...] = ()
        self._unread: tuple[str, ...] = ()
        self._quiet_words = label("", role="small", tone="second", wrap=True)
        self.look = button(self.tr("Show it"), kind="link", on_click=self._look)
        line = row(picture(theme, "info", size=16), self._quiet_words, self.look, spacing=8)
        line.setStretch(1, 1)
        self.quiet = QWidget()
        self.quiet.setLayout(line)
        self.warning = BannerStack(theme)
        self.setLayout(column(self.quiet, self.warning, spacing=0))
        self.hide()

    def show_review(self, review: Review) -> None:
        """Say how things stand now; what is said already stays, and with it the focus."""
        risk, listed = review.risk, pointers(review)
        if self._parts is not review.parts:  # decisions do not change them
            self._parts, self._unread = review.parts, review.unread
        unread = self._unread
        if self._said == (risk, tuple(listed), unread):
            return
        self._said, self._listed = (risk, tuple(listed), unread), listed
        kinds = ", ".join(dict.fromkeys(quasi_words(one.quasi) for one in listed))
        self._quiet_words.setText(
            self.tr("Left as it is, this may help to point at somebody: {kinds}.").format(kinds=kinds)
            if risk == "some"
            else ""
        )
        self.quiet.setVisible(risk == "some")
        self.warning.clear()
        if risk == "high":
            self._warn(kinds)
        if unread:
            self._warn_of_languages(unread)
        self.setVisible(risk != "none" or bool(unread))

    def _warn(self, kinds: str) -> None:
        several = len({one.quasi.kind for one in self._listed}) > 1
        title = (
            self.tr("Together these can point at one person: {kinds}.")
            if several
            else self.tr("This is rare enough to point at one person: {kinds}.")
        )
        advice = self.tr("Hiding names does not change that. Make some of it coarser, or redact it.")
        actions = tuple(
            (
                self.tr("Make coarser: “{text}”").format(text=one.quasi.general),
                lambda one=one: self.generalised.emit(one),
            )
            for one in self._listed
            if one.quasi.general
        )
        self.warning.say(
            "risk",
            Explanation(title.format(kinds=kinds), advice),
            tone="warn",
            actions=actions[:_MOST_BUTTONS],
            closable=False,
        )

    def _warn_of_languages(self, codes: tuple[str, ...]) -> None:
        names = ", ".join(language_name(code) for code in codes)
        title = self.tr("Sotto finds no names in what is written in {names}.")
        advice = self.tr(
            "Read it yourself: select each name in your text, then press “Redact selection” above the text."
        )
        self.warning.say(
            "unread", Explanation(title.format(names=names), advice), tone="warn", closable=False
        )

    def _look(self) -> None:
        if self._listed:
            self.look_wanted.emit(self._listed[0])

    def forget(self) -> None:
        """Show nothing any more."""
        self._listed, self._said = [], None
        self._parts, self._unread = (), ()
        self._quiet_words.clear()
        self.warning.clear()
        self.hide()
