import torch


def maskTokens(ids, options, luck):
    """T ids -> what the model reads and what it predicts, T numbers each."""
    ids = torch.tensor(ids)
    choose, kind, word = (torch.tensor(luck[name], dtype=torch.float64) for name in luck)
    chosen = (choose < 0.15) & ~torch.isin(ids, torch.tensor(options["special"]))
    words = options["first"] + (word * (options["end"] - options["first"])).long()
    inputs = torch.where(chosen & (kind < 0.8), options["mask"], ids)
    inputs = torch.where(chosen & (kind >= 0.8) & (kind < 0.9), words, inputs)
    return {"inputs": inputs, "labels": torch.where(chosen, ids, -100)}
