import keras
import numpy as np
from keras import layers

seen = []


class Probe(layers.Layer):
    """A layer with the bank's signature that writes down what it is told."""

    def call(self, x, training=False):
        seen.append(training)
        return x


class Silent(keras.Model):
    def __init__(self):
        super().__init__()
        self.probe, self.dense = Probe(), layers.Dense(1)

    def call(self, x):
        return self.dense(self.probe(x))


class Telling(Silent):
    def call(self, x, training=None):
        return self.dense(self.probe(x))


def functional():
    x = keras.Input((3,))
    return keras.Model(x, layers.Dense(1)(Probe()(x)))


x, y = np.ones((4, 3), "float32"), np.ones((4, 1), "float32")
for name, build in (("functional", functional), ("call(x, training=None)", Telling), ("call(x)", Silent)):
    model = build()
    model.compile("sgd", "mse", run_eagerly=True)
    model.predict(x, verbose=0)
    seen.clear()
    model.fit(x, y, verbose=0)
    print(f"{name}: in fit the layer sees training={seen[-1]}")
