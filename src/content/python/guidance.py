from keras import ops


def guide(network, x, condition, empty, scale):
    """x [B, T, D], condition and empty [B, S, E] -> the guided prediction [B, T, D]."""
    twice = ops.concatenate([x, x])  # [2 B, T, D]
    both = ops.concatenate([empty, condition])  # [2 B, S, E]
    unconditional, conditional = ops.split(network(twice, both), 2)
    return unconditional + scale * (conditional - unconditional)
