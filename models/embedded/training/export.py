"""Write a checkpoint as a GGUF file (Q8_0) and the card that goes with it.

    python export.py --work DIR --checkpoint chat --out ..
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import json
from pathlib import Path

import gguf
import torch

from model import Shape
from rendering import CHAT_TEMPLATE, END, END_OF_TEXT
from tokenizer import SPECIAL

FILE = "sotto-tiny-q8_0.gguf"
LABEL = "a tiny built-in model; import a real one for real work"
_LAYER_NAMES = ("attn_norm", "attn_q", "attn_k", "attn_v", "attn_output",
                "ffn_norm", "ffn_gate", "ffn_up", "ffn_down")  # fmt: skip


def write_gguf(path: Path, *, shape: Shape, weights: dict[str, torch.Tensor], vocab: Path) -> None:
    """Write one complete file."""
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name("Sotto Tiny")
    writer.add_description(LABEL)
    writer.add_license("Apache-2.0")
    writer.add_author("The Sotto project")
    writer.add_languages(["en"])
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q8_0)
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.hidden)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.key_heads)
    writer.add_layer_norm_rms_eps(shape.epsilon)
    writer.add_rope_dimension_count(shape.head_width)
    writer.add_rope_freq_base(shape.rope_base)
    writer.add_vocab_size(shape.vocabulary)
    _add_tokenizer(writer, vocab)
    for name in ("token_embd", "output_norm"):
        _add_tensor(writer, f"{name}.weight", weights[f"{name}.weight"])
    for layer in range(shape.layers):
        for part in _LAYER_NAMES:
            name = f"blk.{layer}.{part}.weight"
            _add_tensor(writer, name, weights[name])
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _add_tensor(writer: gguf.GGUFWriter, name: str, tensor: torch.Tensor) -> None:
    values = tensor.float().numpy()
    if values.ndim == 1:
        writer.add_tensor(name, values)
        return
    kind = gguf.GGMLQuantizationType.Q8_0
    writer.add_tensor(name, gguf.quants.quantize(values, kind), raw_dtype=kind)


def _add_tokenizer(writer: gguf.GGUFWriter, path: Path) -> None:
    described = json.loads(path.read_text(encoding="utf-8"))["model"]
    vocabulary: dict[str, int] = described["vocab"]
    tokens = sorted(vocabulary, key=vocabulary.__getitem__)
    kinds = [
        gguf.TokenType.CONTROL if token in SPECIAL else gguf.TokenType.NORMAL for token in tokens
    ]
    merges = [" ".join(merge) if isinstance(merge, list) else merge for merge in described["merges"]]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm")
    writer.add_token_list(tokens)
    writer.add_token_types(kinds)
    writer.add_token_merges(merges)
    writer.add_bos_token_id(vocabulary[END_OF_TEXT])
    writer.add_eos_token_id(vocabulary[END])
    writer.add_eot_token_id(vocabulary[END])
    writer.add_pad_token_id(vocabulary[END_OF_TEXT])
    writer.add_add_bos_token(False)
    writer.add_add_eos_token(False)
    writer.add_chat_template(CHAT_TEMPLATE)


def memory(path: Path, context: int) -> int:
    """Return the product's own estimate of what the model needs, in bytes."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    from models import gguf
    from models.hardware import memory_needed
    from models.header import read_model

    with path.open("rb") as file:
        return memory_needed(read_model(gguf.read_header(file.fileno()), fallback_name=path.stem), context)


def card(path: Path, *, shape: Shape, parameters: int) -> str:
    """Return the text of card.toml."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"""# Written by training/export.py; see CARD.md for what the model can and cannot do.
name = "Sotto Tiny"
file = "{path.name}"
sha256 = "{digest}"
size = {path.stat().st_size}
parameters = {parameters}
vocabulary = {shape.vocabulary}
context = {shape.context}
memory = {memory(path, shape.context)}  # bytes at that context, as models.hardware estimates
licence = "Apache-2.0"
label = "{LABEL}"

[sampling]
temperature = 0.2
top_k = 20
top_p = 0.9
min_p = 0.1
repeat_penalty = 1.1
"""


def main() -> None:
    """Export one checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--checkpoint", default="chat")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    state = torch.load(arguments.work / f"{arguments.checkpoint}.pt", weights_only=True)
    shape = Shape(**state["shape"])
    partial = arguments.out / f"{FILE}.part"
    vocab = arguments.work / "tokenizer.json"
    write_gguf(partial, shape=shape, weights=state["model"], vocab=vocab)
    path = partial.replace(arguments.out / FILE)
    parameters = sum(tensor.numel() for tensor in state["model"].values())
    text = card(path, shape=shape, parameters=parameters)
    (arguments.out / "card.toml").write_text(text, encoding="utf-8")
    print(path.name, path.stat().st_size, "bytes", parameters, "parameters")


if __name__ == "__main__":
    main()
