"""Promise: the key file opens with its secrets and with nothing else, and says what is wrong with it.

Numbers 2 to 5 of the acceptance list, on the level of bytes; test_key_file has them on a whole vault.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import KdfOutOfRange, KeyFileAltered, KeyFileDamaged, VaultError, VaultTooNew
from app.vault import keys
from app.vault.kdf import KdfLimits
from app.vault.keys import DatabaseParameters, KeyFile, Secret
from tests.app.vault.support import CHEAP, LIMITS

ROOT = bytes(range(32))
VAULT_ID = "0123456789abcdef" * 2
CODE = bytes(range(20))


def counted_bytes() -> Callable[[int], bytes]:
    """Return bytes that differ from call to call and are the same in every run."""
    calls = iter(range(1, 1000))
    return lambda size: hashlib.shake_256(str(next(calls)).encode()).digest(size)


def secret(kind: str = "passphrase") -> Secret:
    return Secret("passphrase", b"right") if kind == "passphrase" else Secret("recovery", CODE)


def document(vault_id: str = VAULT_ID, root_key: bytes = ROOT) -> KeyFile:
    random = counted_bytes()
    slots = tuple(
        keys.make_slot(
            secret(kind),
            root_key,
            vault_id=vault_id,
            kdf=keys.new_kdf(CHEAP if kind == "passphrase" else None, random),
            random_bytes=random,
            created=5,
            verified=True,
        )
        for kind in ("passphrase", "recovery")
    )
    return KeyFile(
        magic="sotto-vault",
        fmt=1,
        min_reader=1,
        vault_id=vault_id,
        gen=3,
        created=4,
        db=DatabaseParameters(salt=bytes(16), page_size=4096, cipher="sqlcipher4"),
        slots=slots,
    )


def resealed(change: Callable[[dict[str, Any]], None], *, root_key: bytes = bytes(32)) -> bytes:
    """Change a key file as somebody without the root key can: the checksum is right, the MAC is not."""
    tree = json.loads(keys.seal(document(), ROOT))
    change(tree)
    mac, _ = tree.pop("mac"), tree.pop("sum")
    body = json.dumps(tree, separators=(",", ":")).encode()[:-1] + f',"mac":"{mac}"'.encode()
    return body + b',"sum":"' + hashlib.sha256(body).hexdigest().encode() + b'"}\n'


@pytest.mark.parametrize("kind", ["passphrase", "recovery"])
def test_each_secret_opens_its_slot(kind: str) -> None:
    raw = keys.seal(document(), ROOT)
    found = keys.parse(raw)
    assert found == document()
    opened = keys.unwrap(found, secret(kind), LIMITS)
    assert opened is not None
    assert opened[0] == ROOT
    assert opened[1].type == kind
    assert keys.has_valid_mac(raw, found, ROOT)


@given(st.binary(max_size=40))
def test_no_other_secret_opens_a_slot(guess: bytes) -> None:
    found = document()
    if guess != b"right":
        assert keys.unwrap(found, Secret("passphrase", guess), LIMITS) is None
    if guess != CODE:
        assert keys.unwrap(found, Secret("recovery", guess), LIMITS) is None


def test_the_bytes_of_a_key_file_are_those_that_the_format_page_describes() -> None:
    raw = keys.seal(document(), ROOT)
    assert raw.startswith(b'{"magic":"sotto-vault","fmt":1,"min_reader":1,"vault_id":"0123456789abcdef')
    assert raw.endswith(b'"}\n')
    tree = json.loads(raw)
    assert list(tree) == [
        "magic",
        "fmt",
        "min_reader",
        "vault_id",
        "gen",
        "created",
        "db",
        "slots",
        "mac",
        "sum",
    ]
    before_sum = raw[: -len(b',"sum":"') - 64 - len(b'"}\n')]
    assert hashlib.sha256(before_sum).hexdigest() == tree["sum"]
    before_mac = before_sum[: -len(b',"mac":""') - 64]
    mac_key = keys.purpose_key(ROOT, VAULT_ID, "key-file")
    assert hmac.new(mac_key, before_mac, "sha256").hexdigest() == tree["mac"]
    assert len(raw) < 1200


def test_every_flipped_bit_is_found_without_any_secret() -> None:
    """Acceptance test 2: the class is "damaged", before anyone is asked for a passphrase."""
    raw = keys.seal(document(), ROOT)
    for place in range(len(raw)):
        for bit in range(8):
            changed = bytearray(raw)
            changed[place] ^= 1 << bit
            with pytest.raises(KeyFileDamaged):
                keys.parse(bytes(changed))


@pytest.mark.parametrize("length", [0, 1, 10, 142, 143, 500])
def test_every_truncation_is_found(length: int) -> None:
    with pytest.raises(KeyFileDamaged):
        keys.parse(keys.seal(document(), ROOT)[:length])


@given(st.binary(max_size=2000))
def test_any_bytes_are_a_typed_error(noise: bytes) -> None:
    with pytest.raises(KeyFileDamaged):
        keys.parse(noise)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
FIELDS = st.sampled_from(["magic", "fmt", "min_reader", "vault_id", "gen", "created", "db", "slots", "extra"])


@given(FIELDS, JSON)
def test_any_value_in_any_field_is_a_document_or_a_typed_error(field: str, value: Any) -> None:
    try:
        found = keys.parse(resealed(lambda tree: tree.__setitem__(field, value)))
    except (KeyFileDamaged, VaultTooNew):
        return
    assert isinstance(found, KeyFile)


@given(st.sampled_from(["id", "type", "label", "kdf", "check", "nonce", "ct", "created", "verified"]), JSON)
def test_any_value_in_a_slot_is_a_document_or_a_typed_error(field: str, value: Any) -> None:
    try:
        found = keys.parse(resealed(lambda tree: tree["slots"][0].__setitem__(field, value)))
    except KeyFileDamaged:
        return
    assert len(found.slots) == 2


@pytest.mark.parametrize(
    "body",
    [b"[" * 60_000, b'{"a":' * 10_000, b"9" * 60_000, b'{"magic":"' + b"\\u0000" * 9000, b'{"gen":1e999'],
)
def test_hostile_json_is_refused_quickly_and_in_little_memory(body: bytes) -> None:
    body += b',"mac":"' + b"0" * 64 + b'"'
    raw = body + b',"sum":"' + hashlib.sha256(body).hexdigest().encode() + b'"}\n'
    tracemalloc.start()
    try:
        with pytest.raises(KeyFileDamaged) as caught:
            keys.parse(raw)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert caught.value.facts["reason"] == "json"
    assert peak < 2_000_000


def test_a_file_larger_than_64_kib_is_not_read() -> None:
    with pytest.raises(KeyFileDamaged) as caught:
        keys.parse(b" " * (64 * 1024 + 1))
    assert caught.value.facts == {"reason": "size"}


def test_a_newer_format_is_said_to_be_newer() -> None:
    with pytest.raises(VaultTooNew) as caught:
        keys.parse(resealed(lambda tree: tree.update(fmt=9, min_reader=7, future={"x": 1})))
    assert caught.value.facts == {"found": 9, "supported": 1}


def test_a_newer_format_that_an_older_reader_may_read_is_read() -> None:
    assert keys.parse(resealed(lambda tree: tree.update(fmt=2))).fmt == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda slots: slots.append(slots[0]),
        lambda slots: slots[0].update(type="recovery"),
        lambda slots: slots[1].update(type="passphrase"),
        lambda slots: slots[1].update(id=slots[0]["id"]),
    ],
)
def test_slots_that_contradict_each_other_are_damage(change: Callable[[list[Any]], None]) -> None:
    with pytest.raises(KeyFileDamaged) as caught:
        keys.parse(resealed(lambda tree: change(tree["slots"])))
    assert caught.value.facts == {"reason": "slots"}


@pytest.mark.parametrize(
    "kdf",
    [
        {"m": 64 * 2**20},
        {"t": 10**9},
        {"p": 0},
        {"m": 8},
        {"v": 16},
        {"m": 10**3000},
        {"t": -1},
    ],
)
def test_hostile_parameters_are_refused_before_a_byte_is_allocated(
    kdf: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Acceptance test 4, with the real limits: nothing is derived, so it takes no memory and no time."""
    try:
        found = keys.parse(
            resealed(lambda tree: tree["slots"][0]["kdf"].update({"m": 65536, "t": 3, "p": 4} | kdf))
        )
    except KeyFileDamaged:
        assert max(abs(value) for value in kdf.values()) > 2**64
        return
    monkeypatch.setattr(keys, "derive", lambda *_, **__: pytest.fail("something was derived"))
    took = []
    for _ in range(3):
        started = time.perf_counter()
        with pytest.raises(KdfOutOfRange):
            keys.unwrap(found, Secret("passphrase", b"right"), KdfLimits())
        took.append(time.perf_counter() - started)
    assert min(took) < 0.1


def test_swapped_ciphertexts_are_altered_not_a_wrong_passphrase() -> None:
    """Acceptance test 3: the check value says that the secret was right."""

    def swap(tree: dict[str, Any]) -> None:
        first, second = tree["slots"]
        for field in ("ct", "nonce"):
            first[field], second[field] = second[field], first[field]

    found = keys.parse(resealed(swap))
    for kind in ("passphrase", "recovery"):
        with pytest.raises(KeyFileAltered):
            keys.unwrap(found, secret(kind), LIMITS)


def test_a_slot_of_another_vault_is_altered_even_with_its_own_secret() -> None:
    other = document(vault_id="f" * 32, root_key=bytes(32))
    moved = msgspec.structs.replace(document(), slots=other.slots)
    with pytest.raises(KeyFileAltered):
        keys.unwrap(moved, secret(), LIMITS)


@pytest.mark.parametrize("change", [{"id": "0" * 16}, {"type": "recovery"}])
def test_a_slot_opens_only_under_its_own_name(change: dict[str, str]) -> None:
    slot = msgspec.structs.replace(document().slots[0], **change)
    with pytest.raises(KeyFileAltered):
        keys.open_slot(document(), slot, secret())


def test_lowered_parameters_open_nothing() -> None:
    found = keys.parse(resealed(lambda tree: tree["slots"][0]["kdf"].update(m=128)))
    assert keys.unwrap(found, secret(), LIMITS) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda tree: tree["slots"].pop(0),
        lambda tree: tree["slots"].reverse(),
        lambda tree: tree["slots"][0].update(label="mine"),
        lambda tree: tree["slots"][1].update(verified=False),
        lambda tree: tree.update(gen=2),
        lambda tree: tree.update(created=9),
        lambda tree: tree["db"].update(salt="AAAAAAAAAAAAAAAAAAAAAQ=="),
    ],
)
def test_everything_outside_the_slots_is_under_the_mac(change: Callable[[dict[str, Any]], None]) -> None:
    """Acceptance test 5: a slot that was removed, added or relabelled."""
    raw = resealed(change)
    found = keys.parse(raw)
    opened = keys.unwrap(found, secret("recovery"), LIMITS)
    assert opened is not None
    assert not keys.has_valid_mac(raw, found, opened[0])


def test_replacing_a_slot_leaves_the_others_as_they_are() -> None:
    before = document()
    fresh = msgspec.structs.replace(before.slots[1], id="a" * 16)
    after = before.with_slot(fresh)
    assert after.gen == before.gen + 1
    assert after.of_kind("passphrase") == before.of_kind("passphrase")
    assert after.of_kind("recovery") == (fresh,)


def test_purposes_and_vaults_have_keys_of_their_own() -> None:
    made = {
        keys.purpose_key(ROOT, VAULT_ID, "database"),
        keys.purpose_key(ROOT, VAULT_ID, "key-file"),
        keys.purpose_key(ROOT, "f" * 32, "database"),
        keys.purpose_key(bytes(32), VAULT_ID, "database"),
    }
    assert len(made) == 4
    assert all(len(key) == 32 for key in made)


def test_reading_back_costs_no_second_derivation(monkeypatch: pytest.MonkeyPatch) -> None:
    derived = []
    real = keys.derive
    monkeypatch.setattr(keys, "derive", lambda *args, **options: derived.append(1) or real(*args, **options))
    known = secret()
    found = document()
    for _ in range(3):
        assert keys.unwrap(found, known, LIMITS) is not None
    assert len(derived) == 2  # one to make the slot in document(), one here


def test_neither_secrets_nor_wrapped_keys_show_in_a_repr() -> None:
    known = secret()
    assert "right" not in repr(known)
    assert "sotto" not in repr(known)
    known.wipe()
    assert keys.unwrap(document(), known, LIMITS) is None


def test_a_slot_shows_its_parameters_and_nothing_else() -> None:
    shown = [slot.info() for slot in document().slots]
    assert [info.cost for info in shown] == [CHEAP, None]
    assert [info.kind for info in shown] == ["passphrase", "recovery"]


def test_every_parse_error_is_a_vault_error() -> None:
    assert issubclass(KeyFileDamaged, VaultError)
    assert issubclass(VaultTooNew, VaultError)
