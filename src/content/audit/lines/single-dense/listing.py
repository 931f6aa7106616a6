import keras
import numpy as np
from keras import layers

x = np.ones((2, 5, 16), "float32")
for dff in (64, 16, 1):
    feed = layers.Dense(dff, activation="relu")  # the whole network, as the bank has it
    try:
        print(f"dff={dff}: eager sum has shape {tuple((x + feed(x)).shape)}")
    except Exception as error:
        print(f"dff={dff}: {type(error).__name__}: {str(error).split('}} ')[-1]}")

symbolic = keras.Input((5, 16))
try:
    symbolic + layers.Dense(64, activation="relu")(symbolic)
except Exception as error:
    print(f"dff=64, symbolic: {type(error).__name__}: {str(error).splitlines()[0]}")
