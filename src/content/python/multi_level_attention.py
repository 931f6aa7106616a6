"""One level: tokens become one vector. A learned context asks, and no token asks another."""

import torch
from keras import ops


def pool_keras(params, x, mask):
    """x [B, T, D], mask [B, T] with 1 = a token, at least one -> [B, D]"""
    heard = ops.tanh(x @ params["hidden"]["weight"] + params["hidden"]["bias"])  # [B, T, D]
    scores = ops.where(mask > 0, heard @ params["context"], -1e9)  # [B, T]
    weights = ops.softmax(scores, axis=-1)  # [B, T]
    return ops.einsum("bt,btd->bd", weights, x)  # [B, D]


def pool_torch(params, x, mask):
    """x [B, T, D], mask [B, T] with 1 = a token, at least one -> [B, D]"""
    heard = torch.tanh(x @ params["hidden"]["weight"] + params["hidden"]["bias"])  # [B, T, D]
    scores = (heard @ params["context"]).masked_fill(mask == 0, -torch.inf)  # [B, T]
    weights = torch.softmax(scores, dim=-1)  # [B, T]
    return torch.einsum("bt,btd->bd", weights, x)  # [B, D]
