"""Runs attention on a query that may look at nothing, in each library, and records what came out.

    .venv-oracle/bin/python training/oracle/empty_row.py

One head with the identity for its projections, so that all compute the same: three queries of width
4 on four keys, of which the second query may see none. The mask lab shows src/engine/labs/empty-row.json,
which this writes; a test holds the two files together.
"""

import hashlib
import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np

TARGET = Path(__file__).parents[2] / "src" / "engine" / "labs" / "empty-row.json"
QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}
PACKAGES = ["keras", "tensorflow-cpu", "torch", "onnx", "onnxruntime"]
KEEP = [[1, 1, 1, 0], [0, 0, 0, 0], [1, 1, 0, 0]]  # [T, S], 1 = may look
WIDTH = 4


def main():
    inputs = draw()
    rows = keras_rows("tensorflow") + keras_rows("torch") + torch_rows(**inputs) + onnx_rows(**inputs)
    content = {
        "script": hashlib.sha256(Path(__file__).read_bytes()).hexdigest(),
        "versions": {package: version(package) for package in PACKAGES},
        "inputs": {name: plain(tensor[0]) for name, tensor in inputs.items()},
        "keep": KEEP,
        "libraries": rows,
    }
    TARGET.write_text(json.dumps(content, separators=(",", ":")) + "\n")
    for row in rows:
        print(f"{row['name']}: {row['output'][1]}")


def draw():
    """Query [1, T, D], key and value [1, S, D]."""
    random = np.random.default_rng(7)
    lengths = {"query": len(KEEP), "key": len(KEEP[0]), "value": len(KEEP[0])}
    return {
        name: np.round(random.normal(size=(1, length, WIDTH)), 2).astype(np.float32)
        for name, length in lengths.items()
    }


def recorded(name, output, weights=None):
    """`output` [T, D]; `weights` [T, S], where the library hands them out."""
    return {"name": name, "output": plain(output), "weights": None if weights is None else plain(weights)}


def plain(tensor):
    """Rows of numbers; null in the place of NaN, which JSON does not have."""
    rows = np.asarray(tensor, np.float64)
    return [[None if np.isnan(x) else float(f"{x:.7g}") for x in row] for row in rows]


def keras_rows(backend):
    """Keras takes one backend a process."""
    command = [sys.executable, __file__, "keras", backend]
    environment = os.environ | QUIET | {"KERAS_BACKEND": backend}
    run = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(run.stdout.splitlines()[-1])


def run_keras(backend):
    import keras

    query, key, value = draw().values()
    layer = keras.layers.MultiHeadAttention(num_heads=1, key_dim=WIDTH, use_bias=False)
    layer.build(query.shape, value.shape, key.shape)
    layer.set_weights([np.eye(WIDTH).reshape(one.shape) for one in layer.get_weights()])
    mask = np.array(KEEP, bool)[None]  # [1, T, S]
    numpy = keras.ops.convert_to_numpy
    output, weights = layer(query, value, key, attention_mask=mask, return_attention_scores=True)
    alone = layer(query, value, key, attention_mask=mask)
    rows = [
        recorded(f"keras-{backend}-scores", numpy(output)[0], numpy(weights)[0, 0]),
        recorded(f"keras-{backend}", numpy(alone)[0]),
    ]
    print(json.dumps(rows))


def torch_rows(query, key, value):
    import torch
    import torch.nn.functional as F

    inputs = [torch.tensor(one) for one in (query, key, value)]
    keep = torch.tensor(KEEP, dtype=torch.bool)  # [T, S]
    layer = torch.nn.MultiheadAttention(WIDTH, 1, bias=False, batch_first=True)
    with torch.no_grad():
        layer.in_proj_weight.copy_(torch.eye(WIDTH).repeat(3, 1))
        layer.out_proj.weight.copy_(torch.eye(WIDTH))
        output, weights = layer(*inputs, attn_mask=~keep)  # here True = blocked
        alone, _ = layer(*inputs, attn_mask=~keep, need_weights=False)
        heads = [one[:, None] for one in inputs]  # [1, 1, S, D]
        dot = F.scaled_dot_product_attention(*heads, attn_mask=keep)
    return [
        recorded("torch-mha-weights", output[0], weights[0]),
        recorded("torch-mha", alone[0]),
        recorded("torch-sdpa", dot[0, 0]),
    ]


def onnx_rows(query, key, value):
    import onnxruntime
    from onnx import TensorProto, helper

    T, S = len(KEEP), len(KEEP[0])
    shapes = {"q": (1, 1, T, WIDTH), "k": (1, 1, S, WIDTH), "v": (1, 1, S, WIDTH)}
    real = {name: helper.make_tensor_value_info(name, TensorProto.FLOAT, one) for name, one in shapes.items()}
    mask = helper.make_tensor_value_info("mask", TensorProto.BOOL, (T, S))
    outputs = {"y": (1, 1, T, WIDTH), "weights": (1, 1, T, S)}
    results = [helper.make_tensor_value_info(name, TensorProto.FLOAT, one) for name, one in outputs.items()]
    after_softmax = 3
    node = helper.make_node(
        "Attention", ["q", "k", "v", "mask"], ["y", "", "", "weights"], qk_matmul_output_mode=after_softmax
    )
    graph = helper.make_graph([node], "attention", [*real.values(), mask], results)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 23)], ir_version=10)
    feed = {"q": query[:, None], "k": key[:, None], "v": value[:, None], "mask": np.array(KEEP, bool)}
    output, weights = onnxruntime.InferenceSession(model.SerializeToString()).run(None, feed)
    return [recorded("onnx", output[0, 0], weights[0, 0])]


if __name__ == "__main__":
    if sys.argv[1:2] == ["keras"]:
        run_keras(sys.argv[2])
    else:
        main()
