import torch
import torch.nn.functional as F


def encoderLayer(params, x, heads, mask=None):
    """x [B, T, D] -> [B, T, D]; the mask [B, 1, 1, T] is 0 at padding."""
    x1 = norm(params["norm1"], x + attend(params["self"], x, heads, mask))
    thought = linear(params["ffn"]["outer"], F.relu(linear(params["ffn"]["inner"], x1)))
    return norm(params["norm2"], x1 + thought)


def attend(params, x, heads, mask):
    split = lambda y: y.unflatten(-1, (heads, -1)).transpose(1, 2)  # [B, H, T, K]
    query, key, value = (split(linear(params[name], x)) for name in ["query", "key", "value"])
    keep = None if mask is None else mask > 0  # [B, 1, 1, T]
    mix = F.scaled_dot_product_attention(query, key, value, attn_mask=keep)  # [B, H, T, K]
    return linear(params["output"], mix.transpose(1, 2).flatten(2))  # [B, T, D]


def linear(params, x):
    return x @ params["weight"] + params["bias"]


def norm(params, x):
    return F.layer_norm(x, x.shape[-1:], params["gain"], params["bias"], eps=1e-6)
