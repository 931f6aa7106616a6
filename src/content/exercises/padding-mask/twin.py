import torch


def paddedAttention(query, key, value, ids, padding):
    """query [B, H, T, K], key and value [B, H, S, K], ids [B, S] -> [B, H, T, K]"""
    real = (ids != padding)[:, None, None, :]  # [B, 1, 1, S]
    scores = query @ key.transpose(-2, -1) / key.shape[-1] ** 0.5  # [B, H, T, S]
    masked = scores.masked_fill(~real, -torch.inf)  # [B, H, T, S]
    # Where all is padding, the softmax is NaN. Nothing is seen there.
    weights = torch.where(real, torch.softmax(masked, dim=-1), 0.0)  # [B, H, T, S]
    return weights @ value  # [B, H, T, K]
