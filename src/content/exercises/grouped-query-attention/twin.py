import torch.nn.functional as F


def groupedQueryAttention(params, x, heads, kvHeads):
    """x [B, T, D] -> [B, T, D]; H heads of queries share G heads of keys and values."""
    split = lambda name, G: linear(params[name], x).unflatten(-1, (G, -1)).transpose(1, 2)
    query = split("query", heads)  # [B, H, T, K]
    key, value = split("key", kvHeads), split("value", kvHeads)  # [B, G, T, K]
    mix = F.scaled_dot_product_attention(query, key, value, enable_gqa=True)  # [B, H, T, K]
    return linear(params["output"], mix.transpose(1, 2).flatten(2))  # [B, T, D]


def linear(params, x):
    return x @ params["weight"] + params["bias"]
