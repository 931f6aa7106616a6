"""What dump.ts, captions.ts and encode.py wrote, mapped or kept in memory."""

from pathlib import Path

import numpy as np
import torch

DATA = Path(".cache/video/data")
# As captions.ts writes them; [cls] [sep] is the caption that says nothing.
LONGEST, CLS, SEP = 48, 2, 3


def open_clips(name):
    """[count, frames, height, width, 3]. The name ends with the size: `train-a-9x32x32`."""
    size = [int(side) for side in name.rsplit("-", 1)[1].split("x")]
    clips = np.memmap(DATA / name / "clips.u8", np.uint8, "r")
    return clips.reshape(-1, *size, 3)


def open_captions(name):
    """Ids of tokens [count, each, LONGEST]."""
    captions = np.fromfile(DATA / name / "captions.u16", np.uint16)
    count = sum(1 for _ in (DATA / name / "scenes.jsonl").open())
    return captions.reshape(count, -1, LONGEST)


def to_pixels(clips, device="cpu"):
    """8 bits → −1 to 1."""
    return torch.from_numpy(np.array(clips)).to(device).float() / 127.5 - 1


class Clips:
    """Several sets of clips, each with a weight: a batch comes from one of them."""

    def __init__(self, weights):
        self.sets = [open_clips(name) for name in weights]
        self.weights = torch.tensor(list(weights.values()), dtype=torch.float)

    def batch(self, size, generator, frames=None):
        """The first `frames` frames of random clips, or all of them."""
        chosen = self.sets[torch.multinomial(self.weights, 1, generator=generator)][:, :frames]
        rows = torch.randint(len(chosen), (size,), generator=generator)
        return to_pixels(chosen[rows.sort().values.numpy()])


class Told:
    """Latents with captions, in sets such as `train-a-9x32x32/latents-5`, each with a weight."""

    def __init__(self, weights):
        folders = [name.split("/") for name in weights]
        self.latents = [np.load(DATA / name / f"{file}.npy") for name, file in folders]
        self.captions = [open_captions(name) for name, _ in folders]
        self.weights = torch.tensor(list(weights.values()), dtype=torch.float)
        self.images = torch.tensor([latents.shape[1] == 1 for latents in self.latents])

    def batch(self, tokens, images_only, generator):
        """Latents, and one caption each: as many as have so many tokens together."""
        weights = self.weights * self.images if images_only else self.weights
        chosen = torch.multinomial(weights, 1, generator=generator)
        latents, captions = self.latents[chosen], self.captions[chosen]
        size = tokens // int(np.prod(latents.shape[1:4]))
        rows = torch.randint(len(latents), (size,), generator=generator).numpy()
        which = torch.randint(captions.shape[1], (size,), generator=generator).numpy()
        clips = torch.from_numpy(latents[rows]).float()
        return clips, trim(torch.from_numpy(captions[rows, which].astype(np.int64)))


def trim(ids):
    """Without the columns that are filler in every row."""
    return ids[:, : int((ids > 0).sum(1).max())]


def drop(ids, share, generator):
    """Captions, a share of them replaced by the one that says nothing."""
    nothing = torch.zeros_like(ids)
    nothing[:, 0], nothing[:, 1] = CLS, SEP
    dropped = torch.rand(len(ids), 1, generator=generator) < share
    return torch.where(dropped, nothing, ids)
