import itertools

import torch


def eulerSample(params, noise, times):
    """noise [B, D], times from 1 (noise) to 0 (data) -> the sample [B, D]."""
    x = noise
    for time, following in itertools.pairwise(times):
        velocity = torch.tanh(x @ params["weight"] + time * params["bias"])  # [B, D]
        x = x + (following - time) * velocity
    return x
