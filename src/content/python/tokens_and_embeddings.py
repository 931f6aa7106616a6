"""Ids to vectors, and vectors back to a score for every token of the vocabulary."""

import torch.nn.functional as F
from keras import ops


def embed_keras(table, ids):
    return ops.take(table, ids, axis=0)  # [V, D], [B, T] -> [B, T, D]


def unembed_keras(table, x):
    return ops.matmul(x, ops.transpose(table))  # [V, D], [B, T, D] -> [B, T, V]


def embed_torch(table, ids):
    return F.embedding(ids, table)  # [V, D], [B, T] -> [B, T, D]


def unembed_torch(table, x):
    return F.linear(x, table)  # PyTorch multiplies by the transpose: [B, T, V]
