"""python training/video/parity.py: the fixture that src/model is tested against.

Small models of our modules with random weights, exported as the trained ones are, and every tensor
that they tap: `tests/fixtures/video/parity.safetensors` and `parity.json`.
"""

import json
from pathlib import Path

import numpy as np
import torch
from codec import Codec
from data import CLS, SEP
from dit import Dit
from export import joined, tensors_of, write_weights
from flow import sample
from reader import Reader

FOLDER = Path("tests/fixtures/video")
CODEC = {"channels": [2, 3], "strides": [[2, 2, 2]], "latentChannels": 2}
READER = {"vocabulary": 9, "width": 4, "heads": 1, "inner": 6, "layers": 1}
DIT = {"width": 8, "heads": 2, "layers": 2, "mlpRatio": 2, "channels": 2, "textWidth": 4}
DIT |= {"frequencies": 4}
STEPS, GUIDANCE = 3, 2.5


def main():
    torch.manual_seed(1)
    models = {"codec": Codec(CODEC), "reader": Reader(READER), "dit": Dit(DIT)}
    for model in models.values():
        roughen(model)
    codec, reader, dit = models.values()
    clip, noise = rounded(1, 3, 2, 2, 3), rounded(2, 2, 1, 2, 2)
    ids = torch.tensor([[CLS, 7, 8, 5, SEP], [CLS, 4, SEP, 0, 0]])
    times, tensors = torch.tensor([0.25, 0.875]), {}
    with torch.no_grad():
        mean, _ = codec.encode(clip, keep(tensors, "encoder"))
        codec.decode(mean, keep(tensors, "decoder"))
        text, mask = reader(ids)
        tensors["reader"] = text
        dit(noise, times, text, mask, keep(tensors, "dit"))
        empty = reader(torch.tensor([[CLS, SEP]]))
        tensors["sampled"] = sample(dit, noise, text, mask, empty, STEPS, GUIDANCE)
    weights = joined({name: tensors_of(model) for name, model in models.items()})
    write_weights(FOLDER / "parity.safetensors", weights)
    inputs = {"clip": clip, "noise": noise, "ids": ids, "times": times}
    content = {"source": f"training/video/parity.py, torch {torch.__version__}"}
    content["options"] = {"codec": CODEC, "reader": READER, "dit": DIT}
    content["options"] |= {"steps": STEPS, "guidance": GUIDANCE}
    content |= {"inputs": pack(inputs), "tensors": pack(tensors)}
    (FOLDER / "parity.json").write_text(json.dumps(content, separators=(",", ":")) + "\n")


def rounded(*shape):
    return torch.randn(shape).half().float()


def roughen(model):
    """No weight stays 0 or 1: what starts so would hide mistakes. What float16 keeps is exact."""
    with torch.no_grad():
        for weight in model.parameters():
            weight.add_(0.2 * torch.randn_like(weight)).copy_(weight.half())


def keep(tensors, prefix):
    def tap(name, tensor):
        tensors[f"{prefix}.{name}"] = tensor
        return tensor

    return tap


def pack(tensors):
    """As training/oracle/fixture.py does, in 7 digits."""
    return {
        name: {"shape": list(tensor.shape), "data": [short(x) for x in tensor.flatten().tolist()]}
        for name, tensor in tensors.items()
    }


def short(value):
    rounded = float(f"{np.float32(value):.7g}")
    return int(rounded) if rounded.is_integer() else rounded


if __name__ == "__main__":
    main()
