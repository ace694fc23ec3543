"""Write the trained network as ONNX: tables and matrices as int8 with a scale for each column, sums in float32.

    python export.py --work FOLDER --name small --out ../weights
"""

import argparse
import hashlib
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from app.redaction.tagger import features as F
from model import Network


class Wrapped(torch.nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, rows):
        return self.network(rows.long())


def quantise(model: onnx.ModelProto) -> None:
    """Replace each large float initializer by int8 values and a scale; ONNX Runtime folds matrices back when it loads."""
    graph = model.graph
    gathered = {node.input[0] for node in graph.node if node.op_type == "Gather"}
    kept, added = [], []
    for tensor in list(graph.initializer):
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < 1024:
            kept.append(tensor)
            continue
        axis = 0 if values.ndim == 2 else None
        scale = np.maximum(np.abs(values).max(axis=axis), 1e-8).astype(np.float32) / 127
        small = numpy_helper.from_array(np.clip(np.round(values / scale), -127, 127).astype(np.int8), tensor.name + "_q")
        kept += [small, numpy_helper.from_array(scale, tensor.name + "_s")]
        if tensor.name in gathered:
            for node in list(graph.node):
                if node.op_type == "Gather" and node.input[0] == tensor.name:
                    node.input[0] = small.name
                    out = node.output[0]
                    node.output[0] = out + "_q"
                    added.append((node, [onnx.helper.make_node("Cast", [out + "_q"], [out + "_c"], to=1), onnx.helper.make_node("Mul", [out + "_c", tensor.name + "_s"], [out])]))
        else:
            added.append((None, [onnx.helper.make_node("Cast", [small.name], [tensor.name + "_c"], to=1), onnx.helper.make_node("Mul", [tensor.name + "_c", tensor.name + "_s"], [tensor.name])]))
    nodes = [n for after, new in added if after is None for n in new]
    follow = {id(after): new for after, new in added if after is not None}
    for node in graph.node:
        nodes.append(node)
        nodes += follow.get(id(node), [])
    nodes = [onnx.NodeProto.FromString(n.SerializeToString()) for n in nodes]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(kept)


def load(names: list[str], work: Path) -> tuple[Network, dict]:
    """The mean of the averaged weights of one or more runs that met while training."""
    states = [torch.load(work / f"{name}.pt") for name in names]
    with np.load(work / "vectors.npz") as z:
        network = Network(z["vectors"], z["scale"], states[0]["width"])
    mean = {k: sum(s["average"][k] for s in states) / len(states) for k in states[0]["average"] if k != "scale"}
    network.load_state_dict(mean, strict=False)
    return network.eval(), {"step": sum(s["step"] for s in states), "tokens": sum(s["tokens"] for s in states), "spent": sum(s["spent"] for s in states)}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--name", default="a", help="one run, or several to average: a+b")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "weights")
    parser.add_argument("--bias", default="PERSON=0,ORG=0,LOCATION=0,ADDRESS=0")
    args = parser.parse_args()
    network, state = load(args.name.split("+"), args.work)
    args.out.mkdir(exist_ok=True)
    raw = args.work / "raw.onnx"
    example = torch.ones(2, 7, F.WIDTH, dtype=torch.int32)
    torch.onnx.export(Wrapped(network), (example,), str(raw), input_names=["rows"], output_names=["logits"], dynamic_axes={"rows": {0: "b", 1: "t"}, "logits": {0: "b", 1: "t"}}, opset_version=17, dynamo=False)
    model = onnx.load(raw)
    quantise(model)
    model.producer_name, model.producer_version, model.doc_string = "", "", ""
    onnx.checker.check_model(model)
    (args.out / "tagger.onnx").write_bytes(model.SerializeToString())
    shutil.copy(args.work / "lexicon.npz", args.out / "lexicon.npz")
    digest = lambda name: hashlib.sha256((args.out / name).read_bytes()).hexdigest()
    bias = dict(part.split("=") for part in args.bias.split(","))
    parameters = sum(p.numel() for p in network.parameters())
    (args.out / "card.toml").write_text(
        f'# Written by training/export.py.\nname = "sotto-tagger"\nlicence = "Apache-2.0; see CARD.md for the data"\n'
        f"parameters = {parameters}\nvectors = {network.vectors.numel()}\nsteps = {state['step']}\ntokens = {state['tokens']}\n\n[bias]\n"
        + "".join(f"{k} = {float(v)}\n" for k, v in bias.items())
        + "\n[sha256]\n" + "".join(f'"{n}" = "{digest(n)}"\n' for n in ("tagger.onnx", "lexicon.npz"))
    )
    for name in ("tagger.onnx", "lexicon.npz"):
        print(name, (args.out / name).stat().st_size)


if __name__ == "__main__":
    main()
