"""Seeded weights, and the shape of a fixture file."""

import json
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parents[2] / "tests" / "fixtures" / "model"


class Draw:
    """Fixed numbers, rounded to four decimals so that their text is exact and short."""

    def __init__(self, seed):
        self.random = np.random.default_rng(seed)

    def normal(self, *shape, scale=1.0):
        return np.round(self.random.normal(0, scale, shape), 4).astype(np.float32)

    def linear(self, inputs, outputs):
        weight = self.normal(inputs, outputs, scale=inputs**-0.5)
        return {"weight": weight, "bias": self.normal(outputs, scale=0.3)}

    def norm(self, width):
        return {"gain": 1 + self.normal(width, scale=0.3), "bias": self.normal(width, scale=0.3)}

    def attention(self, width):
        return {name: self.linear(width, width) for name in ["query", "key", "value", "output"]}

    def feed_forward(self, width, inner):
        return {"inner": self.linear(width, inner), "outer": self.linear(inner, width)}

    def encoder_layer(self, width, inner):
        return {
            "self": self.attention(width),
            "norm1": self.norm(width),
            "ffn": self.feed_forward(width, inner),
            "norm2": self.norm(width),
        }

    def decoder_layer(self, width, inner):
        return {
            "self": self.attention(width),
            "norm1": self.norm(width),
            "cross": self.attention(width),
            "norm2": self.norm(width),
            "ffn": self.feed_forward(width, inner),
            "norm3": self.norm(width),
        }


def flatten(params, prefix=""):
    """The tensors of a parameter tree by dotted path, as `flatten` in src/model/params.ts."""
    if not isinstance(params, dict):
        return {prefix: params}
    paths = {key: f"{prefix}.{key}" if prefix else key for key in params}
    return {name: t for key, path in paths.items() for name, t in flatten(params[key], path).items()}


def causal(target, source):
    """[1, 1, T, S], aligned at the top left."""
    return np.tril(np.ones((1, 1, target, source), np.float32))


def padding(lengths, source):
    """[B, 1, 1, S]"""
    keep = np.arange(source)[None, :] < np.array(lengths)[:, None]
    return keep[:, None, None, :].astype(np.float32)


def same(what, ours, theirs, tolerance=2e-5):
    """Stops unless the capture and the real layer agree."""
    ours, theirs = np.asarray(ours), np.asarray(theirs)
    assert ours.shape == theirs.shape, f"{what}: {ours.shape} against {theirs.shape}"
    gap = float(np.abs(ours - theirs).max())
    assert gap <= tolerance, f"{what}: the capture is {gap} off the real layer"
    print(f"{what}: {gap:.1e}")


def write(name, source, options=None, **groups):
    """Writes `name`.json: `source` and `options` as they are, then groups of tensors by name."""
    content = {"source": source, "options": options or {}}
    for group, tensors in groups.items():
        content[group] = {key: pack(tensor) for key, tensor in flatten(tensors).items()}
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{name}.json").write_text(json.dumps(content, separators=(",", ":")) + "\n")


def pack(tensor):
    tensor = np.asarray(tensor)
    data = [float(f"{value:.7g}") for value in tensor.ravel().tolist()]
    whole = [int(value) if value.is_integer() else value for value in data]
    return {"shape": list(tensor.shape), "data": whole}
