import torch


def sinusoidalPositions(positions, D):
    """Positions [T] -> one row for each, [T, D]; D is even."""
    pairs = torch.arange(D // 2, dtype=torch.float64)  # [D / 2]
    rates = 10000 ** (-2 * pairs / D)  # [D / 2]
    angles = positions[:, None] * rates  # [T, D / 2]
    return torch.stack([angles.sin(), angles.cos()], dim=2).flatten(1)  # [T, D]
