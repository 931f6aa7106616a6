import keras
import numpy as np
from keras import layers

keras.utils.set_random_seed(1)
x = np.random.default_rng(1).normal(size=(2, 5, 16)).astype("float32")

one = layers.Dense(16, activation="relu")  # the bank's: dff = d_model = 16, and no second layer
two = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(16)])

for name, ffn in [("one dense layer", one), ("two dense layers", two)]:
    added = np.asarray(ffn(x))
    print(f"{name}: {added.shape}, smallest {added.min():.3f}, exactly 0: {np.mean(added == 0):.0%}")
