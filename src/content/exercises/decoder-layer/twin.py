import torch
import torch.nn.functional as F


def decoderLayer(params, x, memory, heads, memoryMask=None):
    """x [B, T, D], memory [B, S, D] -> [B, T, D]; the mask [B, 1, 1, S] is 0 at padding."""
    causal = torch.ones(x.shape[1], x.shape[1]).tril()  # [T, T]
    x1 = norm(params["norm1"], x + attend(params["self"], x, x, heads, causal))
    x2 = norm(params["norm2"], x1 + attend(params["cross"], x1, memory, heads, memoryMask))
    thought = linear(params["ffn"]["outer"], F.relu(linear(params["ffn"]["inner"], x2)))
    return norm(params["norm3"], x2 + thought)


def attend(params, x, memory, heads, mask):
    split = lambda y: y.unflatten(-1, (heads, -1)).transpose(1, 2)  # [B, H, ., K]
    query = split(linear(params["query"], x))  # [B, H, T, K]
    key, value = (split(linear(params[name], memory)) for name in ["key", "value"])
    keep = None if mask is None else mask > 0  # broadcasts to [B, H, T, S]
    mix = F.scaled_dot_product_attention(query, key, value, attn_mask=keep)  # [B, H, T, K]
    return linear(params["output"], mix.transpose(1, 2).flatten(2))  # [B, T, D]


def linear(params, x):
    return x @ params["weight"] + params["bias"]


def norm(params, x):
    return F.layer_norm(x, x.shape[-1:], params["gain"], params["bias"], eps=1e-6)
