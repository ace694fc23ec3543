"""Fakes of the processes of the cloud route, and of the vault's part in it: the same ports, in this process.

The redactor finds the words it is told to (``FakeCloud.names``, ``doubtful``) and takes the real last look;
the gate checks the real seal, remembers every request and says what was scripted.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from app.audit import AuditEntry, AuditRecord, AuditReport
from app.errors import ServiceLost, UsageRefused
from app.gate.approval import Seals
from app.gate.port import (
    AnswerUsage,
    ApprovedRequest,
    Connected,
    ConnectionFacts,
    Credential,
    Destination,
    Finished,
    GateStart,
    SendEvent,
    Sent,
    TextArrived,
    Waiting,
)
from app.providers import KeyPlace, Provider
from app.redaction.findings import EntityType, Finding, MappedValue, QuasiIdentifier, Reason
from app.redaction.leaks import find_leaks
from app.redaction.port import Leak, ScanEvent, Scanned, ScanOptions, ScanProgress, Term
from app.vault.port import Secret
from models.cancel import CancelToken
from models.engine import StopReason
from models.errors import SottoError
from tests.fake_stream import FakeStream

Scripted = str | SottoError | Any


@dataclass
class FakeCloudDisk:
    """What the vault keeps of the cloud route."""

    values: dict[str, list[MappedValue]] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    providers: dict[str, Provider] = field(default_factory=dict)
    secrets: dict[str, Secret] = field(default_factory=dict)
    audit: list[AuditRecord] = field(default_factory=list)


class FakeCloudVault:
    """The cloud's part of VaultPort. ``_enter`` is the whole vault's."""

    disk: Any

    def _enter(self, name: str, *, needs_open: bool = True) -> Any:
        raise NotImplementedError

    def _cloud(self, name: str) -> FakeCloudDisk:
        cloud: FakeCloudDisk = self._enter(name).cloud
        return cloud

    def set_sensitivity(self, conversation_id: str, sensitivity: Any) -> None:
        summaries = self._enter("set_sensitivity").summaries
        summaries[conversation_id] = msgspec.structs.replace(
            summaries[conversation_id], sensitivity=sensitivity
        )

    def placeholders(self, conversation_id: str) -> list[MappedValue]:
        return list(self._cloud("placeholders").values.get(conversation_id, []))

    def add_placeholders(self, conversation_id: str, values: list[MappedValue]) -> None:
        listed = self._cloud("add_placeholders").values.setdefault(conversation_id, [])
        known = {value.placeholder: value.value for value in listed}
        for value in values:
            if known.get(value.placeholder, value.value) != value.value:
                raise UsageRefused(reason="placeholder-taken")
        listed += [value for value in values if value.placeholder not in known]

    def record_exchange(self, message_id: str, exchange: Any) -> None:
        messages = self._enter("record_exchange").messages
        messages[message_id] = msgspec.structs.replace(messages[message_id], exchange=exchange)

    def terms(self) -> list[Term]:
        return list(reversed(self._cloud("terms").terms.values()))

    def save_term(self, term: Term) -> None:
        self._cloud("save_term").terms[term.text] = term

    def forget_term(self, text: str) -> None:
        self._cloud("forget_term").terms.pop(text, None)

    def providers(self) -> list[Provider]:
        return sorted(self._cloud("providers").providers.values(), key=lambda one: one.name)

    def save_provider(self, provider: Provider) -> None:
        self._cloud("save_provider").providers[provider.id] = provider

    def delete_provider(self, provider_id: str) -> None:
        cloud = self._cloud("delete_provider")
        cloud.providers.pop(provider_id, None)
        cloud.secrets.pop(provider_id, None)

    def secret(self, name: str) -> Secret | None:
        return self._cloud("secret").secrets.get(name)

    def put_secret(self, name: str, secret: Secret) -> None:
        self._cloud("put_secret").secrets[name] = secret

    def forget_secret(self, name: str) -> None:
        self._cloud("forget_secret").secrets.pop(name, None)

    def append_audit(self, entry: AuditEntry) -> AuditRecord:
        disk = self._enter("append_audit")
        records: list[AuditRecord] = disk.cloud.audit
        before = records[-1].hash if records else "0" * 64
        digest = hashlib.sha256(before.encode() + msgspec.json.encode(entry)).hexdigest()
        records.append(AuditRecord(len(records) + 1, disk.now(), before, digest, entry))
        return records[-1]

    def audit(self, before: int, limit: int) -> list[AuditRecord]:
        records = self._cloud("audit").audit
        return [record for record in reversed(records) if not before or record.number < before][:limit]

    def verify_audit(self) -> AuditReport:
        return AuditReport(ok=True, records=len(self._cloud("verify_audit").audit), key="0123456789abcdef")

    def export_audit(self) -> Iterator[bytes]:
        for record in self._cloud("export_audit").audit:
            yield msgspec.json.encode(record) + b"\n"


def _alive(dead: threading.Event, service: str) -> Callable[[], None]:
    """Return a check that raises once a service is dead."""

    def check() -> None:
        if dead.is_set():
            raise ServiceLost(service=service, how="killed", exit_code=-9)

    return check


class FakeRedactor:
    """RedactorPort that finds the words it is told to."""

    def __init__(self, cloud: FakeCloud) -> None:
        self.cloud = cloud
        self.dead = threading.Event()

    def scan(self, text: str, options: ScanOptions) -> Iterator[ScanEvent]:
        return FakeStream(lambda token: self._scan(text, options, token), _alive(self.dead, "redactor"))

    def _scan(self, text: str, options: ScanOptions, token: CancelToken) -> Iterator[ScanEvent]:
        self.cloud.scanned.append((text, options))
        if self.cloud.scan_error is not None:
            raise self.cloud.scan_error
        yield ScanProgress(0.5)
        if token.is_cancelled:
            return
        words: dict[str, tuple[EntityType, float]] = {
            **{term.text: (term.label, 1.0) for term in (*options.known, *options.terms)},
            **{name: (label, 0.9) for name, label in self.cloud.names.items()},
            **dict.fromkeys(self.cloud.doubtful, (EntityType.PERSON, 0.4)),
        }
        kept = {term.text for term in options.terms if term.action == "keep"}
        found: list[Finding] = []
        for word, (label, score) in sorted(words.items(), key=lambda item: -len(item[0])):
            for match in re.finditer(rf"\b{re.escape(word)}\b", text):
                if word not in kept and all(match.end() <= f.start or f.end <= match.start() for f in found):
                    found.append(Finding(*match.span(), label, score, (Reason("fake", score),)))
        quasi = [
            QuasiIdentifier(*match.span(), "age", "in their 40s") for match in re.finditer(r"\b4\d\b", text)
        ]
        for word, (kind, general) in self.cloud.telling.items():
            spans = [match.span() for match in re.finditer(rf"\b{re.escape(word)}\b", text)]
            quasi += [QuasiIdentifier(*span, kind, general) for span in spans]
        if not self.cloud.cut_scan:
            in_order = tuple(sorted(quasi, key=lambda one: one.start))
            yield Scanned(tuple(sorted(found, key=lambda f: f.start)), in_order, last=True)

    def leaks(self, body: bytes, values: tuple[str, ...]) -> tuple[Leak, ...]:
        return find_leaks(body, values)


class FakeGate:
    """GatePort that checks the real seal and says what was scripted."""

    def __init__(self, cloud: FakeCloud, start: GateStart) -> None:
        self.cloud = cloud
        self.start = start
        self.seals = Seals(start.seal_key)
        self.dead = threading.Event()

    def send(
        self, request: ApprovedRequest, destination: Destination, credential: Credential
    ) -> Iterator[SendEvent]:
        return FakeStream(
            lambda token: self._send(request, destination, credential, token), _alive(self.dead, "gate")
        )

    def _send(
        self, request: ApprovedRequest, destination: Destination, credential: Credential, token: CancelToken
    ) -> Iterator[SendEvent]:
        self.seals.use(request, destination)
        assert request.host in self.start.hosts
        self.cloud.sent.append((request, credential))
        for waiting in self.cloud.before:
            yield Connected(request.host, "TLSv1.3")
            yield Sent(len(request.body) + 300)
            yield self._facts(request, 0, "server-failed")
            yield waiting
        yield Connected(request.host, "TLSv1.3")
        if self.cloud.die:
            raise ServiceLost(service="gate", how="killed", exit_code=-9)
        yield Sent(len(request.body) + 300)
        reason, error, size = StopReason.END, None, 0
        for step in self.cloud.scripts.popleft() if self.cloud.scripts else ("Yes.",):
            if token.is_cancelled:
                reason = StopReason.CANCELLED
                break
            if isinstance(step, str):
                size += len(step)
                yield TextArrived(step)
            elif isinstance(step, SottoError):
                error = step
                break
            else:
                step.pass_through(token, lambda: None)
        outcome = error.code if error else "cancelled" if reason is StopReason.CANCELLED else "answered"
        yield self._facts(request, size, outcome)
        if error is not None:
            raise error
        yield Finished(reason, AnswerUsage(20, size), self.cloud.answers_as or destination.model)

    @staticmethod
    def _facts(request: ApprovedRequest, size: int, outcome: str) -> ConnectionFacts:
        return ConnectionFacts(
            host=request.host,
            purpose="answer",
            approval_id=request.approval_id,
            body_sha256=request.body_sha256,
            bytes_out=len(request.body) + 300,
            bytes_in=size,
            tls="TLSv1.3",
            seconds=0.2,
            outcome=outcome,
        )


class FakeKeys:
    """A keyring."""

    def __init__(self, place: KeyPlace = "keyring") -> None:
        self.place = place
        self.kept: dict[str, str] = {}

    def put(self, provider_id: str, value: str) -> KeyPlace:
        self.kept[provider_id] = value
        return self.place

    def get(self, provider_id: str) -> str | None:
        return self.kept.get(provider_id)

    def forget(self, provider_id: str) -> None:
        self.kept.pop(provider_id, None)


class FakeCloud:
    """What a test scripts of the cloud route, and what it can look at afterwards."""

    def __init__(self) -> None:
        self.names: dict[str, EntityType] = {}
        self.doubtful: set[str] = set()
        self.telling: dict[str, tuple[str, str]] = {}  # word to kind and coarser wording
        self.scan_error: SottoError | None = None
        self.cut_scan = False
        self.die = False
        self.before: list[Waiting] = []  # what follows attempts that fail before the one that is scripted
        self.offline = False
        self.answers_as = ""  # what the server calls its model, if it has a longer name for it
        self.scanned: list[tuple[str, ScanOptions]] = []
        self.sent: list[tuple[ApprovedRequest, Credential]] = []
        self.scripts: deque[tuple[Scripted, ...]] = deque()
        self.keys = FakeKeys()
        self.redactors: list[Any] = []
        self.gates: list[Any] = []

    def script(self, *steps: Scripted) -> None:
        """Say what the next answer consists of."""
        self.scripts.append(steps)
