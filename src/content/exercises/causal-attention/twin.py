import torch


def causalAttention(query, key, value, past):
    """[B, T, K], [B, S, K], [B, S, V] -> [B, T, V]; the first query is token `past` of S."""
    scores = query @ key.transpose(-2, -1) / key.shape[-1] ** 0.5  # [B, T, S]
    asks = torch.arange(past, past + query.shape[1])[:, None]  # [T, 1]
    answers = torch.arange(key.shape[1])  # [S]
    masked = scores.masked_fill(answers > asks, -torch.inf)  # [B, T, S]
    return torch.softmax(masked, dim=-1) @ value  # [B, T, V]
