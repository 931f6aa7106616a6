"""The compression network of src/model/video: a clip [B, N, Y, X, 3] ⇄ latents [B, n, y, x, C]."""

import math

import torch
import torch.nn.functional as F
from parts import EPSILON, no_tap, scoped
from torch import nn


class Conv(nn.Conv3d):
    """Zeros around each frame, and before the first: causal. Channels last, as our tensors."""

    def __init__(self, inputs, outputs, stride=(1, 1, 1)):
        super().__init__(inputs, outputs, 3, tuple(stride), padding=(0, 1, 1))
        # A convolution of single frames, inflated (Wan Team 2025, section 4.1): images come first.
        limit = math.sqrt(3 / (9 * inputs))
        nn.init.uniform_(self.weight, -limit, limit)
        with torch.no_grad():
            self.weight[:, :, :2] = 0
        nn.init.zeros_(self.bias)

    def forward(self, x):
        before = F.pad(x, [0, 0, 0, 0, 0, 0, 2, 0])
        return super().forward(before.movedim(-1, 1)).movedim(1, -1)


class Block(nn.Module):
    """`videoBlock`. The second convolution starts as zeros, so the block as the identity."""

    def __init__(self, width):
        super().__init__()
        self.norm1, self.norm2 = nn.RMSNorm(width, EPSILON), nn.RMSNorm(width, EPSILON)
        self.conv1, self.conv2 = Conv(width, width), Conv(width, width)
        nn.init.zeros_(self.conv2.weight)

    def forward(self, x, tap=no_tap):
        active1 = tap("active1", F.silu(tap("norm1", self.norm1(x))))
        conv1 = tap("conv1", self.conv1(active1))
        active2 = tap("active2", F.silu(tap("norm2", self.norm2(conv1))))
        return tap("output", x + tap("conv2", self.conv2(active2)))


class Half(nn.Module):
    """The encoder, or the decoder: they differ in what lies between two levels."""

    def __init__(self, config, down):
        super().__init__()
        latents = config["latentChannels"]
        turn = 1 if down else -1
        widths, self.strides = config["channels"][::turn], config["strides"][::turn]
        inputs, outputs = (3, 2 * latents) if down else (latents, 3)
        self.input = Conv(inputs, widths[0])
        self.levels = nn.ModuleList()
        for i, width in enumerate(widths):
            blocks = nn.ModuleList(Block(width) for _ in range(config.get("blocks", 1)))
            level = nn.ModuleDict({"blocks": blocks})
            if i < len(self.strides):
                name, stride = ("down", self.strides[i]) if down else ("up", (1, 1, 1))
                level[name] = Conv(width, widths[i + 1], stride)
            self.levels.append(level)
        self.norm = nn.RMSNorm(widths[-1], EPSILON)
        self.output = Conv(widths[-1], outputs)

    def forward(self, x, tap=no_tap):
        x = tap("input", self.input(x))
        for i, level in enumerate(self.levels):
            at = scoped(tap, f"levels.{i}")
            for j, block in enumerate(level["blocks"]):
                x = block(x, scoped(at, f"blocks.{j}"))
            if "down" in level:
                x = at("down", level["down"](x))
            if "up" in level:
                x = at("up", level["up"](at("upsampled", upsample(x, self.strides[i]))))
        return tap("output", self.output(tap("active", F.silu(tap("norm", self.norm(x))))))


def upsample(x, stride):
    """Every cell again and again; of the first frame one copy in time."""
    frames, height, width = stride
    [B, N, Y, X, C] = x.shape
    each = x[:, :, None, :, None, :, None].expand(B, N, frames, Y, height, X, width, C)
    return each.reshape(B, N * frames, Y * height, X * width, C)[:, frames - 1 :]


class Codec(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.encoder, self.decoder = Half(config, True), Half(config, False)

    def encode(self, clip, tap=no_tap):
        """Mean and log-variance of the latents."""
        mean, log_variance = self.encoder(clip, tap).chunk(2, -1)
        return tap("mean", mean), tap("logVariance", log_variance)

    def decode(self, latents, tap=no_tap):
        return self.decoder(latents, tap)


def codec_loss(codec, clip, noise, kl_weight):
    """`videoCodecLoss` of src/model/video/loss.ts, squared. A noise of 0 leaves the mean."""
    mean, log_variance = codec.encode(clip)
    back = codec.decode(mean + torch.exp(log_variance / 2) * noise)
    kl = (mean**2 + log_variance.exp() - 1 - log_variance).mean() / 2
    return (back - clip).square().mean() + kl_weight * kl
