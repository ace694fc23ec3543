"""An authority, a gate, and one short way to send: everything real but the cloud."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from app.gate.approval import Approvals
from app.gate.body import Parameters, prepare
from app.gate.port import (
    ApprovedRequest,
    ConnectionFacts,
    Credential,
    Destination,
    Finished,
    SendEvent,
    TextArrived,
    TimeLimits,
)
from app.gate.service import Gate
from models.cancel import CancelToken, use_cancel
from models.engine import Turn
from models.errors import SottoError
from tests.app.gate.authority import Authority, server_context

QUESTION = (Turn("user", "Where does [PERSON_1] live? Grüße 🌍"),)
KEY = Credential(api_key="key-for-tests")
# Only so that nothing hangs for ever.
LIMITS = TimeLimits(connect=20, idle=20, total=60)


@dataclass
class Outcome:
    """Everything that came of a send."""

    events: list[SendEvent] = field(default_factory=list)
    error: SottoError | None = None

    @property
    def text(self) -> str:
        return "".join(event.text for event in self.events if isinstance(event, TextArrived))

    @property
    def facts(self) -> list[ConnectionFacts]:
        return [event for event in self.events if isinstance(event, ConnectionFacts)]

    @property
    def finished(self) -> Finished:
        (found,) = [event for event in self.events if isinstance(event, Finished)]
        return found

    @property
    def code(self) -> str:
        assert self.error is not None
        return self.error.code


@dataclass
class Desk:
    """Approves and sends."""

    approvals: Approvals = field(default_factory=Approvals)
    pauses: list[float] = field(default_factory=list)

    def approve(self, destination: Destination, text: str = "") -> ApprovedRequest:
        turns = (Turn("user", text),) if text else QUESTION
        prepared = prepare(destination, system="Be brief.", turns=turns, parameters=Parameters())
        return self.approvals.approve(prepared, destination, seen_sha256=prepared.body_sha256)

    def gate(self, *destinations: Destination, **given: Any) -> Gate:
        """Make a gate that writes its pauses down instead of waiting."""
        given.setdefault("wait", lambda token, seconds: self.pauses.append(seconds))
        return Gate(self.approvals.gate_start(destinations), **given)

    def send(
        self,
        destination: Destination,
        credential: Credential = KEY,
        *,
        request: ApprovedRequest | None = None,
        gate: Gate | None = None,
        on_event: Callable[[SendEvent, CancelToken], None] | None = None,
        cancel_after: float | None = None,
    ) -> Outcome:
        """Send and collect; an expected error is part of the outcome."""
        outcome = Outcome()
        with use_cancel(CancelToken()) as token:
            if cancel_after == 0.0:
                token.cancel()
            elif cancel_after is not None:
                threading.Timer(cancel_after, token.cancel).start()
            try:
                request = request or self.approve(destination)
                for event in (gate or self.gate(destination)).send(request, destination, credential):
                    outcome.events.append(event)
                    if on_event is not None:
                        on_event(event, token)
            except SottoError as error:
                outcome.error = error
        return outcome


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority()


@pytest.fixture
def tls(authority: Authority, tmp_path: Path) -> ssl.SSLContext:
    """A server's context for "localhost"."""
    return server_context(authority.identity(), tmp_path)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def to(authority: Authority) -> Callable[..., Destination]:
    """Make destinations that believe the authority."""

    def make(url: str, **given: Any) -> Destination:
        fields: dict[str, Any] = {
            "id": "there",
            "kind": "openai",
            "base_url": url,
            "model": "asked-model",
            "ca_bundle": authority.bundle,
            "limits": LIMITS,
        }
        return Destination(**(fields | given))

    return make
