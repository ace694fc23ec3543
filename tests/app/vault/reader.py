"""A second reader of the format, written from docs/vault-format.md and not from the product's code.

It opens a vault with json, hashlib, argon2 and AES only, and turns database and log into plain pages, so
that tests can look for what should no longer be there.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import struct
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PAGE = 4096
RESERVED = 80  # 16 bytes IV, 64 bytes HMAC-SHA512


def hkdf(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    """RFC 5869 with SHA-256."""
    key = hmac.digest(salt or bytes(32), material, "sha256")
    out, block, number = b"", b"", 1
    while len(out) < length:
        block = hmac.digest(key, block + info + bytes([number]), "sha256")
        out, number = out + block, number + 1
    return out[:length]


def read_key_file(raw: bytes, passphrase: bytes) -> tuple[bytes, dict[str, Any]]:
    """Verify everything and return the root key and the document."""
    assert len(raw) <= 64 * 1024
    before_sum, trailer = raw[:-75], raw[-75:]
    assert trailer == b',"sum":"' + hashlib.sha256(before_sum).hexdigest().encode() + b'"}\n'
    document = json.loads(raw)
    assert (document["magic"], document["fmt"], document["min_reader"]) == ("sotto-vault", 1, 1)
    vault_id = document["vault_id"]
    slot = next(slot for slot in document["slots"] if slot["type"] == "passphrase")
    kdf, salt = slot["kdf"], base64.b64decode(slot["kdf"]["salt"])
    stretched = hash_secret_raw(passphrase, salt, kdf["t"], kdf["m"], kdf["p"], 32, Type.ID, version=kdf["v"])
    both = hkdf(stretched, salt, b"vault/1/slot", 48)
    assert both[32:] == base64.b64decode(slot["check"])
    aad = "|".join(
        ["sotto-vault", "1", vault_id, slot["id"], "passphrase", "argon2id"]
        + [str(kdf[name]) for name in "vmtp"]
        + [salt.hex()]
    )
    nonce, wrapped = base64.b64decode(slot["nonce"]), base64.b64decode(slot["ct"])
    root_key = AESGCM(both[:32]).decrypt(nonce, wrapped, aad.encode())
    mac_key = hkdf(root_key, b"", f"vault/1/key-file/{vault_id}".encode(), 32)
    before_mac = before_sum[: -len(b',"mac":""') - 64]
    assert hmac.digest(mac_key, before_mac, "sha256").hex() == document["mac"]
    return root_key, document


class Pages:
    """Decrypts the pages of vault.db and of its log: SQLCipher 4 with a raw key."""

    def __init__(self, folder: Path, passphrase: bytes) -> None:
        self.folder = folder
        root_key, document = read_key_file((folder / "vault.keys").read_bytes(), passphrase)
        self.key = hkdf(root_key, b"", f"vault/1/database/{document['vault_id']}".encode(), 32)
        self.salt = base64.b64decode(document["db"]["salt"])
        mac_salt = bytes(byte ^ 0x3A for byte in self.salt)
        self.mac_key = hashlib.pbkdf2_hmac("sha512", self.key, mac_salt, 2, 32)

    def database(self) -> list[bytes]:
        raw = (self.folder / "vault.db").read_bytes()
        assert len(raw) % PAGE == 0
        return [
            self._page(raw[start : start + PAGE], start // PAGE + 1) for start in range(0, len(raw), PAGE)
        ]

    def log(self) -> list[bytes]:
        """Return every frame of the log, also those that are no longer valid."""
        path = self.folder / "vault.db-wal"
        raw = path.read_bytes() if path.exists() else b""
        pages = []
        for start in range(32, len(raw) - 24 - PAGE + 1, 24 + PAGE):
            (number,) = struct.unpack(">I", raw[start : start + 4])
            pages.append(self._page(raw[start + 24 : start + 24 + PAGE], number))
        return pages

    def count(self, word: str) -> int:
        """Count the occurrences of a word in all decrypted pages and frames, whatever its case."""
        needle = word.lower().encode()
        return sum(page.lower().count(needle) for page in (*self.database(), *self.log()))

    def holding(self, word: str) -> int:
        """Return the place, from 0, of the first page of the database that holds a word."""
        return next(place for place, page in enumerate(self.database()) if word.encode() in page)

    def _page(self, page: bytes, number: int) -> bytes:
        if not any(page):
            return page
        head = self.salt if number == 1 else b""
        body, iv, mac = (
            page[len(head) : PAGE - RESERVED],
            page[PAGE - RESERVED : PAGE - 64],
            page[PAGE - 64 :],
        )
        expected = hmac.digest(self.mac_key, body + iv + struct.pack("<I", number), "sha512")
        assert hmac.compare_digest(mac, expected), f"page {number} does not authenticate"
        decryptor = Cipher(algorithms.AES(self.key), modes.CBC(iv)).decryptor()
        return head + decryptor.update(body) + decryptor.finalize()
