import torch.nn.functional as F


def lora(params, x, alpha):
    """x [N, D] -> the output [N, F], and the weight [D, F] with the adapter merged."""
    down, up = params["down"], params["up"]
    merged = params["weight"] + alpha / down.shape[1] * down @ up  # [D, F]
    return {"output": F.linear(x, merged.T, params["bias"]), "merged": merged}
