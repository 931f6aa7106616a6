"""python training/video/train_codec.py training/video/configs/codec.json [--resume] [--stop STEP]"""

import argparse
from pathlib import Path

import torch
from codec import Codec, codec_loss
from data import Clips, open_clips, to_pixels
from harness import RUNS, Run, load_average, read_config


def main(path, resume, stop):
    config = read_config(path)
    torch.manual_seed(config["seed"])
    run = Run(start(config), config, RUNS / Path(path).stem, resume)
    clips = Clips(config["data"])

    def loss(codec, generator, _):
        clip = draw(clips, config, generator)
        noise = torch.randn(latent_shape(clip, config["model"]), generator=generator)
        with torch.autocast(run.device.type, torch.bfloat16, config["bfloat16"]):
            clip, noise = clip.to(run.device), noise.to(run.device)
            return codec_loss(codec, clip, noise, config["klWeight"])

    def measure(codec):
        return [psnr(codec, name, config["samples"], run.device) for name in config["held"]]

    run.fit(loss, measure, stop)


def start(config):
    """A fresh codec, or one whose encoder stays: latents that are encoded already stay right."""
    codec = Codec(config["model"])
    if "encoderOf" in config:
        load_average(RUNS / config["encoderOf"], codec)
        codec.decoder.requires_grad_()
    return codec


def draw(clips, config, generator):
    """Many first frames, or a few clips, or as many with every second frame."""
    kind = torch.rand(1, generator=generator)
    if kind < config["images"]:
        return clips.batch(config["imageBatch"], generator, 1)
    clip = clips.batch(config["batch"], generator)
    return clip[:, ::2] if kind > 1 - config["halfRate"] else clip


def latent_shape(clip, model):
    [B, N, Y, X, _] = clip.shape
    frames, height, width = torch.tensor(model["strides"]).prod(0).tolist()
    return B, (N - 1) // frames + 1, Y // height, X // width, model["latentChannels"]


def psnr(codec, name, samples, device):
    """The mean over clips of 10·log₁₀(1 / mean square error), pixels from 0 to 1, in decibels."""
    values = [codec_psnr(codec, to_pixels(part, device)) for part in batches(name, samples)]
    value = torch.cat(values)
    what = f"reconstruction of {name}, dB"
    figures = {"value": value.mean(), "worst": value.min(), "deviation": value.std()}
    rounded = {key: round(figure.item(), 3) for key, figure in figures.items()}
    return {"what": what, "count": len(value)} | rounded


def batches(name, samples):
    clips = open_clips(name)[:samples]
    return [clips[start : start + 50] for start in range(0, len(clips), 50)]


def codec_psnr(codec, clips):
    """Decibels, one a clip: through the mean of the latents, and cut off at black and white."""
    back = codec.decode(codec.encode(clips)[0]).clamp(-1, 1)
    return -10 * torch.log10(((back - clips) / 2).square().flatten(1).mean(1))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("config")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--stop", type=int)
    given = parser.parse_args()
    main(given.config, given.resume, given.stop)
