"""The losses against PyTorch and Keras; the corruptions against T5's code and transformers'."""

import importlib.util
import sys
from types import SimpleNamespace
from unittest.mock import MagicMock

import fixture
import keras
import numpy as np
import tensorflow as tf
import torch
import torch.nn.functional as F
import transformers
from fixture import Draw, same
from transformers import DataCollatorForLanguageModeling, T5Config, T5ForConditionalGeneration

B, T, V = 3, 5, 7
IGNORED = -100


def generate():
    plain = np.ones((B, T), np.float32)
    some = np.array([[1, 1, 0, 1, 1], [0, 1, 0, 0, 0], [1, 0, 1, 1, 0]], np.float32)
    cross_entropy("objectives-cross-entropy", seed=71, smoothing=0.0, weights=plain)
    cross_entropy("objectives-cross-entropy-smoothed", seed=72, smoothing=0.1, weights=some)
    collator("objectives-masked")
    shift("objectives-shift")
    spans("objectives-spans")


def cross_entropy(name, seed, smoothing, weights):
    draw = Draw(seed)
    logits = draw.normal(B, T, V, scale=2.0)
    targets = draw.random.integers(0, V, (B, T))
    targets[:, ::2] = logits.argmax(-1)[:, ::2]  # so that the model is right here and there
    asked = np.where(weights > 0, targets, IGNORED)
    z = torch.tensor(logits, requires_grad=True)
    rows, labels = z.reshape(-1, V), torch.tensor(targets).reshape(-1)
    losses = F.cross_entropy(rows, labels, reduction="none", label_smoothing=smoothing)
    loss = F.cross_entropy(rows, torch.tensor(asked).reshape(-1), label_smoothing=smoothing)

    # The gradient of Σ losses is p − q: it tells the distribution q that PyTorch wanted.
    (slope,) = torch.autograd.grad(losses.sum(), z, retain_graph=True)
    wanted = (torch.softmax(z, -1) - slope).detach().numpy()
    loss.backward()

    one_hot = np.eye(V, dtype=np.float32)[targets]
    theirs = keras.losses.CategoricalCrossentropy(
        from_logits=True, label_smoothing=smoothing, reduction=None
    )(one_hot, logits)
    same(f"{name}, Keras", theirs, losses.detach().reshape(B, T))
    accuracy = keras.metrics.SparseCategoricalAccuracy()
    accuracy.update_state(targets, logits, sample_weight=weights)
    unsmoothed = F.cross_entropy(rows, torch.tensor(asked).reshape(-1))
    fixture.write(
        name,
        f"torch {torch.__version__} F.cross_entropy, keras {keras.__version__}",
        {
            "smoothing": smoothing,
            "accuracy": float(accuracy.result()),
            "perplexity": float(torch.exp(unsmoothed).detach()),
        },
        inputs={"logits": logits, "targets": targets, "weights": weights},
        tensors={
            "logProbs": F.log_softmax(z, -1).detach().numpy(),
            "wanted": wanted,
            "losses": losses.detach().numpy().reshape(B, T),
            "loss": loss.detach().numpy(),
        },
        gradients={"logits": z.grad.numpy()},
    )


def collator(name):
    """What DataCollatorForLanguageModeling does with 400 texts of 64 tokens, counted."""
    mask, size, texts, length = 4, 1000, 400, 64
    tokenizer = Tokenizer(mask, size)
    torch.manual_seed(73)
    ids = torch.randint(5, size, (texts, length))
    special = torch.zeros(texts, length)
    special[:, 0] = special[:, -1] = 1
    masker = DataCollatorForLanguageModeling(tokenizer)
    inputs, labels = masker.torch_mask_tokens(ids.clone(), special_tokens_mask=special)
    chosen = labels != IGNORED
    assert torch.equal(inputs[~chosen], ids[~chosen])
    assert not chosen[special.bool()].any()
    counts = {
        "tokens": int((special == 0).sum()),
        "chosen": int(chosen.sum()),
        "masked": int((inputs[chosen] == mask).sum()),
        "kept": int((inputs[chosen] == ids[chosen]).sum()),
    }
    source = f"transformers {transformers.__version__} DataCollatorForLanguageModeling"
    fixture.write(name, source, counts)


class Tokenizer:
    """What the collator asks of a tokenizer."""

    mask_token = "[MASK]"

    def __init__(self, mask, size):
        self.mask, self.size = mask, size

    def convert_tokens_to_ids(self, _):
        return self.mask

    def __len__(self):
        return self.size


def shift(name):
    """What T5's decoder reads to say the labels. T5 starts with its padding; here it is 9."""
    config = T5Config(
        vocab_size=16, d_model=4, d_kv=2, d_ff=4, num_layers=1, num_heads=2, decoder_start_token_id=9
    )
    labels = torch.tensor([[5, 6, 7, 1], [8, 1, 0, 0]])
    ids = T5ForConditionalGeneration(config)._shift_right(labels)
    source = f"transformers {transformers.__version__} T5ForConditionalGeneration"
    fixture.write(name, source, {"start": 9, "labels": labels.tolist(), "ids": ids.tolist()})


def spans(name):
    """How many tokens and spans T5's code hides, and what it makes of a text and a mask."""
    preprocessors = t5_preprocessors()
    vocabulary, seeds = SimpleNamespace(vocab_size=100), [(1, 2), (3, 4)]
    counts, examples = [], []
    for density, mean in [(0.15, 3.0), (0.5, 3.0), (0.15, 1.0), (0.3, 2.0)]:
        for length in [*range(1, 41), 90, 512]:
            noise = preprocessors.random_spans_noise_mask(length, density, seeds, mean).numpy()
            starts = noise & ~np.concatenate([[False], noise[:-1]])
            counts.append([density, mean, length, int(noise.sum()), int(starts.sum())])
    for length in [2, 7, 20, 33]:
        ids = np.arange(10, 10 + length)
        noise = preprocessors.random_spans_noise_mask(length, 0.3, seeds, 2.0)
        parts = [
            replace(tf.constant(ids), noise, vocabulary, seeds).numpy().tolist()
            for replace in [
                preprocessors.noise_span_to_unique_sentinel,
                preprocessors.nonnoise_span_to_unique_sentinel,
            ]
        ]
        noise = noise.numpy().astype(int).tolist()
        examples.append({"ids": ids.tolist(), "noise": noise, "input": parts[0], "target": parts[1]})
    source = "t5 0.9.4 data/preprocessors.py"
    fixture.write(name, source, {"counts": counts, "examples": examples, "firstSentinel": 99})


def t5_preprocessors():
    """That one file of T5. What it imports beside TensorFlow plays no part in the functions used."""
    gin, seqio = MagicMock(), MagicMock()
    gin.configurable = lambda *given, **_: given[0] if given else lambda function: function
    seqio.stateless_shuffle = lambda value, seed: tf.random.experimental.stateless_shuffle(
        value, seed
    )
    sys.modules |= {"gin": gin, "seqio": seqio, "babel": MagicMock()}
    folder = importlib.util.find_spec("t5").submodule_search_locations[0]
    spec = importlib.util.spec_from_file_location("preprocessors", f"{folder}/data/preprocessors.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
