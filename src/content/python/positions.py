"""Sinusoidal and rotary positions. Both take the same sines and cosines."""

import torch
from keras import ops


def sinusoids_keras(length, width, start=0):
    places = ops.arange(start, start + length, dtype="float32")[:, None]  # [T, 1]
    rates = 10000.0 ** (-ops.arange(0, width, 2, dtype="float32") / width)  # [D / 2]
    angles = places * rates  # [T, D / 2]
    return ops.reshape(ops.stack([ops.sin(angles), ops.cos(angles)], -1), (length, width))


def rotate_keras(x, start=0):
    *_, length, width = x.shape  # [B, H, T, K]
    table = sinusoids_keras(length, width, start)
    sin, cos = table[:, 0::2], table[:, 1::2]  # [T, K / 2]
    a, b = x[..., 0::2], x[..., 1::2]  # [B, H, T, K / 2]
    return ops.reshape(ops.stack([a * cos - b * sin, a * sin + b * cos], -1), x.shape)


def sinusoids_torch(length, width, start=0):
    places = torch.arange(start, start + length)[:, None]  # [T, 1]
    rates = 10000.0 ** (-torch.arange(0, width, 2) / width)  # [D / 2]
    angles = places * rates  # [T, D / 2]
    return torch.stack([angles.sin(), angles.cos()], -1).flatten(-2)  # [T, D]


def rotate_torch(x, start=0):
    *_, length, width = x.shape  # [B, H, T, K]
    table = sinusoids_torch(length, width, start)
    sin, cos = table[:, 0::2], table[:, 1::2]  # [T, K / 2]
    a, b = x[..., 0::2], x[..., 1::2]  # [B, H, T, K / 2]
    return torch.stack([a * cos - b * sin, a * sin + b * cos], -1).flatten(-2)
