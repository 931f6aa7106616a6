import torch


def crossAttention(params, x, memory, heads, mask=None):
    """x [B, T, D] asks memory [B, S, M]; the mask [B, 1, 1, S] is 0 at padding."""
    split = lambda y: y.unflatten(-1, (heads, -1)).transpose(1, 2)  # [B, H, ., K]
    query = split(linear(params["query"], x))  # [B, H, T, K]
    key, value = (split(linear(params[n], memory)) for n in ["key", "value"])  # [B, H, S, K]
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5  # [B, H, T, S]
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -torch.inf)
    weights = torch.softmax(scores, dim=-1)  # [B, H, T, S]
    joined = (weights @ value).transpose(1, 2).flatten(2)  # [B, T, D]
    return {"output": linear(params["output"], joined), "weights": weights}


def linear(params, x):
    return x @ params["weight"] + params["bias"]
