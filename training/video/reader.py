"""The reader: `textModel` of src/model/transformer, pre-norm, with rotary positions. It is frozen."""

import torch
from parts import EPSILON, Attention, FeedForward
from torch import nn

PAD = 0


class Layer(nn.Module):
    """`encoderLayer`, pre-norm."""

    def __init__(self, config):
        super().__init__()
        width = config["width"]
        self.self = RotaryAttention(width, config["heads"])
        self.norm1, self.norm2 = nn.LayerNorm(width, EPSILON), nn.LayerNorm(width, EPSILON)
        self.ffn = FeedForward(width, config["inner"], config.get("activation", "relu"))

    def forward(self, x, mask):
        normal = self.norm1(x)
        x = x + self.self(normal, normal, mask)
        return x + self.ffn(self.norm2(x))


class RotaryAttention(Attention):
    """Queries and keys are turned by their positions. Values are not."""

    def forward(self, x, memory, mask):
        query, key = rotate(self.split(self.query(x))), rotate(self.split(self.key(memory)))
        value = self.split(self.value(memory))
        mix = nn.functional.scaled_dot_product_attention(query, key, value, mask)
        return self.output(mix.transpose(1, 2).flatten(2))


def rotate(x, base=10000):
    """`rotate` of src/model/rotary.ts: neighbors 2i and 2i + 1 are a pair. x: [..., T, K]."""
    [T, K] = x.shape[-2:]
    angles = torch.outer(torch.arange(T), base ** (-torch.arange(0, K, 2) / K)).to(x.device)
    sine, cosine = angles.sin(), angles.cos()  # [T, K/2]
    a, b = x[..., ::2], x[..., 1::2]
    return torch.stack([a * cosine - b * sine, a * sine + b * cosine], -1).flatten(-2)


class Reader(nn.Module):
    def __init__(self, config):
        super().__init__()
        table = nn.Embedding(config["vocabulary"], config["width"])
        self.embedding = nn.ModuleDict({"table": table})
        self.layers = nn.ModuleList(Layer(config) for _ in range(config["layers"]))
        self.norm = nn.LayerNorm(config["width"], EPSILON)

    def forward(self, ids):
        """Ids [B, S] → what they mean [B, S, D], and which are tokens: [B, 1, 1, S]."""
        mask = (ids != PAD)[:, None, None]
        x = self.embedding["table"](ids)
        for layer in self.layers:
            x = layer(x, mask)
        return self.norm(x), mask
