"""The diffusion transformer of src/model/diffusion, with `cross` as its condition."""

import torch
import torch.nn.functional as F
from parts import EPSILON, Attention, FeedForward, no_tap, scoped, sinusoids
from torch import nn

# What the time of a flow is multiplied with: `FLOW_TIME_SCALE`.
TIME_SCALE = 1000


class Block(nn.Module):
    """`ditBlock`. Modulation and the text's output start as zeros: the block as the identity."""

    def __init__(self, config):
        super().__init__()
        width, heads = config["width"], config["heads"]
        self.modulation = nn.Linear(width, 6 * width)
        self.self = Attention(width, heads)
        self.cross = Attention(width, heads, config["textWidth"])
        self.mlp = FeedForward(width, config["mlpRatio"] * width, "geluTanh")
        zero(self.modulation, self.cross.output)

    def forward(self, x, c, text, mask, tap=no_tap):
        m = modulation(self.modulation, c, BLOCK_VECTORS, tap)
        modulated1 = tap("modulated1", modulate(tap("norm1", norm(x)), m["shift1"], m["scale1"]))
        looked = self.self(modulated1, modulated1, None, scoped(tap, "self"))
        x = tap("residual1", x + m["gate1"][:, None] * looked)
        x = tap("crossed", x + self.cross(x, text, mask, scoped(tap, "cross")))
        modulated2 = tap("modulated2", modulate(tap("norm2", norm(x)), m["shift2"], m["scale2"]))
        thought = self.mlp(modulated2, scoped(tap, "mlp"))
        return tap("residual2", x + m["gate2"][:, None] * thought)


BLOCK_VECTORS = ["shift1", "scale1", "gate1", "shift2", "scale2", "gate2"]


class Time(nn.Module):
    """`timestepEmbedding`: all cosines, then all sines, then two layers."""

    def __init__(self, frequencies, width):
        super().__init__()
        self.inner, self.outer = nn.Linear(frequencies, width), nn.Linear(width, width)
        rates = 10000 ** (-torch.arange(frequencies // 2) / (frequencies // 2))
        self.register_buffer("rates", rates, persistent=False)

    def forward(self, times, tap=no_tap):
        angles = times[:, None] * self.rates
        waves = tap("sinusoids", torch.cat([angles.cos(), angles.sin()], 1))
        return tap("output", self.outer(tap("hidden", F.silu(self.inner(waves)))))


class Final(nn.Module):
    def __init__(self, width, outputs):
        super().__init__()
        self.modulation, self.output = nn.Linear(width, 2 * width), nn.Linear(width, outputs)
        zero(self.modulation, self.output)

    def forward(self, x, c, tap=no_tap):
        m = modulation(self.modulation, c, ["shift", "scale"], tap)
        modulated = tap("modulated", modulate(tap("norm", norm(x)), m["shift"], m["scale"]))
        return tap("output", self.output(modulated))


class Dit(nn.Module):
    """Latents [B, n, y, x, C] at a time of 0 (data) to 1 (noise), and a text → their velocity."""

    def __init__(self, config):
        super().__init__()
        width, channels = config["width"], config["channels"]
        self.patches = nn.Linear(channels, width)
        self.time = Time(config.get("frequencies", 256), width)
        self.blocks = nn.ModuleList(Block(config) for _ in range(config["layers"]))
        self.final = Final(width, channels)
        self.apply(init_linear)
        self.places = {}

    def forward(self, latents, times, text, mask, tap=no_tap):
        """`text` [B, S, ·] of the reader, `mask` [B, 1, 1, S] true for its tokens."""
        grid = latents.shape[1:4]
        patches = tap("patches", self.patches(latents.flatten(1, 3)))  # [B, T, D]
        x = tap("x", patches + tap("positions", self.positions(grid, patches)))
        c = self.time(times * TIME_SCALE, scoped(tap, "time"))  # [B, D]
        for i, block in enumerate(self.blocks):
            x = block(x, c, text, mask, scoped(tap, f"blocks.{i}"))
        return self.final(x, c, scoped(tap, "final")).unflatten(1, grid)

    def positions(self, grid, like):
        if grid not in self.places:
            self.places[grid] = grid_positions(grid, like.shape[-1])[None].to(like.device)
        return self.places[grid]


def grid_positions(grid, width):
    """`gridPositions`: a table an axis side by side; the first takes what the others leave."""
    each = width // 6 * 2
    widths = [width - 2 * each, each, each]
    places = torch.cartesian_prod(*(torch.arange(size) for size in grid))  # [T, 3]
    return torch.cat([sinusoids(places[:, i], widths[i]) for i in range(3)], 1)


def modulation(layer, c, names, tap):
    parts = layer(tap("activated", F.silu(c))).chunk(len(names), 1)
    return {name: tap(name, part) for name, part in zip(names, parts, strict=True)}


def norm(x):
    return F.layer_norm(x, x.shape[-1:], eps=EPSILON)


def modulate(x, shift, scale):
    return x * (1 + scale[:, None]) + shift[:, None]


def zero(*layers):
    """Marks layers that start as zeros."""
    for layer in layers:
        layer.starts_as_zero = True


def init_linear(layer):
    """Glorot, as `initLinear` of src/model/init.ts; zeros where a layer is marked."""
    if isinstance(layer, nn.Linear):
        nn.init.zeros_(layer.bias)
        starts_as_zero = getattr(layer, "starts_as_zero", False)
        (nn.init.zeros_ if starts_as_zero else nn.init.xavier_uniform_)(layer.weight)
