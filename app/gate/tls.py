"""TLS as the gate speaks it: 1.2 or newer, a certificate that checks out, and the reason when it does not."""

from __future__ import annotations

import os
import ssl
import sys
import threading
from typing import Final, TypeAlias

import truststore

from app.errors import GateError, PinMismatch, TlsRefused
from app.gate.pins import key_pin, normal_pin
from app.gate.port import Credential, Destination

Context: TypeAlias = ssl.SSLContext | truststore.SSLContext

# X509_V_ERR_*, from OpenSSL's x509_vfy.h
_VERIFY_REASONS: Final = {
    9: "not-yet-valid",
    10: "expired",
    18: "self-signed",
    19: "unknown-authority",  # a self-signed certificate further up
    2: "unknown-authority",
    20: "unknown-authority",
    21: "unknown-authority",
    23: "revoked",
    62: "wrong-host",
    64: "wrong-host",  # the same, for a number
}
_OLD_VERSION: Final = (
    "UNSUPPORTED_PROTOCOL",
    "PROTOCOL_VERSION",
    "VERSION_TOO_LOW",
    "NO_PROTOCOLS_AVAILABLE",
)
_NOT_TLS: Final = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG", "RECORD_LAYER_FAILURE")
_CLIENT_CERTIFICATE: Final = (
    "CERTIFICATE_REQUIRED",
    "ALERT_BAD_CERTIFICATE",
    "ALERT_UNKNOWN_CA",
    "ALERT_CERTIFICATE",
    "ALERT_UNSUPPORTED_CERTIFICATE",
    "ALERT_HANDSHAKE_FAILURE",
)


def context_for(destination: Destination, credential: Credential, host: str) -> Context:
    """Return the context for one connection.

    The system's own store is asked through its own interface (truststore), unless the destination brings its
    authorities; then those and no others are believed.

    Raises:
        TlsRefused: the authorities, or the client's certificate and key, cannot be read.
    """
    context: Context
    if destination.ca_bundle:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        try:
            context.load_verify_locations(cadata=destination.ca_bundle.decode("ascii"))
        except (ssl.SSLError, ValueError):
            raise TlsRefused(host=host, reason="ca-bundle") from None
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN  # an organisation may give its issuing one only
    else:
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options |= ssl.OP_NO_COMPRESSION | ssl.OP_NO_RENEGOTIATION
    context.set_alpn_protocols(["http/1.1"])
    if destination.client_certificate:
        _load_client(context, destination.client_certificate, credential.client_key, host)
    return context


def check_pin(certificate: bytes, destination: Destination, host: str) -> None:
    """Compare the server's key with the pins, if there are any.

    Raises:
        PinMismatch: it is none of them.
        TlsRefused: the certificate has no key that can be read.
    """
    if not destination.pins:
        return
    try:
        found = key_pin(certificate)
    except ValueError:
        raise TlsRefused(host=host, reason="failed") from None
    if found not in {_pin_or_nothing(pin) for pin in destination.pins}:
        raise PinMismatch(host=host, found=found)


def _pin_or_nothing(pin: str) -> str:
    """A pin that cannot be read matches no key: the connection fails closed."""
    try:
        return normal_pin(pin)
    except ValueError:
        return ""


def refusal(error: ssl.SSLError, host: str) -> GateError:
    """Return the error of ours for one of OpenSSL's."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return TlsRefused(host=host, reason=_VERIFY_REASONS.get(error.verify_code, "unknown-authority"))
    said = f"{error.reason or ''} {error.args[-1] if error.args else ''}".upper()
    for reason, marks in (
        ("old-version", _OLD_VERSION),
        ("client-certificate", _CLIENT_CERTIFICATE),
        ("not-tls", _NOT_TLS),
    ):
        if any(mark in said for mark in marks):
            return TlsRefused(host=host, reason=reason)
    return TlsRefused(host=host, reason="failed")


def _load_client(context: Context, certificate: bytes, key: bytes, host: str) -> None:
    """Hand over PEM bytes that OpenSSL wants to read from files, without a file: through pipes."""
    if sys.platform == "win32":  # has no name for a pipe of ours
        raise TlsRefused(host=host, reason="client-certificate")
    with _Pipe(certificate) as chain_path, _Pipe(key or certificate) as key_path:
        try:
            # Without a password function OpenSSL would ask on the terminal.
            context.load_cert_chain(chain_path, key_path, password=lambda: b"")
        except (ssl.SSLError, OSError, ValueError):
            raise TlsRefused(host=host, reason="client-certificate") from None


class _Pipe:
    """A path from which some bytes can be read once."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def __enter__(self) -> str:
        self._read_end, write_end = os.pipe()
        # A pipe holds 64 kB; more has to be written while it is read.
        threading.Thread(target=self._fill, args=(write_end,), daemon=True).start()
        return f"/dev/fd/{self._read_end}"

    def _fill(self, write_end: int) -> None:
        try:
            with os.fdopen(write_end, "wb") as pipe:
                pipe.write(self._data)
        except BrokenPipeError:
            return

    def __exit__(self, *_: object) -> None:
        os.close(self._read_end)
