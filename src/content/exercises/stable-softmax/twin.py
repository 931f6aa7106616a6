import torch


def softmax(scores):
    """Softmax over the last axis: [..., S] -> [..., S]."""
    highest = scores.max(dim=-1, keepdim=True).values  # [..., 1]
    powers = torch.exp(scores - highest)  # [..., S]
    return powers / powers.sum(dim=-1, keepdim=True)  # [..., S]
