"""python training/video/check_harness.py: checks of what src/model does not share.

A run that is killed and goes on is the run that is not: a small diffusion transformer on random
latents, 12 steps, once at a stretch, and once with a kill after step 7, whose last checkpoint is of
step 5. And our Muon moves a matrix as torch's does, which rounds to bfloat16.
"""

import json
import tempfile
from pathlib import Path

import torch
from dit import Dit
from flow import flow_loss
from harness import Run
from muon import Muon

MODEL = {"width": 12, "heads": 2, "layers": 2, "mlpRatio": 2, "channels": 2, "textWidth": 8}
CONFIG = {"seed": 1, "steps": 12, "matrixRate": 0.02, "learningRate": 0.01, "warmup": 3, "clip": 1}
CONFIG |= {"adamw": ["final"], "averageDecay": 0.9, "checkpointEvery": 5, "measureEvery": 4}
CONFIG |= {"logEvery": 1}
DRAWN = []


def main():
    check_resume()
    check_muon()


def check_resume():
    with tempfile.TemporaryDirectory() as folder:
        straight, broken = Path(folder) / "straight", Path(folder) / "broken"
        start(straight).fit(loss, measure)
        try:
            start(broken).fit(killed_at(7), measure)
        except KeyboardInterrupt:
            (broken / "log.jsonl").open("a").write('{"step": 7, "lo')
        start(broken, resume=True).fit(loss, measure)
        one, other = (torch.load(run / "checkpoint.pt") for run in [straight, broken])
        assert flat(one) == flat(other), "the checkpoints differ"
        assert lines(straight) == lines(broken), "the logs differ"
    assert len(set(DRAWN[:12])) == 12, "steps draw the same"
    print(f"{len(flat(one))} values of two checkpoints, and their logs, are the same")


def check_muon():
    shapes = [(6, 4), (4, 6), (6, 4)]
    ours, theirs = ([torch.nn.Parameter(torch.ones(shape)) for shape in shapes] for _ in range(2))
    generator, rate = torch.Generator().manual_seed(1), 0.02
    one = Muon(ours)
    one.param_groups[0]["lr"] = rate
    other = torch.optim.Muon(theirs, lr=rate, weight_decay=0, momentum=0.9)
    for _ in range(5):
        for weight, same in zip(ours, theirs, strict=True):
            weight.grad = torch.randn(weight.shape, generator=generator)
            same.grad = weight.grad.clone()
        one.step()
        other.step()
    for weight, same in zip(ours, theirs, strict=True):
        gap = (weight - same).abs().max().item() / rate
        assert gap < 0.1, f"Muon is {gap} of a step away from torch's"
        print(f"Muon on {tuple(weight.shape)}: {gap:.3f} of a step away from torch's")


def start(folder, resume=False):
    torch.manual_seed(CONFIG["seed"])
    return Run(Dit(MODEL), CONFIG, folder, resume)


def loss(dit, generator, _):
    latents = torch.randn(4, 2, 2, 2, 2, generator=generator)
    DRAWN.append(latents.sum().item())
    text, mask = torch.randn(4, 3, 8, generator=generator), torch.ones(4, 1, 1, 3).bool()
    return flow_loss(dit, latents, text, mask, generator)


def killed_at(last):
    def loss_until(dit, generator, step):
        if step == last:
            raise KeyboardInterrupt
        return loss(dit, generator, step)

    return loss_until


def measure(dit):
    return [{"what": "a weight", "value": dit.patches.weight[0, 0].item(), "count": 1}]


def flat(state):
    """Every value of a checkpoint but the time that it took."""
    if isinstance(state, torch.Tensor):
        return [state.flatten().tolist()]
    if isinstance(state, dict):
        return [x for key, value in state.items() if key != "seconds" for x in flat(value)]
    return [x for value in state for x in flat(value)] if isinstance(state, list) else [state]


def lines(folder):
    """The log without times, and without the words about the run, which a resumed one has twice."""
    rows = [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]
    return [row | {"seconds": 0} for row in rows if "about" not in row]


if __name__ == "__main__":
    main()
