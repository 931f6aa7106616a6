import warnings

import keras
import numpy as np
from keras import layers


class Encoder(layers.Layer):
    def __init__(self):
        super().__init__()
        self.attend = layers.MultiHeadAttention(num_heads=4, key_dim=4)

    def call(self, x):
        return x + self.attend(x, x)


with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    Encoder().build((None, 5, 16))
    for warning in told:
        print(f"{warning.category.__name__}: {str(warning.message)[:180]}…")

keras.utils.set_random_seed(1)
ids = np.array([[3, 4, 5, 0, 0]])
embed = layers.Embedding(9, 16, mask_zero=True)
layer = Encoder()
first, second = layer(embed(ids)), layer(embed(ids))
print(f"first call and second call of the same layer differ by {np.abs(first - second).max():.3f}")
