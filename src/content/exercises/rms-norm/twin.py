import torch


def rmsNorm(gain, x, epsilon):
    """x [..., D] -> [..., D], divided by its root mean square; gain [D]."""
    mean_square = x.square().mean(dim=-1, keepdim=True)  # [..., 1]
    return x * torch.rsqrt(mean_square + epsilon) * gain  # [..., D]
