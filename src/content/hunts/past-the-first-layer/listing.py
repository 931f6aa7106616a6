import warnings

import keras
import numpy as np
from keras import layers


class Encoder(layers.Layer):
    """An encoder layer as the bank has it: it takes the mask in, and says nothing of handing it on."""

    def __init__(self, keeps_mask=False, **kwargs):
        super().__init__(**kwargs)
        self.attend = layers.MultiHeadAttention(num_heads=4, key_dim=4)
        self.norm = layers.LayerNormalization(epsilon=1e-6)
        self.supports_masking = keeps_mask

    def call(self, x):
        return self.norm(x + self.attend(x, x))


def leak(depth, keeps_mask):
    """How far the real tokens move when the vector of the padding changes."""
    keras.utils.set_random_seed(1)
    ids = keras.Input((5,), dtype="int32")
    embed = layers.Embedding(9, 16, mask_zero=True)
    x = embed(ids)
    for _ in range(depth):
        x = Encoder(keeps_mask)(x)
    model = keras.Model(ids, x)
    text = np.array([[3, 4, 5, 0, 0]])  # 0 is padding
    before = model.predict(text, verbose=0)
    table = embed.get_weights()[0]
    table[0] += np.random.default_rng(1).normal(size=16)
    embed.set_weights([table])
    return np.abs(model.predict(text, verbose=0) - before)[:, :3].max()


with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    for depth in (1, 2):
        print(f"{depth} layer(s), mask dropped: real tokens move by {leak(depth, False):.2f}")
    print("Keras warned:", str(next(w.message for w in told if "mask" in str(w.message))))
print(f"2 layers, supports_masking: real tokens move by {leak(2, True):.2f}")
