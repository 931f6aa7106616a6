"""One step of causal self-attention with a cache: the new token's query meets all keys so far."""

import torch
import torch.nn.functional as F
from keras import ops


def step_keras(cache, query, key, value):
    """query, key, value [B, H, 1, K] of the new token -> mix [B, H, 1, K]; the cache grows by it."""
    if cache:
        key = ops.concatenate([cache["key"], key], axis=2)  # [B, H, S, K]
        value = ops.concatenate([cache["value"], value], axis=2)  # [B, H, S, K]
    cache.update(key=key, value=value)
    scores = query @ ops.swapaxes(key, -1, -2) / query.shape[-1] ** 0.5  # [B, H, 1, S]
    return ops.softmax(scores) @ value  # [B, H, 1, K]


def step_torch(cache, query, key, value):
    """query, key, value [B, H, 1, K] of the new token -> mix [B, H, 1, K]; the cache grows by it."""
    if cache:
        key = torch.cat([cache["key"], key], dim=2)  # [B, H, S, K]
        value = torch.cat([cache["value"], value], dim=2)  # [B, H, S, K]
    cache.update(key=key, value=value)
    return F.scaled_dot_product_attention(query, key, value)  # no mask: all keys are earlier
