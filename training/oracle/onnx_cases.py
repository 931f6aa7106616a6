"""The ONNX operators' own test cases, as the `onnx` package ships them.

The expected values are the shipped ones. ONNX Runtime runs the same one-node models, and the
generator stops unless it agrees. Which cases are left out, and why, says the test that reads them.
"""

import importlib
import re

import fixture
import numpy as np
import onnx
import onnx.backend.test.case.node as node
import onnxruntime
from fixture import Draw

OPERATORS = {
    "Attention": "attention",
    "RotaryEmbedding": "rotaryembedding",
    "RMSNormalization": "rmsnormalization",
    "LayerNormalization": "layernormalization",
    "Gelu": "gelu",
    "Swish": "swish",
    "SwiGLU": "swiglu",
    "Softmax": "softmax",
}
SOURCE = f"onnx {onnx.__version__} backend test cases; onnxruntime {onnxruntime.__version__}"

# What the functions have no switch for. Why, says tests/unit/model/onnx/cases.ts.
MANY_AXES = "axis(0|1|_negative_[23])$|4d_axis(2|_negative_4)|3d_axis(0|1|_negative_[23])_"
LEFT_OUT = {
    "Attention": "fp16|bf16|float16|softcap|gqa_rank4|softmax_precision|mask4d_padded"
    "|bidirectional",
    "LayerNormalization": MANY_AXES,
    "RMSNormalization": MANY_AXES,
    "SwiGLU": "alpha|float16",
    "Softmax": "axis_[01]",
}
# Without the operator in ONNX Runtime: its expected values stand alone.
ONLY_SHIPPED = {"SwiGLU"}


def generate():
    for module in OPERATORS.values():
        importlib.import_module(f"onnx.backend.test.case.node.{module}")
    for operator, module in OPERATORS.items():
        export(operator, f"onnx-{module}")
    rotary("onnx-rotary-angles", seed=51)


def export(operator, name):
    found = {case.name.removeprefix("test_"): case for case in node._NodeTestCases}
    own = {key: case for key, case in found.items() if single(case, operator)}
    cases, pool = {}, Pool()
    for key, case in own.items():
        if left_out(operator, key):
            continue
        inputs, outputs = case.data_sets[0]
        if operator not in ONLY_SHIPPED:
            agree(key, case, run(case.model, inputs), outputs)
        tensors, attributes = describe(case.model.graph.node[0], inputs, outputs)
        names = {role: pool.add(tensor) for role, tensor in tensors.items()}
        cases[key] = {"tensors": names, "attributes": attributes}
    fixture.write(name, SOURCE, {"all": sorted(own), "cases": cases}, pool=pool.tensors)


class Pool:
    """Tensors once each: the cases draw theirs from one seed, so that many share them."""

    def __init__(self):
        self.tensors, self.names = {}, {}

    def add(self, tensor):
        known = (tensor.shape, tensor.tobytes())
        name = self.names.setdefault(known, f"t{len(self.names)}")
        self.tensors[name] = tensor
        return name


def single(case, operator):
    """Not the twin that spells the operator out in smaller ones."""
    nodes = case.model.graph.node
    return len(nodes) == 1 and nodes[0].op_type == operator


def left_out(operator, key):
    pattern = LEFT_OUT.get(operator)
    return pattern is not None and re.search(pattern, key) is not None


def run(model, inputs):
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    names = [value.name for value in model.graph.input]
    return session.run(None, dict(zip(names, inputs, strict=True)))


def agree(key, case, found, wanted):
    for output, ours, theirs in zip(case.model.graph.output, found, wanted, strict=True):
        fixture.same(f"{key}, {output.name}", finite(ours), finite(theirs))


def finite(tensor):
    """A blocked score as 0: minus infinity, or the lowest number there is."""
    return np.where(np.asarray(tensor) < -1e30, 0, tensor)


def describe(spec, inputs, outputs):
    """The tensors by the operator's names for them, and the attributes."""
    slots = ["Q", "K", "V", "attn_mask", "past_key", "past_value", "nonpad_kv_seqlen"]
    given = [name for name in spec.input if name]
    tensors = dict(zip(given, inputs, strict=True))
    if spec.op_type == "Attention":
        tensors = {slots[i]: tensors[name] for i, name in enumerate(spec.input) if name}
        # What grew is past and new side by side: nothing of ours to compare.
        results = {i: value for i, value in zip(places(spec), outputs, strict=True) if i in (0, 3)}
        tensors |= {{0: "Y", 3: "qk"}[i]: finite(value) for i, value in results.items()}
        if tensors.get("attn_mask") is not None and tensors["attn_mask"].dtype == bool:
            tensors["keep"] = tensors.pop("attn_mask")
    else:
        tensors["output"] = outputs[0]
    attributes = {item.name: onnx.helper.get_attribute_value(item) for item in spec.attribute}
    plain = {key: text(value) for key, value in attributes.items()}
    return {key: np.asarray(value, np.float64) for key, value in tensors.items()}, plain


def places(spec):
    return [i for i, name in enumerate(spec.output) if name]


def text(value):
    return value.decode() if isinstance(value, bytes) else value


def rotary(name, seed):
    """RotaryEmbedding with real angles: the shipped cases draw sines and cosines at random."""
    draw, cases, pool = Draw(seed), {}, Pool()
    B, H, T, K, offset = 2, 2, 5, 8, 3
    x = draw.normal(B, H, T, K)
    for key, interleaved, width in [
        ("neighbors", 1, K),
        ("halves", 0, K),
        ("neighbors_partial", 1, 4),
        ("halves_partial", 0, 4),
    ]:
        angles = np.arange(offset + T)[:, None] * 10000.0 ** (-2 * np.arange(width // 2) / width)
        places = np.tile(np.arange(offset, offset + T), (B, 1)).astype(np.int64)
        inputs = [x, np.cos(angles).astype(np.float32), np.sin(angles).astype(np.float32), places]
        settings = {"interleaved": interleaved}
        if width < K:
            settings["rotary_embedding_dim"] = width
        (found,) = run(rotary_model(inputs, settings), inputs)
        tensors = {"input": pool.add(x), "output": pool.add(found)}
        cases[key] = {"tensors": tensors, "attributes": settings | {"offset": offset}}
    source = f"onnxruntime {onnxruntime.__version__} RotaryEmbedding"
    fixture.write(name, source, {"all": list(cases), "cases": cases}, pool=pool.tensors)


def rotary_model(inputs, settings):
    names = ["input", "cos_cache", "sin_cache", "position_ids"]
    kinds = [onnx.TensorProto.FLOAT] * 3 + [onnx.TensorProto.INT64]
    value = onnx.helper.make_tensor_value_info
    graph = onnx.helper.make_graph(
        [onnx.helper.make_node("RotaryEmbedding", names, ["output"], **settings)],
        "rotary",
        [value(n, kind, x.shape) for n, kind, x in zip(names, kinds, inputs, strict=True)],
        [value("output", onnx.TensorProto.FLOAT, inputs[0].shape)],
    )
    opset = [onnx.helper.make_opsetid("", 23)]
    return onnx.helper.make_model(graph, opset_imports=opset, ir_version=10)


if __name__ == "__main__":
    generate()
