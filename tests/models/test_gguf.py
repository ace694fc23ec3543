"""Promise: a GGUF header is read within limits, and whatever is wrong with it is refused with a reason."""

from __future__ import annotations

import contextlib
import os
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import gguf
from models.errors import ModelDamaged
from models.gguf import Items, Scalar, read_header
from tests.benchmarks.make_model import (
    ARR,
    BOOL,
    F32,
    GGML_F32,
    I32,
    STR,
    TINY,
    U8,
    U32,
    Field,
    Tensor,
    bpe_vocabulary,
    header_bytes,
    model_fields,
    model_tensors,
    pack_string,
)

Spoil = Callable[[bytearray], None]


def read(raw: bytes) -> gguf.Header:
    descriptor = os.memfd_create("header")
    try:
        os.write(descriptor, raw)
        return read_header(descriptor)
    finally:
        os.close(descriptor)


def reason(raw: bytes) -> str:
    with pytest.raises(ModelDamaged) as caught:
        read(raw)
    assert 0 <= int(caught.value.facts["offset"]) <= len(raw) + 8
    return str(caught.value.facts["reason"])


def one_tensor(*, dimensions: tuple[int, ...] = (8,), kind: int = GGML_F32, name: str = "t") -> Tensor:
    return Tensor(name, dimensions, kind, [])


@pytest.fixture(scope="module")
def model() -> bytes:
    fields = model_fields(TINY, bpe_vocabulary(TINY.vocabulary))
    tensors = model_tensors(TINY)
    raw = header_bytes(fields, tensors)
    return raw + bytes(sum(-(-tensor.size // 32) * 32 for tensor in tensors))


def test_a_good_header_says_everything(model: bytes) -> None:
    header = read(model)
    assert (header.version, header.file_size) == (3, len(model))
    assert header.fields["llama.context_length"] == Scalar(U32, 512)
    assert header.fields["general.architecture"] == Scalar(STR, b"llama")
    tokens = header.fields["tokenizer.ggml.tokens"]
    assert isinstance(tokens, Items)
    assert len(tokens) == 1024
    embedding = header.tensors["token_embd.weight"]
    assert (embedding.dimensions, embedding.elements, embedding.size) == ((64, 1024), 65536, 262144)
    assert header.data_offset % 32 == 0


def test_every_value_type_is_read_as_written() -> None:
    fields = [
        Field("b", BOOL, True),
        Field("f", F32, 0.5),
        Field("s", STR, "日本"),
        Field("i", ARR, [-1, 2], I32),
        Field("u", ARR, [255], U8),
        Field("w", ARR, ["", "x"], STR),
    ]
    found = read(header_bytes(fields, [])).fields
    assert [getattr(found[key], "value", None) for key in "bfs"] == [1, 0.5, "日本".encode()]
    assert [list(value.values) for key in "iuw" if isinstance(value := found[key], Items)] == [
        [-1, 2],
        [255],
        [b"", b"x"],
    ]


def test_every_truncation_is_refused(model: bytes) -> None:
    header_size = read(model).data_offset
    places = {*range(64), *range(64, header_size, 97), header_size - 1, header_size, len(model) - 1}
    assert {reason(model[:place]) for place in places} <= {"empty-file", "truncated"}


@pytest.mark.parametrize(
    ("at", "written", "expected"),
    [
        (0, b"GGML", "not-gguf"),
        (0, b"FUGG", "big-endian"),
        (0, b"PK\3\4", "not-gguf"),
        (4, struct.pack("<I", 0), "big-endian"),
        (4, struct.pack("<I", 1), "gguf-version"),
        (4, struct.pack("<I", 99), "gguf-version"),
        (4, struct.pack(">I", 3), "big-endian"),
        (8, struct.pack("<Q", 2**32), "too-many-tensors"),
        (8, struct.pack("<Q", 2**60), "too-many-tensors"),
        (16, struct.pack("<Q", 2**60), "too-many-fields"),
        (16, struct.pack("<q", -1), "too-many-fields"),
        (24, struct.pack("<Q", 2**63), "key-length"),
    ],
)
def test_a_nonsense_preamble_is_refused(model: bytes, at: int, written: bytes, expected: str) -> None:
    raw = bytearray(model)
    raw[at : at + len(written)] = written
    assert reason(bytes(raw)) == expected


def raw_field(key: bytes, kind: int, rest: bytes) -> bytes:
    return b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + pack_string(key) + struct.pack("<I", kind) + rest


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (raw_field(b"", U32, bytes(4)), "empty-key"),
        (raw_field(b"\xff\xfe", U32, bytes(4)), "key-length"),
        (raw_field(b"a\0b", U32, bytes(4)), "key-length"),
        (raw_field(b"k", 13, bytes(8)), "value-type"),
        (raw_field(b"k", BOOL, b"\x02"), "value-type"),
        (raw_field(b"k", STR, struct.pack("<Q", 2**40)), "string-length"),
        (raw_field(b"k", ARR, struct.pack("<IQ", ARR, 1) + bytes(64)), "nested-array"),
        (raw_field(b"k", ARR, struct.pack("<IQ", 99, 1) + bytes(64)), "value-type"),
        (raw_field(b"k", ARR, struct.pack("<IQ", U32, 2**62)), "array-length"),
        (raw_field(b"k", ARR, struct.pack("<IQ", U32, 2**20)), "truncated"),
        (raw_field(b"k", ARR, struct.pack("<IQ", STR, 2**20)), "truncated"),
        (raw_field(b"k", ARR, struct.pack("<IQ", STR, 1) + struct.pack("<Q", 2**30)), "string-length"),
    ],
)
def test_a_nonsense_field_is_refused(raw: bytes, expected: str) -> None:
    assert reason(raw) == expected


def test_a_key_may_appear_once() -> None:
    assert reason(header_bytes([Field("k", U32, 1), Field("k", U32, 2)], [])) == "duplicate-key"


@pytest.mark.parametrize(
    ("tensor", "expected"),
    [
        (one_tensor(name=""), None),
        (one_tensor(name="n" * 64), "tensor-name"),
        (one_tensor(dimensions=()), "tensor-rank"),
        (one_tensor(dimensions=(1, 1, 1, 1, 1)), "tensor-rank"),
        (one_tensor(dimensions=(0,)), "tensor-shape"),
        (one_tensor(dimensions=(2**63, 2)), "tensor-shape"),
        (one_tensor(dimensions=(2**32, 2**32)), "tensor-shape"),
        (one_tensor(dimensions=(2**40,)), "truncated"),
        (one_tensor(kind=8, dimensions=(33,)), "tensor-shape"),
    ],
)
def test_a_nonsense_tensor_is_refused(tensor: Tensor, expected: str | None) -> None:
    raw = header_bytes([], [tensor]) + bytes(64)
    if expected is None:
        assert list(read(raw).tensors) == [""]
    else:
        assert reason(raw) == expected


@pytest.mark.parametrize("kind", [4, 5, 9, 15, 27, 28, 31, 43, 2**31])
def test_a_tensor_type_that_cannot_be_multiplied_is_refused(kind: int) -> None:
    raw = bytearray(header_bytes([], [one_tensor(dimensions=(256,))]) + bytes(4096))
    at = raw.index(struct.pack("<I", GGML_F32), 24 + 8 + 1 + 4 + 8)
    raw[at : at + 4] = struct.pack("<I", kind)
    assert reason(bytes(raw)) == "tensor-type"


def test_tensors_follow_each_other_without_gaps_or_overlap() -> None:
    raw = bytearray(header_bytes([], [one_tensor(name="a"), one_tensor(name="b")]) + bytes(64))
    at = raw.rindex(struct.pack("<Q", 32))
    for offset in (0, 8, 64, 2**63):
        raw[at : at + 8] = struct.pack("<Q", offset)
        assert reason(bytes(raw)) == "tensor-offset"


def test_a_tensor_name_may_appear_once() -> None:
    assert reason(header_bytes([], [one_tensor(), one_tensor()]) + bytes(64)) == "duplicate-tensor"


@pytest.mark.parametrize("value", [0, 1, 4, 33, 2**21, 2**32 - 1])
def test_an_alignment_has_to_be_a_sensible_power_of_two(value: int) -> None:
    assert reason(header_bytes([Field("general.alignment", U32, value)], [])) == "alignment"


def test_an_alignment_has_to_be_a_number() -> None:
    assert reason(header_bytes([Field("general.alignment", STR, "32")], [])) == "alignment"


def test_reading_needs_no_more_memory_than_there_are_bytes() -> None:
    """A count of four million strings in a file of a hundred bytes allocates nothing for them."""
    assert reason(raw_field(b"k", ARR, struct.pack("<IQ", STR, 2**22))) == "truncated"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    for start in (b"", b"GGUF", b"GGUF" + struct.pack("<IQQ", 3, 1, 1)):
        with contextlib.suppress(ModelDamaged):
            assert read(start + raw).file_size == len(start + raw)


def test_a_header_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gguf, "MAX_HEADER", 2**20)
    path = tmp_path / "large"
    path.write_bytes(raw_field(b"k", ARR, struct.pack("<IQ", U8, 2**21)) + bytes(2**21))
    descriptor = os.open(path, os.O_RDONLY)
    with pytest.raises(ModelDamaged, match="header-size"):
        read_header(descriptor)
    os.close(descriptor)
