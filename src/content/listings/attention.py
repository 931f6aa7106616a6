"""Multi-head attention in Keras 3, one line a step."""

from keras import ops


def multi_head_attention(params, x, memory, heads, mask=None, temperature=1.0):
    """x [B, T, D] asks, memory [B, S, D] answers; mask 1 = may attend, 0 = blocked."""
    query = split_heads(linear(params["query"], x), heads)  # step: query
    key = split_heads(linear(params["key"], memory), heads)  # step: key
    value = split_heads(linear(params["value"], memory), heads)  # step: value
    scores = query @ ops.swapaxes(key, -1, -2) / query.shape[-1] ** 0.5  # step: scores
    allowed = ops.ones_like(scores[:, :1]) if mask is None else mask  # step: mask
    pattern = masked_softmax(scores / temperature, allowed)  # step: pattern
    mix = pattern @ value  # step: mix
    joined = join_heads(mix)  # step: joined
    output = linear(params["output"], joined)  # step: output
    return output, pattern


def linear(params, x):
    return x @ params["weight"] + params["bias"]


def split_heads(x, heads):
    batch, length, width = x.shape
    cut = ops.reshape(x, (batch, length, heads, width // heads))  # [B, T, H, K]
    return ops.transpose(cut, (0, 2, 1, 3))  # [B, H, T, K]


def join_heads(x):
    batch, heads, length, width = x.shape
    beside = ops.transpose(x, (0, 2, 1, 3))  # [B, T, H, K]
    return ops.reshape(beside, (batch, length, heads * width))  # [B, T, D]


def masked_softmax(scores, mask):
    """A row without any allowed key becomes zeros, not NaN."""
    lowest = ops.min(scores, axis=-1, keepdims=True)
    highest = ops.max(ops.where(mask > 0, scores, lowest), axis=-1, keepdims=True)
    weights = ops.exp(ops.where(mask > 0, scores - highest, 0.0)) * mask
    empty = 1.0 - ops.max(mask, axis=-1, keepdims=True)
    return weights / (ops.sum(weights, axis=-1, keepdims=True) + empty)
