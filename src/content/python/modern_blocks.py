"""A layer of Llama's kind: RMSNorm before each part, rotary positions, shared keys, a gated network."""

import torch
import torch.nn.functional as F
from keras import ops


def linear(params, x):
    return x @ params["weight"] + params["bias"]


def block_keras(params, x, heads, groups):
    """x [B, T, D] -> [B, T, D]; each token sees itself and those before it."""
    batch, length, width = x.shape

    def norm(gain, x):
        return x * ops.rsqrt(ops.mean(x * x, -1, keepdims=True) + 1e-6) * gain

    def turn(x):  # [B, T, H, K]
        head = x.shape[-1]
        rates = 10000.0 ** (-ops.arange(0, head, 2, dtype="float32") / head)  # [K / 2]
        angles = (ops.arange(length, dtype="float32")[:, None] * rates)[:, None]  # [T, 1, K / 2]
        sin, cos, a, b = ops.sin(angles), ops.cos(angles), x[..., 0::2], x[..., 1::2]
        return ops.reshape(ops.stack([a * cos - b * sin, a * sin + b * cos], -1), x.shape)

    def split(name, count):  # Keras wants [B, T, H, K]
        return ops.reshape(linear(params["self"][name], seen), (batch, length, count, -1))

    seen = norm(params["norm1"]["gain"], x)
    query, key = turn(split("query", heads)), turn(split("key", groups))
    value = split("value", groups)
    key, value = (ops.repeat(shared, heads // groups, axis=2) for shared in [key, value])
    mix = ops.dot_product_attention(query, key, value, is_causal=True)  # [B, T, H, K]
    x = x + linear(params["self"]["output"], ops.reshape(mix, x.shape))
    seen, ffn = norm(params["norm2"]["gain"], x), params["ffn"]
    hidden = ops.silu(linear(ffn["gate"], seen)) * linear(ffn["inner"], seen)  # [B, T, F]
    return x + linear(ffn["outer"], hidden)


def block_torch(params, x, heads, groups):
    """x [B, T, D] -> [B, T, D]; each token sees itself and those before it."""

    def turn(x):  # [B, H, T, K]
        *_, length, head = x.shape
        rates = 10000.0 ** (-torch.arange(0, head, 2) / head)  # [K / 2]
        angles = torch.arange(length)[:, None] * rates  # [T, K / 2]
        sin, cos, a, b = angles.sin(), angles.cos(), x[..., 0::2], x[..., 1::2]
        return torch.stack([a * cos - b * sin, a * sin + b * cos], -1).flatten(-2)

    def split(name, count):  # PyTorch wants [B, H, T, K]
        return linear(params["self"][name], seen).unflatten(-1, (count, -1)).transpose(1, 2)

    seen = F.rms_norm(x, x.shape[-1:], params["norm1"]["gain"], 1e-6)
    query, key = turn(split("query", heads)), turn(split("key", groups))
    value = split("value", groups)
    mix = F.scaled_dot_product_attention(query, key, value, is_causal=True, enable_gqa=True)
    x = x + linear(params["self"]["output"], mix.transpose(1, 2).flatten(-2))
    seen, ffn = F.rms_norm(x, x.shape[-1:], params["norm2"]["gain"], 1e-6), params["ffn"]
    hidden = F.silu(linear(ffn["gate"], seen)) * linear(ffn["inner"], seen)  # [B, T, F]
    return x + linear(ffn["outer"], hidden)
