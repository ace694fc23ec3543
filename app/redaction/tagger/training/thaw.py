"""Read the shipped weights back into the network, so that training goes on from them instead of from nothing.

    python thaw.py --work FOLDER        # writes FOLDER/shipped.pt, for train.py --start shipped.pt

What is read is int8 with a scale for each column, as export.py wrote it: a rounding of the trained weights, and the same
answers as the file's to the last digits, which is checked.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import numpy_helper

from app.redaction.tagger import features as F
from model import Network


def thaw(path: Path, work: Path) -> Network:
    model = onnx.load(path)
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    values = {}
    for name, value in stored.items():
        if name.endswith("_q"):
            values[name[:-2]] = value.astype(np.float32) * stored[name[:-2] + "_s"]
        elif not name.endswith("_s"):
            values[name] = value
    with np.load(work / "vectors.npz") as z:
        if not np.array_equal(z["vectors"], values["network.vectors"]):
            raise SystemExit("other word vectors than those of lexicon.py")
        network = Network(z["vectors"], z["scale"], values["network.enter.bias"].shape[0])
    state = {name.removeprefix("network."): value for name, value in values.items() if name.startswith("network.")}
    # Matrices lost their names: they are used in the order in which the network holds its linear layers.
    matrices = [node.input[1] for node in model.graph.node if node.op_type == "MatMul" and node.input[1] in values]
    linear = [name for name, module in network.named_modules() if isinstance(module, torch.nn.Linear)]
    for name, matrix in zip(linear, matrices, strict=True):
        state[f"{name}.weight"] = values[matrix].T
    network.load_state_dict({name: torch.from_numpy(np.array(value)) for name, value in state.items()})
    return network.eval()


def difference(network: Network, path: Path) -> float:
    """Return the largest difference of an answer to random rows."""
    rng = np.random.default_rng(1)
    tables = [F.WORD, F.LISTED, F.RARITY, F.SHAPE, F.HASH, F.POSITION]
    sizes = [len(network.vectors), F.LISTED_ROWS, F.RARITY_ROWS, F.SHAPE_ROWS, F.HASH_ROWS, F.POSITION_ROWS]
    rows = rng.integers(0, F.GRAM_ROWS, (4, 256, F.WIDTH)).astype(np.int32)
    for column, size in zip(tables, sizes):
        rows[..., column] = rng.integers(0, size, (4, 256))
    (expected,) = onnxruntime.InferenceSession(path.read_bytes()).run(None, {"rows": rows})
    with torch.no_grad():
        return float(np.abs(network(torch.from_numpy(rows).long()).numpy() - expected).max())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=Path(__file__).parent.parent / "weights")
    args = parser.parse_args()
    path = args.weights / "tagger.onnx"
    network = thaw(path, args.work)
    largest = difference(network, path)
    print(f"largest difference of a logit: {largest:.6f}")
    if largest > 0.01:
        raise SystemExit("the network is not the file's")
    state = network.state_dict()
    average = {name: value.clone() for name, value in state.items() if value.dtype == torch.float32}
    width = network.enter.out_features
    torch.save({"network": state, "average": average, "width": width}, args.work / "shipped.pt")


if __name__ == "__main__":
    main()
