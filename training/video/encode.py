"""python training/video/encode.py training/video/configs/codec.json: clips → latents, once.

Writes beside each `clips.u8` of the folders that are named `latents.npy`: the means, normalized,
float16 [count, n, y, x, C]; of clips of 9 frames also `latents-5.npy`, of every second frame of a quarter of them.
`scale.json` in the folder of the run holds the shift and scale of the channels, measured on the first
of the folders.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from codec import Codec
from data import DATA, open_clips, to_pixels
from harness import RUNS, best_device, load_average, read_config

# Of how many clips the channels are measured, and how many are encoded at a time.
MEASURED, AT_ONCE = 4000, 128


@torch.no_grad()
def main(path, names, keep_scale):
    config, run = read_config(path), RUNS / Path(path).stem
    torch.set_num_threads(config["threads"])
    codec = load_average(run, Codec(config["model"])).to(best_device())
    if not keep_scale:
        shift, scale = measure(encode(codec, open_clips(names[0])[:MEASURED]))
        kept = {"shift": shift.tolist(), "scale": scale.tolist()}
        (run / "scale.json").write_text(json.dumps(kept) + "\n")
    shift, scale = map(torch.tensor, json.loads((run / "scale.json").read_text()).values())
    for name in names:
        clips = open_clips(name)
        parts = {"latents": clips}
        if clips.shape[1] == 9:
            parts["latents-5"] = clips[: len(clips) // 4, ::2]
        for file, part in parts.items():
            latents = (encode(codec, part) - shift) * scale
            np.save(DATA / name / f"{file}.npy", latents.numpy().astype(np.float16))
            print(name, file, tuple(latents.shape), flush=True)


def encode(codec, clips):
    """The means. Their rounding to bfloat16 is far below their own deviations."""
    device, starts = best_device(), range(0, len(clips), AT_ONCE)
    with torch.autocast(device.type, torch.bfloat16):
        pixels = (to_pixels(clips[at : at + AT_ONCE], device) for at in starts)
        parts = [codec.encode(part)[0].float().cpu() for part in pixels]
    return torch.cat(parts)


def measure(latents):
    """`measureLatents` of src/model/video/bottleneck.ts."""
    rows = latents.flatten(0, -2).double()
    deviation = (rows.var(0, correction=0) + 1e-8).sqrt()
    return rows.mean(0).float(), (1 / deviation).float()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("config")
    parser.add_argument("names", nargs="+")
    parser.add_argument("--keep-scale", action="store_true", help="or measure on the first name")
    given = parser.parse_args()
    main(given.config, given.names, given.keep_scale)
