"""Take a shipped model back into training: its weights as a checkpoint, its tokenizer as a file.

    python thaw.py --model ../sotto-tiny-q8_0.gguf --work DIR
    python train.py chat --corpus DIR --work DIR --minutes 60 --start DIR/thawed.pt

Eight bits a weight are enough to go on from; the optimizer begins anew.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

import gguf
import torch
from tokenizers import Tokenizer, models

from model import Shape
from tokenizer import SPECIAL, splitting


def read_shape(reader: gguf.GGUFReader) -> Shape:
    """Return the sizes that the file states."""

    def number(key: str) -> Any:
        return reader.fields[f"llama.{key}"].contents()

    return Shape(
        vocabulary=number("vocab_size"),
        width=number("embedding_length"),
        layers=number("block_count"),
        heads=number("attention.head_count"),
        key_heads=number("attention.head_count_kv"),
        hidden=number("feed_forward_length"),
        context=number("context_length"),
        rope_base=number("rope.freq_base"),
    )


def read_weights(reader: gguf.GGUFReader) -> dict[str, torch.Tensor]:
    """Return the weights by name, in 32 bits."""
    return {
        each.name: torch.from_numpy(gguf.quants.dequantize(each.data, each.tensor_type).copy())
        for each in reader.tensors
    }


def read_tokenizer(reader: gguf.GGUFReader) -> Tokenizer:
    """Return the tokenizer that the file was written with."""
    tokens = reader.fields["tokenizer.ggml.tokens"].contents()
    merges = reader.fields["tokenizer.ggml.merges"].contents()
    vocabulary = {token: number for number, token in enumerate(tokens)}
    tokenizer = Tokenizer(models.BPE(vocabulary, [tuple(merge.split(" ")) for merge in merges]))
    splitting(tokenizer)
    tokenizer.add_special_tokens(list(SPECIAL))
    return tokenizer


def main() -> None:
    """Write both into the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    reader = gguf.GGUFReader(arguments.model)
    read_tokenizer(reader).save(str(arguments.work / "tokenizer.json"))
    shape = read_shape(reader)
    torch.save({"model": read_weights(reader), "shape": asdict(shape)}, arguments.work / "thawed.pt")
    print(shape)


if __name__ == "__main__":
    main()
