"""Promise: a server that is not surely the right one, over a safe connection, hears nothing of a request."""

from __future__ import annotations

import base64
import hashlib
import socket
import ssl
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from app.gate.pins import key_pin
from app.gate.port import Connected, Credential, Destination
from tests.app.gate.authority import Authority, Identity, server_context
from tests.app.gate.conftest import Desk
from tests.app.gate.server import Listener, Server, Visit, openai_events

To = Callable[..., Destination]


def answer(visit: Visit) -> None:
    visit.stream(*openai_events("Hello"))


def pin_of(identity: Identity) -> str:
    """The pin by the reference implementation."""
    key = x509.load_pem_x509_certificate(identity.certificate).public_key()
    der = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(der).digest()).decode()


@pytest.mark.parametrize(
    ("identity", "reason"),
    [
        ({"host": "elsewhere.test"}, "wrong-host"),
        ({"end": -1, "start": -3}, "expired"),
        ({"start": 2}, "not-yet-valid"),
        ({"client": True}, "unknown-authority"),  # a certificate for something else than a server
    ],
)
def test_a_certificate_that_does_not_fit_is_refused_with_its_reason(
    desk: Desk, to: To, authority: Authority, tmp_path: Path, identity: dict[str, object], reason: str
) -> None:
    context = server_context(authority.identity(**identity), tmp_path)  # type: ignore[arg-type]
    with Server(answer, context) as server:
        outcome = desk.send(to(server.url()))
    assert outcome.code == "tls-refused"
    assert outcome.error is not None
    assert outcome.error.facts == {"host": f"localhost:{server.port}", "reason": reason}
    assert server.requests == []
    assert server.connections == 1  # not tried again
    assert [(fact.bytes_out, fact.outcome, fact.tls) for fact in outcome.facts] == [(0, "tls-refused", "")]
    assert not any(isinstance(event, Connected) for event in outcome.events)


def test_a_certificate_of_a_foreign_authority_is_refused(desk: Desk, to: To, tmp_path: Path) -> None:
    with Server(answer, server_context(Authority("Somebody").identity(), tmp_path)) as server:
        outcome = desk.send(to(server.url()))
    assert outcome.error is not None
    assert outcome.error.facts["reason"] == "unknown-authority"
    assert server.requests == []


def test_a_certificate_that_nobody_else_signed_is_named_as_one(desk: Desk, to: To, tmp_path: Path) -> None:
    with Server(answer, server_context(Authority("localhost").itself(), tmp_path)) as server:
        outcome = desk.send(to(server.url()))
    assert outcome.error is not None
    assert outcome.error.facts["reason"] == "self-signed"
    assert server.requests == []


def test_without_authorities_of_its_own_the_systems_are_believed(
    desk: Desk,
    to: To,
    tls: ssl.SSLContext,
    authority: Authority,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """SSL_CERT_FILE is how OpenSSL is told of another system store; the gate's process never gets it."""
    with Server(answer, tls) as server:
        destination = to(server.url(), ca_bundle=b"")
        refused = desk.send(destination)
        (tmp_path / "store.pem").write_bytes(authority.bundle)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "store.pem"))
        accepted = desk.send(destination)
    assert refused.error is not None
    assert refused.error.facts["reason"] == "unknown-authority"
    assert accepted.text == "Hello"
    assert len(server.requests) == 1


def test_authorities_of_its_own_replace_the_systems(
    desk: Desk,
    to: To,
    tls: ssl.SSLContext,
    authority: Authority,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    (tmp_path / "store.pem").write_bytes(authority.bundle)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "store.pem"))
    with Server(answer, tls) as server:
        outcome = desk.send(to(server.url(), ca_bundle=Authority("The organisation's").bundle))
    assert outcome.code == "tls-refused"
    assert server.requests == []


@pytest.mark.parametrize("bundle", [b"not PEM", "schön".encode(), b"-----BEGIN CERTIFICATE-----\nAAAA\n"])
def test_authorities_that_cannot_be_read_are_refused(
    desk: Desk, to: To, tls: ssl.SSLContext, bundle: bytes
) -> None:
    with Server(answer, tls) as server:
        outcome = desk.send(to(server.url(), ca_bundle=bundle))
    assert outcome.error is not None
    assert outcome.error.facts["reason"] == "ca-bundle"
    assert server.requests == []


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_old_versions_of_tls_are_refused(
    desk: Desk, to: To, tls: ssl.SSLContext, version: ssl.TLSVersion
) -> None:
    tls.minimum_version = tls.maximum_version = version
    tls.set_ciphers("ALL:@SECLEVEL=0")
    with Server(answer, tls) as server:
        try_old_version(server, version)
        outcome = desk.send(to(server.url()))
    assert outcome.error is not None
    assert outcome.error.facts["reason"] == "old-version"
    assert server.requests == []


def try_old_version(server: Server, version: ssl.TLSVersion) -> None:
    """Show that the server really offers it, so that the refusal is ours."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.minimum_version = context.maximum_version = version
    context.set_ciphers("ALL:@SECLEVEL=0")
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as plain:
        try:
            with context.wrap_socket(plain) as secured:
                assert secured.version() in {"TLSv1", "TLSv1.1"}
        except ssl.SSLError:
            pytest.skip("this OpenSSL has no old versions at all")


def test_tls_1_2_is_enough(desk: Desk, to: To, tls: ssl.SSLContext) -> None:
    tls.maximum_version = ssl.TLSVersion.TLSv1_2
    with Server(answer, tls) as server:
        outcome = desk.send(to(server.url()))
    assert outcome.text == "Hello"
    assert outcome.facts[0].tls == "TLSv1.2"


def test_a_server_without_tls_is_named_as_one(desk: Desk, to: To) -> None:
    class Plain(Listener):
        def serve(self, connected: socket.socket) -> None:
            connected.recv(4096)
            connected.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")

    with Plain() as server:
        outcome = desk.send(to(f"https://localhost:{server.port}"))
    assert outcome.error is not None
    assert outcome.error.facts["reason"] == "not-tls"


def test_a_number_in_the_certificate_is_as_good_as_a_name(
    desk: Desk, to: To, authority: Authority, tmp_path: Path
) -> None:
    with Server(answer, server_context(authority.identity("127.0.0.1"), tmp_path)) as server:
        assert desk.send(to(server.url("127.0.0.1"))).text == "Hello"
        wrong = desk.send(to(server.url("localhost")))
    assert wrong.error is not None
    assert wrong.error.facts["reason"] == "wrong-host"


# pins


def test_a_pinned_key_is_accepted_also_in_a_renewed_form_of_typing(
    desk: Desk, to: To, authority: Authority, tmp_path: Path
) -> None:
    identity = authority.identity()
    assert key_pin(identity.der) == pin_of(identity)
    with Server(answer, server_context(identity, tmp_path)) as server:
        for pins in [(pin_of(identity),), ("A" * 43 + "=", f" sha256/{pin_of(identity)} ")]:
            assert desk.send(to(server.url(), pins=pins)).text == "Hello"


@pytest.mark.parametrize("pins", [("A" * 43 + "=",), ("nonsense",), ("",), ("nonsense", "B" * 43 + "=")])
def test_another_key_is_refused_before_a_byte_of_the_request(
    desk: Desk, to: To, authority: Authority, tmp_path: Path, pins: tuple[str, ...]
) -> None:
    identity = authority.identity()
    with Server(answer, server_context(identity, tmp_path)) as server:
        outcome = desk.send(to(server.url(), pins=pins))
    assert outcome.code == "pin-mismatch"
    assert outcome.error is not None
    assert outcome.error.facts["found"] == pin_of(identity)
    assert server.requests == []
    assert outcome.facts[0].bytes_out == 0


def test_a_pin_does_not_replace_the_certificate_check(desk: Desk, to: To, tmp_path: Path) -> None:
    identity = Authority("Somebody").identity()
    with Server(answer, server_context(identity, tmp_path)) as server:
        outcome = desk.send(to(server.url(), pins=(pin_of(identity),)))
    assert outcome.code == "tls-refused"


# client certificates


def test_a_client_certificate_is_shown_to_a_server_that_wants_one(
    desk: Desk, to: To, authority: Authority, tmp_path: Path
) -> None:
    mine = authority.identity("workstation.test", client=True)
    context = server_context(authority.identity(), tmp_path, clients=authority.bundle)
    with Server(answer, context) as server:
        destination = to(server.url(), client_certificate=mine.certificate)
        outcome = desk.send(destination, Credential(client_key=mine.key))
    assert outcome.text == "Hello"
    assert server.peer_certificates == [mine.der]
    assert not any("authorization" in line.lower() for line in server.requests[0].decode().split("\r\n"))


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_a_server_that_wants_a_client_certificate_says_so(
    desk: Desk, to: To, authority: Authority, tmp_path: Path, version: ssl.TLSVersion
) -> None:
    """In TLS 1.3 the server tells only after our side of the handshake is done."""
    context = server_context(authority.identity(), tmp_path, clients=authority.bundle)
    context.maximum_version = version
    foreign = Authority("Somebody").identity("workstation.test", client=True)
    with Server(answer, context) as server:
        without = desk.send(to(server.url()))
        wrong = desk.send(
            to(server.url(), client_certificate=foreign.certificate), Credential(client_key=foreign.key)
        )
    for outcome in (without, wrong):
        assert outcome.error is not None
        assert outcome.error.facts["reason"] == "client-certificate"
    assert server.requests == []


def test_a_key_that_does_not_belong_to_the_certificate_is_refused_and_nobody_is_asked(
    desk: Desk, to: To, authority: Authority, tmp_path: Path
) -> None:
    mine, other = (authority.identity("workstation.test", client=True) for _ in range(2))
    encrypted = serialization.load_pem_private_key(mine.key, None).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(b"a passphrase"),
    )
    with Server(answer, server_context(authority.identity(), tmp_path)) as server:
        destination = to(server.url(), client_certificate=mine.certificate)
        for key in (other.key, encrypted, b"", b"not PEM"):
            outcome = desk.send(destination, Credential(client_key=key))
            assert outcome.error is not None
            assert outcome.error.facts["reason"] == "client-certificate"
    assert server.requests == []


def test_what_is_larger_than_a_pipe_is_read_too(
    desk: Desk, to: To, authority: Authority, tmp_path: Path
) -> None:
    mine = authority.identity("workstation.test", client=True)
    padded = b"# padding\n" * 20_000 + mine.certificate
    context = server_context(authority.identity(), tmp_path, clients=authority.bundle)
    with Server(answer, context) as server:
        outcome = desk.send(to(server.url(), client_certificate=padded), Credential(client_key=mine.key))
    assert outcome.text == "Hello"
