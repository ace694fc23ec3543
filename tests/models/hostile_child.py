"""Loads mutated models one after another and says what became of each; it may die of any of them.

    python -m tests.models.hostile_child MODEL FIRST COUNT

prints one line per case: its number and "loaded", or the reason of the refusal. The parent sees which case
killed it by the line that is missing.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import struct
import sys
from dataclasses import replace
from pathlib import Path

from models.engine import GenerationRequest, LoadRequest, Turn
from models.errors import SottoError
from models.gguf import read_header
from models.worker import Engine
from tests.benchmarks.make_model import (
    ARR,
    BOOL,
    F32,
    F64,
    I8,
    I16,
    I32,
    I64,
    STR,
    TINY,
    U8,
    U16,
    U32,
    U64,
    Field,
    bpe_vocabulary,
    header_bytes,
    model_fields,
    model_tensors,
)

EXTREMES = (
    0,
    1,
    2,
    3,
    7,
    2**7,
    2**8 - 1,
    2**15,
    2**16 - 1,
    2**31 - 1,
    2**31,
    2**32 - 1,
    2**63 - 1,
    2**63,
    2**64 - 1,
)


def mutate(header: bytes, seed: int) -> bytes:
    """One of six kinds of damage: to bytes, anywhere or where the fields are dense, or to a field's value."""
    chance = random.Random(seed)
    if seed % 6 == 5:
        return other_fields(chance)
    raw = bytearray(header)
    dense = [range(4, 1200), range(len(raw) - 2600, len(raw))]
    where = chance.choice([*dense, range(4, len(raw))])
    at = chance.choice(where)
    kind = seed % 6
    if kind == 0:
        for _ in range(chance.randint(1, 4)):
            raw[chance.choice(where)] = chance.randrange(256)
    elif kind == 1:
        raw[at] ^= 1 << chance.randrange(8)
    elif kind == 2:
        width = chance.choice("BHIQ")
        value = chance.choice(EXTREMES) % 2 ** (8 * struct.calcsize(width))
        struct.pack_into("<" + width, raw, min(at, len(raw) - 8), value)
    elif kind == 3:
        other, length = chance.choice(where), chance.randint(1, 40)
        raw[at : at + length] = raw[other : other + length]
        raw = (raw + bytes(len(header)))[: len(header)]
    else:
        length = chance.randint(1, 16)
        raw[at : at + length] = bytes(length)
    return bytes(raw)


ARCHITECTURES = (
    "llama", "qwen2", "qwen3", "qwen2moe", "qwen3moe", "gemma", "gemma2", "gemma3", "gemma3n", "phi2",
    "phi3", "falcon", "mpt", "gpt2", "bloom", "starcoder2", "mamba", "mamba2", "rwkv6", "rwkv7",
    "jamba", "deepseek2", "olmo2", "granite", "granitehybrid", "nemotron_h", "cohere2", "command-r",
    "stablelm", "minicpm3", "glm4", "lfm2", "gpt-oss", "smollm3", "hunyuan-moe", "ernie4_5", "plamo2",
    "falcon-h1", "bert", "t5", "clip", "llama4", "grok", "dbrx", "exaone4", "deci",
)  # fmt: skip
WORDS = (
    "", "yarn", "none", "longrope", "gpt2", "llama", "t5", "bert", "rwkv", "plamo2", "gemma4", "qwen2",
    "llama-bpe", "x",
)  # fmt: skip
MORE = (
    "rope.scaling.type", "rope.scaling.factor", "attention.sliding_window", "attention.key_length",
    "attention.value_length", "expert_count", "expert_used_count", "expert_group_count",
    "attention.layer_norm_epsilon", "logit_scale", "final_logit_softcapping", "rope.dimension_count",
    "ssm.state_size", "ssm.conv_kernel", "ssm.inner_size", "ssm.time_step_rank", "nextn_predict_layers",
    "attention.causal", "pooling_type", "leading_dense_block_count", "attention.q_lora_rank",
    "attention.kv_lora_rank", "wkv.head_size", "token_shift_count",
)  # fmt: skip
KINDS = (U8, I8, U16, I16, U32, I32, F32, BOOL, STR, U64, I64, F64)


def other_fields(chance: random.Random) -> bytes:
    """A header with one to three fields of another value or type, or fields that this model does not have."""
    fields = model_fields(TINY, bpe_vocabulary(TINY.vocabulary))
    architecture = "llama"
    if chance.random() < 0.3:
        architecture = chance.choice(ARCHITECTURES)
        fields = [replace(f, key=f.key.replace("llama.", architecture + ".")) for f in fields[1:]]
        fields.append(Field("general.architecture", STR, architecture))
    for _ in range(chance.randint(1, 3)):
        index = chance.randrange(len(fields) + 6)
        if index < len(fields):
            key = fields.pop(index).key
        else:
            key = f"{architecture}.{chance.choice(MORE)}"
            fields = [field for field in fields if field.key != key]
        fields.append(chosen_field(chance, key))
    return header_bytes(fields, model_tensors(replace(TINY, tied=False)))


def chosen_field(chance: random.Random, key: str) -> Field:
    """A field with some value of some type."""
    kind = chance.choice((*KINDS, U32, U32, STR, ARR))
    if kind == ARR:
        item = chance.choice((U32, I32, F32, STR))
        values = [chosen_value(chance, item) for _ in range(chance.choice((0, 1, 2, 3, 600, 1024)))]
        return Field(key, ARR, values, item)
    return Field(key, kind, chosen_value(chance, kind))


def chosen_value(chance: random.Random, kind: int) -> object:
    """Often an extreme one."""
    if kind == STR:
        return chance.choice(WORDS)
    if kind == BOOL:
        return chance.random() < 0.5
    if kind in {F32, F64}:
        return chance.choice((0.0, -1.0, 1e-30, 1e30, float("nan"), float("inf"), 0.5))
    width = {U8: 8, I8: 8, U16: 16, I16: 16, U32: 32, I32: 32, U64: 64, I64: 64}[kind]
    value = chance.choice(EXTREMES) % 2**width
    return value - 2**width if kind in {I8, I16, I32, I64} and value >= 2 ** (width - 1) else value


def outcome(path: str) -> str:
    """Check, load and ask."""
    engine = Engine(Path(path), cores=1)
    try:
        list(engine.load(LoadRequest(threads=1, context_tokens=64)))
        list(engine.generate(GenerationRequest("a", (Turn("user", "a"),), max_tokens=2)))
        return "loaded"
    except SottoError as error:
        return str(error.facts.get("reason", error.code))
    finally:
        engine.close()


def main() -> None:
    """Run the cases of the command line; each has twenty seconds of processor time."""
    model, first, count = Path(sys.argv[1]).read_bytes(), int(sys.argv[2]), int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (4 * 2**30, 4 * 2**30))
    descriptor = os.memfd_create("model")
    os.write(descriptor, model)
    os.ftruncate(descriptor, len(model) + 2**20)
    size = read_header(descriptor).data_offset
    for case in range(first, first + count):
        os.pwrite(descriptor, mutate(model[:size], case), 0)
        signal.setitimer(signal.ITIMER_PROF, 20)
        sys.stdout.write(f"{case} {outcome(f'/proc/self/fd/{descriptor}')}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
