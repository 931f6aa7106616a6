"""Attention that sees neither padding nor the future. In all masks here True = may attend."""

import torch
import torch.nn.functional as F
from keras import ops


def attend_keras(query, key, value, ids, padding):
    """query [B, T, H, K], key and value [B, S, H, K], ids [B, S] -> [B, T, H, K]"""
    real = (ids != padding)[:, None, None, :]  # [B, 1, 1, S]: columns, the keys
    asks, answers = ops.arange(query.shape[1]), ops.arange(key.shape[1])
    past = answers[None, :] <= asks[:, None]  # [T, S]
    mask = ops.logical_and(real, past)  # [B, 1, T, S]
    return ops.dot_product_attention(query, key, value, mask=mask)


def attend_torch(query, key, value, ids, padding):
    """query [B, H, T, K], key and value [B, H, S, K], ids [B, S] -> [B, H, T, K]"""
    real = (ids != padding)[:, None, None, :]  # [B, 1, 1, S]: columns, the keys
    past = torch.ones(query.shape[-2], key.shape[-2], dtype=torch.bool).tril()  # [T, S]
    return F.scaled_dot_product_attention(query, key, value, attn_mask=real & past)
