import torch


def flowMatchingLoss(params, data, noise, times):
    """data and noise [B, T, D], times [B] -> the loss; time 0 is data, time 1 noise."""
    t = times[:, None, None]
    x = torch.lerp(data, noise, t)  # [B, T, D]
    predicted = torch.tanh(x @ params["weight"] + t * params["bias"])  # [B, T, D]
    return torch.nn.functional.mse_loss(predicted, noise - data)
