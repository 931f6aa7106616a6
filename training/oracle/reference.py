"""The layers written out in NumPy, float64, keeping every intermediate.

Nothing here is trusted by itself: `generate.py` compares the results with the real layers.
"""

import numpy as np


def attention(params, x, memory, heads, mask=None, temperature=1.0):
    """Every intermediate of multi-head attention by name; mask [B, 1, T, S], 1 = may attend."""
    query = split(linear(params["query"], x), heads)
    key = split(linear(params["key"], memory), heads)
    value = split(linear(params["value"], memory), heads)
    tensors = {"query": query, "key": key, "value": value}
    tensors |= dot_product(query, key, value, mask, temperature)
    joined = join(tensors["mix"])
    return tensors | {"joined": joined, "output": linear(params["output"], joined)}


def dot_product(query, key, value, mask=None, temperature=1.0):
    scores = np.einsum("...tk,...sk->...ts", query, key) / np.sqrt(query.shape[-1])
    pattern = softmax(scores / temperature, mask)
    mix = np.einsum("...ts,...sk->...tk", pattern, value)
    shown = {} if mask is None else {"mask": mask}
    return {"scores": scores, **shown, "pattern": pattern, "mix": mix}


def softmax(scores, mask=None):
    """Row by row with plain loops: slow, and hard to get wrong. An empty row stays zero."""
    allowed = np.broadcast_to(1.0 if mask is None else mask, scores.shape)
    pattern = np.zeros_like(scores)
    for row in np.ndindex(scores.shape[:-1]):
        keys = np.flatnonzero(allowed[row])
        if len(keys) > 0:
            weights = np.exp(scores[row][keys] - scores[row][keys].max())
            pattern[row][keys] = weights / weights.sum()
    return pattern


def encoder_layer(params, x, heads, mask, norm):
    tensors = {}
    record = recorder(tensors)
    if norm == "post":
        attended = record("self", attention(params["self"], x, x, heads, mask))
        norm1 = record("norm1", layer_norm(params["norm1"], record("residual1", x + attended)))
        thought = record("ffn", feed_forward(params["ffn"], norm1))
        record("norm2", layer_norm(params["norm2"], record("residual2", norm1 + thought)))
    else:
        norm1 = record("norm1", layer_norm(params["norm1"], x))
        attended = record("self", attention(params["self"], norm1, norm1, heads, mask))
        residual1 = record("residual1", x + attended)
        norm2 = record("norm2", layer_norm(params["norm2"], residual1))
        record("residual2", residual1 + record("ffn", feed_forward(params["ffn"], norm2)))
    return tensors


def decoder_layer(params, x, memory, heads, mask, memory_mask, norm):
    tensors = {}
    record = recorder(tensors)

    def self_attention(x):
        return record("self", attention(params["self"], x, x, heads, mask))

    def cross_attention(x):
        return record("cross", attention(params["cross"], x, memory, heads, memory_mask))

    def think(x):
        return record("ffn", feed_forward(params["ffn"], x))

    for number, sub_layer in enumerate([self_attention, cross_attention, think], start=1):
        name, gains = f"residual{number}", f"norm{number}"
        if norm == "post":
            residual = record(name, x + sub_layer(x))
            x = record(gains, layer_norm(params[gains], residual))
        else:
            x = record(name, x + sub_layer(record(gains, layer_norm(params[gains], x))))
    return tensors


def recorder(tensors):
    """Keeps a tensor, or a sub-layer's tensors under its name; returns the (last) tensor."""

    def record(name, value):
        if not isinstance(value, dict):
            tensors[name] = value
            return value
        tensors.update({f"{name}.{key}": tensor for key, tensor in value.items()})
        return value["output"]

    return record


def feed_forward(params, x):
    hidden = np.maximum(0.0, linear(params["inner"], x))
    return {"hidden": hidden, "output": linear(params["outer"], hidden)}


def layer_norm(params, x, epsilon=1e-6):
    mean = x.mean(axis=-1, keepdims=True)
    variance = x.var(axis=-1, keepdims=True)
    return params["gain"] * (x - mean) / np.sqrt(variance + epsilon) + params["bias"]


def linear(params, x):
    return x @ params["weight"] + params["bias"]


def split(x, heads):
    return np.stack(np.split(x, heads, axis=-1), axis=1)


def join(x):
    return np.concatenate(list(np.moveaxis(x, 1, 0)), axis=-1)


def positions(length, width):
    """Section 3.5 of the 2017 paper, cell by cell."""
    table = np.zeros((length, width))
    for t in range(length):
        for i in range(width // 2):
            angle = t / 10000 ** (2 * i / width)
            table[t, 2 * i], table[t, 2 * i + 1] = np.sin(angle), np.cos(angle)
    return table
