"""What codec, reader and diffusion transformer share: taps, attention, the feed-forward network.

The modules have the names of the parameter trees of src/model, so that export.py only has to turn
matrices around.
"""

import torch
import torch.nn.functional as F
from torch import nn

# As in src/model/norm.ts.
EPSILON = 1e-6


def no_tap(_, tensor):
    return tensor


def scoped(tap, prefix):
    """A tap that puts `prefix` before every name. Without a tap there is nothing to name."""
    return tap if tap is no_tap else lambda name, tensor: tap(f"{prefix}.{name}", tensor)


class Attention(nn.Module):
    """`multiHeadAttention` of src/model/attention.ts: x [B, T, D] looks at memory [B, S, ·]."""

    def __init__(self, width, heads, memory_width=None):
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(memory_width or width, width)
        self.value = nn.Linear(memory_width or width, width)
        self.output = nn.Linear(width, width)

    def forward(self, x, memory, mask=None, tap=no_tap):
        """`mask`: [B, 1, 1, S], true for what may be seen."""
        query = tap("query", self.split(self.query(x)))  # [B, H, T, K]
        key = tap("key", self.split(self.key(memory)))  # [B, H, S, K]
        value = tap("value", self.split(self.value(memory)))  # [B, H, S, K]
        if tap is not no_tap:
            show_pattern(query, key, mask, tap)
        mix = tap("mix", F.scaled_dot_product_attention(query, key, value, mask))  # [B, H, T, K]
        joined = tap("joined", mix.transpose(1, 2).flatten(2))  # [B, T, D]
        return tap("output", self.output(joined))

    def split(self, x):
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)


def show_pattern(query, key, mask, tap):
    """Taps what the fused attention keeps to itself."""
    scores = tap("scores", query @ key.transpose(2, 3) / query.shape[-1] ** 0.5)  # [B, H, T, S]
    if mask is not None:
        [batch, _, length, _] = query.shape
        tap("mask", mask.float().expand(batch, 1, length, -1))
        scores = scores.masked_fill(~mask, -torch.inf)
    tap("pattern", scores.softmax(-1))


class FeedForward(nn.Module):
    """`feedForward` of src/model/feedforward.ts."""

    def __init__(self, width, inner, activation):
        super().__init__()
        self.inner, self.outer = nn.Linear(width, inner), nn.Linear(inner, width)
        self.activation = activation

    def forward(self, x, tap=no_tap):
        hidden = tap("hidden", ACTIVATIONS[self.activation](self.inner(x)))
        return tap("output", self.outer(hidden))


ACTIVATIONS = {
    "relu": F.relu,
    "gelu": F.gelu,
    "geluTanh": lambda x: F.gelu(x, approximate="tanh"),
}


def sinusoids(places, width):
    """`sinusoidalPositions` of src/model/positions.ts: sine and cosine interleaved, [T, D]."""
    rates = 10000 ** (-torch.arange(0, width, 2).double() / width)
    angles = torch.outer(torch.as_tensor(places).double(), rates)
    return torch.stack([angles.sin(), angles.cos()], -1).flatten(1).float()
