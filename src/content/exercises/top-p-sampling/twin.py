import torch


def sampleTopP(logits, options):
    """V logits -> the V chances that are left, and the token that is drawn."""
    logits = torch.tensor(logits, dtype=torch.float64) / options["temperature"]
    chances, tokens = torch.softmax(logits, dim=-1).sort(descending=True)
    before = chances.cumsum(-1) - chances  # what the likelier tokens make up
    kept = torch.zeros_like(logits)
    kept[tokens] = chances.where(before < options["p"], 0)
    kept = kept / kept.sum()
    token = torch.searchsorted(kept.cumsum(-1), options["uniform"], right=True)
    return {"chances": kept, "token": token.item()}
