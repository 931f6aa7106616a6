"""A DiT block and what it is told, in Keras 3, one line a step."""

from attention import linear, multi_head_attention
from keras import ops


def timestep_embedding(params, time):
    """time [B] -> [B, D]"""
    sinusoids = time_sinusoids(time, params["inner"]["weight"].shape[0])  # step: sinusoids
    hidden = ops.silu(linear(params["inner"], sinusoids))  # step: hidden
    output = linear(params["outer"], hidden)  # step: output
    return output


def caption_condition(table, time, ids):
    """time [B, D], ids [B, S] -> the condition [B, D]"""
    words = ops.take(table, ids, axis=0)  # step: words
    caption = ops.mean(words, axis=1)  # step: caption
    condition = time + caption  # step: condition
    return condition


def dit_block(params, x, c, heads):
    """adaLN-Zero: x [B, T, D] under a condition c [B, D] -> [B, T, D]"""
    activated = ops.silu(c)  # step: activated
    vectors = linear(params["modulation"], activated)[:, None]  # step: vectors
    shift1, scale1, gate1, shift2, scale2, gate2 = ops.split(vectors, 6, axis=-1)
    norm1 = plain_norm(x)  # step: norm1
    modulated1 = norm1 * (1 + scale1) + shift1  # step: modulated1
    looked, _ = multi_head_attention(params["self"], modulated1, modulated1, heads)
    residual1 = x + gate1 * looked  # step: residual1
    norm2 = plain_norm(residual1)  # step: norm2
    modulated2 = norm2 * (1 + scale2) + shift2  # step: modulated2
    inner = linear(params["mlp"]["inner"], modulated2)
    hidden = ops.gelu(inner, approximate=True)  # step: mlp.hidden
    thought = linear(params["mlp"]["outer"], hidden)  # step: mlp.output
    residual2 = residual1 + gate2 * thought  # step: residual2
    return residual2


def time_sinusoids(time, channels):
    """[B, C]: all cosines, then all sines."""
    place = ops.arange(channels // 2, dtype="float32")
    angle = ops.cast(time, "float32")[:, None] * 10000.0 ** (-2 * place / channels)
    return ops.concatenate([ops.cos(angle), ops.sin(angle)], axis=-1)


def plain_norm(x, epsilon=1e-6):
    centered = x - ops.mean(x, axis=-1, keepdims=True)
    variance = ops.mean(ops.square(centered), axis=-1, keepdims=True)
    return centered / ops.sqrt(variance + epsilon)
