"""The translator in PyTorch, `seq2seqSession` of src/model/transformer: post-norm, with a cache."""

import sys
from pathlib import Path

import torch
from torch import nn

sys.path.append(str(Path(__file__).parents[2] / "training/video"))
from parts import EPSILON, Attention, FeedForward, sinusoids  # noqa: E402

PAD = 0


class EncoderLayer(nn.Module):
    """`encoderLayer`."""

    def __init__(self, width, heads, inner):
        super().__init__()
        self.self = Attention(width, heads)
        self.norm1, self.norm2 = (nn.LayerNorm(width, EPSILON) for _ in range(2))
        self.ffn = FeedForward(width, inner, "relu")

    def forward(self, x, mask):
        x = self.norm1(x + self.self(x, x, mask))
        return self.norm2(x + self.ffn(x))


class DecoderLayer(nn.Module):
    """`decoderLayer` on one new token, with what it keeps of those before."""

    def __init__(self, width, heads, inner):
        super().__init__()
        self.self, self.cross = CachedAttention(width, heads), CachedAttention(width, heads)
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(width, EPSILON) for _ in range(3))
        self.ffn = FeedForward(width, inner, "relu")

    def forward(self, x, mask, past, memory):
        """`past` grows with this token and is returned; `memory` is the source's, and stays."""
        own = self.self.keys_and_values(x)
        past = [torch.cat(pair, 2) for pair in zip(past, own, strict=True)]  # [B, H, T, K]
        x = self.norm1(x + self.self(x, *past))
        x = self.norm2(x + self.cross(x, *memory, mask))
        return self.norm3(x + self.ffn(x)), past


class CachedAttention(Attention):
    """Attention to keys and values that were computed before, [B, H, S, K]."""

    def keys_and_values(self, memory):
        return [self.split(self.key(memory)), self.split(self.value(memory))]

    def forward(self, x, key, value, mask=None):
        query = self.split(self.query(x))
        mix = nn.functional.scaled_dot_product_attention(query, key, value, mask)
        return self.output(mix.transpose(1, 2).flatten(2))


class Table(nn.Module):
    """`embed`, scaled, with sinusoidal positions."""

    def __init__(self, vocabulary, width, longest):
        super().__init__()
        self.table = nn.Embedding(vocabulary, width)
        self.register_buffer("places", sinusoids(range(longest), width), persistent=False)

    def forward(self, ids, positions):
        places = nn.functional.embedding(positions, self.places)
        return self.table(ids) * places.shape[-1] ** 0.5 + places


class Translator(nn.Module):
    def __init__(self, source, target, width, heads, inner, layers, longest=64):
        super().__init__()
        self.source, self.target = (Table(size, width, longest) for size in (source, target))
        sizes = width, heads, inner
        self.encoder = nn.ModuleList(EncoderLayer(*sizes) for _ in range(layers))
        self.decoder = nn.ModuleList(DecoderLayer(*sizes) for _ in range(layers))

    def encode(self, ids):
        """Ids [B, S] → which are tokens [B, 1, 1, S], keys and values a layer [B, H, S, K]."""
        mask = (ids != PAD)[:, None, None]
        x = self.source(ids, torch.arange(ids.shape[1]))
        for layer in self.encoder:
            x = layer(x, mask)
        return mask, *flat(layer.cross.keys_and_values(x) for layer in self.decoder)

    def decode(self, id, position, mask, kept):
        """One id [B, 1] at `position` [1] → logits [B, V] of the next, and all that is kept of it.

        `kept`: the source's keys and values a layer, then those of the tokens before.
        """
        pairs = [kept[i : i + 2] for i in range(0, len(kept), 2)]
        x, past = self.target(id, position), []
        for i, layer in enumerate(self.decoder):
            x, own = layer(x, mask, pairs[len(self.decoder) + i], pairs[i])
            past.append(own)
        return x[:, -1] @ self.target.table.weight.T, *flat(past)

    def nothing(self, batch):
        """What is kept before the first token."""
        attention = self.decoder[0].self
        [width] = attention.key.bias.shape
        shape = batch, attention.heads, 0, width // attention.heads
        return [torch.zeros(shape) for _ in range(2 * len(self.decoder))]


def flat(pairs):
    return [tensor for pair in pairs for tensor in pair]
