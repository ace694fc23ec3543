"""Promise: what would make llama.cpp abort is refused before, and good files say what they are."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

import pytest

from models.errors import ModelDamaged
from models.gguf import read_header
from models.header import ModelHeader, clean_name, read_model
from tests.benchmarks.make_model import (
    ARR,
    BOOL,
    F32,
    GGML_Q8_0,
    I32,
    STR,
    TINY,
    U32,
    Field,
    Tensor,
    bpe_vocabulary,
    header_bytes,
    model_fields,
    model_tensors,
)

VOCABULARY = bpe_vocabulary(TINY.vocabulary)
TENSORS = model_tensors(TINY)


def read(fields: Sequence[Field], tensors: Sequence[Tensor] = TENSORS) -> ModelHeader:
    descriptor = os.memfd_create("header")
    try:
        os.write(descriptor, header_bytes(fields, tensors))
        os.ftruncate(descriptor, 2**24)
        return read_model(read_header(descriptor), fallback_name="file-name")
    finally:
        os.close(descriptor)


def changed(key: str, value: object, kind: int | None = None, item: int = 0) -> list[Field]:
    """The fields of a good model with one set, or taken away with None."""
    fields = model_fields(TINY, VOCABULARY)
    before = next((field for field in fields if field.key == key), Field(key, U32, 0))
    rest = [field for field in fields if field.key != key]
    if value is None:
        return rest
    return [
        *rest,
        replace(before, value=value, kind=before.kind if kind is None else kind, item=item or before.item),
    ]


def reason(fields: Sequence[Field], tensors: Sequence[Tensor] = TENSORS) -> str:
    with pytest.raises(ModelDamaged) as caught:
        read(fields, tensors)
    return str(caught.value.facts["reason"])


def test_a_good_model_says_what_it_is() -> None:
    model = read(model_fields(TINY, VOCABULARY, name="Little One"))
    assert (model.name, model.architecture, model.quantization, model.licence) == (
        "Little One",
        "llama",
        "F32",
        "cc0-1.0",
    )
    assert (model.layers, model.width, model.heads, model.kv_heads, model.vocabulary) == (
        2,
        64,
        4,
        (2, 2),
        1024,
    )
    assert (model.key_width, model.value_width, model.trained_context) == (16, 16, 512)
    assert model.parameters == sum(tensor.size for tensor in TENSORS) // 4
    assert list(model.templates) == [""]


def test_a_model_without_a_name_takes_the_file_s() -> None:
    assert read(changed("general.name", None)).name == "file-name"
    assert read(changed("general.name", "\x1b[31m\u202e \n")).name == "[31m"


def test_names_are_one_short_line_of_printable_characters() -> None:
    assert clean_name("a\nb\t\x00c\u2028d \u202e e") == "a b c d e"
    assert len(clean_name("x" * 10_000)) == 120


def test_the_quantization_is_found_without_a_file_type() -> None:
    fields = changed("general.file_type", None)
    assert read(fields, model_tensors(TINY, kind=GGML_Q8_0)).quantization == "Q8_0"
    assert read(changed("general.file_type", 15)).quantization == "Q4_K_M"
    assert read(changed("general.file_type", 1024 + 17)).quantization == "Q5_K_M"


def test_named_templates_are_found() -> None:
    fields = [*model_fields(TINY, VOCABULARY), Field("tokenizer.chat_template.tool_use", STR, "tools")]
    assert sorted(read(fields).templates) == ["", "tool_use"]


def with_tokens(tokens: list[str]) -> list[Field]:
    return changed("tokenizer.ggml.tokens", tokens)


TOKENS = VOCABULARY.tokens


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (changed("general.architecture", None), "architecture"),
        (changed("general.architecture", "../x"), "architecture"),
        (changed("general.architecture", 5, U32), "architecture"),
        (changed("general.architecture", "gpt2"), "block-count"),
        (changed("general.type", "adapter"), "not-a-text-generator"),
        (changed("general.type", "mmproj"), "not-a-text-generator"),
        (changed("split.count", 3), "split-file"),
        (changed("llama.block_count", 0), "block-count"),
        (changed("llama.block_count", 513), "block-count"),
        (changed("llama.block_count", 2**32 - 1), "block-count"),
        (changed("llama.block_count", "2", STR), "field-type"),
        (changed("llama.block_count", 2.0, F32), "field-type"),
        (changed("llama.embedding_length", 0), "embedding-length"),
        (changed("llama.embedding_length", 128), "embedding-shape"),
        (changed("llama.context_length", 0), "context-length"),
        (changed("llama.context_length", None), "context-length"),
        (changed("llama.attention.head_count", 0), "head-count"),
        (changed("llama.attention.head_count", 7), "head-count"),
        (changed("llama.attention.head_count", [4], ARR, U32), "attention-head-count"),
        (changed("llama.attention.head_count_kv", 3), "head-count"),
        (changed("llama.attention.head_count_kv", 8), "head-count"),
        (changed("llama.attention.head_count_kv", [1.0, 2.0], ARR, F32), "field-type"),
        (changed("llama.attention.key_length", 0), "attention-key-length"),
        (changed("llama.expert_count", 4), "experts"),
        (changed("llama.expert_used_count", 2), "experts"),
        (changed("llama.expert_count", 100_000), "expert-count"),
        (changed("llama.expert_group_count", 2), "experts"),
        (changed("llama.feed_forward_length", 2**32 - 1), "feed-forward-length"),
        (changed("llama.rope.scaling.type", "other", STR), "rope-scaling"),
        (changed("llama.rope.scaling.type", 7, U32), "rope-scaling"),
        (changed("llama.attention.layer_norm_rms_epsilon", -1.0), "epsilon"),
        (changed("llama.attention.layer_norm_rms_epsilon", float("nan")), "epsilon"),
        (changed("llama.attention.layer_norm_rms_epsilon", 1, U32), "field-type"),
        (changed("tokenizer.ggml.model", None), "tokenizer"),
        (changed("tokenizer.ggml.model", "t5"), "tokenizer"),
        (changed("tokenizer.ggml.model", "llama"), "byte-token"),
        (changed("tokenizer.ggml.model", "no_vocab"), "tokenizer"),
        (changed("tokenizer.ggml.tokens", None), "no-vocabulary"),
        (changed("tokenizer.ggml.tokens", [], ARR), "no-vocabulary"),
        (changed("tokenizer.ggml.tokens", [1, 2], ARR, I32), "field-type"),
        (changed("tokenizer.ggml.tokens", "x", STR), "field-type"),
        (with_tokens([*TOKENS[:-1], TOKENS[0]]), "duplicate-token"),
        (with_tokens([*TOKENS[:-1], TOKENS[0] + "\0tail"]), "duplicate-token"),
        (with_tokens([*TOKENS[:-2], "", "[EMPTY_1022]"]), "duplicate-token"),
        (with_tokens(TOKENS[:-1]), "embedding-shape"),
        (changed("tokenizer.ggml.token_type", [1] * 5, ARR, I32), "vocabulary-length"),
        (changed("tokenizer.ggml.token_type", [1.0] * 1024, ARR, F32), "field-type"),
        (changed("tokenizer.ggml.scores", [1.0] * 5, ARR, F32), "vocabulary-length"),
        (changed("tokenizer.ggml.merges", None), "no-merges"),
        (changed("tokenizer.ggml.merges", [1], ARR, I32), "field-type"),
        (changed("tokenizer.ggml.eos_token_id", 1024), "special-token"),
        (changed("tokenizer.ggml.bos_token_id", 2**32 - 1), "special-token"),
        (changed("tokenizer.ggml.eos_token_id", True, BOOL), "field-type"),
    ],
)  # fmt: skip
def test_what_would_abort_llama_cpp_is_refused(fields: list[Field], expected: str) -> None:
    assert reason(fields) == expected


def test_two_empty_tokens_are_two_tokens_for_llama_cpp_too() -> None:
    assert read(with_tokens([*TOKENS[:-2], "", ""])).vocabulary == 1024


def test_a_broken_byte_token_of_plamo2_is_refused() -> None:
    fields = [field for field in with_tokens([*TOKENS[:-1], "<0x-1>"]) if field.key != "tokenizer.ggml.model"]
    assert reason([*fields, Field("tokenizer.ggml.model", STR, "plamo2")]) == "byte-token"


def test_a_file_without_tensors_is_no_model() -> None:
    assert reason(model_fields(TINY, VOCABULARY), []) == "no-tensors"


def test_an_embedding_of_another_size_is_refused() -> None:
    tensors = [tensor for tensor in TENSORS if tensor.name != "token_embd.weight"]
    assert reason(model_fields(TINY, VOCABULARY), tensors) == "embedding-shape"
    wrong = Tensor("output.weight", (64, 1000), 0, [])
    assert reason(model_fields(TINY, VOCABULARY), [*TENSORS, wrong]) == "embedding-shape"


def test_experts_that_fit_together_are_accepted() -> None:
    fields = model_fields(TINY, VOCABULARY)
    fields += [
        Field("llama.expert_count", U32, 8),
        Field("llama.expert_used_count", U32, 2),
        Field("llama.expert_group_count", U32, 4),
        Field("llama.expert_group_used_count", U32, 2),
    ]
    assert read(fields).layers == 2


def test_head_counts_may_differ_from_layer_to_layer() -> None:
    assert read(changed("llama.attention.head_count_kv", [1, 0], ARR, U32)).kv_heads == (1, 0)
