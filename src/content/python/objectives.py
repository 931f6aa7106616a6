"""The loss of masked tokens: only the chosen places count."""

import keras
import torch
import torch.nn.functional as F
from keras import ops


def loss_keras(logits, targets, weights):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True, reduction="none")
    losses = loss(targets, logits) * weights  # [B, T]
    return ops.sum(losses) / ops.sum(weights)


def loss_torch(logits, targets, weights):
    labels = torch.where(weights == 1, targets, -100)  # -100: PyTorch leaves the place out
    return F.cross_entropy(logits.flatten(0, 1), labels.flatten())
