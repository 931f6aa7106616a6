import re
import tempfile
from pathlib import Path

import keras
import numpy as np
from keras import layers


class Encoder(layers.Layer):
    """The constructor as the bank has it: it takes no keyword but its own."""

    def __init__(self, d_model, num_heads, dff, rate=0.1):
        super().__init__()
        self.attend = layers.MultiHeadAttention(num_heads, key_dim=d_model)

    def call(self, x):
        return x + self.attend(x, x)


try:
    Encoder(16, 4, 16, name="first")
except TypeError as error:
    print("with a name:", error)

model = keras.Sequential([keras.Input((5, 16)), Encoder(16, 4, 16)])
model(np.zeros((1, 5, 16), "float32"))
with tempfile.TemporaryDirectory() as folder:
    file = Path(folder) / "model.keras"
    model.save(file)
    print("saved")
    try:
        keras.models.load_model(file, custom_objects={"Encoder": Encoder})
    except TypeError as error:
        print("loaded again:", re.search(r"Encoder.__init__.*", str(error))[0])
