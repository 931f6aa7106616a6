import torch


def attention(query, key, value):
    """[B, T, K], [B, S, K], [B, S, V] -> [B, T, V]"""
    scores = query @ key.transpose(-2, -1) / key.shape[-1] ** 0.5  # [B, T, S]
    weights = torch.softmax(scores, dim=-1)  # [B, T, S]
    return weights @ value  # [B, T, V]
