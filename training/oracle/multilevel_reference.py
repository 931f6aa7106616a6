"""Attention on several levels in NumPy, float64, keeping every intermediate: see `reference.py`."""

import math

import numpy as np
import reference

GELU = np.vectorize(lambda x: x / 2 * (1 + math.erf(x / math.sqrt(2))))


def attention(params, x, heads, mask=None, bias=None):
    """Self-attention with a bias on the scores."""
    if bias is None:
        return reference.attention(params, x, x, heads, mask)
    query, key, value = (
        reference.split(reference.linear(params[name], x), heads)
        for name in ["query", "key", "value"]
    )
    scores = np.einsum("nhtk,nhsk->nhts", query, key) / np.sqrt(query.shape[-1])
    biased = scores + bias
    pattern = reference.softmax(biased, mask)
    mix = np.einsum("nhts,nhsk->nhtk", pattern, value)
    shown = {} if mask is None else {"mask": mask}
    tensors = {"query": query, "key": key, "value": value, "scores": scores, "biased": biased}
    tensors |= {**shown, "pattern": pattern, "mix": mix, "joined": reference.join(mix)}
    return tensors | {"output": reference.linear(params["output"], tensors["joined"])}


def encoder_layer(params, x, attend, norm="pre", gelu=True):
    """`attend(params, x)` returns the intermediates of the attention. The last one is the result."""
    tensors = {}
    record = reference.recorder(tensors)

    def think(x):
        inner = reference.linear(params["ffn"]["inner"], x)
        hidden = GELU(inner) if gelu else np.maximum(0.0, inner)
        return record(
            "ffn", {"hidden": hidden, "output": reference.linear(params["ffn"]["outer"], hidden)}
        )

    def normal(name, x):
        return record(name, reference.layer_norm(params[name], x))

    def look(x):
        return record("self", attend(params["self"], x))

    if norm == "post":
        x = normal("norm1", record("residual1", x + look(x)))
        normal("norm2", record("residual2", x + think(x)))
    else:
        x = record("residual1", x + look(normal("norm1", x)))
        record("residual2", x + think(normal("norm2", x)))
    return tensors


def pooling(params, x, mask=None):
    hidden = np.tanh(reference.linear(params["hidden"], x))
    scores = hidden @ params["context"]
    pattern = reference.softmax(scores, mask)
    output = np.stack([weights @ tokens for weights, tokens in zip(pattern, x, strict=True)])
    shown = {} if mask is None else {"mask": mask}
    return {"hidden": hidden, "scores": scores, **shown, "pattern": pattern, "output": output}


def windows_of(x, height, width):
    """[B, Y, X, D] → [B·N, W, D], window by window."""
    _, rows, columns, depth = x.shape
    cut = [
        sample[top : top + height, left : left + width].reshape(-1, depth)
        for sample in x
        for top in range(0, rows, height)
        for left in range(0, columns, width)
    ]
    return np.stack(cut)


def grid_of(windows, height, width, shape):
    """The inverse of `windows_of`."""
    grid = np.zeros(shape)
    batch, rows, columns, depth = shape
    left_over = iter(windows)
    for sample in range(batch):
        for top in range(0, rows, height):
            for left in range(0, columns, width):
                window = next(left_over).reshape(height, width, depth)
                grid[sample, top : top + height, left : left + width] = window
    return grid


def shifted_mask(shape, window, shift):
    """[B·N, 1, W, W]: 1 where two tokens of a window are a window's length apart or less, unrolled."""
    batch, rows, columns, _ = shape
    places = np.stack(np.meshgrid(np.arange(rows), np.arange(columns), indexing="ij"), axis=-1)
    rolled = np.roll(places, (-shift[0], -shift[1]), axis=(0, 1))
    tokens = windows_of(np.broadcast_to(rolled, (batch, rows, columns, 2)), *window)
    apart = np.abs(tokens[:, :, None] - tokens[:, None])
    near = (apart < np.array(window)).all(axis=-1)
    return near[:, None].astype(float)


def relative_bias(table, window):
    """[H, W, W], from a grid of the table's rows."""
    height, width = window
    grid = table.reshape(2 * height - 1, 2 * width - 1, -1)
    places = [(y, x) for y in range(height) for x in range(width)]
    rows = [
        [grid[y - v + height - 1, x - u + width - 1] for v, u in places] for y, x in places
    ]
    return np.moveaxis(np.array(rows), -1, 0)


def window_block(params, x, heads, window, shift):
    moved = any(shift)
    tensors = {}
    rolled = np.roll(x, (-shift[0], -shift[1]), axis=(1, 2))
    if moved:
        tensors["rolled"] = rolled
    tensors["windows"] = windows_of(rolled, *window)
    tensors["self.bias"] = relative_bias(params["relative"], window)
    mask = shifted_mask(x.shape, window, shift) if moved else None
    tensors |= encoder_layer(
        params,
        tensors["windows"],
        lambda weights, windows: attention(weights, windows, heads, mask, tensors["self.bias"]),
    )
    grid = grid_of(tensors["residual2"], *window, x.shape)
    return tensors | {"output": np.roll(grid, shift, axis=(1, 2))}


def merge(params, x):
    """Neighbors in Swin's order: down the left column first."""
    down = params["norm"]["gain"].size // x.shape[-1] // 2
    parts = [x[:, dy::down, dx::2] for dx in range(2) for dy in range(down)]
    neighbors = np.concatenate(parts, axis=-1)
    normal = reference.layer_norm(params["norm"], neighbors)
    output = reference.linear(params["reduce"], normal)
    return {"neighbors": neighbors, "norm": normal, "output": output}


def local_global_mask(tokens, window, causal, globals_):
    """[T, T], by the definition."""
    query, key = np.arange(tokens)[:, None], np.arange(tokens)[None, :]
    seen = abs(query - key) < window
    seen |= np.isin(query, globals_) | np.isin(key, globals_)
    return (seen & (key <= query if causal else True)).astype(float)


def local_global(params, x, heads, window, causal, globals_):
    """What the code computes chunk by chunk, read off the full matrices."""
    full = reference.attention(
        params, x, x, heads, local_global_mask(x.shape[1], window, causal, globals_)[None, None]
    )
    query, key, value = full["query"], full["key"], full["value"]
    batch, _, tokens, _ = query.shape
    size = min(tokens, max(1, window - 1))
    count = -(-tokens // size)
    sides = 2 if causal else 3

    def band(x, chunk):
        """The keys around a chunk, zeros beyond the ends, then the global ones."""
        places = range((chunk - 1) * size, (chunk - 1 + sides) * size)
        zero = np.zeros_like(x[:, :, 0])
        near = [x[:, :, place] if 0 <= place < tokens else zero for place in places]
        return np.stack([*near, *(x[:, :, place] for place in globals_)], axis=2)

    def allowed(place, chunk):
        near = [
            float(
                0 <= other < tokens
                and abs(place - other) < window
                and other not in globals_
                and not (causal and other > place)
            )
            for other in range((chunk - 1) * size, (chunk - 1 + sides) * size)
        ]
        return [*near, *(float(not (causal and other > place)) for other in globals_)]

    padded = np.concatenate([query, np.zeros_like(query)], axis=2)[:, :, : count * size]
    near_query = np.stack(np.split(padded, count, axis=2), axis=2)
    near_key = np.stack([band(key, chunk) for chunk in range(count)], axis=2)
    near_value = np.stack([band(value, chunk) for chunk in range(count)], axis=2)
    blocked = [0.0] * near_key.shape[3]
    rows = [
        [
            allowed(place, chunk) if place < tokens else blocked
            for place in range(chunk * size, (chunk + 1) * size)
        ]
        for chunk in range(count)
    ]
    near = {"query": near_query, "key": near_key, "value": near_value}
    near |= reference.dot_product(near_query, near_key, near_value, np.array(rows)[None, None])
    tensors = {name: full[name] for name in ["query", "key", "value"]}
    tensors |= {f"near.{name}": tensor for name, tensor in near.items()}
    if globals_:
        asked = query[:, :, globals_]
        past = (np.arange(tokens)[None, :] <= np.array(globals_)[:, None]).astype(float)
        past = np.broadcast_to(past, (batch, 1, *past.shape))
        far = reference.dot_product(asked, key, value, past if causal else None)
        tensors |= {"far.query": asked} | {f"far.{name}": tensor for name, tensor in far.items()}
    return tensors | {name: full[name] for name in ["mix", "joined", "output"]}


def places_of(x):
    """[B, N, S, D] → [B·S, N, D]"""
    return np.concatenate([np.stack([x[b, :, s] for s in range(x.shape[2])]) for b in range(len(x))])


def space_time(params, x, heads, kind):
    """Pre-norm layers on a clip [B, N, S, D]."""
    batch, frames, tokens, depth = x.shape
    tensors = {}

    def unplace(places):
        return np.moveaxis(places.reshape(batch, tokens, frames, depth), 1, 2)

    if kind == "divided":
        places = places_of(x)
        normal = reference.layer_norm(params["timeNorm"], places)
        looked = attention(params["time"], normal, heads)
        residual = places + looked["output"]
        tensors |= {"places": places, "timeNorm": normal, "timeResidual": residual}
        tensors |= {f"time.{name}": tensor for name, tensor in looked.items()}
        x = unplace(residual)
    shapes = {"joint": (batch, frames * tokens, depth)}
    groups = places_of(x) if kind == "time" else x.reshape(shapes.get(kind, (-1, tokens, depth)))
    layer = encoder_layer(params, groups, lambda weights, x: attention(weights, x, heads))
    last = layer["residual2"]
    output = unplace(last) if kind == "time" else last.reshape(batch, frames, tokens, depth)
    return tensors | {"groups": groups} | layer | {"output": output}
