import keras
import numpy as np
from keras import layers

keras.utils.set_random_seed(1)


class Outer(layers.Layer):
    """Does not hand `training` on to the attention, which drops half of its weights."""

    def __init__(self):
        super().__init__()
        self.attend = layers.MultiHeadAttention(num_heads=4, key_dim=4, dropout=0.5)

    def call(self, x, training=False):
        return self.attend(x, x)


layer = Outer()
x = np.random.default_rng(1).normal(size=(1, 5, 16)).astype("float32")
layer(x)
for training in (False, True):
    one, other = layer(x, training=training), layer(x, training=training)
    print(f"training={training}: two calls differ by {np.abs(one - other).max():.3f}")
