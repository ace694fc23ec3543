"""The use cases of the cloud route: review, approval and sending, each of which the log of what left tells.

Nothing leaves without a review whose exact bytes were shown; the last look (``RedactorPort.leaks``) is taken
at those bytes in a process without a network, so that the process with the network never learns a hidden
value. Methods block and may be called from any thread. A provider's answer is text and nothing else: no part
of it is ever acted on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from app.audit import UNSEEN
from app.conversation import Conversation, Exchange, Message, Provenance, Role, branch_to, title_from
from app.errors import RedactionFailed, UsageRefused, ValueStillThere, VaultLockedError
from app.events import ConversationsChanged, MessageAdded, Observer
from app.gate.approval import Approvals
from app.gate.body import Parameters
from app.gate.port import (
    ApprovedRequest,
    ConnectionFacts,
    SendEvent,
)
from app.outgoing import Outgoing, Part, PartKind
from app.policy import Policy
from app.ports import CloudServices, GateHandle, KeyStore, RedactorHandle
from app.process.supervision import Restarts, Supervisor
from app.provider_list import ProviderList
from app.providers import Provider
from app.redaction.findings import EntityType, Finding, MappedValue, QuasiIdentifier
from app.redaction.placeholders import as_mapping
from app.redaction.port import ScanOptions, ScanProgress, Term
from app.redaction.restorer import Restorer
from app.relay import Relay
from app.review import Review
from app.routing import Decision, Route, Sensitivity, Situation, decide, raised
from app.settings import Settings
from app.suggestions import Passage, Suggested, Suggestions
from app.turns import Answer, Turns
from app.vault.port import VaultPort
from models.cancel import CancelToken
from models.errors import SottoError

ScanReport = Callable[[float], None]
# Seconds that a lock gives the gate to hang up and say what left, and then the vault to write it down.
_HANGS_UP_WITHIN: Final = 0.1
_LOGGED_WITHIN: Final = 0.1
# A known value is offered to the scan as a term; longer lists would make a scan of a short text slow.
_MOST_KNOWN: Final = 2000


class Cloud:
    """See the module."""

    def __init__(
        self,
        *,
        services: CloudServices,
        keys: KeyStore,
        turns: Turns,
        suggestions: Suggestions,
        vault: Callable[[], VaultPort],
        is_unlocked: Callable[[], bool],
        settings: Callable[[], Settings],
        observer: Observer,
        clock: Callable[[], float],
        now: Callable[[], int],
        new_id: Callable[[], str],
        policy: Policy,
    ) -> None:
        self._services = services
        self._policy = policy
        self.providers = ProviderList(keys=keys, vault=vault, now=now, new_id=new_id, policy=policy)
        self._turns = turns
        self._suggestions = suggestions
        self._vault = vault
        self._is_unlocked = is_unlocked
        self._settings = settings
        self._tell = observer
        self._clock = clock
        self._now = now
        self._new_id = new_id
        self._approvals = Approvals()
        self._redactor: Supervisor[RedactorHandle] = Supervisor(
            lambda: services.open_redactor(lambda _error: None), restarts=Restarts("redactor")
        )
        self._gate: GateHandle | None = None
        self._sending: _Sending | None = None

    # --- what the user decided before -----------------------------------------------------------

    def terms(self) -> list[Term]:
        """Return the words that the user decided about."""
        return self._vault().terms()

    def remember(self, term: Term) -> None:
        """Decide alike from now on, in every conversation."""
        self._vault().save_term(term)

    def forget_term(self, text: str) -> None:
        """Decide anew."""
        self._vault().forget_term(text)

    def set_sensitivity(self, conversation_id: str, sensitivity: Sensitivity) -> None:
        """Label a conversation, which limits its routes."""
        self._vault().set_sensitivity(conversation_id, sensitivity)
        self._tell(ConversationsChanged((conversation_id,)))

    def may_send(self, conversation: Conversation, provider: Provider | None, route: Route) -> Decision:
        """Say whether a question of this conversation may take a route now."""
        return self._decide(conversation.summary.sensitivity, provider, route)

    def _decide(self, sensitivity: Sensitivity, provider: Provider | None, route: Route) -> Decision:
        return decide(
            Situation(
                route=route,
                sensitivity=sensitivity,
                offline=self._settings().offline or self._services.is_offline,
                provider_route=provider.route if provider is not None else None,
                consented=bool(provider is not None and provider.consented),
                has_key=provider is not None and (provider.key_place != "none" or not provider.needs_key),
                farthest=self._farthest(provider),
            )
        )

    def _farthest(self, provider: Provider | None) -> Route:
        """Return how far the policy lets a question go: nowhere, to a server that it does not list."""
        if provider is not None and not self._policy.allows_server(provider.destination):
            return Route.LOCAL
        return self._policy.farthest

    def _refusal(self, decision: Decision, provider: Provider) -> UsageRefused:
        """Return the error of a closed route; of a server that is not listed it says so."""
        if decision.refusal == "policy" and not self._policy.allows_server(provider.destination):
            return UsageRefused(reason="policy-host")
        return UsageRefused(reason=f"route-{decision.refusal}")

    @property
    def may_skim(self) -> bool:
        """Whether a question may be sent without a look: the user chose it, and the policy lets them."""
        return self._settings().skim_review and self._policy.allow_skim

    # --- review ---------------------------------------------------------------------------------

    def begin_review(
        self,
        conversation_id: str,
        text: str,
        *,
        parent_id: str | None,
        provider_id: str,
        progress: ScanReport | None = None,
        cancel: CancelToken | None = None,
    ) -> Review:
        """Look through everything that would leave with a question. Nothing is stored or sent.

        Args:
            conversation_id: where the question belongs.
            text: the question.
            parent_id: the message it follows; what leads to it is part of the review.
            provider_id: whom to ask.
            progress: told 0.0 to 1.0.
            cancel: ends the scan.

        Raises:
            UsageRefused: the route is not open (its refusal), or the scan was cancelled ("cancelled").
        """
        vault = self._vault()
        conversation = vault.conversation(conversation_id)
        provider = self.providers.get(provider_id)
        decision = self._decide(conversation.summary.sensitivity, provider, provider.route)
        if not decision.allowed:
            raise self._refusal(decision, provider)
        settings = self._settings()
        texts: list[tuple[PartKind, str, str]] = []
        if settings.system_prompt:
            texts.append(("instructions", settings.system_prompt, ""))
        for message in branch_to(conversation.messages, parent_id):
            if message.text:
                kind: PartKind = "earlier-question" if message.role is Role.USER else "earlier-answer"
                texts.append((kind, message.text, message.id))
        texts.append(("question", text, ""))
        review = Review(
            conversation_id=conversation_id,
            parent_id=parent_id,
            provider=provider,
            known=tuple(vault.placeholders(conversation_id)),
            parts=tuple(Part(index, kind, body, name) for index, (kind, body, name) in enumerate(texts)),
            parameters=Parameters(max_tokens=provider.max_tokens),
            sensitivity=conversation.summary.sensitivity,
        )
        self.scan(review, range(len(texts)), progress=progress, cancel=cancel)
        return review

    def scan(
        self,
        review: Review,
        parts: Sequence[int],
        *,
        progress: ScanReport | None = None,
        cancel: CancelToken | None = None,
    ) -> None:
        """Scan parts of a review, again after an edit.

        Raises:
            RedactionFailed: a scan did not reach its end.
            UsageRefused: it was cancelled ("cancelled").
        """
        settings = self._settings()
        options = ScanOptions(
            profile=settings.redaction_profile,
            chosen=settings.redaction_chosen,
            terms=tuple(self.terms()),
            known=_known_terms(review.known),
        )
        total = sum(len(review.parts[part].text) for part in parts) or 1
        before = 0
        for part in parts:
            size = len(review.parts[part].text)

            def report(fraction: float, *, before: int = before, size: int = size) -> None:
                if progress is not None:
                    progress((before + fraction * size) / total)

            findings, quasi = self._scan(review.parts[part].text, options, report, cancel or CancelToken())
            review.take(part, findings, quasi)
            before += size
            report(0.0, before=before)

    def _scan(
        self, text: str, options: ScanOptions, progress: ScanReport, cancel: CancelToken
    ) -> tuple[list[Finding], list[QuasiIdentifier]]:
        findings: list[Finding] = []
        quasi: list[QuasiIdentifier] = []
        whole = False
        stream = self._redactor.get().port.scan(text, options)
        with cancel.calling(lambda: self._services.cancel(stream)):
            for event in stream:
                if isinstance(event, ScanProgress):
                    progress(event.fraction)
                    continue
                findings += event.findings
                quasi += event.quasi
                whole = whole or event.last
        if cancel.is_cancelled:
            raise UsageRefused(reason="cancelled")
        if not whole:
            raise RedactionFailed(reason="cut")
        return findings, quasi

    def suggest(self, review: Review, *, cancel: CancelToken | None = None) -> Suggested:
        """Ask the model on this computer what else could identify somebody, if the user wants that.

        For the background, after the review is shown: nothing waits for it, and an answer that is asked for
        meanwhile goes first. Hand it a ``snapshot`` of the review, and its result to ``Review.suggest``.

        Returns:
            What it points at and how it ended; whatever went wrong, nothing is raised.
        """
        if not self._settings().second_pass:
            return Suggested("off")
        if not self._is_unlocked():  # no engine is started behind a lock
            return Suggested("cancelled")
        try:
            shown = review.outgoing().parts
        except SottoError:
            return Suggested("failed")
        texts = {part.id: part.text for part in review.parts}
        passages = [Passage(part.text, texts[part.id]) for part in reversed(shown)]  # the question first
        return self._suggestions.ask(passages, cancel=cancel or CancelToken())

    # --- sending --------------------------------------------------------------------------------

    def send(self, review: Review, *, seen_sha256: str, skimmed: bool = False) -> Message:
        """Send what was reviewed and store question and answer.

        Args:
            review: decided.
            seen_sha256: hash of the bytes that were on the screen at the click.
            skimmed: they were not: nothing in them is doubtful, and settings and policy allow it.

        Returns:
            The stored answer; its status tells how it ended.

        Raises:
            BodyNotApproved: these are not the bytes that were shown.
            ValueStillThere: a hidden value is in them.
            UsageRefused: the review is not decided or needs a look ("review-open"), the provider changed
                meanwhile ("provider-changed"), or the route is not open.
            EngineBusy: another answer is being written.
        """
        with self._turns.one():
            vault = self._vault()
            if skimmed and (review.needs_look or not self.may_skim):
                raise UsageRefused(reason="review-open")
            outgoing = review.outgoing()
            approved = self._approve(vault, review, outgoing, seen_sha256, skimmed=skimmed)
            exchange = Exchange(
                route="private" if review.provider.route is Route.PRIVATE else "cloud",
                provider_id=review.provider.id,
                provider=review.provider.name,
                host=approved.host,
                approval_id=approved.approval_id,
                body_sha256=approved.body_sha256,
                text=outgoing.question,
                redacted=outgoing.redacted,
                kept=outgoing.kept,
                skimmed=skimmed,
                model=review.provider.destination.model,
            )
            vault.add_placeholders(review.conversation_id, list(outgoing.added))
            question = Message(
                self._new_id(),
                review.conversation_id,
                review.parent_id,
                Role.USER,
                review.parts[-1].text,
                self._now(),
                exchange=exchange,
            )
            vault.add_message(question)
            vault.record_exchange(question.id, exchange)
            self._tell(MessageAdded(question))
            conversation = vault.conversation(review.conversation_id)
            if not conversation.summary.title:
                vault.rename_conversation(review.conversation_id, title_from(question.text))
            self._tell(ConversationsChanged((review.conversation_id,)))
            relay = Relay(
                vault=vault,
                provider=review.provider,
                approved=approved,
                question=exchange,
                restorer=Restorer(as_mapping((*review.known, *outgoing.added))),
                log=lambda facts: _log_connection(vault, review.provider, facts),
                clock=self._clock,
            )

            def write(current: Answer) -> Provenance:
                self._sending = _Sending(current, relay)
                try:
                    return relay.write(
                        current,
                        self._events(approved, review.provider, current),
                        grow=lambda text: self._turns.grow(current, text),
                    )
                finally:
                    self._sending = None

            answer = self._turns.write(vault, conversation, question.id, write, is_unlocked=self._is_unlocked)
            self._tell(ConversationsChanged((review.conversation_id,)))
            return msgspec.structs.replace(answer, exchange=relay.exchange)

    def _approve(
        self, vault: VaultPort, review: Review, outgoing: Outgoing, seen_sha256: str, *, skimmed: bool
    ) -> ApprovedRequest:
        """Check everything once more and seal the request; what is kept may raise the chat's label."""
        provider = self.providers.get(review.provider.id)
        if provider.destination != review.provider.destination:
            raise UsageRefused(reason="provider-changed")
        if review.blockers:
            raise UsageRefused(reason="review-open")
        before = vault.conversation(review.conversation_id).summary.sensitivity
        label = raised(before, review.kept_labels())
        decision = self._decide(label, provider, provider.route)
        if not decision.allowed:
            self.providers.log("blocked", provider, outcome=f"route-{decision.refusal}")
            raise self._refusal(decision, provider)
        leaks = self._redactor.get().port.leaks(outgoing.prepared.body, outgoing.hidden)
        if leaks:
            self.providers.log("blocked", provider, outcome=ValueStillThere.code)
            raise ValueStillThere(count=len(leaks), how=leaks[0].how, index=leaks[0].index)
        approved = self._approvals.approve(outgoing.prepared, provider.destination, seen_sha256=seen_sha256)
        self.providers.log(
            "approved",
            provider,
            approval_id=approved.approval_id,
            body_sha256=approved.body_sha256,
            redacted=sum(len(part.replacements) for part in outgoing.parts),
            outcome=UNSEEN if skimmed else "",
        )
        if label is not before:
            self.set_sensitivity(review.conversation_id, label)
        return approved

    def _events(self, approved: ApprovedRequest, provider: Provider, current: Answer) -> Iterator[SendEvent]:
        """Start a gate for this one server, send, and end the gate with the answer."""
        gate = self._services.open_gate(
            self._approvals.gate_start([provider.destination]), lambda _error: None
        )
        self._gate = gate
        try:
            if not self._is_unlocked():  # a lock that came while it started found nothing to end
                raise VaultLockedError
            credential = self.providers.credential(provider)
            yield from self._turns.follow(current, gate.port.send(approved, provider.destination, credential))
        finally:
            self._gate = None
            gate.kill()

    @property
    def is_offline(self) -> bool:
        """Whether nothing can leave any more before the next start, whatever the settings say."""
        return self._services.is_offline

    def go_offline(self) -> None:
        """Let nothing leave any more before the next start, whatever the settings say later."""
        if self._gate is not None:
            self.hang_up()
        self._services.go_offline()

    def hang_up(self) -> None:
        """End an answer that is just coming, so that the log has its end before the vault is killed.

        The gate is asked, as it knows to the byte what left, and killed where it does not answer at once;
        then what was seen of it is logged. Where even that takes too long, the next unlock notes it.
        """
        sending, gate = self._sending, self._gate
        if sending is None:
            return
        is_logged, stream = sending.relay.is_logged, sending.answer.stream
        if gate is None and stream is None:  # it was just starting: nothing left or will, as it is locked now
            threading.Thread(target=sending.relay.give_up, name="give-up", daemon=True).start()
        if gate is not None and stream is not None:
            self._services.cancel(stream)
            is_logged.wait(_HANGS_UP_WITHIN)
        if gate is not None:
            gate.kill()
        is_logged.wait(_LOGGED_WITHIN)

    def close(self) -> None:
        """End the redactor, and with it what it read, and an answer that is just coming."""
        self._redactor.kill()
        if self._gate is not None:
            self._gate.kill()


@dataclass(frozen=True, slots=True)
class _Sending:
    """An answer that is coming, and what writes it."""

    answer: Answer
    relay: Relay


def _log_connection(vault: VaultPort, provider: Provider, facts: ConnectionFacts) -> None:
    """Put a connection into the log of the vault that it began with: a lock waits a moment for that."""
    vault.append_audit(
        ProviderList.entry(
            "connection",
            provider,
            purpose=facts.purpose,
            approval_id=facts.approval_id,
            body_sha256=facts.body_sha256,
            bytes_out=facts.bytes_out,
            bytes_in=facts.bytes_in,
            tls=facts.tls,
            seconds=round(facts.seconds, 3),
            outcome=facts.outcome,
        )
    )


def _known_terms(known: tuple[MappedValue, ...]) -> tuple[Term, ...]:
    kinds = {kind.value: kind for kind in EntityType}
    return tuple(
        Term(value.value, "redact", kinds[value.kind])
        for value in known[-_MOST_KNOWN:]
        if value.kind in kinds
    )
