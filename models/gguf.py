"""GGUF headers read in our own bounded code, before llama.cpp sees the file.

Every count, length and offset of the file is hostile until it was compared with a limit and with the file's
size; nothing is allocated for what a number promises, only for bytes that are there. The result is a plain
value; ``models.header`` then asks whether it describes a model.

Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md; llama.cpp's reader is ggml/src/gguf.cpp.
"""

from __future__ import annotations

import os
import struct
import sys
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NoReturn

from models.errors import ModelDamaged

MAX_HEADER: Final = 192 * 2**20
MAX_FIELDS: Final = 4096
MAX_TENSORS: Final = 65536
MAX_ITEMS: Final = 1 << 22
MAX_KEY: Final = 256
MAX_NAME: Final = 63
MAX_STRING: Final = 4 * 2**20
MAX_ITEM_STRING: Final = 64 * 1024
MAX_ELEMENTS: Final = 1 << 44
MAX_ALIGNMENT: Final = 1 << 20
DEFAULT_ALIGNMENT: Final = 32

UINT8, INT8, UINT16, INT16, UINT32, INT32, FLOAT32, BOOL, STRING, ARRAY, UINT64, INT64, FLOAT64 = range(13)
_FORMATS: Final[Mapping[int, str]] = {
    UINT8: "B", INT8: "b", UINT16: "H", INT16: "h", UINT32: "I", INT32: "i", FLOAT32: "f", BOOL: "B",
    UINT64: "Q", INT64: "q", FLOAT64: "d",
}  # fmt: skip
_SCALARS: Final = {kind: struct.Struct("<" + code) for kind, code in _FORMATS.items()}

# ggml type: name, elements of a block, bytes of a block (ggml/src/ggml.c, type_traits). Left out are the
# types that llama.cpp knows but cannot multiply with: a file that stores weights in them would abort it.
TENSOR_TYPES: Final[Mapping[int, tuple[str, int, int]]] = {
    0: ("F32", 1, 4), 1: ("F16", 1, 2), 2: ("Q4_0", 32, 18), 3: ("Q4_1", 32, 20), 6: ("Q5_0", 32, 22),
    7: ("Q5_1", 32, 24), 8: ("Q8_0", 32, 34), 10: ("Q2_K", 256, 84), 11: ("Q3_K", 256, 110),
    12: ("Q4_K", 256, 144), 13: ("Q5_K", 256, 176), 14: ("Q6_K", 256, 210), 16: ("IQ2_XXS", 256, 66),
    17: ("IQ2_XS", 256, 74), 18: ("IQ3_XXS", 256, 98), 19: ("IQ1_S", 256, 50), 20: ("IQ4_NL", 32, 18),
    21: ("IQ3_S", 256, 110), 22: ("IQ2_S", 256, 82), 23: ("IQ4_XS", 256, 136), 24: ("I8", 1, 1),
    25: ("I16", 1, 2), 26: ("I32", 1, 4), 29: ("IQ1_M", 256, 56), 30: ("BF16", 1, 2),
    34: ("TQ1_0", 256, 54), 35: ("TQ2_0", 256, 66), 39: ("MXFP4", 32, 17), 40: ("NVFP4", 64, 36),
    41: ("Q1_0", 128, 18), 42: ("Q2_0", 64, 18),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Items:
    """An array: ``kind`` of its elements, and them (bytes for strings)."""

    kind: int
    values: list[bytes] | array[int] | array[float]

    def __len__(self) -> int:
        return len(self.values)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value with its stored type (bytes for a string)."""

    kind: int
    value: int | float | bytes


@dataclass(frozen=True, slots=True)
class Tensor:
    """One tensor: dimensions with the fastest first, its type, and where its bytes lie behind the header."""

    name: str
    dimensions: tuple[int, ...]
    kind: int
    offset: int
    size: int

    @property
    def elements(self) -> int:
        """Number of values."""
        count = 1
        for length in self.dimensions:
            count *= length
        return count


@dataclass(frozen=True, slots=True)
class Header:
    """Everything before the tensor data of a well-formed file."""

    version: int
    fields: Mapping[str, Scalar | Items]
    tensors: Mapping[str, Tensor]
    data_offset: int
    file_size: int


def read_header(descriptor: int) -> Header:
    """Read the header of an open file with positioned reads.

    Args:
        descriptor: a regular file; its position does not matter and does not change.

    Returns:
        The header; every tensor lies inside the file.

    Raises:
        ModelDamaged: with ``reason`` (a short word of ours) and ``offset`` of the byte where it shows.
        OSError: the file cannot be read.
    """
    return _Reader(descriptor).header()


class _Reader:
    """A growing window on the start of the file, and a position in it."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._size = os.fstat(descriptor).st_size
        self._buffer = b""
        self._at = 0

    def header(self) -> Header:
        tensor_count, field_count, version = self._preamble()
        fields: dict[str, Scalar | Items] = {}
        for _ in range(field_count):
            start = self._at
            key = self._text(MAX_KEY, "key-length")
            if not key or key in fields:
                self._refuse("duplicate-key" if key else "empty-key", start)
            fields[key] = self._value()
        alignment = self._alignment(fields)
        tensors = self._tensors(tensor_count, alignment)
        data_offset = _padded(self._at, alignment)
        self._check_extent(tensors, data_offset)
        return Header(version, fields, tensors, data_offset, self._size)

    def _preamble(self) -> tuple[int, int, int]:
        if self._size < 4:
            self._refuse("empty-file" if self._size == 0 else "truncated")
        magic = self._take(4)
        if magic != b"GGUF":
            self._refuse("big-endian" if magic == b"FUGG" else "not-gguf", 0)
        version = self._number(UINT32)
        if version & 0xFFFF == 0:
            self._refuse("big-endian", 4)
        if version not in {2, 3}:
            self._refuse("gguf-version", 4)
        tensor_count, field_count = self._number(UINT64), self._number(UINT64)
        if tensor_count > MAX_TENSORS:
            self._refuse("too-many-tensors", 8)
        if field_count > MAX_FIELDS:
            self._refuse("too-many-fields", 16)
        return tensor_count, field_count, version

    def _value(self) -> Scalar | Items:
        start = self._at
        kind = self._number(UINT32)
        if kind == STRING:
            return Scalar(kind, self._string(MAX_STRING))
        if kind == ARRAY:
            return self._items(start)
        if kind not in _SCALARS:
            self._refuse("value-type", start)
        return Scalar(kind, self._scalar(kind))

    def _items(self, start: int) -> Items:
        kind, count = self._number(UINT32), self._number(UINT64)
        if kind == ARRAY:
            self._refuse("nested-array", start)
        if kind != STRING and kind not in _SCALARS:
            self._refuse("value-type", start)
        if count > MAX_ITEMS:
            self._refuse("array-length", start)
        if kind == STRING:
            return Items(kind, self._strings(count))
        values: array[int] | array[float] = array(_FORMATS[kind])
        values.frombytes(self._take(count * values.itemsize))
        if sys.byteorder == "big":
            values.byteswap()
        return Items(kind, values)

    def _strings(self, count: int) -> list[bytes]:
        """Many strings at once; a vocabulary has some hundred thousand, so this loop is kept lean."""
        found: list[bytes] = []
        unpack = _SCALARS[UINT64].unpack_from
        append, buffer, at, end = found.append, self._buffer, self._at, len(self._buffer)
        for _ in range(count):
            if at + 8 > end:
                buffer, end = self._reach(at, 8)
            (length,) = unpack(buffer, at)
            at += 8
            if length > MAX_ITEM_STRING:
                self._refuse("string-length", at - 8)
            if at + length > end:
                buffer, end = self._reach(at, length)
            append(buffer[at : at + length])
            at += length
        self._at = at
        return found

    def _alignment(self, fields: Mapping[str, Scalar | Items]) -> int:
        field = fields.get("general.alignment")
        if field is None:
            return DEFAULT_ALIGNMENT
        if not isinstance(field, Scalar) or field.kind != UINT32 or not isinstance(field.value, int):
            self._refuse("alignment")
        if not 8 <= field.value <= MAX_ALIGNMENT or field.value & (field.value - 1):
            self._refuse("alignment")
        return field.value

    def _tensors(self, count: int, alignment: int) -> dict[str, Tensor]:
        tensors: dict[str, Tensor] = {}
        expected = 0
        for _ in range(count):
            start = self._at
            tensor = self._tensor()
            if tensor.name in tensors:
                self._refuse("duplicate-tensor", start)
            if tensor.offset != expected:
                self._refuse("tensor-offset", start)
            expected = _padded(expected + tensor.size, alignment)
            tensors[tensor.name] = tensor
        return tensors

    def _tensor(self) -> Tensor:
        start = self._at
        name = self._text(MAX_NAME, "tensor-name")
        rank = self._number(UINT32)
        if not 1 <= rank <= 4:
            self._refuse("tensor-rank", start)
        dimensions = tuple(self._number(UINT64) for _ in range(rank))
        elements = 1
        for length in dimensions:
            if not 1 <= length <= MAX_ELEMENTS:
                self._refuse("tensor-shape", start)
            elements *= length
            if elements > MAX_ELEMENTS:
                self._refuse("tensor-shape", start)
        kind = self._number(UINT32)
        if kind not in TENSOR_TYPES:
            self._refuse("tensor-type", start)
        _, block, size = TENSOR_TYPES[kind]
        if dimensions[0] % block:
            self._refuse("tensor-shape", start)
        return Tensor(name, dimensions, kind, self._number(UINT64), elements // block * size)

    def _check_extent(self, tensors: Mapping[str, Tensor], data_offset: int) -> None:
        """The last tensor ends inside the file (offsets rise, so the others do too)."""
        end = max((tensor.offset + tensor.size for tensor in tensors.values()), default=0)
        if data_offset + end > self._size:
            self._refuse("truncated", self._size)

    def _text(self, limit: int, reason: str) -> str:
        start = self._at
        try:
            text = self._string(limit, reason).decode()
        except UnicodeDecodeError:
            self._refuse(reason, start)
        if "\0" in text:
            self._refuse(reason, start)
        return text

    def _string(self, limit: int, reason: str = "string-length") -> bytes:
        start = self._at
        length = self._number(UINT64)
        if length > limit:
            self._refuse(reason, start)
        return self._take(length)

    def _number(self, kind: int) -> int:
        form = _SCALARS[kind]
        number: int = form.unpack(self._take(form.size))[0]
        return number

    def _scalar(self, kind: int) -> int | float:
        start = self._at
        form = _SCALARS[kind]
        value: int | float = form.unpack(self._take(form.size))[0]
        if kind == BOOL and value not in {0, 1}:
            self._refuse("value-type", start)
        return value

    def _take(self, count: int) -> bytes:
        if self._at + count > len(self._buffer):
            self._reach(self._at, count)
        taken = self._buffer[self._at : self._at + count]
        self._at += count
        return taken

    def _reach(self, at: int, count: int) -> tuple[bytes, int]:
        """Make the window hold ``count`` bytes from ``at``; it doubles, so reading stays linear."""
        need = at + count
        if need > self._size:
            self._refuse("truncated", self._size)
        if need > MAX_HEADER:
            self._refuse("header-size", at)
        wanted = min(max(need, 2 * len(self._buffer), 2**20), self._size, MAX_HEADER)
        parts = [self._buffer]
        have = len(self._buffer)
        while have < wanted:
            part = (
                os.pread(self._descriptor, wanted - have, have)
                if hasattr(os, "pread")
                else self._read_at(have, wanted)
            )
            if not part:
                break
            parts.append(part)
            have += len(part)
        self._buffer = b"".join(parts)
        if have < need:
            self._refuse("truncated", have)
        return self._buffer, have

    def _read_at(self, start: int, end: int) -> bytes:
        """``pread`` for systems without it."""
        os.lseek(self._descriptor, start, os.SEEK_SET)
        return os.read(self._descriptor, end - start)

    def _refuse(self, reason: str, offset: int | None = None) -> NoReturn:
        raise ModelDamaged(reason=reason, offset=self._at if offset is None else offset)


def _padded(position: int, alignment: int) -> int:
    return -(-position // alignment) * alignment
