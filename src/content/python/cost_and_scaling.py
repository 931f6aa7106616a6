"""What a training step keeps: weights, gradients and the two moments of Adam, all in 32 bits."""

import math

import keras
import numpy as np
import torch


def bytes_keras(layers, x):
    model = keras.Sequential([keras.layers.Dense(width) for width in layers])
    model.compile(keras.optimizers.AdamW(), loss="mse")
    model.train_on_batch(x, np.zeros((len(x), layers[-1])))
    weights = sum(math.prod(weight.shape) for weight in model.trainable_weights)
    state = [one for one in model.optimizer.variables if len(one.shape) > 0]  # no step counter
    moments = sum(math.prod(one.shape) for one in state)
    return 4 * (2 * weights + moments), weights  # a gradient for each weight


def bytes_torch(layers, x):
    widths = [x.shape[1], *layers]
    model = torch.nn.Sequential(*map(torch.nn.Linear, widths, layers))
    optimizer = torch.optim.AdamW(model.parameters())
    model(torch.as_tensor(x)).square().mean().backward()
    optimizer.step()
    weights = list(model.parameters())
    kept = [*weights, *(weight.grad for weight in weights)]
    for state in optimizer.state.values():
        kept += [state["exp_avg"], state["exp_avg_sq"]]
    return sum(one.nbytes for one in kept), sum(weight.numel() for weight in weights)
