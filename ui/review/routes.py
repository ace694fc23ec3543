"""Which way the next question of the open chat goes, and the steps there: menu, scan, review, sending.

Every chat that is opened, and every start, begins with the local route. What is heavy (the review window,
the core's cloud part) is imported when another route is first looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.conversation import Conversation, ConversationSummary
from app.errors import UsageRefused
from app.routing import DEFAULT_SENSITIVITY, Route, Sensitivity
from models.cancel import CancelToken
from ui.chat import Chat
from ui.failure import has_stopped_writing
from ui.kit import Kit
from ui.policy import set_by
from ui.route_chip import RouteChoice, RouteMenu, RouteOption

if TYPE_CHECKING:
    from app.providers import Provider
    from app.review import Review
    from ui.review.scanning import ScanSheet
    from ui.review.window import ReviewWindow

SHOW_SCAN_MS = 1000


@dataclass(frozen=True, slots=True)
class Ask:
    """A question on its way.

    Attributes:
        parent_id: the message it follows.
        locally: asks the model on this computer instead, with the text of then.
    """

    text: str
    parent_id: str | None
    locally: Callable[[str], object]

    def __repr__(self) -> str:
        """Never the text."""
        return f"<Ask {len(self.text)} characters>"


class Routes(QObject):
    """See the module.

    Attributes:
        changed: ``choice`` is another.
        menu_ready: a RouteMenu.
        busy_changed: ``is_looking`` may be another.
        failed: an exception; nothing was sent.
        came_back: the text of a question that was edited in the review and not sent.
        setup_wanted: id of a provider that lacks something, "" for the page of all.
        closed: (a Sensitivity, what undoes it): a label closed the route that was chosen.
        went_offline: that closed the route that was chosen.
    """

    changed = Signal()
    menu_ready = Signal(object)
    busy_changed = Signal()
    failed = Signal(object)
    came_back = Signal(str)
    setup_wanted = Signal(str)
    closed = Signal(object, object)
    went_offline = Signal()
    _advanced = Signal(float)

    def __init__(self, kit: Kit, chat: Chat, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
        self._chat = chat
        self._page = parent
        self._scan: CancelToken | None = None
        self._sheet: ScanSheet | None = None
        self._window: ReviewWindow | None = None
        self._closed: Review | None = None  # without sending; what was hidden in it by hand is hidden again
        self._fraction = 0.0
        self.choice = RouteChoice()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOW_SCAN_MS)
        self._timer.timeout.connect(self._show_scan)
        self._advanced.connect(self._on_advanced)
        chat.opened.connect(self.reset)
        kit.preferences.changed.connect(self._on_preferences)
        chat.sent.connect(self._on_sent)

    # --- choosing -------------------------------------------------------------------------------

    @property
    def is_local(self) -> bool:
        """Whether the next question stays on this computer."""
        return self.choice.route is Route.LOCAL

    @property
    def may_skim(self) -> bool:
        """Whether what is not doubtful is sent without a look: the user chose it, and policy allows it."""
        return self._kit.preferences.now.skim_review and self._kit.assistant.policy.policy.allow_skim

    @property
    def is_looking(self) -> bool:
        """Whether a question is being scanned."""
        return self._scan is not None

    def reset(self) -> None:
        """Go back to the local route, and give up what was on its way."""
        self.leave()
        self._choose(RouteChoice())

    def leave(self) -> None:
        """Give up a scan and a review."""
        if self._scan is not None:
            self._scan.cancel()
        self._end_scan()
        window, self._window = self._window, None
        if window is not None:
            window.leave()
        self._closed = None

    def load_menu(self) -> None:
        """Ask the core which routes are open; ``menu_ready`` follows."""
        assistant, summary, current = self._kit.assistant, self._chat.summary, self.choice
        conversation = Conversation(summary or ConversationSummary("", "", 0, 0, 0), (), None)

        def work() -> RouteMenu:
            cloud = assistant.cloud
            options = [RouteOption(RouteChoice())]
            for provider in sorted(cloud.providers.all(), key=lambda one: one.route is Route.CLOUD):
                choice = RouteChoice(provider.route, provider.id, provider.name)
                decision = cloud.may_send(conversation, provider, provider.route)
                options.append(RouteOption(choice, provider.destination.model, decision.refusal))
            managed = assistant.policy
            return RouteMenu(
                tuple(options),
                current,
                conversation.summary.sensitivity,
                farthest=managed.policy.farthest,
                set_by=set_by(managed),
            )

        self._kit.runner.run(work, on_done=self.menu_ready.emit, on_error=self._on_no_menu)

    def _on_no_menu(self, error: Exception) -> None:
        """A program without the cloud route still has a menu."""
        if isinstance(error, UsageRefused) and error.facts.get("reason") == "no-cloud":
            sensitivity = self._chat.summary.sensitivity if self._chat.summary else DEFAULT_SENSITIVITY
            self.menu_ready.emit(RouteMenu((RouteOption(RouteChoice()),), self.choice, sensitivity))
        else:
            self.failed.emit(error)

    def choose(self, option: RouteOption) -> None:
        """Take a route from the menu; one that lacks a key or a consent asks for it first."""
        if option.refusal == "no-key":
            self.setup_wanted.emit(option.choice.provider_id)
        elif option.refusal == "no-consent":
            self._ask_consent(option.choice)
        elif option.refusal is None:
            self._choose(option.choice)

    def _choose(self, choice: RouteChoice) -> None:
        if choice != self.choice:
            self.choice = choice
            self.changed.emit()

    def _on_preferences(self) -> None:
        if self._kit.preferences.now.offline and not self.is_local:
            self._choose(RouteChoice())
            self.went_offline.emit()

    def _ask_consent(self, choice: RouteChoice) -> None:
        from ui.consent import ConsentSheet

        def show(provider: Provider) -> None:
            sheet = ConsentSheet(self._kit, self._page, provider)
            sheet.consented.connect(lambda _: self._choose(choice))
            sheet.failed.connect(self.failed)
            sheet.open()

        self._kit.runner.run(
            lambda: self._kit.assistant.cloud.providers.get(choice.provider_id),
            on_done=show,
            on_error=self.failed.emit,
        )

    def set_label(self, sensitivity: Sensitivity) -> None:
        """Label the open chat; a route that the label closes is given up, and ``closed`` tells so."""
        from app.routing import Situation, decide

        before, choice = self._chat.summary, self.choice
        labelled: list[str] = []

        def label(conversation_id: str) -> None:
            labelled.append(conversation_id)
            self._store_label(conversation_id, sensitivity)

        def undo() -> None:
            for conversation_id in labelled:
                self._store_label(conversation_id, before.sensitivity if before else DEFAULT_SENSITIVITY)
                if conversation_id == self._chat.conversation_id:
                    self._choose(choice)

        self._chat.with_conversation(label)
        situation = Situation(
            self.choice.route,
            sensitivity,
            provider_route=self.choice.route,
            consented=True,
            has_key=True,
        )
        if not decide(situation).allowed:
            self._choose(RouteChoice())
            self.closed.emit(sensitivity, undo)

    def _store_label(self, conversation_id: str, sensitivity: Sensitivity) -> None:
        self._kit.runner.run(
            lambda: self._kit.assistant.cloud.set_sensitivity(conversation_id, sensitivity),
            on_error=self.failed.emit,
        )

    # --- asking ---------------------------------------------------------------------------------

    def ask(self, ask: Ask) -> None:
        """Ask over the chosen route: at once on this computer, else after a scan and a review."""
        if self.is_local:
            ask.locally(ask.text)
        elif self._scan is None and self._window is None and ask.text.strip():
            self._scan = CancelToken()
            self._fraction = 0.0
            self._timer.start()
            self.busy_changed.emit()
            token, provider_id = self._scan, self.choice.provider_id
            self._chat.with_conversation(
                lambda conversation_id: self._look(ask, conversation_id, provider_id, token)
            )

    def _look(self, ask: Ask, conversation_id: str, provider_id: str, token: CancelToken) -> None:
        cloud = self._kit.assistant

        def looked(review: Review) -> None:
            if token is self._scan:
                self._end_scan()
                if self._closed is not None and self._closed.conversation_id == review.conversation_id:
                    review.hide_again(self._closed)
                self._review(ask, review)

        def failed(error: Exception) -> None:
            if token is not self._scan:
                return
            self._end_scan()
            if not (isinstance(error, UsageRefused) and error.facts.get("reason") == "cancelled"):
                self.failed.emit(error)

        self._kit.runner.run(
            lambda: cloud.cloud.begin_review(
                conversation_id,
                ask.text,
                parent_id=ask.parent_id,
                provider_id=provider_id,
                progress=self._advanced.emit,
                cancel=token,
            ),
            lane="io",
            on_done=looked,
            on_error=failed,
        )

    def _end_scan(self) -> None:
        self._timer.stop()
        sheet, self._sheet = self._sheet, None
        if sheet is not None:
            sheet.accept()
        if self._scan is not None:
            self._scan = None
            self.busy_changed.emit()

    def _show_scan(self) -> None:
        from ui.review.scanning import ScanSheet

        if self._scan is not None:
            self._sheet = ScanSheet(self._kit.theme, self._page)
            self._sheet.rejected.connect(self._cancel_scan)
            self._sheet.show_progress(self._fraction)
            self._sheet.open()

    def _cancel_scan(self) -> None:
        """Ask the scan to end; its sheet is closed already."""
        self._sheet = None
        if self._scan is not None:
            self._scan.cancel()

    def _on_advanced(self, fraction: float) -> None:
        self._fraction = fraction
        if self._sheet is not None:
            self._sheet.show_progress(fraction)

    def _review(self, ask: Ask, review: Review) -> None:
        is_clear = not review.needs_look and not review.blockers
        if is_clear and self.may_skim:
            self._send(review, review.outgoing().prepared.body_sha256, is_skimmed=True)
            return
        self.show_review(ask, review)

    def show_review(self, ask: Ask, review: Review) -> ReviewWindow:
        """Show what would leave."""
        from ui.review.window import ReviewWindow

        window = self._window = ReviewWindow(self._kit, review, self._page)
        window.send_wanted.connect(lambda seen: self._send(review, seen))
        window.local_wanted.connect(lambda text: self._answer_locally(ask, text))
        window.dismissed.connect(lambda text: self._on_dismissed(ask, review, text))
        window.open()
        return window

    def _answer_locally(self, ask: Ask, text: str) -> None:
        self._window = self._closed = None
        ask.locally(text)

    def _on_dismissed(self, ask: Ask, review: Review, text: str) -> None:
        self._window, self._closed = None, review
        if text != ask.text:
            self.came_back.emit(text)

    def _send(self, review: Review, seen_sha256: str, *, is_skimmed: bool = False) -> None:
        self._chat.send_reviewed(
            review, seen_sha256=seen_sha256, is_skimmed=is_skimmed, on_refused=self._on_refused
        )

    def _on_refused(self, error: Exception) -> None:
        if self._window is not None:
            self._window.refuse(error)
        if self._window is None or has_stopped_writing(error):  # which is true of the page behind it, too
            self.failed.emit(error)

    def _on_sent(self) -> None:
        window, self._window = self._window, None
        self._closed = None
        if window is not None:
            window.close_sent()
