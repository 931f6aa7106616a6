"""The layers in Keras's form: the listings of the lessons, run by Keras itself.

The numbers are those of `src/content/python/*.py`, whose parts are Keras's own layers: outputs in
inference, masks made by an embedding, and weights after steps of Keras's own optimizer.
"""

import importlib.util
import os
from pathlib import Path

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import fixture
import keras
import numpy as np
from fixture import Draw, padding, same

PYTHON = Path(__file__).parents[2] / "src" / "content" / "python"


def listing(file, name):
    """A class of a listing, loaded by its file: `encoder_layer` names another listing as well."""
    spec = importlib.util.spec_from_file_location(f"python_{file}", PYTHON / f"{file}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, name)


EncoderLayer = listing("encoder_layer", "EncoderLayer")
DecoderLayer = listing("decoder_layer", "DecoderLayer")

B, T, S, D, H, FF, V = 3, 4, 6, 8, 2, 12, 9
LENGTHS = {T: [4, 3, 1], S: [6, 4, 2]}
SOURCE = f"keras {keras.__version__}, src/content/python"


def generate():
    encoder("keras-encoder", seed=41)
    decoder("keras-decoder", seed=42)
    embedded("keras-embedded", seed=43)


def encoder(name, seed):
    """Inference with and without a mask, and the weights after three steps of SGD."""
    draw = Draw(seed)
    params, x, target = draw.encoder_layer(D, FF), draw.normal(B, T, D), draw.normal(B, T, D)
    mask = padding(LENGTHS[T], T)[:, 0, 0]
    layer = EncoderLayer(D, H, FF)
    layer.build(x.shape)
    set_weights(layer, params)
    tensors = {"plain": layer(x), "masked": layer(x, mask=mask.astype(bool))}
    check_config(name, layer, [x], tensors["plain"])

    sequence = keras.Input((T, D))
    model = keras.Model(sequence, trainee(EncoderLayer, params, x.shape)(sequence))
    losses = train(model, x, target)
    fixture.write(
        name,
        SOURCE,
        {"heads": H, "losses": losses},
        inputs={"x": x, "mask": mask, "target": target},
        weights=params,
        tensors=tensors,
        trained=get_weights(model.layers[-1]),
    )


def decoder(name, seed):
    draw = Draw(seed)
    params = draw.decoder_layer(D, FF)
    x, memory, target = draw.normal(B, T, D), draw.normal(B, S, D), draw.normal(B, T, D)
    # Padded on the left: on the right the causal mask alone would hide it. A padded query is left
    # out of the comparison: it sees no key at all, and Keras's fast path then takes the mean.
    mask = padding(LENGTHS[T], T)[:, 0, 0, ::-1]
    memory_mask = padding(LENGTHS[S], S)[:, 0, 0]
    layer = DecoderLayer(D, H, FF)
    layer.build(x.shape, memory.shape)
    set_weights(layer, params)
    plain, plain_scores = layer(x, memory)
    masks = {"x_mask": mask.astype(bool), "memory_mask": memory_mask.astype(bool)}
    masked, masked_scores = layer(x, memory, **masks)
    check_config(name, layer, [x, memory], plain)

    sequence, source = keras.Input((T, D)), keras.Input((S, D))
    layer = trainee(DecoderLayer, params, x.shape, memory.shape)
    model = keras.Model([sequence, source], layer(sequence, source)[0])
    losses = train(model, [x, memory], target)
    fixture.write(
        name,
        SOURCE,
        {"heads": H, "losses": losses},
        inputs={"x": x, "memory": memory}
        | {"mask": mask, "memoryMask": memory_mask, "target": target},
        weights=params,
        tensors={
            "plain": plain,
            "plainScores": plain_scores,
            "masked": masked * mask[:, :, None],
            "maskedScores": masked_scores * mask[:, None, :, None],
        },
        trained=get_weights(layer),
    )


def embedded(name, seed):
    """Two encoder layers behind an embedding that makes the mask: it must reach both.

    Padded queries are left out of the comparison. Keras's attention sees the mask on its input too
    and blocks every key of a padded query; the mask of keys alone says nothing about queries.
    """
    draw = Draw(seed)
    table, params = draw.normal(V, D), [draw.encoder_layer(D, FF), draw.encoder_layer(D, FF)]
    ids = np.array([[3, 1, 4, 1], [5, 8, 2, 0], [6, 0, 0, 0]])
    stack = [trainee(EncoderLayer, own, (B, T, D)) for own in params]
    embedding = keras.layers.Embedding(V, D, mask_zero=True)
    model = keras.Sequential([keras.Input((T,), dtype="int32"), embedding, *stack])
    embedding.set_weights([table])
    real = (ids > 0)[:, :, None]
    output = model(ids) * real

    # The mask by hand gives the same: Keras did carry it.
    x = table[ids]
    for layer in stack:
        x = layer(x, mask=ids > 0)
    same(f"{name}, mask by hand", x * real, output)
    weights = {"table": table, "first": params[0], "second": params[1]}
    fixture.write(
        name, SOURCE, {"heads": H}, inputs={"ids": ids}, weights=weights, tensors={"output": output}
    )


def trainee(kind, params, *shapes):
    """The layer without dropout, so that training is the same everywhere."""
    layer = kind(D, H, FF, dropout=0.0)
    layer.build(*shapes)
    set_weights(layer, params)
    return layer


def train(model, inputs, target):
    """The losses of three steps of SGD, each on the whole batch."""
    model.compile(keras.optimizers.SGD(0.05), "mean_squared_error")
    return [float(model.train_on_batch(inputs, target)) for _ in range(3)]


def check_config(name, layer, inputs, output):
    """A layer made again from its config, with the weights set, computes the same."""
    again = type(layer).from_config(layer.get_config())
    again.build(*[x.shape for x in inputs])
    again.set_weights(layer.get_weights())
    result = again(*inputs)
    same(f"{name}, from its config", result[0] if isinstance(result, tuple) else result, output)


def parts(layer):
    """Keras's layers by the paths of our weights."""
    if hasattr(layer, "attend"):
        attentions = {"self": layer.attend}
    else:
        attentions = {"self": layer.look_back, "cross": layer.look_across}
    norms = {key: getattr(layer, key) for key in ["norm1", "norm2", "norm3"] if hasattr(layer, key)}
    return attentions, {"ffn.inner": layer.expand, "ffn.outer": layer.contract}, norms


def set_weights(layer, params):
    attentions, denses, norms = parts(layer)
    flat = fixture.flatten(params)
    for path, attention in attentions.items():
        values = []
        for name in ["query", "key", "value", "output"]:
            weight, bias = flat[f"{path}.{name}.weight"], flat[f"{path}.{name}.bias"]
            apart = name != "output"
            values += [weight.reshape((D, H, D // H) if apart else (H, D // H, D))]
            values += [bias.reshape((H, D // H)) if apart else bias]
        attention.set_weights(values)
    for path, dense in denses.items():
        dense.set_weights([flat[f"{path}.weight"], flat[f"{path}.bias"]])
    for path, norm in norms.items():
        norm.set_weights([flat[f"{path}.gain"], flat[f"{path}.bias"]])


def get_weights(layer):
    attentions, denses, norms = parts(layer)
    flat = {}
    for path, attention in attentions.items():
        values = attention.get_weights()
        for i, name in enumerate(["query", "key", "value", "output"]):
            flat[f"{path}.{name}.weight"] = values[2 * i].reshape(D, D)
            flat[f"{path}.{name}.bias"] = values[2 * i + 1].reshape(D)
    for path, dense in denses.items():
        flat[f"{path}.weight"], flat[f"{path}.bias"] = dense.get_weights()
    for path, norm in norms.items():
        flat[f"{path}.gain"], flat[f"{path}.bias"] = norm.get_weights()
    return flat


if __name__ == "__main__":
    generate()
