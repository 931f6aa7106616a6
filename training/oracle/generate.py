"""Writes tests/fixtures/model: what Keras and PyTorch compute. See README.md."""

import os
import subprocess
import sys
from pathlib import Path

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
sys.path.insert(0, str(Path(__file__).parents[2] / "src" / "content" / "listings"))

# First of all: PyTorch's compiler and TensorFlow each bring an LLVM, and stand only this order.
import torch._dynamo  # noqa: I001

import attention as listing
import decoder_layer as decoder_listing
import embedding as embedding_listing
import encoder_layer as encoder_listing
import fixture
import heads
import keras
import keras_layers
import keras_video
import numpy as np
import objectives
import onnx_cases
import reference
import torch
import torch.nn.functional as F
import transformer
import video
import weights
from fixture import Draw, causal, padding, same
from torch_layers import layer_gradients, set_attention, set_rest

B, T, S, D, H, FF = 3, 5, 7, 16, 4, 32
K = D // H
LENGTHS = {T: [5, 3, 1], S: [7, 4, 2]}
EPSILON = 1e-6


def main():
    keras_attention("attention-self", seed=1, cross=False, mask=None)
    keras_attention("attention-cross-padding-empty", seed=2, cross=True, mask=padding([7, 4, 0], S))
    keras_attention("attention-cross-causal", seed=3, cross=True, mask=causal(T, S))
    keras_attention("attention-one-head", seed=4, cross=True, mask=padding([7, 4, 2], S), heads=1)
    torch_attention("attention-causal-padding", seed=5)
    torch_dot_product("dot-product", seed=6)
    for norm in ["post", "pre"]:
        torch_encoder(f"encoder-{norm}", seed=7, norm=norm)
        torch_decoder(f"decoder-{norm}", seed=8, norm=norm)
    small_layers("layers", seed=9)
    parameter_counts("counts")
    keras_layers.generate()
    keras_video.generate()
    onnx_cases.generate()
    weights.generate()
    # A process of their own: PyTorch's optimizers, diffusers and TensorFlow each bring an LLVM.
    for script in ["training.py", "diffusion.py", "multilevel.py"]:
        subprocess.run([sys.executable, Path(__file__).with_name(script)], check=True)
    transformer.generate()
    video.generate()
    objectives.generate()
    heads.generate()


def keras_attention(name, seed, cross, mask, heads=H):
    draw = Draw(seed)
    params = draw.attention(D)
    x = draw.normal(B, T, D)
    memory = draw.normal(B, S, D) if cross else x
    mask = None if mask is None else np.broadcast_to(mask, (B, 1, T, memory.shape[1]))

    layer = keras.layers.MultiHeadAttention(heads, D // heads)
    layer.build(query_shape=x.shape, value_shape=memory.shape)
    layer.set_weights(keras_weights(params, heads))
    keep = None if mask is None else mask[:, 0].astype(bool)
    output, pattern = layer(
        query=x, value=memory, attention_mask=keep, return_attention_scores=True
    )
    tensors = reference.attention(params, x, memory, heads, mask)
    same(f"{name}, output", tensors["output"], output)
    same(f"{name}, pattern", tensors["pattern"], pattern)

    shown, shown_pattern = listing.multi_head_attention(params, x, memory, heads, mask)
    same(f"{name}, listing", shown, output)
    same(f"{name}, listing's pattern", shown_pattern, pattern)

    tensors |= {"output": output.numpy(), "pattern": pattern.numpy()}
    inputs = {"x": x, "memory": memory} | ({} if mask is None else {"mask": mask})
    source = f"keras {keras.__version__} MultiHeadAttention"
    fixture.write(name, source, {"heads": heads}, inputs=inputs, weights=params, tensors=tensors)


def keras_weights(params, heads):
    """Keras keeps the heads apart: [D, H, K] and [H, K, D]."""
    weights = []
    for name in ["query", "key", "value"]:
        weights += [params[name]["weight"].reshape(D, heads, D // heads)]
        weights += [params[name]["bias"].reshape(heads, D // heads)]
    output = params["output"]
    return [*weights, output["weight"].reshape(heads, D // heads, D), output["bias"]]


def torch_attention(name, seed):
    """Self-attention, causal and padded. PyTorch's masks mean the opposite: True = blocked."""
    draw = Draw(seed)
    params, x = draw.attention(D), draw.normal(B, T, D)
    mask = causal(T, T) * padding(LENGTHS[T], T)
    layer = torch.nn.MultiheadAttention(D, H, batch_first=True)
    set_attention(layer, params)
    tokens = torch.tensor(x)
    output, pattern = layer(
        tokens,
        tokens,
        tokens,
        attn_mask=torch.tensor(causal(T, T)[0, 0] == 0),
        key_padding_mask=torch.tensor(padding(LENGTHS[T], T)[:, 0, 0] == 0),
        average_attn_weights=False,
    )
    tensors = reference.attention(params, x, x, H, mask)
    same(f"{name}, output", tensors["output"], output.detach())
    same(f"{name}, pattern", tensors["pattern"], pattern.detach())
    tensors |= {"output": output.detach().numpy(), "pattern": pattern.detach().numpy()}
    inputs = {"x": x, "memory": x, "mask": mask}
    source = f"torch {torch.__version__} nn.MultiheadAttention"
    fixture.write(name, source, {"heads": H}, inputs=inputs, weights=params, tensors=tensors)


def torch_dot_product(name, seed):
    """Temperature through PyTorch's `scale`, mask where True = keep."""
    draw, temperature = Draw(seed), 0.7
    query, key, value = draw.normal(B, H, T, K), draw.normal(B, H, S, K), draw.normal(B, H, S, K)
    mask = np.broadcast_to(padding(LENGTHS[S], S), (B, 1, T, S))
    mix = F.scaled_dot_product_attention(
        *map(torch.tensor, [query, key, value]),
        attn_mask=torch.tensor(mask > 0),
        scale=1 / (K**0.5 * temperature),
    )
    tensors = reference.dot_product(query, key, value, mask, temperature)
    same(name, tensors["mix"], mix)
    inputs = {"query": query, "key": key, "value": value, "mask": mask}
    source = f"torch {torch.__version__} F.scaled_dot_product_attention"
    options = {"temperature": temperature}
    fixture.write(name, source, options, inputs=inputs, tensors=tensors | {"mix": mix.numpy()})


def torch_encoder(name, seed, norm):
    draw = Draw(seed)
    params, x, cotangent = draw.encoder_layer(D, FF), draw.normal(B, T, D), draw.normal(B, T, D)
    keep = padding(LENGTHS[T], T)
    mask = np.broadcast_to(keep, (B, 1, T, T))
    options = {"dropout": 0.0, "layer_norm_eps": EPSILON, "batch_first": True}
    layer = torch.nn.TransformerEncoderLayer(D, H, FF, norm_first=norm == "pre", **options)
    set_attention(layer.self_attn, params["self"])
    set_rest(layer, params)
    tokens = torch.tensor(x, requires_grad=True)
    output = layer(tokens, src_key_padding_mask=torch.tensor(keep[:, 0, 0] == 0))

    tensors = reference.encoder_layer(params, x, H, mask, norm)
    last = "norm2" if norm == "post" else "residual2"
    same(f"{name}, output", tensors[last], output.detach())
    shown = getattr(encoder_listing, f"{norm}_norm_encoder_layer")(params, x, H, mask)
    same(f"{name}, listing", shown, output.detach())

    (output * torch.tensor(cotangent)).sum().backward()
    gradients = {"x": tokens.grad.numpy()} | layer_gradients(layer, ["self"])
    fixture.write(
        name,
        f"torch {torch.__version__} nn.TransformerEncoderLayer",
        {"heads": H, "norm": norm},
        inputs={"x": x, "mask": mask, "cotangent": cotangent},
        weights=params,
        tensors=tensors | {last: output.detach().numpy()},
        gradients=gradients,
    )


def torch_decoder(name, seed, norm):
    draw = Draw(seed)
    params, x, memory = draw.decoder_layer(D, FF), draw.normal(B, T, D), draw.normal(B, S, D)
    cotangent = draw.normal(B, T, D)
    keep, keep_memory = padding(LENGTHS[T], T), padding(LENGTHS[S], S)
    options = {"dropout": 0.0, "layer_norm_eps": EPSILON, "batch_first": True}
    layer = torch.nn.TransformerDecoderLayer(D, H, FF, norm_first=norm == "pre", **options)
    set_attention(layer.self_attn, params["self"])
    set_attention(layer.multihead_attn, params["cross"])
    set_rest(layer, params)
    target = torch.tensor(x, requires_grad=True)
    source = torch.tensor(memory, requires_grad=True)
    output = layer(
        target,
        source,
        tgt_mask=torch.tensor(causal(T, T)[0, 0] == 0),
        tgt_key_padding_mask=torch.tensor(keep[:, 0, 0] == 0),
        memory_key_padding_mask=torch.tensor(keep_memory[:, 0, 0] == 0),
    )
    memory_mask = np.broadcast_to(keep_memory, (B, 1, T, S))
    both = causal(T, T) * keep
    tensors = reference.decoder_layer(params, x, memory, H, both, memory_mask, norm)
    last = "norm3" if norm == "post" else "residual3"
    same(f"{name}, output", tensors[last], output.detach())
    layer_listing = getattr(decoder_listing, f"{norm}_norm_decoder_layer")
    same(f"{name}, mask of the listing", decoder_listing.causal_mask(T), causal(T, T))
    shown = layer_listing(params, x, memory, H, both, memory_mask)
    same(f"{name}, listing", shown, output.detach())

    (output * torch.tensor(cotangent)).sum().backward()
    gradients = {"x": target.grad.numpy(), "memory": source.grad.numpy()}
    fixture.write(
        name,
        f"torch {torch.__version__} nn.TransformerDecoderLayer",
        {"heads": H, "norm": norm},
        inputs={
            "x": x,
            "memory": memory,
            "mask": keep,
            "memoryMask": keep_memory,
            "cotangent": cotangent,
        },
        weights=params,
        tensors=tensors | {last: output.detach().numpy()},
        gradients=gradients | layer_gradients(layer, ["self", "cross"]),
    )


def small_layers(name, seed):
    draw = Draw(seed)
    x, table = draw.normal(B, T, D), draw.normal(6, D)
    dense, norm = draw.linear(D, FF), draw.norm(D)
    ids = np.array([[0, 5, 2, 2, 1], [3, 3, 0, 4, 5], [1, 0, 0, 0, 0]])

    linear = keras.layers.Dense(FF)
    linear.build(x.shape)
    linear.set_weights([dense["weight"], dense["bias"]])
    layer_norm = keras.layers.LayerNormalization(epsilon=EPSILON)
    layer_norm.build(x.shape)
    layer_norm.set_weights([norm["gain"], norm["bias"]])
    embedding = keras.layers.Embedding(6, D)
    embedding.build()
    embedding.set_weights([table])
    tensors = {
        "linear": linear(x).numpy(),
        "norm": layer_norm(x).numpy(),
        "embedding": embedding(ids).numpy(),
        "softmax": keras.layers.Softmax()(x).numpy(),
        "positions": reference.positions(T, D),
    }
    same(f"{name}, linear", reference.linear(dense, x), tensors["linear"])
    same(f"{name}, norm", reference.layer_norm(norm, x), tensors["norm"])
    plain = embedding_listing.embed({"table": table}, ids, positions=False)
    same(f"{name}, listing without positions", plain, tensors["embedding"])
    placed = embedding_listing.embed({"table": table}, ids)
    same(f"{name}, listing", placed, tensors["embedding"] + tensors["positions"])
    weights = {"linear": dense, "norm": norm, "embedding": {"table": table}}
    source = f"keras {keras.__version__} Dense, LayerNormalization, Embedding, Softmax"
    fixture.write(name, source, inputs={"x": x, "ids": ids}, weights=weights, tensors=tensors)


def parameter_counts(name):
    """The real layers' own counts, at the base size of 2017 and at ours."""
    counts = {}
    for width, heads, inner in [(512, 8, 2048), (D, H, FF)]:
        layer = keras.layers.MultiHeadAttention(heads, width // heads)
        layer.build(query_shape=(1, 2, width), value_shape=(1, 2, width))
        encoder = torch.nn.TransformerEncoderLayer(width, heads, inner)
        decoder = torch.nn.TransformerDecoderLayer(width, heads, inner)
        feed_forward = [encoder.linear1, encoder.linear2]
        counts[f"{width}-{inner}"] = {
            "attention": layer.count_params(),
            "feedForward": sum(sizes(module) for module in feed_forward),
            "norm": sizes(encoder.norm1),
            "encoderLayer": sizes(encoder),
            "decoderLayer": sizes(decoder),
        }
    source = f"keras {keras.__version__}, torch {torch.__version__}"
    fixture.write(name, source, counts)


def sizes(module):
    return sum(parameter.numel() for parameter in module.parameters())


if __name__ == "__main__":
    main()
