"""python training/video/sample.py training/video/configs/dit.json --of test-9x32x32 --count 500

Samples a clip for each of the first captions of a dump: `clips.u8` and `scenes.jsonl` as dump.ts
writes them, into the folder of the run, for judge.ts.
"""

import argparse
import shutil
import time
from pathlib import Path

import numpy as np
import torch
from data import CLS, DATA, SEP, open_captions, open_clips, trim
from dit import Dit
from export import open_codec
from flow import sample
from harness import RUNS, best_device, load_average, read_config
from train_dit import open_reader

AT_ONCE = 100


@torch.no_grad()
def main(given):
    config = read_config(given.config)
    torch.set_num_threads(config["threads"])
    run, device = RUNS / Path(given.config).stem, best_device()
    dit = as_shipped(load_average(run, Dit(config["model"]))).to(device)
    reader = open_reader(config["reader"]).to(device)
    decode = decoder(config["codec"], device)
    empty = reader(torch.tensor([[CLS, SEP]], device=device))
    grid = grid_of(given.of)
    captions = torch.from_numpy(open_captions(given.of)[: given.count, 0].astype(np.int64))
    generator, began, parts = torch.Generator().manual_seed(given.seed), time.perf_counter(), []
    for start in range(0, len(captions), AT_ONCE):
        text, mask = reader(trim(captions[start : start + AT_ONCE]).to(device))
        shape = len(text), *grid, config["model"]["channels"]
        noise = torch.randn(shape, generator=generator).to(device)
        known = latents_of(given, start, device)
        options = given.steps, given.guidance, given.shift, known
        latents = sample(dit, noise, text, mask, empty, *options)
        parts.append(to_bytes(decode(latents)))
    seconds = round(time.perf_counter() - began, 1)
    write(given, run, np.concatenate(parts), seconds)


def as_shipped(model):
    """Weights as they are after float16."""
    for weight in model.parameters():
        weight.copy_(weight.half())
    return model


def latents_of(given, start, device):
    """The first latent frames of the clips that were dumped, where they are to be given."""
    if not given.known:
        return None
    latents = np.load(DATA / given.of / "latents.npy")[: given.count]
    return torch.from_numpy(latents[start : start + AT_ONCE, : given.known]).float().to(device)


def decoder(path, device):
    """Normalized latents → pixels, by the codec of a config and its scale."""
    codec, scale = open_codec(path)
    as_shipped(codec).to(device)
    shift, factor = (torch.tensor(scale[name], device=device) for name in ["shift", "scale"])
    return lambda latents: codec.decode(latents / factor + shift)


def grid_of(name):
    """Of the latents of a dump's clips."""
    frames, height, width = open_clips(name).shape[1:4]
    return (frames - 1) // 4 + 1, height // 8, width // 8


def to_bytes(pixels):
    return ((pixels.clamp(-1, 1) + 1) * 127.5).round().to(torch.uint8).cpu().numpy()


def write(given, run, clips, seconds):
    known = f"-known-{given.known}" if given.known else ""
    name = f"steps-{given.steps}-guidance-{given.guidance:g}{known}-{given.of}"
    folder = run / "samples" / name
    folder.mkdir(parents=True, exist_ok=True)
    clips.tofile(folder / "clips.u8")
    shutil.copy(DATA / given.of / "scenes.jsonl", folder / "scenes.jsonl")
    print(f"{len(clips)} clips in {seconds} s: {folder}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("config")
    parser.add_argument("--of", default="test-9x32x32")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--steps", type=int, default=25)
    parser.add_argument("--guidance", type=float, default=3)
    parser.add_argument("--shift", type=float, default=1)
    parser.add_argument("--known", type=int, default=0, help="latent frames that are given")
    parser.add_argument("--seed", type=int, default=1)
    main(parser.parse_args())
