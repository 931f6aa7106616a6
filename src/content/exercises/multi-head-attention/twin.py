import torch.nn.functional as F


def multiHeadAttention(params, x, heads, mask=None):
    """x [B, T, D] -> [B, T, D]; the mask broadcasts to [B, 1, T, T], and 0 blocks."""
    split = lambda y: y.unflatten(-1, (heads, -1)).transpose(1, 2)  # [B, H, T, K]
    query, key, value = (split(linear(params[n], x)) for n in ["query", "key", "value"])
    keep = None if mask is None else mask > 0
    mix = F.scaled_dot_product_attention(query, key, value, attn_mask=keep)
    return linear(params["output"], mix.transpose(1, 2).flatten(2))  # [B, T, D]


def linear(params, x):
    return x @ params["weight"] + params["bias"]
