import torch


def layerNorm(params, x, epsilon):
    """x [..., D] -> [..., D], normalized over the last axis."""
    centered = x - x.mean(dim=-1, keepdim=True)  # [..., D]
    variance = centered.square().mean(dim=-1, keepdim=True)  # [..., 1]
    normal = centered / torch.sqrt(variance + epsilon)  # [..., D]
    return normal * params["gain"] + params["bias"]  # [..., D]
