"""A linear layer with a low-rank adapter, beside the weight and merged into it."""

import torch.nn.functional as F


def adapt_keras(params, x, scale):
    down, up = params["lora"]["down"], params["lora"]["up"]  # [D, R], [R, F]
    return x @ params["weight"] + params["bias"] + scale * (x @ down) @ up  # [B, F]


def adapt_torch(params, x, scale):
    down, up = params["lora"]["down"], params["lora"]["up"]
    base = F.linear(x, params["weight"].T, params["bias"])
    return base + scale * F.linear(F.linear(x, down.T), up.T)  # [B, F]


def merge(params, scale):
    return params["weight"] + scale * params["lora"]["down"] @ params["lora"]["up"]  # [D, F]
