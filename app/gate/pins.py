"""The hash of a certificate's public key: what a pin is compared with. Pure.

A pin is the base64 SHA-256 of the DER of SubjectPublicKeyInfo (RFC 7469, 2.4), so that it survives a renewed
certificate for the same key. The certificate has passed its checks by then; it is still read with every
length bounded.

Source: RFC 5280, 4.1 (Certificate, TBSCertificate); X.690, 8.1 (lengths).
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Final

_SEQUENCE: Final = 0x30
_INTEGER: Final = 0x02
_VERSION: Final = 0xA0  # [0] EXPLICIT
_PIN: Final = re.compile(r"(?:sha256/)?([A-Za-z0-9+/]{43}=)")
_BEFORE_THE_KEY: Final = (_INTEGER, _SEQUENCE, _SEQUENCE, _SEQUENCE, _SEQUENCE)
"""serialNumber, signature, issuer, validity, subject."""


def key_pin(certificate: bytes) -> str:
    """Return the pin of a certificate's key.

    Args:
        certificate: DER.

    Raises:
        ValueError: not a certificate.
    """
    outer, _ = _element(certificate, 0, _SEQUENCE)
    body, _ = _element(certificate, outer, _SEQUENCE)
    at = body
    if certificate[at : at + 1] == bytes([_VERSION]):
        _, at = _element(certificate, at, _VERSION)
    for tag in _BEFORE_THE_KEY:
        _, at = _element(certificate, at, tag)
    _, end = _element(certificate, at, _SEQUENCE)
    return base64.b64encode(hashlib.sha256(certificate[at:end]).digest()).decode()


def normal_pin(text: str) -> str:
    """Return a pin as typed (with or without ``sha256/``) in the form that ``key_pin`` gives.

    Raises:
        ValueError: not one.
    """
    matched = _PIN.fullmatch(text.strip())
    if matched is None or len(base64.b64decode(matched[1])) != hashlib.sha256().digest_size:
        msg = "a pin is the base64 SHA-256 of a public key"
        raise ValueError(msg)
    return matched[1]


def _element(data: bytes, at: int, tag: int) -> tuple[int, int]:
    """Return where the contents of the element at ``at`` begin and where it ends."""
    if len(data) < at + 2 or data[at] != tag:
        msg = "not the element that belongs here"
        raise ValueError(msg)
    length, start = data[at + 1], at + 2
    if length >= 0x80:
        count = length & 0x7F
        if not 1 <= count <= 4:
            msg = "not a length of DER"
            raise ValueError(msg)
        length, start = int.from_bytes(data[start : start + count], "big"), start + count
    if start + length > len(data):
        msg = "longer than what holds it"
        raise ValueError(msg)
    return start, start + length
