"""Multi-head attention around each library's own dot product."""

import torch.nn.functional as F
from keras import ops


def linear(params, x):
    return x @ params["weight"] + params["bias"]


def attend_keras(params, x, heads):
    batch, length, width = x.shape
    shape = (batch, length, heads, width // heads)  # Keras wants [B, T, H, K]
    query, key, value = (
        ops.reshape(linear(params[name], x), shape) for name in ["query", "key", "value"]
    )
    mix = ops.dot_product_attention(query, key, value)  # [B, T, H, K]
    return linear(params["output"], ops.reshape(mix, x.shape))  # [B, T, D]


def attend_torch(params, x, heads):
    def split(y):  # PyTorch wants [B, H, T, K]
        return y.unflatten(-1, (heads, -1)).transpose(1, 2)

    query, key, value = (split(linear(params[name], x)) for name in ["query", "key", "value"])
    mix = F.scaled_dot_product_attention(query, key, value)  # [B, H, T, K]
    return linear(params["output"], mix.transpose(1, 2).flatten(-2))  # [B, T, D]
