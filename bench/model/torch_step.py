"""Training steps of the sizes in train.ts in PyTorch: the ceiling on this processor. Prints JSON."""

import json
import os
import time

import torch

SIZES = {
    "one block, T 64, D 128": dict(B=1, T=64, D=128, H=4, F=512, layers=1),
    "a reader's model, T 16, D 32, 2 layers, B 16": dict(B=16, T=16, D=32, H=4, F=128, layers=2),
}
WARM_UP, ROUNDS = 20, 60


def step_time(B, T, D, H, F, layers):
    torch.manual_seed(0)
    stack = [
        torch.nn.TransformerEncoderLayer(D, H, F, dropout=0.0, batch_first=True) for _ in range(layers)
    ]
    model = torch.nn.Sequential(*stack)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    x, target = torch.randn(2, B, T, D)
    times = []
    for _ in range(WARM_UP + ROUNDS):
        start = time.perf_counter()
        loss = (model(x) - target).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        loss.item()
        times.append(1000 * (time.perf_counter() - start))
    return sorted(times[WARM_UP:])[ROUNDS // 2]


def measure(threads, size):
    torch.set_num_threads(threads)
    return step_time(**size)


counts = {1: "one thread", os.cpu_count() or 1: f"{os.cpu_count()} threads"}
print(
    json.dumps(
        {
            what: {name: measure(threads, size) for threads, name in counts.items()}
            for what, size in SIZES.items()
        }
    )
)
