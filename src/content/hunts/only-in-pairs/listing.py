import keras
import numpy as np

keras.utils.set_random_seed(1)
draw = np.random.default_rng(1)
attend = keras.layers.MultiHeadAttention(num_heads=4, key_dim=4)


def cross(target, memory):
    """As the bank's listing unpacks it: two names for one result."""
    told, weights = attend(target, memory)
    return target + told, weights


for B in (1, 2, 3):
    target = draw.normal(size=(B, 5, 16)).astype("float32")
    memory = draw.normal(size=(B, 7, 16)).astype("float32")
    try:
        output, weights = cross(target, memory)
        print(f"B={B}: output {tuple(output.shape)}, 'weights' {tuple(weights.shape)}")
        sums = np.asarray(weights).sum(-1)
        print(f"     rows of the 'weights' sum to {sums.min():.2f} ... {sums.max():.2f}")
        for b in (0, 1):
            other = memory.copy()
            other[b] += 1
            moved = np.abs(cross(target, other)[0] - output).max(axis=(1, 2))
            print(f"     other memory for sample {b}: outputs move by", *(f"{m:.3f}" for m in moved))
    except Exception as error:
        print(f"B={B}: {type(error).__name__}: {error}")
