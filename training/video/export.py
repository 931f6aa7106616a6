"""python training/video/export.py training/video/configs/dit.json: what ships of pocket Sora.

Weights between torch modules and the safetensors of src/model/weights.

The names are the same on both sides. Matrices are turned: PyTorch keeps [out, in], and kernels as
[out, in, frames, rows, columns].
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from codec import Codec
from dit import Dit
from harness import RUNS, load_average, read_config
from safetensors.numpy import save
from torch import nn


def tensors_of(module):
    """The weights of a module as `loadParams` wants them, float32."""
    tensors = {}
    for name, layer in module.named_modules():
        for own, (theirs, turn) in RULES.get(type(layer), rules_of(layer)).items():
            weight = getattr(layer, own).detach().cpu()
            path = f"{name}.{theirs}" if theirs else name
            tensors[path] = np.ascontiguousarray(turn(weight).numpy(), np.float32)
    return tensors


def load_tensors(module, tensors):
    """The inverse. Every tensor must have its place, and every place its tensor."""
    left = dict(tensors)
    for name, layer in module.named_modules():
        for own, (theirs, turn) in RULES.get(type(layer), rules_of(layer)).items():
            path = f"{name}.{theirs}" if theirs else name
            weight = torch.from_numpy(np.array(left.pop(path), np.float32))
            with torch.no_grad():
                getattr(layer, own).copy_(back(turn, weight))
    assert not left, f"no place for {', '.join(left)}"
    return module


def keep(weight):
    return weight


def matrix(weight):
    return weight.T


def kernel(weight):
    return weight.permute(2, 3, 4, 1, 0)


def back(turn, weight):
    return weight.permute(4, 3, 0, 1, 2) if turn is kernel else turn(weight)


# What a layer's weights are called here → there, and how they are turned.
RULES = {
    nn.Linear: {"weight": ("weight", matrix), "bias": ("bias", keep)},
    nn.LayerNorm: {"weight": ("gain", keep), "bias": ("bias", keep)},
    nn.RMSNorm: {"weight": ("gain", keep)},
    nn.Embedding: {"weight": ("", keep)},
}


def rules_of(layer):
    """A convolution of ours is a kind of `nn.Conv3d`."""
    if isinstance(layer, nn.Conv3d):
        return {"weight": ("weight", kernel), "bias": ("bias", keep)}
    return {}


def write_weights(path, tensors):
    """Whole or not at all. Float16 rounds to the nearest, as `saveParams` does."""
    packed = {name: tensor.astype(np.float16) for name, tensor in tensors.items()}
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_bytes(save(packed, {"weights.version": "1"}))
    beside.replace(path)
    return path.stat().st_size


def main(config_path, out):
    """The averages of a DiT and its codec, with the scale between them, as one file."""
    config = read_config(config_path)
    codec, scale = open_codec(config["codec"])
    dit = load_average(RUNS / Path(config_path).stem, Dit(config["model"]))
    parts = {"codec": tensors_of(codec), "dit": tensors_of(dit)}
    parts["scale"] = {name: np.array(values, np.float32) for name, values in scale.items()}
    print(f"{write_weights(out, joined(parts))} bytes in {out}")


def open_codec(path):
    """The codec of a run, and the scale that its latents were measured with, by encode.py."""
    config, run = read_config(path), Path(path).stem
    kept = RUNS / config.get("encoderOf", run) / "scale.json"
    return load_average(RUNS / run, Codec(config["model"])), json.loads(kept.read_text())


def joined(parts):
    return {f"{name}.{path}": t for name, part in parts.items() for path, t in part.items()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("config")
    parser.add_argument("--out", default="public/models/pocket-sora/weights.safetensors")
    given = parser.parse_args()
    main(given.config, given.out)
