"""How texts are redacted: the profile, remembered words, skimming, and the switch that keeps all offline."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from app.redaction.findings import EntityType
from app.redaction.port import OWN_CHOICE, Term
from ui.flow import wrapping
from ui.kit import Kit
from ui.parts import button, card, column, divider, drop, fill, label, picture, row
from ui.policy import hold
from ui.review.words import type_name

if TYPE_CHECKING:
    from app.redaction.profiles import Profile


class RedactionSettings(QWidget):
    """See the module.

    Attributes:
        failed: an exception.
        own: a box for each type, once the user hides what they chose themselves.
    """

    failed = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._preferences = kit.preferences
        self._profiles: dict[str, Profile] = {}
        self.profile = QComboBox()
        self.profile.setAccessibleName(self.tr("What is hidden"))
        self.profile.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.profile.activated.connect(
            lambda _: self._preferences.change(redaction_profile=self.profile.currentData())
        )
        self._source = label("", role="caption", tone="muted", wrap=True)
        self.own: dict[EntityType, QCheckBox] = {}
        self._own = QWidget()
        self._own.hide()
        self.skim = QCheckBox(self.tr("Send without a look when nothing is doubtful"))
        self.skim.toggled.connect(lambda is_on: self._preferences.change(skim_review=is_on))
        self.second_pass = QCheckBox(self.tr("Let the model on this computer look again"))
        self.second_pass.toggled.connect(lambda is_on: self._preferences.change(second_pass=is_on))
        self.offline = QCheckBox(self.tr("Offline: nothing can leave this computer"))
        self.offline.toggled.connect(self._set_offline)
        managed = kit.assistant.policy
        self._policy = managed.policy
        skim_set_by = hold(self.skim, managed, is_held=not self._policy.allow_skim)
        offline_set_by = hold(self.offline, managed, is_held=self._policy.offline)
        how_offline = _note(
            self.tr(
                "All routes but the local one are closed at once, and a connection that is open is cut. No"
                " process that could use the network can be started any more: to go online again, switch this"
                " off and start Sotto anew."
            )
        )
        how_offline.setVisible(not self._policy.offline)  # it says how to go online again
        self._is_offline = False
        self._still_offline = QWidget()
        line = row(
            picture(kit.theme, "triangle-alert", tone="warn", size=16),
            label(
                self.tr("Sotto stays offline until it is started again: quit it, and start it anew."),
                role="small",
                tone="warn",
                wrap=True,
            ),
            spacing=8,
        )
        line.setStretch(1, 1)
        self._still_offline.setLayout(line)
        self._terms = QVBoxLayout()
        fill(self._terms, (), spacing=4, margins=(0, 0, 0, 0))
        self._no_terms = _note(
            self.tr("Nothing yet. In a review, “Remember for other chats” puts a word on this list.")
        )
        line = row(label(self.tr("What is hidden")), self.profile, spacing=16)
        line.setStretch(0, 1)
        self.setLayout(
            column(
                label(self.tr("Redaction"), role="h1"),
                card(
                    line,
                    self._source,
                    self._own,
                    divider(),
                    self.skim,
                    skim_set_by,
                    _note(
                        self.tr(
                            "Only when every finding is sure and hidden and what is left hardly points at one"
                            " person. The chat then says that nobody looked. What no detector recognises"
                            " leaves unseen."
                        )
                    ),
                    divider(),
                    self.second_pass,
                    _note(
                        self.tr(
                            "While a review is on the screen, the model that you chose reads what would leave"
                            " and points at words that could still tell who somebody is. You decide about"
                            " each; it hides nothing and lets nothing pass by itself. It takes a few seconds,"
                            " and nothing waits for it. The built-in model is too small for this and is not"
                            " asked."
                        )
                    ),
                    spacing=10,
                    margin=18,
                ),
                10,
                label(self.tr("Remembered words"), role="h1"),
                card(self._no_terms, self._terms, spacing=8, margin=18),
                10,
                label(self.tr("Offline"), role="h1"),
                card(
                    self.offline,
                    offline_set_by,
                    self._still_offline,
                    how_offline,
                    spacing=8,
                    margin=18,
                ),
                spacing=8,
            )
        )
        self._preferences.changed.connect(self._show_settings)
        self._show_settings()

    def _set_offline(self, is_on: bool) -> None:  # a signal's slot
        self._preferences.change(offline=is_on)
        if is_on:
            assistant = self._kit.assistant

            def work() -> bool:
                assistant.cloud.go_offline()
                return assistant.cloud.is_offline

            self._kit.runner.run(work, lane="io", on_done=self._note_offline, on_error=self.failed.emit)

    def _note_offline(self, is_offline: bool) -> None:  # a result's slot
        self._is_offline = is_offline
        self._show_settings()

    def refresh(self) -> None:
        """Load the profiles and the remembered words."""
        if not self._profiles:
            self._kit.runner.run(
                _load_profiles, lane="io", on_done=self._show_profiles, on_error=self.failed.emit
            )
        assistant = self._kit.assistant

        def work() -> list[Term]:
            return assistant.cloud.terms()

        self._kit.runner.run(work, on_done=self._show_terms, on_error=self.failed.emit)
        self._kit.runner.run(
            lambda: assistant.cloud.is_offline, on_done=self._note_offline, on_error=self.failed.emit
        )

    def _show_profiles(self, profiles: dict[str, Profile]) -> None:
        self._profiles = profiles
        with QSignalBlocker(self.profile):
            self.profile.clear()
            for name, profile in profiles.items():
                self.profile.addItem(profile.title, name)
        self._show_settings()

    def _show_settings(self) -> None:
        now = self._preferences.now
        with contextlib.ExitStack() as quiet:
            for widget in (self.profile, self.skim, self.second_pass, self.offline):
                quiet.enter_context(QSignalBlocker(widget))
            self.skim.setChecked(now.skim_review and self._policy.allow_skim)
            self.second_pass.setChecked(now.second_pass)
            self.offline.setChecked(now.offline or self._policy.offline)
            self.profile.setCurrentIndex(self.profile.findData(now.redaction_profile))
        is_allowed = not now.offline and not self._policy.offline
        self._still_offline.setVisible(is_allowed and self._is_offline)
        chosen = self._profiles.get(now.redaction_profile)
        self._source.setText(chosen.source if chosen is not None else "")
        is_own = now.redaction_profile == OWN_CHOICE
        if is_own and chosen is not None:
            self._show_own(chosen.labels if now.redaction_chosen is None else now.redaction_chosen)
        self._own.setVisible(is_own)

    def _show_own(self, chosen: Collection[EntityType]) -> None:
        if not self.own:
            self.own = {kind: QCheckBox(type_name(kind)) for kind in EntityType if kind.value != "CUSTOM"}
            for box in self.own.values():
                box.toggled.connect(self._choose_own)
            self._own.setLayout(column(wrapping(*self.own.values())))
        for kind, box in self.own.items():
            with QSignalBlocker(box):
                box.setChecked(kind in chosen)

    def _choose_own(self) -> None:
        self._preferences.change(
            redaction_chosen=tuple(kind for kind, box in self.own.items() if box.isChecked())
        )

    def _show_terms(self, terms: list[Term]) -> None:
        drop(self._terms)
        self._no_terms.setVisible(not terms)
        for term in terms:
            self._terms.addWidget(self._make_term(term))

    def _make_term(self, term: Term) -> QWidget:
        action = (
            self.tr("always hidden as: {type}").format(type=type_name(term.label))
            if term.action == "redact"
            else self.tr("always kept")
        )
        forget = button(self.tr("Forget"), kind="ghost", on_click=lambda: self._forget(term))
        forget.setAccessibleName(self.tr("Forget {word}").format(word=term.text))
        line = row(
            label(term.text, wrap=True), label(action, role="small", tone="second"), forget, spacing=12
        )
        line.setStretch(0, 1)
        made = QWidget()
        made.setLayout(line)
        return made

    def _forget(self, term: Term) -> None:
        self._kit.runner.run(
            lambda: self._kit.assistant.cloud.forget_term(term.text),
            on_done=lambda _: self.refresh(),
            on_error=self.failed.emit,
        )


def _load_profiles() -> dict[str, Profile]:
    """Return the profiles; their module brings the recognisers along, so not on the window's thread."""
    from app.redaction.profiles import profiles

    return profiles()


def _note(text: str) -> QWidget:
    return label(text, role="caption", tone="muted", wrap=True)
