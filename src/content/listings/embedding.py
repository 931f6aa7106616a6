"""Tokens as vectors that know their place, in Keras 3, one line a step."""

from keras import ops


def embed(params, ids, positions=True):
    """ids [B, T] → x [B, T, D]: the row of each token, and where it stands."""
    rows = ops.take(params["table"], ids, axis=0)  # step: embedding
    places = sinusoidal_positions(*rows.shape[1:])  # step: positions
    x = rows + places if positions else rows  # step: x
    return x


def sinusoidal_positions(length, width):
    """[T, D]: sines in the even channels, cosines in the odd ones."""
    channel = ops.arange(width)
    place = ops.arange(length, dtype="float32")[:, None]
    angle = place / 10000.0 ** (ops.cast(channel // 2 * 2, "float32") / width)
    return ops.where(channel % 2 == 0, ops.sin(angle), ops.cos(angle))
