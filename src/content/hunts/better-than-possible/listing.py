import keras
import numpy as np

keras.utils.set_random_seed(1)
layer = keras.layers.MultiHeadAttention(num_heads=4, key_dim=4)
x = np.random.default_rng(1).normal(size=(1, 5, 16)).astype("float32")
changed = x.copy()
changed[:, -1] += 1  # only the last of five tokens

for causal in (False, True):
    before = layer(x, x, use_causal_mask=causal)
    after = layer(changed, changed, use_causal_mask=causal)
    moved = np.abs(after - before).max(axis=(0, 2))
    print(f"use_causal_mask={causal}: outputs move by", *(f"{move:.3f}" for move in moved))
