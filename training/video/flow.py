"""Rectified flow, as src/model/diffusion has it: time 0 is the data, time 1 the noise."""

import torch


def flow_loss(dit, latents, text, mask, generator):
    """The mean square error of the velocity, noise − data, at times from σ(N(0, 1))."""
    times = torch.sigmoid(torch.randn(len(latents), generator=generator)).to(latents.device)
    noise = torch.randn(latents.shape, generator=generator).to(latents.device)
    t = times[:, None, None, None, None]
    mixed = (1 - t) * latents + t * noise
    return (dit(mixed, times, text, mask) - (noise - latents)).square().mean()


def sample(dit, noise, text, mask, empty, steps=25, guidance=1.0, shift=1.0, known=None):
    """Euler from noise to data: `sampleFlow` with `withGuidance`.

    `empty`: the text and the mask of no caption, one for all. `known`: the first latent frames, if
    they are given, as of an image or a clip to go on from. At each time they are put in the place of
    what was sampled, with the noise of that time: no training knows of them (Song et al. 2021, SDE).
    """
    x, batch = noise, len(noise)
    both = [torch.cat(pair) for pair in zip(padded(empty, text, mask), (text, mask), strict=True)]
    times = flow_times(steps, shift)
    for time, after in zip(times, times[1:], strict=False):
        x = given(x, known, noise, time)
        if guidance == 1:
            velocity = dit(x, torch.full((batch,), time, device=x.device), text, mask)
        else:
            at = torch.full((2 * batch,), time, device=x.device)
            without, told = dit(torch.cat([x, x]), at, *both).chunk(2)
            velocity = without + guidance * (told - without)
        x = x + (after - time) * velocity
    return given(x, known, noise, 0)


def given(x, known, noise, time):
    """What is known of x at a time: a straight line from the data to its noise."""
    if known is None:
        return x
    frames = known.shape[1]
    return torch.cat([(1 - time) * known + time * noise[:, :frames], x[:, frames:]], 1)


def flow_times(steps, shift=1.0):
    """`flowTimes`: from 1 to 0."""
    even = [1 - i / steps for i in range(steps + 1)]
    return [shift * t / (1 + (shift - 1) * t) for t in even]


def padded(empty, text, mask):
    """The empty caption, once a sample, as long as `text`."""
    words, seen = empty
    batch, length, width = text.shape
    long = words.new_zeros(batch, length, width)
    long[:, : words.shape[1]] = words
    shown = mask.new_zeros(mask.shape)
    shown[..., : seen.shape[-1]] = seen
    return long, shown
