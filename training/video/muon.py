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
            for weights in alike(group["params"]):
                self.move(weights, group["momentum"], group["lr"])

    def move(self, weights, momentum, rate):
        """Weights of one shape side by side: on a GPU many small matrices cost as much as one."""
        gradients = [weight.grad for weight in weights]
        means = [self.state[weight].setdefault("mean", torch.zeros_like(weight)) for weight in weights]
        torch._foreach_lerp_(means, gradients, 1 - momentum)
        ahead = torch.stack(torch._foreach_lerp(gradients, means, momentum)).flatten(2)
        scale = max(1, ahead.shape[1] / ahead.shape[2]) ** 0.5
        steps = orthogonal(ahead).view(len(weights), *weights[0].shape)
        torch._foreach_add_(weights, list(steps), alpha=-rate * scale)


def alike(weights):
    """Grouped by shape."""
    groups = {}
    for weight in weights:
        groups.setdefault(weight.shape, []).append(weight)
    return groups.values()


def orthogonal(matrices, steps=5):
    """All singular values near 1, by Newton and Schulz with the numbers of Jordan et al."""
    tall = matrices.shape[1] > matrices.shape[2]
    x = matrices.mT if tall else matrices
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(steps):
        square = x @ x.mT
        x = 3.4445 * x + (-4.7750 * square + 2.0315 * square @ square) @ x
    return x.mT if tall else x


def split_parameters(model, apart):
    """What Muon moves, matrices and kernels, and what AdamW does: all else, and all `apart`."""
    named = [(name, weight) for name, weight in model.named_parameters() if weight.requires_grad]
    rest = [weight for name, weight in named if weight.ndim < 2 or name.startswith(apart)]
    kept = {id(weight) for weight in rest}
    return [weight for _, weight in named if id(weight) not in kept], rest
