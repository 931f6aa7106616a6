"""Our weights into PyTorch's Transformer layers, and their gradients out."""

import numpy as np
import torch
from fixture import flatten


def set_attention(layer, params):
    """PyTorch stacks the three input projections and keeps weights as [out, in]."""
    parts = [params[name] for name in ["query", "key", "value"]]
    with torch.no_grad():
        stacked = np.concatenate([part["weight"].T for part in parts])
        layer.in_proj_weight.copy_(torch.tensor(stacked))
        layer.in_proj_bias.copy_(torch.tensor(np.concatenate([part["bias"] for part in parts])))
        set_linear(layer.out_proj, params["output"])


def set_rest(layer, params):
    with torch.no_grad():
        set_linear(layer.linear1, params["ffn"]["inner"])
        set_linear(layer.linear2, params["ffn"]["outer"])
        for name in ["norm1", "norm2", "norm3"]:
            if name in params:
                getattr(layer, name).weight.copy_(torch.tensor(params[name]["gain"]))
                getattr(layer, name).bias.copy_(torch.tensor(params[name]["bias"]))


def set_linear(layer, params):
    layer.weight.copy_(torch.tensor(params["weight"].T.copy()))
    layer.bias.copy_(torch.tensor(params["bias"]))


def layer_gradients(layer, attentions):
    """The real layer's gradients, named as our weights."""
    gradients = {}
    modules = {"self": "self_attn", "cross": "multihead_attn"}
    for name in attentions:
        module = getattr(layer, modules[name])
        weights = np.split(module.in_proj_weight.grad.numpy(), 3)
        biases = np.split(module.in_proj_bias.grad.numpy(), 3)
        for part, weight, bias in zip(["query", "key", "value"], weights, biases, strict=True):
            gradients[f"{name}.{part}"] = {"weight": weight.T, "bias": bias}
        gradients[f"{name}.output"] = linear_gradients(module.out_proj)
    gradients["ffn.inner"] = linear_gradients(layer.linear1)
    gradients["ffn.outer"] = linear_gradients(layer.linear2)
    for name in ["norm1", "norm2", "norm3"]:
        if hasattr(layer, name):
            norm = getattr(layer, name)
            gradients[name] = {"gain": norm.weight.grad.numpy(), "bias": norm.bias.grad.numpy()}
    return flatten(gradients)


def linear_gradients(layer):
    return {"weight": layer.weight.grad.numpy().T, "bias": layer.bias.grad.numpy()}
