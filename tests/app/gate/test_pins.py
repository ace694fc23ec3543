"""Promise: a pin is the hash of the key in any certificate; bytes that are none are refused, not misread."""

from __future__ import annotations

import base64
import contextlib
import datetime
import hashlib

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from hypothesis import given
from hypothesis import strategies as st

from app.gate.pins import key_pin, normal_pin

KEYS = {
    "EC": ec.generate_private_key(ec.SECP384R1()),
    "Ed25519": ed25519.Ed25519PrivateKey.generate(),
    "RSA": rsa.generate_private_key(65537, 2048),
}


def certificate(kind: str, names: int = 1) -> tuple[bytes, str]:
    """Return a certificate (DER) and its pin by the reference implementation."""
    key = KEYS[kind]
    name = x509.Name(
        [x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, f"host-{number}.test") for number in range(names)]
    )
    day = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(day)
        .not_valid_after(day.replace(year=2060))  # years from 2050 on are written in another way
        .sign(key, None if kind == "Ed25519" else hashes.SHA256())
    )
    der = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    pin = base64.b64encode(hashlib.sha256(der).digest()).decode()
    return made.public_bytes(serialization.Encoding.DER), pin


@pytest.mark.parametrize("kind", KEYS)
@pytest.mark.parametrize("names", [1, 40])
def test_the_pin_is_the_one_of_the_reference(kind: str, names: int) -> None:
    der, pin = certificate(kind, names)
    assert key_pin(der) == pin
    assert normal_pin(f"sha256/{pin}") == normal_pin(f" {pin}\n") == pin


def test_a_cut_certificate_is_refused_at_every_length() -> None:
    der, pin = certificate("EC")
    for length in range(len(der)):
        with contextlib.suppress(ValueError):
            assert key_pin(der[:length]) == pin  # never another one
    with pytest.raises(ValueError, match="longer"):
        key_pin(der[:100])


@given(
    st.binary(max_size=200), st.integers(min_value=0, max_value=199), st.integers(min_value=0, max_value=255)
)
def test_any_bytes_are_read_or_refused(data: bytes, at: int, value: int) -> None:
    der = bytearray(certificate("EC")[0])
    der[at] = value
    for hostile in (data, bytes(der)):
        with contextlib.suppress(ValueError):
            assert len(key_pin(hostile)) == 44


@pytest.mark.parametrize(
    "text", ["", "sha256/", "A" * 43, "A" * 44, "A" * 42 + "==", "ü" * 43 + "=", "sha1/" + "A" * 43 + "="]
)
def test_what_is_no_pin_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="pin"):
        normal_pin(text)
