import keras
import numpy as np
from keras import layers

keras.utils.set_random_seed(1)
x = np.random.default_rng(1).normal(size=(2, 5, 16)).astype("float32")


class Block(layers.Layer):
    """The feed-forward part of the bank's encoder layer: one dense layer of dff units."""

    def __init__(self, dff, **kwargs):
        super().__init__(**kwargs)
        self.ffn = layers.Dense(dff, activation="relu")
        self.norm = layers.LayerNormalization(epsilon=1e-6)

    def call(self, x, with_ffn=True):
        return self.norm(x + self.ffn(x) if with_ffn else x)


for dff in (64, 16, 1):
    block = Block(dff)
    try:
        y = block(x)
        change = np.abs(y - block(x, with_ffn=False)).max()
        print(f"dff={dff}: {y.shape}; without the FFN it differs by {change:.1e}")
    except Exception as error:
        print(f"dff={dff}: {type(error).__name__}: {error}")
