"""The listings of the lessons on video, run by Keras: `src/content/python/*.py`."""

import fixture
import keras
import numpy as np
from fixture import Draw
from keras_layers import listing

B, T, D, H, FF = 2, 6, 8, 2, 16
SOURCE = f"keras {keras.__version__}, src/content/python"


def generate():
    patches("keras-patches", seed=91)
    convolution("keras-causal-conv3d", seed=92)
    flow("keras-flow", seed=93)
    block("keras-dit-block", seed=94)
    guidance("keras-guidance", seed=95)


def patches(name, seed):
    video, patch = Draw(seed).normal(B, 4, 3, 6, 2), (2, 1, 3)
    tokens = listing("spacetime_patches", "patchify")(video, patch)
    write(name, {"patch": patch}, {"video": video}, {"tokens": tokens})


def convolution(name, seed):
    draw = Draw(seed)
    clip, strides = draw.normal(B, 5, 4, 6, 3), (2, 2, 2)
    weight, bias = draw.normal(3, 3, 3, 3, 4, scale=0.2), draw.normal(4)
    layer = listing("causal_conv3d", "CausalConv3D")(4, 3, strides=strides)
    layer.build(clip.shape)
    layer.set_weights([weight, bias])
    weights = {"weight": weight, "bias": bias}
    write(name, {"strides": strides}, {"clip": clip}, {"latents": layer(clip)}, weights)


def flow(name, seed):
    """The network of the exercise: tanh(x·W + t·b)."""
    draw = Draw(seed)
    params, data, noise = draw.linear(D, D), draw.normal(B, T, D), draw.normal(B, T, D)
    times = np.array([0.25, 0.75], np.float32)

    def network(x, t):
        return keras.ops.tanh(x @ params["weight"] + t[:, None, None] * params["bias"])

    loss = listing("flow_matching", "flow_matching_loss")(network, data, noise, times)
    sample = listing("flow_matching", "euler_sample")(network, noise, 5)
    inputs = {"data": data, "noise": noise, "times": times}
    write(name, {"steps": 5}, inputs, {"loss": loss, "sample": sample}, params)


def block(name, seed):
    draw = Draw(seed)
    x, c = draw.normal(B, T, D), draw.normal(B, D)
    mlp = draw.feed_forward(D, FF)
    weights = {"modulation": draw.linear(D, 6 * D), "self": draw.attention(D), "mlp": mlp}
    layer = listing("dit_block", "DitBlock")(D, H, FF)
    fresh = layer(x, c)
    layer.modulation.set_weights(list(weights["modulation"].values()))
    layer.expand.set_weights(list(mlp["inner"].values()))
    layer.contract.set_weights(list(mlp["outer"].values()))
    layer.attend.set_weights(heads_apart(weights["self"]))
    write(name, {"heads": H}, {"x": x, "c": c}, {"fresh": fresh, "y": layer(x, c)}, weights)


def heads_apart(attention):
    """Keras keeps the heads apart: [D, H, K] and [H, K, D]."""
    values = []
    for name, params in attention.items():
        out = name == "output"
        values.append(params["weight"].reshape((H, D // H, D) if out else (D, H, D // H)))
        values.append(params["bias"] if out else params["bias"].reshape(H, D // H))
    return values


def guidance(name, seed):
    """The network: tanh(x·W + the mean of the text)."""
    draw = Draw(seed)
    params, x = draw.linear(D, D), draw.normal(B, T, D)
    condition, empty = draw.normal(B, 3, D), draw.normal(B, 3, D)

    def network(x, text):
        mean = keras.ops.mean(text, axis=1, keepdims=True)
        return keras.ops.tanh(x @ params["weight"] + params["bias"] + mean)

    guided = listing("guidance", "guide")(network, x, condition, empty, 3)
    inputs = {"x": x, "condition": condition, "empty": empty}
    write(name, {"scale": 3}, inputs, {"guided": guided}, params)


def write(name, options, inputs, tensors, weights=None):
    fixture.write(name, SOURCE, options, inputs=inputs, weights=weights or {}, tensors=tensors)


if __name__ == "__main__":
    generate()
