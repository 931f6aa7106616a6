import torch


def rope(x, positions):
    """Turns x [B, H, T, K] by its positions [T]; K is even."""
    K = x.shape[-1]
    rates = 10000 ** (-torch.arange(0, K, 2, dtype=torch.float64) / K)  # [K / 2]
    angles = positions[:, None] * rates  # [T, K / 2]
    # A pair of channels is a complex number, and turning it is a multiplication.
    pairs = torch.view_as_complex(x.unflatten(-1, (-1, 2)))  # [B, H, T, K / 2]
    turned = pairs * torch.polar(torch.ones_like(angles), angles)  # [B, H, T, K / 2]
    return torch.view_as_real(turned).flatten(-2)  # [B, H, T, K]
