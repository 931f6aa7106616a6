"""Muon (Jordan et al. 2024): momentum whose matrices are brought near the closest orthogonal one.

    m ← β·m + (1 − β)·g,   u = orthogonal((1 − β)·g + β·m),   W ← W − rate·√max(1, rows/columns)·u

`torch.optim.Muon` takes matrices alone; here a convolution is one as well, [out, everything else].
It needs about half of the steps of AdamW on the compression network: see README.md.
"""

import torch


class Muon(torch.optim.Optimizer):
    def __init__(self, parameters, momentum=0.9):
        super().__init__(parameters, {"lr": 0.0, "momentum": momentum})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            momentum, rate = group["momentum"], group["lr"]
            for weight in group["params"]:
                state = self.state[weight]
                mean = state.setdefault("mean", torch.zeros_like(weight))
                mean.lerp_(weight.grad, 1 - momentum)
                ahead = weight.grad.lerp(mean, momentum).flatten(1)
                scale = max(1, ahead.shape[0] / ahead.shape[1]) ** 0.5
                weight.add_(orthogonal(ahead).view_as(weight), alpha=-rate * scale)


def orthogonal(matrix, steps=5):
    """All singular values near 1, by Newton and Schulz with the numbers of Jordan et al."""
    tall = matrix.shape[0] > matrix.shape[1]
    x = matrix.T if tall else matrix
    x = x / (x.norm() + 1e-7)
    for _ in range(steps):
        square = x @ x.T
        x = 3.4445 * x + (-4.7750 * square + 2.0315 * square @ square) @ x
    return x.T if tall else x


def split_parameters(model, apart):
    """What Muon moves, matrices and kernels, and what AdamW does: all else, and all `apart`."""
    named = [(name, weight) for name, weight in model.named_parameters() if weight.requires_grad]
    rest = [weight for name, weight in named if weight.ndim < 2 or name.startswith(apart)]
    kept = {id(weight) for weight in rest}
    return [weight for _, weight in named if id(weight) not in kept], rest
