import torch


def patchify(video, patch):
    """[B, N, Y, X, C], patch [frames, height, width] -> [B, T, P]"""
    frames, height, width = patch
    cut = video.unfold(1, frames, frames).unfold(2, height, height).unfold(3, width, width)
    # [B, n, y, x, C, frames, height, width]
    return torch.movedim(cut, 4, -1).flatten(4).flatten(1, 3)  # [B, T, P]
