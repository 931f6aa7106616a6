import torch
import torch.nn.functional as F


def greedyDecode(params, prompt, options):
    """The new tokens, N at most, and the logits [N, V] that they were chosen by."""
    caches = [[] for _ in params["layers"]]  # of each layer: keys and values, token by token
    tokens, rows = [], []
    for place, token in enumerate(prompt[:-1]):
        feed(params, caches, token, place)
    token = prompt[-1]
    while len(tokens) < options["most"] and (not tokens or token != options["end"]):
        place = len(prompt) - 1 + len(tokens)
        rows.append(feed(params, caches, token, place))
        token = rows[-1].argmax().item()
        tokens.append(token)
    return {"tokens": torch.tensor(tokens), "logits": torch.stack(rows), "again": 0}


def feed(params, caches, token, place):
    """Sends one token through the layers; returns the logits [V] of the next."""
    x = (params["table"][token] + params["places"][place])[None]  # [1, D]
    for layer, cache in zip(params["layers"], caches):
        cache.append((linear(layer["key"], x), linear(layer["value"], x)))
        key, value = (torch.cat(each) for each in zip(*cache))  # [S, D]
        mixed = F.scaled_dot_product_attention(linear(layer["query"], x), key, value)
        x = x + torch.tanh(linear(layer["output"], mixed))
    return linear(params["logits"], x)[0]


def linear(params, x):
    return x @ params["weight"] + params["bias"]
