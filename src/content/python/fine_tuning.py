"""Two heads on an encoder: a class for the text, a start and an end for an answer."""

import torch.nn.functional as F
from keras import ops


def classify_keras(head, x):
    first = x[:, 0]  # [B, D], the place of [CLS]
    return first @ head["weight"] + head["bias"]  # [B, C]


def classify_torch(head, x):
    return F.linear(x[:, 0], head["weight"].T, head["bias"])  # [B, C]


def point_keras(head, x):
    both = x @ head["weight"] + head["bias"]  # [B, T, 2]
    return ops.transpose(both, [0, 2, 1])  # [B, 2, T]


def point_torch(head, x):
    return F.linear(x, head["weight"].T, head["bias"]).transpose(1, 2)  # [B, 2, T]
