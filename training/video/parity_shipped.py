"""python training/video/parity_shipped.py: the fixture that the weights which ship are tested with.

One caption and one noise: the velocity at a time, the latents of guided sampling and the clip that they
decode to, with all that is tapped on the way. Of each tensor every so many-th number, so that the file
stays small: `tests/fixtures/video/shipped.json`.
"""

import hashlib
import json
from pathlib import Path

import torch
from codec import Codec
from data import CLS, SEP
from dit import Dit
from export import load_tensors
from flow import sample
from harness import read_config
from parity import FOLDER, keep, short
from safetensors.numpy import load
from train_dit import open_reader

WEIGHTS = Path("public/models/pocket-sora/weights.safetensors")
CONFIGS = "training/video/configs/{}.json"
CAPTION = "a small red circle moves right at the top, above a medium blue square"
IDS = [CLS, 10, 62, 55, 22, 47, 56, 14, 70, 76, 7, 11, 10, 44, 17, 63, SEP]
GRID, TIME, STEPS, GUIDANCE = (3, 4, 4), 0.625, 25, 3.0
# Of each tensor at most so many numbers.
MOST = 96


@torch.no_grad()
def main():
    torch.manual_seed(1)
    config = read_config(CONFIGS.format("dit"))
    file = WEIGHTS.read_bytes()
    weights = load(file)
    dit = load_tensors(Dit(config["model"]), part(weights, "dit."))
    codec = Codec(read_config(CONFIGS.format("codec"))["model"])
    load_tensors(codec, part(weights, "codec."))
    reader = open_reader(config["reader"])
    scales = (torch.from_numpy(weights[f"scale.{name}"]) for name in ["shift", "scale"])
    shift, scale = (one.float() for one in scales)
    noise = torch.randn(1, *GRID, config["model"]["channels"]).half().float()
    text, mask = reader(torch.tensor([IDS]))
    empty = reader(torch.tensor([[CLS, SEP]]))
    tensors = {"reader": text}
    tensors["velocity"] = dit(noise, torch.tensor([TIME]), text, mask, keep(tensors, "dit"))
    tensors["sampled"] = sample(dit, noise, text, mask, empty, STEPS, GUIDANCE)
    tensors["clip"] = codec.decode(tensors["sampled"] / scale + shift, keep(tensors, "decoder"))
    content = {"source": f"training/video/parity_shipped.py, torch {torch.__version__}"}
    content |= {"sha256": hashlib.sha256(file).hexdigest(), "caption": CAPTION}
    content |= {"time": TIME, "steps": STEPS, "guidance": GUIDANCE}
    content["noise"] = [short(x) for x in noise.flatten().tolist()]
    content["tensors"] = {name: thin(tensor) for name, tensor in tensors.items()}
    (FOLDER / "shipped.json").write_text(json.dumps(content, separators=(",", ":")) + "\n")


def part(weights, prefix):
    return {name.removeprefix(prefix): x for name, x in weights.items() if name.startswith(prefix)}


def thin(tensor):
    numbers = tensor.flatten().tolist()
    every = -(-len(numbers) // MOST)
    data = [short(x) for x in numbers[::every]]
    return {"shape": list(tensor.shape), "every": every, "data": data}


if __name__ == "__main__":
    main()
