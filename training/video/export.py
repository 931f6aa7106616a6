"""Weights between torch modules and the safetensors of src/model/weights.

The names are the same on both sides. Matrices are turned: PyTorch keeps [out, in], and kernels as
[out, in, frames, rows, columns].
"""

from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file, save
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


def write_weights(path, tensors, half=True):
    """Whole or not at all. Float16 rounds to the nearest, as `saveParams` does."""
    kind = np.float16 if half else np.float32
    packed = {name: tensor.astype(kind) for name, tensor in tensors.items()}
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_bytes(save(packed, {"weights.version": "1"}))
    beside.replace(path)
    return path.stat().st_size


def read_weights(path):
    return load_file(path)
