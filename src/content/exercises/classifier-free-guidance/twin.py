import torch


def guide(params, x, conditions, empty, scale):
    """x [B, D], conditions [B, C], empty [1, C] -> the guided prediction [B, D]."""
    both = torch.cat([conditions, empty.expand_as(conditions)])  # [2B, C]
    predicted = network(params, torch.cat([x, x]), both)  # [2B, D]
    conditional, unconditional = predicted.chunk(2)
    return torch.lerp(unconditional, conditional, scale)


def network(params, x, conditions):
    return torch.tanh(linear(params["x"], x) + linear(params["condition"], conditions))


def linear(params, x):
    return x @ params["weight"] + params["bias"]
