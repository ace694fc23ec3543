"""The review: what stays here and exactly what leaves, side by side, and what is decided about it.

Whatever is decided, the outgoing bytes are built anew and shown; "Send" hands out the hash of the bytes that
are on the screen at that moment and of no others. The default button answers locally.
"""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from app.errors import ValueStillThere
from app.explain.base import Explanation
from app.outgoing import Outgoing
from app.redaction.findings import EntityType
from app.review import Choice, Review
from app.routing import Route
from app.suggestions import Suggested
from models.cancel import CancelToken
from models.errors import SottoError
from ui.announce import announce
from ui.errors import worded
from ui.kit import Kit
from ui.review.bytes import BytesSheet
from ui.review.findings import Chosen, Group, Pointer, Words, key_of, one_line, same_words
from ui.review.frame import ReviewFrame
from ui.review.invisible import all_hidden
from ui.review.obstacles import obstacle, too_private
from ui.review.script import left_runs, right_runs, titles
from ui.review.second_look import SecondLook
from ui.review.words import label_mark, second_look_words

SMALL_TEXT = 20_000
"""Characters; what is longer is put together in the background."""
SHOW_PROGRESS_MS = 1000


class ReviewWindow(ReviewFrame):
    """See the module.

    Attributes:
        send_wanted: SHA-256 of the bytes that are shown.
        local_wanted: the question, to be answered on this computer.
        dismissed: the question as it is now; nothing is to be sent.
        shown: what is on the screen; None while it is being put together.
    """

    send_wanted = Signal(str)
    local_wanted = Signal(str)
    dismissed = Signal(str)
    _advanced = Signal(float)

    def __init__(self, kit: Kit, review: Review, parent: QWidget) -> None:
        super().__init__(kit.theme, parent)
        self._kit = kit
        self._review = review
        self.shown: Outgoing | None = None
        self._item = 0
        self._turn = 0
        self._is_over = False
        self._is_sending = False
        self._is_folded = False
        self._scan: CancelToken | None = None
        self._fraction = 0.0
        self._second_look = SecondLook(kit, self)
        self._second_said = ""
        self._progress_timer = QTimer(self)
        self._progress_timer.setSingleShot(True)
        self._progress_timer.setInterval(SHOW_PROGRESS_MS)
        self._progress_timer.timeout.connect(lambda: self.foot.show_scan(self._fraction))
        self._connect()
        self._bind_keys()
        self._refresh()
        self._scroll_to_question()
        self.foot.local.setFocus()

    # --- keys and signals ------------------------------------------------------------------------

    def _connect(self) -> None:
        foot = self.foot
        foot.send_pressed.connect(self._send)
        foot.local_pressed.connect(self._answer_locally)
        foot.decision_wanted.connect(self.go_to_open)
        foot.hash_wanted.connect(self._copy_hash)
        foot.bytes_wanted.connect(self._show_bytes)
        foot.scan_cancelled.connect(self._cancel_scan)
        self.fold.clicked.connect(self._toggle_fold)
        self.edit.clicked.connect(self._begin_edit)
        self.hide_selection.clicked.connect(self._redact_selection)
        self.look_again.clicked.connect(self._end_edit)
        self.leave_edit.clicked.connect(self._cancel_edit)
        self.only_question.toggled.connect(self._on_only_question)
        for pane in (self.left, self.right):
            pane.item_clicked.connect(self._choose)
            pane.copied.connect(self._kit.clipboard.copy)
        self.left.scrolled.connect(lambda: self.right.show_top(self.left.top_place()))
        self.right.scrolled.connect(lambda: self.left.show_top(self.right.top_place()))
        self.left.selected.connect(self.hide_selection.setEnabled)
        self.left.redact_wanted.connect(self._redact_selection)
        self.findings.chosen.connect(self._on_chosen)
        self.findings.toggled.connect(self._on_toggled)
        self.detail.decided.connect(self._decide)
        self.detail.remembered.connect(self._remember)
        self.detail.generalised.connect(self._generalise)
        self.pointing.generalised.connect(self._generalise)
        self.pointing.look_wanted.connect(self._go_to_pointer)
        self._second_look.ended.connect(self._on_suggested)
        self._advanced.connect(self._on_advanced)
        self.theme.changed.connect(self._refresh)

    def _bind_keys(self) -> None:
        for keys, act in (
            ("R", lambda: self._press(Choice.REDACT, everywhere=True)),
            ("Shift+R", lambda: self._press(Choice.REDACT, everywhere=False)),
            ("K", lambda: self._press(Choice.KEEP, everywhere=True)),
            ("Shift+K", lambda: self._press(Choice.KEEP, everywhere=False)),
            ("N", lambda: self._step(1)),
            ("P", lambda: self._step(-1)),
        ):
            bound = QShortcut(QKeySequence(keys), self)
            bound.activated.connect(act)

    # --- showing --------------------------------------------------------------------------------

    def _refresh(self) -> None:
        """Put together what would leave now, and show it."""
        if self._is_over or self._scan is not None:
            return
        self.banners.drop("refused")  # what was refused is another text now
        self._turn += 1
        turn = self._turn
        self.shown = None
        if sum(len(part.text) for part in self._review.parts) <= SMALL_TEXT:
            try:
                self._show(self._review.outgoing())
            except SottoError as error:
                self._on_error(error)
            return
        self._update()
        self._kit.runner.run(
            self._review.snapshot().outgoing,
            lane="io",
            on_done=lambda outgoing: self._show(outgoing) if turn == self._turn else None,
            on_error=lambda error: self._on_error(error) if turn == self._turn else None,
        )

    def _show(self, outgoing: Outgoing) -> None:
        if self._is_over:
            return
        review, named = self._review, titles()
        self.left.show_runs(left_runs(review, outgoing, named, is_folded=self._is_folded))
        self.right.show_runs(right_runs(review, outgoing, named, is_folded=self._is_folded))
        self.pointing.show_review(review)
        self.findings.show_review(review, outgoing)
        self.findings.fit()
        self.shown = outgoing
        self._mark(self._item)
        self._update()

    def _update(self) -> None:
        """Say how things stand."""
        review, shown = self._review, self.shown
        hidden = sum(item.choice is Choice.REDACT for item in review.items)
        undecided = len(review.undecided)
        unseen = sum(1 for _ in all_hidden(part.text for part in shown.parts)) if shown is not None else 0
        raises = review.label is not review.sensitivity and too_private(review) is None
        label = label_mark(review.label) if raises else ""
        route = self.tr("private server") if review.provider.route is Route.PRIVATE else self.tr("cloud")
        facts = [
            self.tr("Places replaced: {count}").format(count=hidden),
            self.tr("Needs your decision: {count}").format(count=undecided) if undecided else "",
            self.tr("To {provider} ({route})").format(provider=review.provider.name, route=route),
            self.tr("Invisible characters: {count}").format(count=unseen) if unseen else "",
            self.tr("Makes this chat: {label}").format(label=label) if label else "",
            self.tr("Looking again with the local model…")
            if self._second_look.is_running
            else self._second_said,
        ]
        self.summary.setText(" · ".join(fact for fact in facts if fact))
        has_earlier = review.has_earlier_turns
        self.earlier.setVisible(has_earlier)
        with QSignalBlocker(self.only_question):
            self.only_question.setChecked(review.is_question_alone)
        self.fold.setVisible(has_earlier and not review.is_question_alone)
        self._name_fold()
        self.foot.show_facts(review, shown)
        is_busy = self._is_sending or self._scan is not None
        blocked = self._blocked()
        is_redacted = shown is not None and any(part.replacements for part in shown.parts)
        self.foot.show_state(
            blocked,
            can_send=not blocked and shown is not None and not is_busy,
            is_open=bool(undecided) and not is_busy,
            sends_redacted=is_redacted or shown is None,
        )
        for widget in (self.earlier, self.pointing, self.detail, self.findings, self.edit):
            widget.setEnabled(not is_busy and not self._is_editing)
        self.foot.local.setEnabled(not self._is_sending)
        if not is_busy and not self._is_editing and self._has_lost_focus:
            self.foot.local.setFocus()

    @property
    def _has_lost_focus(self) -> bool:
        """Whether no part has the keyboard any more: its owner was switched off for a while, or is gone."""
        owner = self.focusWidget()
        return owner is None or not (owner.isEnabled() and owner.isVisibleTo(self))

    def _blocked(self) -> str:
        if self._is_sending:
            return self.tr("Sending…")
        if self._scan is not None:
            return self.tr("Looking again…")
        if self._is_editing:
            return self.tr("The question is being edited.")
        waiting = self.tr("Putting together what would leave…") if self.shown is None else ""
        return obstacle(self._review) or waiting

    def _name_fold(self) -> None:
        name = self.tr("Show the earlier turns") if self._is_folded else self.tr("Fold the earlier turns")
        self.fold.setText(f" {name}")
        self.fold.setAccessibleName(name)
        self.fold.setToolTip(name)
        self.theme.set_icon(self.fold, "chevron-right" if self._is_folded else "chevron-down", size=14)

    def _scroll_to_question(self) -> None:
        question = self._review.parts[-1].id
        for pane in (self.left, self.right):
            pane.show_part(question)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns of the list their width."""
        super().resizeEvent(event)
        self.findings.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where the question begins: what was said before is above it."""
        super().showEvent(event)
        self.findings.fit()
        self._scroll_to_question()
        if not event.spontaneous():
            self._look_twice()
        announce(self, self.tr("Review what would leave this computer"))

    # --- moving about ---------------------------------------------------------------------------

    def _step(self, step: int) -> None:
        """Go to the next or the previous place."""
        ids = [item.id for item in self._review.items]
        if not ids:
            return
        place = ids.index(self._item) + step if self._item in ids else (0 if step > 0 else -1)
        self._choose(ids[place % len(ids)])
        self.area.ensureWidgetVisible(self.stack, 0, 0)  # of the pane itself Qt would show the cursor

    def go_to_open(self) -> None:
        """Go to the next place that is not decided."""
        ids = [item.id for item in self._review.undecided]
        if ids:
            later = [item for item in ids if item > self._item]
            self._choose(
                (later or ids)[0] if self._item not in ids else ids[(ids.index(self._item) + 1) % len(ids)]
            )
            self.area.ensureWidgetVisible(self.stack, 0, 0)  # of the pane itself Qt would show the cursor

    def _go_to_pointer(self, pointer: Pointer) -> None:
        self.findings.go_to_pointer(pointer)
        self.area.ensureWidgetVisible(self.findings, 0, 0)

    def _choose(self, item_id: int) -> None:
        item = next((each for each in self._review.items if each.id == item_id), None)
        if item is None:
            return
        if self._is_folded and self._review.parts[item.part].kind.startswith("earlier"):
            self._toggle_fold()
        self._mark(item_id)
        self.findings.go_to(item_id)

    def _mark(self, item_id: int) -> None:
        self._item = item_id
        for pane in (self.left, self.right):
            pane.mark_item(item_id)
            if item_id:
                pane.show_item(item_id)

    def _on_chosen(self, value: Chosen | None) -> None:
        self.detail.show_value(value)
        if isinstance(value, Words) and self._item not in {item.id for item in value.items}:
            self._mark(value.items[0].id)

    def _toggle_fold(self) -> None:
        self._is_folded = not self._is_folded
        self._refresh()

    # --- deciding -------------------------------------------------------------------------------

    @property
    def _is_idle(self) -> bool:
        return not (self._is_sending or self._is_editing or self._is_over) and self._scan is None

    def _press(self, choice: Choice, *, everywhere: bool) -> None:
        """Take a key: selected words first, else the chosen row."""
        if choice is Choice.REDACT and self.left.selection() is not None:
            self._redact_selection()
        else:
            self._decide(choice, everywhere)

    def _decide(self, choice: Choice, everywhere: bool) -> None:
        if not self._is_idle:
            return
        was_open = bool(self._review.undecided)
        match self.findings.current_value():
            case Words() as words:
                ids = {item.id for item in words.items}
                item = self._item if self._item in ids else words.items[0].id
                self._review.decide(item, choice, everywhere=everywhere)
            case Group() as group:
                for words in group.rows:
                    self._review.decide(words.items[0].id, choice)
            case Pointer() as pointer if choice is Choice.REDACT:
                found = pointer.quasi
                self._review.redact_by_hand(pointer.part, found.start, found.end)
            case _:
                return
        self._refresh()
        announce(self, self.tr("Redacted") if choice is Choice.REDACT else self.tr("Kept as it is"))
        if was_open:
            self.go_to_open()

    def _on_toggled(self, words: Words, is_redacted: bool) -> None:
        if self._is_idle:
            choice = Choice.REDACT if is_redacted else Choice.KEEP
            self._review.decide(words.items[0].id, choice)
            # the list tells of a change while it is in the middle of it
            QTimer.singleShot(0, self, self._refresh)

    def _redact_selection(self) -> None:
        selected = self.left.selection()
        if selected is not None and self._is_idle:
            self._review.redact_by_hand(*selected, label=EntityType.CUSTOM)
            self._refresh()
            part, start, end = selected
            inside = (i for i in self._review.items if i.part == part and i.start < end and start < i.end)
            if (made := next(inside, None)) is not None:
                self._choose(made.id)
            announce(self, self.tr("Redacted"))

    def _remember(self) -> None:
        value = self.findings.current_value()
        if not isinstance(value, Words):
            return
        term = self._review.term(value.items[0].id)
        self.detail.remember.setEnabled(False)

        def remembered(_: object) -> None:
            if not self._is_over:
                self.detail.remember.setEnabled(True)
                self.detail.say_remembered()

        self._kit.runner.run(
            lambda: self._kit.assistant.cloud.remember(term), on_done=remembered, on_error=self._on_error
        )

    def _on_only_question(self, is_alone: bool) -> None:
        if not self._is_idle:
            return
        if is_alone:
            self._review.drop_earlier_turns()
        else:
            self._review.bring_back_earlier_turns()
        self._refresh()
        self._scroll_to_question()

    # --- changing the text ----------------------------------------------------------------------

    @property
    def _is_editing(self) -> bool:
        return self.stack.currentIndex() == 1

    def _begin_edit(self) -> None:
        if self._is_idle:
            self.editor.show_text(self._review.parts[-1].text)
            self.stack.setCurrentIndex(1)
            self.editor.setFocus()
            self._update()

    def _cancel_edit(self) -> None:
        self.editor.clear()
        self.stack.setCurrentIndex(0)
        self._update()
        self.left.setFocus()

    def _end_edit(self) -> None:
        text, part = self.editor.text(), self._review.parts[-1]
        self._cancel_edit()
        if text != part.text:
            self._review.edit(part.id, text)
            self._look()

    def _generalise(self, pointer: Pointer) -> None:
        if self._is_idle:
            self._review.generalise(pointer.part, pointer.index)
            self._look()

    def _look(self) -> None:
        """Scan again what has changed; the review is the scan's until it ends."""
        self.banners.drop("error")
        self._second_look.cancel()
        self._scan = token = CancelToken()
        self._turn += 1
        self.shown = None
        self._fraction = 0.0
        self._progress_timer.start()
        self._update()
        self._kit.runner.run(
            lambda: self._kit.assistant.cloud.scan(
                self._review, self._review.stale, progress=self._advanced.emit, cancel=token
            ),
            lane="io",
            on_done=lambda _: self._on_looked(None),
            on_error=self._on_looked,
        )

    def _on_looked(self, error: Exception | None) -> None:
        if self._is_over:
            return
        self._scan = None
        self._progress_timer.stop()
        self.foot.show_scan(None)
        self._refresh()
        self._scroll_to_question()
        if error is None:
            self._look_twice()
        else:
            self.banners.fail("error", error, actions=((self.tr("Look again"), self._look),))

    def _on_advanced(self, fraction: float) -> None:
        self._fraction = fraction
        if self.foot.progress.isVisible():
            self.foot.show_scan(fraction)

    def _cancel_scan(self) -> None:
        if self._scan is not None:
            self._scan.cancel()

    def _look_twice(self) -> None:
        """Have the local model read it too, if the user wants that; nothing waits for it."""
        self._second_said = ""
        self._second_look.start(self._review)
        self._update()

    def _on_suggested(self, result: Suggested) -> None:
        count = self._review.suggest(result.suggestions)
        self._second_said = second_look_words(result.outcome, count)
        if count:
            self._refresh()
            announce(self, self._second_said)
        else:
            self._update()

    # --- going on -------------------------------------------------------------------------------

    def _send(self) -> None:
        shown = self.shown
        if shown is None or not self._is_idle or self._review.blockers:
            return
        self._is_sending = True
        self._second_look.cancel()
        self.banners.clear()
        self._update()
        self.send_wanted.emit(shown.prepared.body_sha256)

    def refuse(self, error: Exception) -> None:
        """Nothing was sent; say why and let the user go on."""
        if self._is_over:
            return
        said = self._worded(error)
        self._is_sending = False
        self._refresh()
        self._go_to_words(self._still_there(error))
        self.foot.local.setFocus()
        self.banners.say("refused", said, actions=self.banners.offer(error))
        announce(self, self.tr("It was not sent"), urgent=True)

    def _worded(self, error: Exception) -> Explanation:
        """Return why it was refused; which words are still there, only this window may tell."""
        said, words = worded(error), self._still_there(error)
        if not words:
            return said
        which = self.tr("Hidden, but still there: “{words}”.").format(words=one_line(words))
        return Explanation(said.title, f"{which} {said.advice}")

    def _still_there(self, error: Exception) -> str:
        """Return the hidden words that an error found in what would leave; "" for none."""
        hidden = self.shown.hidden if self.shown is not None else ()
        index = error.facts.get("index") if isinstance(error, ValueStillThere) else None
        return hidden[index] if isinstance(index, int) and index < len(hidden) else ""

    def _go_to_words(self, words: str) -> None:
        """Choose the row of some words, if they have one."""
        found = next((each for each in same_words(self._review) if each.key == key_of(words)), None)
        if found is not None:
            self._choose(found.items[0].id)

    def _on_error(self, error: Exception) -> None:
        if self._is_over:
            return
        self._update()
        self.banners.fail("error", error)

    def _answer_locally(self) -> None:
        text = self.question
        self.done(QDialog.DialogCode.Accepted)
        self.local_wanted.emit(text)

    @property
    def question(self) -> str:
        """The question as it is now."""
        return self.editor.text() if self._is_editing else self._review.parts[-1].text

    @property
    def review(self) -> Review:
        """What is reviewed."""
        return self._review

    def close_sent(self) -> None:
        """It is on its way."""
        self.done(QDialog.DialogCode.Accepted)

    def leave(self) -> None:
        """Close in any case: what is shown has to go."""
        self.reject()
        self.done(QDialog.DialogCode.Rejected)

    def reject(self) -> None:
        """Close without sending; not while it is being sent."""
        if self._is_sending:
            return
        text = self.question
        self.done(QDialog.DialogCode.Rejected)
        self.dismissed.emit(text)

    def done(self, result: int) -> None:
        """Forget everything that is shown."""
        if not self._is_over:
            self._is_over = True
            self._cancel_scan()
            self._second_look.cancel()
            self._progress_timer.stop()
            for pane in (self.left, self.right):
                pane.forget()
            self.findings.forget()
            self.detail.forget()
            self.pointing.forget()
            self.foot.forget()
            self.banners.clear()
            self.summary.clear()
            self.editor.clear()
        super().done(result)

    # --- looking closer -------------------------------------------------------------------------

    def _copy_hash(self) -> None:
        if self.shown is not None:
            self._kit.clipboard.copy(self.shown.prepared.body_sha256)

    def _show_bytes(self) -> None:
        if self.shown is not None:
            BytesSheet(self._kit, self, self.shown.prepared).open()
