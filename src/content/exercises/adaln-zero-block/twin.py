import torch.nn.functional as F


def ditBlock(params, x, c, heads):
    """x [B, T, D] under the condition c [B, D] -> [B, T, D]."""
    vectors = linear(params["modulation"], F.silu(c))[:, None]  # [B, 1, 6 D]
    shift1, scale1, gate1, shift2, scale2, gate2 = vectors.chunk(6, dim=-1)
    norm = lambda x: F.layer_norm(x, x.shape[-1:], eps=1e-6)
    x = x + gate1 * attend(params["self"], norm(x) * (1 + scale1) + shift1, heads)
    inner = linear(params["mlp"]["inner"], norm(x) * (1 + scale2) + shift2)  # [B, T, F]
    return x + gate2 * linear(params["mlp"]["outer"], F.gelu(inner, approximate="tanh"))


def attend(params, x, heads):
    split = lambda y: y.unflatten(-1, (heads, -1)).transpose(1, 2)  # [B, H, T, K]
    query, key, value = (split(linear(params[name], x)) for name in ["query", "key", "value"])
    mix = F.scaled_dot_product_attention(query, key, value)  # [B, H, T, K]
    return linear(params["output"], mix.transpose(1, 2).flatten(2))  # [B, T, D]


def linear(params, x):
    return x @ params["weight"] + params["bias"]
