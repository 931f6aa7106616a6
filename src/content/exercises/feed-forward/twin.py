import torch.nn.functional as F


def feedForward(params, x):
    """x [B, T, D] -> [B, T, D]; with a gate it is SwiGLU."""
    up = linear(params["inner"], x)  # [B, T, F]
    gate = params.get("gate")
    hidden = F.relu(up) if gate is None else F.silu(linear(gate, x)) * up  # [B, T, F]
    return linear(params["outer"], hidden)  # [B, T, D]


def linear(params, x):
    return x @ params["weight"] + params["bias"]
