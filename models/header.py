"""What a GGUF header says of a model, and the things in it that would make llama.cpp abort.

llama.cpp answers most nonsense with an error, but some of it with an assertion that ends the process
(duplicate tokens, expert counts, layer counts) or worse. Those are refused here, with a reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from models import gguf
from models.errors import ModelDamaged
from models.gguf import Header, Items, Scalar

MAX_LAYERS = 512
MAX_EXPERTS = 1024
MAX_WIDTH = 1 << 20
MAX_HEADS = 4096
MAX_CONTEXT = 1 << 28
_TOKENIZERS = frozenset(("llama", "gpt2", "rwkv", "plamo2", "gemma4"))
_INTEGERS = frozenset(
    (gguf.UINT8, gguf.INT8, gguf.UINT16, gguf.INT16, gguf.UINT32, gguf.INT32, gguf.UINT64, gguf.INT64)
)
_BYTE_TOKEN = re.compile(rb"<0x[0-9A-Fa-f]{2}>")
_SPECIAL = ("bos", "eos", "eot", "eom")  # without an end an answer would never stop; other ids are ignored

_ROPE_SCALINGS = frozenset(("none", "linear", "yarn", "longrope"))
_EPSILONS = ("layer_norm_rms_epsilon", "layer_norm_epsilon", "group_norm_epsilon")

# llama.h, enum llama_ftype
_FILE_TYPES: Mapping[int, str] = {
    0: "F32", 1: "F16", 2: "Q4_0", 3: "Q4_1", 7: "Q8_0", 8: "Q5_0", 9: "Q5_1", 10: "Q2_K", 11: "Q3_K_S",
    12: "Q3_K_M", 13: "Q3_K_L", 14: "Q4_K_S", 15: "Q4_K_M", 16: "Q5_K_S", 17: "Q5_K_M", 18: "Q6_K",
    19: "IQ2_XXS", 20: "IQ2_XS", 21: "Q2_K_S", 22: "IQ3_XS", 23: "IQ3_XXS", 24: "IQ1_S", 25: "IQ4_NL",
    26: "IQ3_S", 27: "IQ3_M", 28: "IQ2_S", 29: "IQ2_M", 30: "IQ4_XS", 31: "IQ1_M", 32: "BF16",
    36: "TQ1_0", 37: "TQ2_0", 38: "MXFP4", 39: "NVFP4", 40: "Q1_0", 41: "Q2_0",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ModelHeader:
    """The facts of a usable model file.

    Attributes:
        weight_bytes: size of all tensors.
        kv_heads: KV heads of each layer (0 where a layer keeps no KV).
        key_width: elements of one head's key.
        value_width: elements of one head's value.
        templates: chat templates by name; "" is the default one.
    """

    name: str
    architecture: str
    licence: str
    quantization: str
    parameters: int
    weight_bytes: int
    layers: int
    width: int
    hidden: int
    heads: int
    kv_heads: tuple[int, ...]
    key_width: int
    value_width: int
    trained_context: int
    vocabulary: int
    templates: Mapping[str, str]


def read_model(header: Header, *, fallback_name: str) -> ModelHeader:
    """Check what a well-formed header says.

    Args:
        header: from ``gguf.read_header``.
        fallback_name: for files that do not name themselves.

    Raises:
        ModelDamaged: with a ``reason``; also for good files that are no chat model.
    """
    return _Model(header).read(fallback_name)


class _Model:
    def __init__(self, header: Header) -> None:
        self._fields = header.fields
        self._tensors = header.tensors
        self._architecture = ""

    def read(self, fallback_name: str) -> ModelHeader:
        architecture = self._text("general.architecture")
        if not re.fullmatch(r"[a-z0-9][a-z0-9_.-]{0,63}", architecture):
            _refuse("architecture")
        self._architecture = architecture
        self._refuse_other_kinds()
        vocabulary = self._check_vocabulary()
        layers = self._own("block_count", 1, MAX_LAYERS)
        width = self._own("embedding_length", 1, MAX_WIDTH)
        context = self._own("context_length", 1, MAX_CONTEXT)
        self._check_experts()
        self._check_numerics()
        heads = self._per_layer("attention.head_count", layers, 0)
        kv_heads = self._per_layer("attention.head_count_kv", layers, heads)
        self._check_heads(heads, kv_heads)
        widest = max(heads)
        self._check_embedding(width, vocabulary)
        default = width // widest if widest else 0
        return ModelHeader(
            name=clean_name(self._text("general.name")) or clean_name(fallback_name) or "model",
            architecture=architecture,
            licence=clean_name(self._text("general.license")),
            quantization=self._quantization(),
            parameters=sum(tensor.elements for tensor in self._tensors.values()),
            weight_bytes=sum(tensor.size for tensor in self._tensors.values()),
            layers=layers,
            width=width,
            hidden=max(self._per_layer("feed_forward_length", layers, 0)),
            heads=widest,
            kv_heads=tuple(kv_heads),
            key_width=self._own("attention.key_length", 1, MAX_WIDTH, default),
            value_width=self._own("attention.value_length", 1, MAX_WIDTH, default),
            trained_context=context,
            vocabulary=vocabulary,
            templates=self._templates(),
        )

    def _refuse_other_kinds(self) -> None:
        """Good files that are not one whole text model."""
        if self._number("split.count", 0) > 1:
            _refuse("split-file")
        kind = self._text("general.type")
        if kind not in {"", "model"}:
            _refuse("not-a-text-generator")
        if self._architecture in {
            "clip",
            "bert",
            "nomic-bert",
            "jina-bert-v2",
            "t5encoder",
            "wavtokenizer-dec",
        }:
            _refuse("not-a-text-generator")
        if not self._tensors:
            _refuse("no-tensors")

    def _check_vocabulary(self) -> int:
        """llama.cpp asserts that tokens are unique; it reads them as C strings and names empty ones."""
        if self._text("tokenizer.ggml.model") not in _TOKENIZERS:
            _refuse("tokenizer")
        tokens = self._items("tokenizer.ggml.tokens", {gguf.STRING})
        if tokens is None or not tokens:
            _refuse("no-vocabulary")
        words = [word.partition(b"\0")[0] or b"[EMPTY_%d]" % index for index, word in enumerate(tokens)]
        if len(set(words)) != len(words):
            _refuse("duplicate-token")
        for key, kinds in (("scores", {gguf.FLOAT32, gguf.INT32}), ("token_type", {gguf.INT32})):
            values = self._items("tokenizer.ggml." + key, kinds)
            if values is not None and len(values) < len(words):
                _refuse("vocabulary-length")
        merges = self._items("tokenizer.ggml.merges", {gguf.STRING})
        if self._text("tokenizer.ggml.model") in {"gpt2", "gemma4"} and merges is None:
            _refuse("no-merges")
        if self._text("tokenizer.ggml.model") == "llama" and not _covers_bytes(set(words)):
            _refuse("byte-token")
        if self._text("tokenizer.ggml.model") == "plamo2" and not all(map(_is_sound_byte_token, words)):
            _refuse("byte-token")  # llama.cpp #25969: a heap write
        for name in _SPECIAL:
            if not 0 <= self._number(f"tokenizer.ggml.{name}_token_id", 0) < len(words):
                _refuse("special-token")
        return len(words)

    def _check_experts(self) -> None:
        """llama-model.cpp, load_hparams: five assertions."""
        experts = self._own("expert_count", 0, MAX_EXPERTS, 0)
        layers = self._own("block_count", 1, MAX_LAYERS)
        used = max(self._per_layer("expert_used_count", layers, 0))
        groups = self._own("expert_group_count", 0, MAX_EXPERTS, 0)
        active = self._own("expert_group_used_count", 0, MAX_EXPERTS, 0)
        if used > experts or (experts and (not used or groups >= experts)) or (not experts and groups):
            _refuse("experts")
        if groups > 1 and (experts % groups or not 0 < active < groups):
            _refuse("experts")

    def _check_numerics(self) -> None:
        """More assertions: a known way to stretch positions, and norms that can be computed."""
        scaling = f"{self._architecture}.rope.scaling.type"
        if scaling in self._fields and self._text(scaling) not in _ROPE_SCALINGS:
            _refuse("rope-scaling")
        for name in _EPSILONS:
            field = self._fields.get(f"{self._architecture}.attention.{name}")
            if field is not None and not (isinstance(field, Scalar) and field.kind == gguf.FLOAT32):
                _refuse("field-type")
            if isinstance(field, Scalar) and not 0.0 <= float(field.value) < 1.0:
                _refuse("epsilon")

    def _check_heads(self, heads: list[int], kv_heads: list[int]) -> None:
        attends = any(".attn_q" in name or ".attn_kv" in name for name in self._tensors)
        if attends and not any(heads):
            _refuse("head-count")
        for count, kv_count in zip(heads, kv_heads, strict=True):
            if count and kv_count and (kv_count > count or count % kv_count):
                _refuse("head-count")

    def _check_embedding(self, width: int, vocabulary: int) -> None:
        tensor = self._tensors.get("token_embd.weight")
        if tensor is None or tensor.dimensions != (width, vocabulary):
            _refuse("embedding-shape")
        output = self._tensors.get("output.weight")
        if output is not None and output.dimensions != (width, vocabulary):
            _refuse("embedding-shape")

    def _quantization(self) -> str:
        named = _FILE_TYPES.get(self._number("general.file_type", -1) & 1023, "")
        if named:
            return named
        sizes: dict[int, int] = {}
        for tensor in self._tensors.values():
            sizes[tensor.kind] = sizes.get(tensor.kind, 0) + tensor.size
        return gguf.TENSOR_TYPES[max(sizes, key=lambda kind: sizes[kind])][0]

    def _templates(self) -> dict[str, str]:
        prefix = "tokenizer.chat_template"
        found = {}
        for key in self._fields:
            if key == prefix or key.startswith(prefix + "."):
                text = self._text(key)
                if text:
                    found[key[len(prefix) + 1 :]] = text
        return found

    def _text(self, key: str) -> str:
        field = self._fields.get(key)
        if isinstance(field, Scalar) and isinstance(field.value, bytes):
            return field.value.decode("utf-8", "replace")
        return ""

    def _number(self, key: str, otherwise: int) -> int:
        field = self._fields.get(key)
        if field is None:
            return otherwise
        if not isinstance(field, Scalar) or field.kind not in _INTEGERS or not isinstance(field.value, int):
            _refuse("field-type")
        return field.value

    def _own(self, key: str, low: int, high: int, otherwise: int | None = None) -> int:
        """A number under the architecture's name."""
        number = self._number(f"{self._architecture}.{key}", -1 if otherwise is None else otherwise)
        if f"{self._architecture}.{key}" not in self._fields and otherwise is not None:
            return otherwise
        if not low <= number <= high:
            _refuse(key.replace("_", "-").replace(".", "-"))
        return number

    def _per_layer(self, key: str, layers: int, otherwise: int | list[int]) -> list[int]:
        """A number for all layers, or an array with one for each."""
        full = f"{self._architecture}.{key}"
        field = self._fields.get(full)
        if field is None:
            return otherwise if isinstance(otherwise, list) else [otherwise] * layers
        limit = MAX_HEADS if "head" in key else MAX_WIDTH * 8
        values = [self._number(full, 0)] * layers if isinstance(field, Scalar) else self._integers(field)
        if len(values) < layers or not all(0 <= value <= limit for value in values):
            _refuse(key.replace("_", "-").replace(".", "-"))
        return values[:layers]

    def _integers(self, field: Items) -> list[int]:
        if field.kind not in _INTEGERS:
            _refuse("field-type")
        return [int(value) for value in field.values]

    def _items(self, key: str, kinds: set[int]) -> list[bytes] | None:
        field = self._fields.get(key)
        if field is None:
            return None
        if not isinstance(field, Items) or field.kind not in kinds:
            _refuse("field-type")
        return field.values  # type: ignore[return-value]  # only the strings are looked into


def clean_name(text: str, limit: int = 120) -> str:
    """One line of printable characters; text from a file that people will read."""
    kept = "".join(char if unicodedata.category(char)[0] not in "CZ" else " " for char in text[: limit * 8])
    return " ".join(kept.split())[:limit].strip()


def _covers_bytes(words: set[bytes]) -> bool:
    """Whether every byte has a token; llama.cpp's SentencePiece tokenizer throws otherwise, uncaught."""
    return all(b"<0x%02X>" % byte in words or bytes([byte]) in words for byte in range(1, 256))


def _is_sound_byte_token(word: bytes) -> bool:
    return not (word.startswith(b"<0x") and word.endswith(b">")) or _BYTE_TOKEN.fullmatch(word) is not None


def _refuse(reason: str) -> NoReturn:
    raise ModelDamaged(reason=reason)
