from keras import ops


def patchify(video, patch):
    """[B, N, Y, X, C], patch (frames, height, width) -> [B, T, P]"""
    B, N, Y, X, C = video.shape
    t, h, w = patch
    cut = ops.reshape(video, (B, N // t, t, Y // h, h, X // w, w, C))
    together = ops.transpose(cut, (0, 1, 3, 5, 2, 4, 6, 7))  # [B, n, y, x, t, h, w, C]
    return ops.reshape(together, (B, -1, t * h * w * C))
