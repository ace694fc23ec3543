"""Write GGUF files with random weights: what tests and benchmarks run on, so nothing is downloaded.

The vocabulary is our own byte-level BPE (GPT-2's byte alphabet, chained merges of common words), so the
speed of the tokenizer and the sampler is real while the weights are noise. Shapes follow well-known models.

    python -m tests.benchmarks.make_model tiny|half|one OUT.gguf [f32|f16|q8_0]

Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

from __future__ import annotations

import argparse
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import numpy as np

U8, I8, U16, I16, U32, I32, F32, BOOL, STR, ARR, U64, I64, F64 = range(13)
GGML_F32, GGML_F16, GGML_Q8_0 = 0, 1, 8
ALIGNMENT = 32
_SCALAR = {
    U8: "B",
    I8: "b",
    U16: "H",
    I16: "h",
    U32: "I",
    I32: "i",
    F32: "f",
    BOOL: "?",
    U64: "Q",
    I64: "q",
    F64: "d",
}

CHATML = (
    "{% for message in messages %}"
    "{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)

_WORDS = """
    the of and to in is you that it he was for on are as with his they I at be this have from or one
    had by word but not what all were we when your can said there use an each which she do how their
    if will up other about out many then them these so some her would make like him into time has
    look two more write go see number no way could people my than first water been call who oil its
    now find long down day did get come made may part over new sound take only little work know
    place year live me back give most very after thing our just name good sentence man think say
    great where help through much before line right too mean old any same tell boy follow came want
    show also around form three small set put end does another well large must big even such because
    turn here why ask went men read need land different home us move try kind hand picture again
    change off play spell air away animal house point page letter mother answer found study still
    learn should world
""".split()  # noqa: SIM905 - a list of quoted words would fill pages


@dataclass(frozen=True)
class Shape:
    """Sizes of a Llama-architecture model."""

    layers: int = 2
    width: int = 64
    hidden: int = 128
    heads: int = 4
    kv_heads: int = 2
    context: int = 512
    vocabulary: int = 1024
    tied: bool = True

    @property
    def head_width(self) -> int:
        return self.width // self.heads


TINY = Shape()
HALF = Shape(layers=24, width=896, hidden=4864, heads=14, kv_heads=2, context=32768, vocabulary=65536)
ONE = Shape(
    layers=22, width=2048, hidden=5632, heads=32, kv_heads=4, context=4096, vocabulary=32000, tied=False
)
SHAPES = {"tiny": TINY, "half": HALF, "one": ONE}


@dataclass(frozen=True)
class Field:
    """One metadata entry; ``kind`` is a GGUF value type, ``item`` that of an array's elements."""

    key: str
    kind: int
    value: object
    item: int = 0


@dataclass(frozen=True)
class Tensor:
    """One tensor: GGUF dimensions (fastest first), ggml type and its bytes in chunks."""

    name: str
    dimensions: tuple[int, ...]
    kind: int
    data: Iterable[bytes]

    @property
    def size(self) -> int:
        count = int(np.prod(self.dimensions))
        return {GGML_F32: count * 4, GGML_F16: count * 2, GGML_Q8_0: count // 32 * 34}[self.kind]


def pack_string(text: str | bytes) -> bytes:
    """A GGUF string: length as u64, then UTF-8 without an end mark."""
    raw = text.encode() if isinstance(text, str) else text
    return struct.pack("<Q", len(raw)) + raw


def pack_field(field: Field) -> bytes:
    """Key, type and value."""
    head = pack_string(field.key) + struct.pack("<I", field.kind)
    return head + _pack_value(field.kind, field.value, field.item)


def _pack_value(kind: int, value: object, item: int) -> bytes:
    if kind == STR:
        assert isinstance(value, str | bytes)
        return pack_string(value)
    if kind == ARR:
        assert isinstance(value, Sequence)
        head = struct.pack("<IQ", item, len(value))
        if item == STR:
            return head + b"".join(map(pack_string, value))
        return head + struct.pack(f"<{len(value)}{_SCALAR[item]}", *value)
    return struct.pack("<" + _SCALAR[kind], value)


def header_bytes(fields: Sequence[Field], tensors: Sequence[Tensor], *, version: int = 3) -> bytes:
    """Everything before the tensor data, padded to the alignment."""
    parts = [b"GGUF", struct.pack("<IQQ", version, len(tensors), len(fields)), *map(pack_field, fields)]
    offset = 0
    for tensor in tensors:
        parts.append(pack_string(tensor.name))
        parts.append(struct.pack(f"<I{len(tensor.dimensions)}Q", len(tensor.dimensions), *tensor.dimensions))
        parts.append(struct.pack("<IQ", tensor.kind, offset))
        offset += -(-tensor.size // ALIGNMENT) * ALIGNMENT
    raw = b"".join(parts)
    return raw + bytes(-len(raw) % ALIGNMENT)


def write_gguf(path: Path, fields: Sequence[Field], tensors: Sequence[Tensor]) -> None:
    """Write a whole file."""
    with path.open("wb") as file:
        file.write(header_bytes(fields, tensors))
        for tensor in tensors:
            _write_tensor(file, tensor)


def _write_tensor(file: BinaryIO, tensor: Tensor) -> None:
    written = 0
    for chunk in tensor.data:
        written += file.write(chunk)
    assert written == tensor.size, (tensor.name, written, tensor.size)
    file.write(bytes(-written % ALIGNMENT))


def byte_alphabet() -> list[str]:
    """GPT-2's printable character for each byte (openai/gpt-2, encoder.py, bytes_to_unicode)."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    extra = iter(range(256, 512))
    return [chr(byte) if byte in plain else chr(next(extra)) for byte in range(256)]


@dataclass(frozen=True)
class BpeVocabulary:
    """Tokens, their types (1 normal, 3 control, 4 user defined) and merges."""

    tokens: list[str]
    types: list[int]
    merges: list[str]

    def id_of(self, token: str) -> int:
        return self.tokens.index(token)


CONTROL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
USER_DEFINED = ("<think>", "</think>")


def bpe_vocabulary(size: int) -> BpeVocabulary:
    """Bytes, control tokens at 256.., then chained merges until ``size``; some exceed 32 bytes."""
    alphabet = byte_alphabet()
    tokens = [*alphabet, *CONTROL, *USER_DEFINED]
    types = [1] * 256 + [3] * len(CONTROL) + [4] * len(USER_DEFINED)
    merges: list[str] = []
    seen = set(tokens)
    for left, right in _merge_candidates(alphabet):
        if len(tokens) >= size:
            break
        if left + right in seen:
            continue
        seen.add(left + right)
        tokens.append(left + right)
        types.append(1)
        merges.append(f"{left} {right}")
    assert len(tokens) == size, len(tokens)
    return BpeVocabulary(tokens, types, merges)


def _merge_candidates(alphabet: list[str]) -> Iterator[tuple[str, str]]:
    space = alphabet[32]
    for char in ("-", space):
        for power in range(6):
            yield char * 2**power, char * 2**power
    for multibyte in ("é", "—", "…", "日", "本", "🙂"):
        raw = [alphabet[byte] for byte in multibyte.encode()]
        for end in range(1, len(raw) - 1):  # incomplete characters are tokens, as in real vocabularies
            yield "".join(raw[:end]), raw[end]
    for word in _WORDS:
        for spelled in (space + word, word):
            for end in range(1, len(spelled)):
                yield spelled[:end], spelled[end]
    letters = [chr(code) for code in range(ord("a"), ord("z") + 1)]
    pairs = [a + b for a in letters for b in letters]
    yield from ((pair[0], pair[1]) for pair in pairs)
    yield from ((pair, c) for pair in pairs for c in letters)
    yield from ((space, pair) for pair in pairs)
    yield from ((a, b) for a in pairs for b in pairs)


def model_fields(
    shape: Shape,
    vocabulary: BpeVocabulary,
    *,
    name: str = "random weights",
    template: str | None = CHATML,
    add_bos: bool = False,
    file_type: int = 0,
) -> list[Field]:
    """Metadata of a Llama model with this shape."""
    fields = [
        Field("general.architecture", STR, "llama"),
        Field("general.type", STR, "model"),
        Field("general.name", STR, name),
        Field("general.license", STR, "cc0-1.0"),
        Field("general.file_type", U32, file_type),
        Field("llama.context_length", U32, shape.context),
        Field("llama.embedding_length", U32, shape.width),
        Field("llama.block_count", U32, shape.layers),
        Field("llama.feed_forward_length", U32, shape.hidden),
        Field("llama.attention.head_count", U32, shape.heads),
        Field("llama.attention.head_count_kv", U32, shape.kv_heads),
        Field("llama.rope.dimension_count", U32, shape.head_width),
        Field("llama.rope.freq_base", F32, 10000.0),
        Field("llama.attention.layer_norm_rms_epsilon", F32, 1e-5),
        Field("llama.vocab_size", U32, shape.vocabulary),
        Field("tokenizer.ggml.model", STR, "gpt2"),
        Field("tokenizer.ggml.pre", STR, "gpt-2"),
        Field("tokenizer.ggml.tokens", ARR, vocabulary.tokens, STR),
        Field("tokenizer.ggml.token_type", ARR, vocabulary.types, I32),
        Field("tokenizer.ggml.merges", ARR, vocabulary.merges, STR),
        Field("tokenizer.ggml.bos_token_id", U32, vocabulary.id_of("<|endoftext|>")),
        Field("tokenizer.ggml.eos_token_id", U32, vocabulary.id_of("<|im_end|>")),
        Field("tokenizer.ggml.add_bos_token", BOOL, add_bos),
    ]
    if template is not None:
        fields.append(Field("tokenizer.chat_template", STR, template))
    return fields


def model_tensors(shape: Shape, *, kind: int = GGML_F32, seed: int = 7, scale: float = 0.02) -> list[Tensor]:
    """Random weights; norms are ones. ``scale`` is the standard deviation."""
    source = _Noise(seed, scale)
    width, head = shape.width, shape.head_width

    def matrix(name: str, rows: int, columns: int) -> Tensor:
        return Tensor(name, (columns, rows), kind, source.chunks(rows * columns, kind))

    def norm(name: str) -> Tensor:
        return Tensor(name, (width,), GGML_F32, [np.ones(width, np.float32).tobytes()])

    tensors = [matrix("token_embd.weight", shape.vocabulary, width)]
    for layer in range(shape.layers):
        block = f"blk.{layer}."
        tensors += [
            norm(block + "attn_norm.weight"),
            matrix(block + "attn_q.weight", shape.heads * head, width),
            matrix(block + "attn_k.weight", shape.kv_heads * head, width),
            matrix(block + "attn_v.weight", shape.kv_heads * head, width),
            matrix(block + "attn_output.weight", width, shape.heads * head),
            norm(block + "ffn_norm.weight"),
            matrix(block + "ffn_gate.weight", shape.hidden, width),
            matrix(block + "ffn_up.weight", shape.hidden, width),
            matrix(block + "ffn_down.weight", width, shape.hidden),
        ]
    tensors.append(norm("output_norm.weight"))
    if not shape.tied:
        tensors.append(matrix("output.weight", shape.vocabulary, width))
    return tensors


class _Noise:
    """Normal noise in the wanted ggml type; big tensors repeat one block of a million values."""

    def __init__(self, seed: int, scale: float) -> None:
        self._random = np.random.default_rng(seed)
        self._scale = scale

    def chunks(self, count: int, kind: int) -> Iterator[bytes]:
        block = self._random.standard_normal(min(count, 1 << 20), dtype=np.float32) * np.float32(self._scale)
        size = {GGML_F32: 4, GGML_F16: 2}.get(kind)
        raw = (
            _to_q8_0(block)
            if size is None
            else block.astype(np.float32 if size == 4 else np.float16).tobytes()
        )
        total = count // 32 * 34 if size is None else count * size
        for start in range(0, total, len(raw)):
            yield raw[: total - start]


def _to_q8_0(values: np.ndarray) -> bytes:
    """Blocks of 32: a float16 scale, then 32 signed bytes (ggml-quants.c, quantize_row_q8_0_ref)."""
    blocks = values.reshape(-1, 32)
    scale = np.abs(blocks).max(axis=1, keepdims=True) / 127.0
    quants = np.round(blocks / np.where(scale == 0, 1, scale)).astype(np.int8)
    return np.concatenate([scale.astype(np.float16).view(np.int8), quants], axis=1).tobytes()


_FILE_TYPES = {GGML_F32: 0, GGML_F16: 1, GGML_Q8_0: 7}
KINDS = {"f32": GGML_F32, "f16": GGML_F16, "q8_0": GGML_Q8_0}


def write_model(
    path: Path,
    shape: Shape = TINY,
    *,
    kind: int = GGML_F32,
    seed: int = 7,
    scale: float = 0.02,
    template: str | None = CHATML,
    add_bos: bool = False,
    name: str = "random weights",
) -> Path:
    """Write a model that llama.cpp loads; returns ``path``."""
    vocabulary = bpe_vocabulary(shape.vocabulary)
    fields = model_fields(
        shape, vocabulary, name=name, template=template, add_bos=add_bos, file_type=_FILE_TYPES[kind]
    )
    write_gguf(path, fields, model_tensors(shape, kind=kind, seed=seed, scale=scale))
    return path


def main(argv: Sequence[str] | None = None) -> int:
    """Write one model from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("shape", choices=SHAPES)
    parser.add_argument("out", type=Path)
    parser.add_argument("kind", choices=KINDS, nargs="?", default="q8_0")
    parser.add_argument("--context", type=int)
    options = parser.parse_args(argv)
    shape = SHAPES[options.shape]
    if options.context:
        shape = replace(shape, context=options.context)
    write_model(options.out, shape, kind=KINDS[options.kind])
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
