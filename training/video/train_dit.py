"""python training/video/train_dit.py training/video/configs/dit.json [--resume] [--stop STEP]"""

import argparse
import hashlib
from pathlib import Path

import torch
from data import Told, drop
from dit import Dit
from export import load_tensors
from flow import flow_loss
from harness import RUNS, Run, read_config
from reader import Reader
from safetensors.numpy import load


def main(path, resume, stop):
    config = read_config(path)
    torch.manual_seed(config["seed"])
    reader = open_reader(config["reader"])
    folder = RUNS / Path(path).stem
    run = Run(Dit(config["model"]), config, folder, resume)
    reader.to(run.device)
    told, held = Told(config["data"]), Told(config["held"])

    def loss(dit, generator, step):
        images_only = step < config["imagesFirst"]
        latents, ids = told.batch(config["tokens"], images_only, generator)
        text, mask = reader(drop(ids, config["drop"], generator).to(run.device))
        with torch.autocast(run.device.type, torch.bfloat16, config["bfloat16"]):
            return flow_loss(dit, latents.to(run.device), text, mask, generator)

    def measure(dit):
        generator = torch.Generator().manual_seed(config["seed"])
        batches = [told_batch(held, generator) for _ in range(config["heldBatches"])]
        losses = [flow_loss(dit, latents, *reader(ids), generator) for latents, ids in batches]
        value = torch.stack(losses).mean().item()
        return [{"what": "loss on held-out clips", "value": round(value, 5), "count": len(losses)}]

    def told_batch(told, generator):
        latents, ids = told.batch(config["tokens"], False, generator)
        return latents.to(run.device), ids.to(run.device)

    run.fit(loss, measure, stop)


def open_reader(config):
    """The reader as it ships. Another one would speak another language."""
    file = Path(config["weights"]).read_bytes()
    found = hashlib.sha256(file).hexdigest()
    assert found == config["sha256"], f"wanted the reader {config['sha256']}, got {found}"
    return load_tensors(Reader(config["model"]), load(file)).eval().requires_grad_(False)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("config")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--stop", type=int)
    given = parser.parse_args()
    main(given.config, given.resume, given.stop)
