"""Attention on several levels against PyTorch, torchvision's Swin and transformers' layers."""

from functools import partial

import fixture
import multilevel_reference as ours
import numpy as np
import reference
import torch
import torch.nn.functional as F
import torchvision
import transformers
from fixture import Draw, flatten, padding, same
from torch_layers import layer_gradients, linear_gradients, set_attention, set_linear, set_rest
from torchvision.models.swin_transformer import PatchMerging, SwinTransformerBlock
from transformers import LongformerConfig, TimesformerConfig
from transformers.models.longformer.modeling_longformer import LongformerSelfAttention
from transformers.models.timesformer.modeling_timesformer import TimesformerLayer

D, H, FF = 8, 2, 12
EPSILON = 1e-6
TORCH = f"torch {torch.__version__}"
VISION = f"torchvision {torchvision.__version__}"
HUGGING = f"transformers {transformers.__version__}"
NORM = partial(torch.nn.LayerNorm, eps=EPSILON)


def generate():
    pooling("multilevel-pooling", seed=101)
    document("multilevel-document", seed=102)
    window_block("multilevel-window", seed=103, shape=(2, 2, 4, D), window=(2, 2), shifted=False)
    window_block("multilevel-shifted", seed=104, shape=(1, 4, 4, D), window=(2, 2), shifted=True)
    window_block("multilevel-sequence", seed=105, shape=(2, 1, 6, D), window=(1, 3), shifted=True)
    merge("multilevel-merge", seed=106, down=2)
    merge("multilevel-merge-pairs", seed=107, down=1)
    window_encoder("multilevel-pyramid", seed=108)
    longformer("multilevel-longformer", seed=109, globals_=[0, 5])
    longformer("multilevel-sliding", seed=110, globals_=[])
    local_causal("multilevel-causal", seed=111)
    timesformer("multilevel-joint", seed=112, kind="joint")
    timesformer("multilevel-divided", seed=113, kind="divided")
    batched("multilevel-space", seed=114, kind="space")
    batched("multilevel-time", seed=115, kind="time")
    factorized("multilevel-factorized", seed=116)


def backward(output, cotangent):
    (output * torch.tensor(cotangent)).sum().backward()


def write(name, source, options, inputs, weights, tensors, gradients):
    groups = {"inputs": inputs, "weights": weights, "tensors": tensors}
    fixture.write(name, source, options, **groups, gradients=gradients)


def draw_pooling(draw, width):
    return {"hidden": draw.linear(width, width), "context": draw.normal(width)}


def pool(params, x, keep=None):
    """Pooling as attention with one query, the context: keys are the hidden layer, values the tokens."""
    hidden = torch.tanh(F.linear(x, params["hidden.weight"].T, params["hidden.bias"]))
    query = params["context"].expand(x.shape[0], 1, -1)
    mask = None if keep is None else torch.tensor(keep[:, None] > 0)
    return F.scaled_dot_product_attention(query, hidden, x, attn_mask=mask, scale=1.0)[:, 0]


def leaves(params):
    return {key: torch.tensor(value, requires_grad=True) for key, value in flatten(params).items()}


def gradients_of(params):
    return {key: value.grad.numpy() for key, value in params.items()}


def pooling(name, seed):
    draw = Draw(seed)
    params, x, cotangent = draw_pooling(draw, D), draw.normal(3, 5, D), draw.normal(3, D)
    mask = padding([5, 3, 1], 5)[:, 0, 0]
    weights, tokens = leaves(params), torch.tensor(x, requires_grad=True)
    output = pool(weights, tokens, mask)
    tensors = ours.pooling(params, x, mask)
    same(name, tensors["output"], output.detach())
    backward(output, cotangent)
    inputs = {"x": x, "mask": mask, "cotangent": cotangent}
    gradients = {"x": tokens.grad.numpy()} | gradients_of(weights)
    tensors |= {"output": output.detach().numpy()}
    source = f"{TORCH} F.scaled_dot_product_attention"
    write(name, source, {}, inputs, params, tensors, gradients)


def encoder(params, norm_first, activation):
    options = {"dropout": 0.0, "layer_norm_eps": EPSILON, "batch_first": True}
    layer = torch.nn.TransformerEncoderLayer(
        D, H, FF, norm_first=norm_first, activation=activation, **options
    )
    set_attention(layer.self_attn, params["self"])
    set_rest(layer, params)
    return layer


def document(name, seed):
    """One layer on each level, post-norm. PyTorch gets only the sentences that are there."""
    draw, vocabulary = Draw(seed), 6
    batch, count, length = 2, 3, 3
    lengths = [[3, 2, 0], [1, 0, 2]]
    ids = np.random.default_rng(seed).integers(0, vocabulary, (batch, count, length))
    params = {
        "embedding": {"table": draw.normal(vocabulary, D)},
        "words": {"0": draw.encoder_layer(D, FF)},
        "wordPool": draw_pooling(draw, D),
        "sentences": {"0": draw.encoder_layer(D, FF)},
        "sentencePool": draw_pooling(draw, D),
    }
    cotangent = draw.normal(batch, D)
    words, sentences = (encoder(params[key]["0"], False, "relu") for key in ["words", "sentences"])
    pools = {key: leaves(params[key]) for key in ["wordPool", "sentencePool"]}
    table = torch.tensor(params["embedding"]["table"], requires_grad=True)

    flat = np.array(lengths).reshape(-1)
    real = np.flatnonzero(flat)
    keep, present = padding(flat, length)[:, 0, 0], (np.array(lengths) > 0).astype(np.float32)
    embedded = F.embedding(torch.tensor(ids.reshape(-1, length)), table)
    x = embedded + torch.tensor(reference.positions(length, D), dtype=torch.float32)
    h = words(x[real], src_key_padding_mask=torch.tensor(keep[real] == 0))
    pooled = torch.zeros(batch * count, D).index_add(
        0, torch.tensor(real), pool(pools["wordPool"], h, keep[real])
    )
    vectors = pooled.reshape(batch, count, D)
    placed = vectors + torch.tensor(reference.positions(count, D), dtype=torch.float32)
    g = sentences(placed, src_key_padding_mask=torch.tensor(present == 0))
    output = pool(pools["sentencePool"], g, present)

    tensors = document_tensors(params, ids, keep, present)
    same(f"{name}, words", tensors["words.0.norm2"][real], h.detach())
    same(f"{name}, sentences", tensors["sentences.0.norm2"], g.detach())
    same(name, tensors["sentencePool.output"], output.detach())
    backward(output, cotangent)
    gradients = {"embedding.table": table.grad.numpy()}
    for level, layer in [("words", words), ("sentences", sentences)]:
        found = layer_gradients(layer, ["self"])
        gradients |= {f"{level}.0.{key}": value for key, value in found.items()}
    for level, found in pools.items():
        gradients |= {f"{level}.{key}": value for key, value in gradients_of(found).items()}
    tensors |= {"sentencePool.output": output.detach().numpy()}
    inputs = {"ids": ids, "cotangent": cotangent}
    options = {"heads": H, "lengths": lengths}
    source = f"{TORCH} nn.TransformerEncoderLayer, F.scaled_dot_product_attention"
    write(name, source, options, inputs, params, tensors, gradients)


def document_tensors(params, ids, keep, present):
    batch, count, length = ids.shape
    tensors = {}

    def level(name, x, mask):
        tokens = x.shape[1]
        wide = np.broadcast_to(mask[:, None, None], (len(x), 1, tokens, tokens))
        layer = ours.encoder_layer(
            params[name]["0"],
            x,
            lambda weights, x: ours.attention(weights, x, H, wide),
            norm="post",
            gelu=False,
        )
        tensors.update({f"{name}.0.{key}": tensor for key, tensor in layer.items()})
        pool_name = {"words": "wordPool", "sentences": "sentencePool"}[name]
        found = ours.pooling(params[pool_name], layer["norm2"], mask)
        tensors.update({f"{pool_name}.{key}": tensor for key, tensor in found.items()})
        return found["output"]

    embedded = params["embedding"]["table"][ids.reshape(-1, length)]
    places = reference.positions(length, D)[None]
    x = embedded + places
    tensors |= {"words.embedding": embedded, "words.positions": places, "words.x": x}
    vectors = level("words", x, keep).reshape(batch, count, D)
    places = reference.positions(count, D)[None]
    x = vectors + places
    tensors |= {"sentences.vectors": vectors, "sentences.positions": places, "sentences.x": x}
    level("sentences", x, present)
    return tensors


def draw_block(draw, width, inner, heads, window):
    rows = (2 * window[0] - 1) * (2 * window[1] - 1)
    return {**draw.encoder_layer(width, inner), "relative": draw.normal(rows, heads)}


def swin_block(params, width, inner, heads, window, shift):
    block = SwinTransformerBlock(
        width, heads, list(window), list(shift), mlp_ratio=inner / width, norm_layer=NORM
    )
    parts = [params["self"][name] for name in ["query", "key", "value"]]
    qkv = {key: np.concatenate([part[key] for part in parts], axis=-1) for key in ["weight", "bias"]}
    with torch.no_grad():
        set_linear(block.attn.qkv, qkv)
        set_linear(block.attn.proj, params["self"]["output"])
        block.attn.relative_position_bias_table.copy_(torch.tensor(params["relative"]))
        set_linear(block.mlp[0], params["ffn"]["inner"])
        set_linear(block.mlp[3], params["ffn"]["outer"])
        for name in ["norm1", "norm2"]:
            set_norm(getattr(block, name), params[name])
    return block


def swin_gradients(block):
    attention = block.attn
    gradients = {
        "self": split_qkv(attention.qkv, attention.proj),
        "ffn": {
            "inner": linear_gradients(block.mlp[0]),
            "outer": linear_gradients(block.mlp[3]),
        },
        "norm1": norm_gradients(block.norm1),
        "norm2": norm_gradients(block.norm2),
        "relative": attention.relative_position_bias_table.grad.numpy(),
    }
    return flatten(gradients)


def split_qkv(qkv, output):
    weights = np.split(qkv.weight.grad.numpy(), 3)
    biases = np.split(qkv.bias.grad.numpy(), 3)
    names = ["query", "key", "value"]
    parts = {
        name: {"weight": weight.T, "bias": bias}
        for name, weight, bias in zip(names, weights, biases, strict=True)
    }
    return parts | {"output": linear_gradients(output)}


def set_norm(layer, params):
    with torch.no_grad():
        layer.weight.copy_(torch.tensor(params["gain"]))
        layer.bias.copy_(torch.tensor(params["bias"]))


def norm_gradients(layer):
    return {"gain": layer.weight.grad.numpy(), "bias": layer.bias.grad.numpy()}


def window_block(name, seed, shape, window, shifted):
    draw = Draw(seed)
    params = draw_block(draw, D, FF, H, window)
    x, cotangent = draw.normal(*shape), draw.normal(*shape)
    shift = [size // 2 if shifted else 0 for size in window]
    block = swin_block(params, D, FF, H, window, shift)
    tokens = torch.tensor(x, requires_grad=True)
    output = block(tokens)
    tensors = ours.window_block(params, x, H, window, shift)
    same(name, tensors["output"], output.detach())
    backward(output, cotangent)
    gradients = {"x": tokens.grad.numpy()} | swin_gradients(block)
    tensors |= {"output": output.detach().numpy()}
    options = {"heads": H, "windowSize": list(window), "shifted": shifted}
    inputs = {"x": x, "cotangent": cotangent}
    write(name, f"{VISION} SwinTransformerBlock", options, inputs, params, tensors, gradients)


def draw_merge(draw, width, down):
    """Swin's reduction has no bias."""
    wide = 2 * down * width
    reduce = {**draw.linear(wide, 2 * width), "bias": np.zeros(2 * width, np.float32)}
    return {"norm": draw.norm(wide), "reduce": reduce}


def swin_merge(params, width):
    merging = PatchMerging(width, norm_layer=NORM)
    set_norm(merging.norm, params["norm"])
    with torch.no_grad():
        merging.reduction.weight.copy_(torch.tensor(params["reduce"]["weight"].T.copy()))
    return merging


def pair_merge(params, x):
    """torchvision merges squares only: pairs by PyTorch's norm and linear layer."""
    pairs = x.unfold(2, 2, 2).transpose(-1, -2).flatten(-2)
    normal = F.layer_norm(pairs, pairs.shape[-1:], params["norm.gain"], params["norm.bias"], EPSILON)
    return F.linear(normal, params["reduce.weight"].T)


def merge(name, seed, down):
    draw = Draw(seed)
    params, x = draw_merge(draw, 4, down), draw.normal(2, 2 * down, 4, 4)
    cotangent = draw.normal(2, 2, 2, 8)
    tokens, weights = torch.tensor(x, requires_grad=True), leaves(params)
    if down == 2:
        merging = swin_merge(params, 4)
        output, source = merging(tokens), f"{VISION} PatchMerging"
    else:
        output, source = pair_merge(weights, tokens), f"{TORCH} F.layer_norm, F.linear"
    tensors = ours.merge(params, x)
    same(name, tensors["output"], output.detach())
    backward(output, cotangent)
    gradients = (
        flatten(
            {
                "norm": norm_gradients(merging.norm),
                "reduce.weight": merging.reduction.weight.grad.numpy().T,
            }
        )
        if down == 2
        else {key: value.grad.numpy() for key, value in weights.items() if key != "reduce.bias"}
    )
    gradients |= {"x": tokens.grad.numpy(), "reduce.bias": cotangent.sum(axis=(0, 1, 2))}
    tensors |= {"output": output.detach().numpy()}
    write(name, source, {}, {"x": x, "cotangent": cotangent}, params, tensors, gradients)


def window_encoder(name, seed):
    """Two blocks, a merge, two blocks, a norm: torchvision's modules in a row, outputs by hooks."""
    draw, window, width, inner = Draw(seed), (2, 2), 4, 6
    blocks = [draw_block(draw, width, inner, 2, window) for _ in range(2)]
    wide = [draw_block(draw, 2 * width, 2 * inner, 4, window) for _ in range(2)]
    merging, last = draw_merge(draw, width, 2), draw.norm(2 * width)
    named = lambda parts: {str(i): part for i, part in enumerate(parts)}  # noqa: E731
    stages = {"0": {"blocks": named(blocks)}, "1": {"merge": merging, "blocks": named(wide)}}
    params = {"stages": stages, "norm": last}
    x, cotangent = draw.normal(2, 4, 8, width), draw.normal(2, 2, 4, 2 * width)
    shifts = [[0, 0], [1, 1]]
    layers = {
        **{f"0.{i}": swin_block(blocks[i], width, inner, 2, window, shifts[i]) for i in range(2)},
        "1.merge": swin_merge(merging, width),
        **{
            f"1.{i}": swin_block(wide[i], 2 * width, 2 * inner, 4, window, shifts[i])
            for i in range(2)
        },
        "norm": NORM(2 * width),
    }
    set_norm(layers["norm"], last)
    tensors, now = {}, torch.tensor(x, requires_grad=True)
    tokens = now
    for key, layer in layers.items():
        now = layer(now)
        tensors["norm" if key == "norm" else f"{key}.output"] = now.detach().numpy()
    backward(now, cotangent)
    gradients = {"x": tokens.grad.numpy(), "norm": norm_gradients(layers["norm"])}
    gradients["stages.1.merge.norm"] = norm_gradients(layers["1.merge"].norm)
    for stage in range(2):
        for i in range(2):
            gradients[f"stages.{stage}.blocks.{i}"] = swin_gradients(layers[f"{stage}.{i}"])
    reduction = layers["1.merge"].reduction
    gradients["stages.1.merge.reduce.weight"] = reduction.weight.grad.numpy().T
    options = {"heads": 2, "windowSize": list(window)}
    inputs = {"x": x, "cotangent": cotangent}
    source = f"{VISION} SwinTransformerBlock, PatchMerging"
    write(name, source, options, inputs, params, tensors, flatten(gradients))


def longformer(name, seed, globals_):
    """The real Longformer, its second projections set to the first; then a plain output layer."""
    draw, count, window = Draw(seed), 8, 3
    params, x = draw.attention(D), draw.normal(2, count, D)
    cotangent = draw.normal(2, count, D)
    sizes = {"hidden_size": D, "num_attention_heads": H, "attention_window": [2 * (window - 1)]}
    config = LongformerConfig(**sizes, attention_probs_dropout_prob=0.0)
    layer = LongformerSelfAttention(config, layer_id=0)
    names = ["query", "key", "value"]
    for part in names:
        set_linear_safe(getattr(layer, part), params[part])
        set_linear_safe(getattr(layer, f"{part}_global"), params[part])
    output_layer = torch.nn.Linear(D, D)
    set_linear_safe(output_layer, params["output"])
    tokens = torch.tensor(x, requires_grad=True)
    is_global = torch.zeros(2, count, dtype=torch.bool)
    is_global[:, globals_] = True
    (joined,) = layer(
        tokens,
        attention_mask=is_global.float() * 10000,
        is_index_masked=torch.zeros(2, count, dtype=torch.bool),
        is_index_global_attn=is_global,
        is_global_attn=bool(globals_),
    )
    output = output_layer(joined)
    tensors = ours.local_global(params, x, H, window, False, globals_)
    same(f"{name}, joined", tensors["joined"], joined.detach())
    same(name, tensors["output"], output.detach())
    backward(output, cotangent)
    gradients = {"x": tokens.grad.numpy(), "output": linear_gradients(output_layer)}
    for part in names:
        found = linear_gradients(getattr(layer, part))
        if globals_:
            second = linear_gradients(getattr(layer, f"{part}_global"))
            found = {key: found[key] + second[key] for key in found}
        gradients[part] = found
    tensors |= {"joined": joined.detach().numpy(), "output": output.detach().numpy()}
    options = {"heads": H, "window": window, "globals": globals_}
    inputs = {"x": x, "cotangent": cotangent}
    source = f"{HUGGING} LongformerSelfAttention"
    write(name, source, options, inputs, params, tensors, flatten(gradients))


def set_linear_safe(layer, params):
    with torch.no_grad():
        set_linear(layer, params)


def local_causal(name, seed):
    """Causal with global tokens, an odd length: PyTorch with the whole mask."""
    draw, count, window, globals_ = Draw(seed), 11, 4, [0, 6]
    params, x, cotangent = draw.attention(D), draw.normal(2, count, D), draw.normal(2, count, D)
    weights, tokens = leaves(params), torch.tensor(x, requires_grad=True)

    def project(part, x):
        return F.linear(x, weights[f"{part}.weight"].T, weights[f"{part}.bias"])

    heads = [
        project(part, tokens).unflatten(-1, (H, D // H)).transpose(1, 2)
        for part in ["query", "key", "value"]
    ]
    mask = ours.local_global_mask(count, window, True, globals_)
    mix = F.scaled_dot_product_attention(*heads, attn_mask=torch.tensor(mask > 0))
    output = project("output", mix.transpose(1, 2).flatten(-2))
    tensors = ours.local_global(params, x, H, window, True, globals_)
    same(name, tensors["output"], output.detach())
    backward(output, cotangent)
    gradients = {"x": tokens.grad.numpy()} | gradients_of(weights)
    tensors |= {"mix": mix.detach().numpy(), "output": output.detach().numpy()}
    options = {"heads": H, "window": window, "globals": globals_, "causal": True}
    inputs = {"x": x, "cotangent": cotangent}
    source = f"{TORCH} F.scaled_dot_product_attention"
    write(name, source, options, inputs, params, tensors, gradients)


def timesformer(name, seed, kind):
    """The real layer on 3 frames of 1 × 2 patches. Hooks keep its class token out of attention."""
    draw, frames, count = Draw(seed), 3, 2
    params = draw.encoder_layer(D, FF)
    if kind == "divided":
        params |= {"time": draw.attention(D), "timeNorm": draw.norm(D)}
    x, cotangent = draw.normal(2, frames, count, D), draw.normal(2, frames, count, D)
    config = TimesformerConfig(
        image_size=2,
        patch_size=1,
        num_frames=frames,
        hidden_size=D,
        num_hidden_layers=1,
        num_attention_heads=H,
        intermediate_size=FF,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        layer_norm_eps=EPSILON,
        drop_path_rate=0,
        attention_type={"joint": "joint_space_time", "divided": "divided_space_time"}[kind],
    )
    layer = TimesformerLayer(config, 0)
    set_timesformer(layer, params, kind)
    layer.attention.register_forward_pre_hook(
        lambda _module, args: (args[0][:, 1:], *args[1:]), with_kwargs=False
    )
    layer.attention.register_forward_hook(
        lambda _module, _args, result: (F.pad(result[0], (0, 0, 1, 0)), *result[1:])
    )
    tokens = torch.tensor(x, requires_grad=True)
    # TimeSformer's order: place by place, along time within a place.
    sequence = tokens.transpose(1, 2).flatten(1, 2)
    (result,) = layer(F.pad(sequence, (0, 0, 1, 0)))
    output = result[:, 1:].unflatten(1, (count, frames)).transpose(1, 2)
    tensors = ours.space_time(params, x, H, kind)
    same(name, tensors["output"], output.detach())
    backward(output, cotangent)
    gradients = {"x": tokens.grad.numpy()} | timesformer_gradients(layer, kind)
    tensors |= {"output": output.detach().numpy()}
    inputs = {"x": x, "cotangent": cotangent}
    options = {"heads": H, "kind": kind}
    write(name, f"{HUGGING} TimesformerLayer", options, inputs, params, tensors, gradients)


def set_timesformer(layer, params, kind):
    attentions = [(layer.attention, params["self"])]
    norms = [(layer.layernorm_before, params["norm1"]), (layer.layernorm_after, params["norm2"])]
    if kind == "divided":
        attentions += [(layer.temporal_attention, params["time"])]
        norms += [(layer.temporal_layernorm, params["timeNorm"])]
        identity = {"weight": np.eye(D, dtype=np.float32), "bias": np.zeros(D, np.float32)}
        set_linear_safe(layer.temporal_dense, identity)
    for module, weights in attentions:
        parts = [weights[part] for part in ["query", "key", "value"]]
        qkv = {
            key: np.concatenate([part[key] for part in parts], axis=-1) for key in ["weight", "bias"]
        }
        set_linear_safe(module.attention.qkv, qkv)
        set_linear_safe(module.output.dense, weights["output"])
    for module, weights in norms:
        set_norm(module, weights)
    set_linear_safe(layer.intermediate.dense, params["ffn"]["inner"])
    set_linear_safe(layer.output.dense, params["ffn"]["outer"])


def timesformer_gradients(layer, kind):
    def attention(module):
        return split_qkv(module.attention.qkv, module.output.dense)

    gradients = {
        "self": attention(layer.attention),
        "ffn.inner": linear_gradients(layer.intermediate.dense),
        "ffn.outer": linear_gradients(layer.output.dense),
        "norm1": norm_gradients(layer.layernorm_before),
        "norm2": norm_gradients(layer.layernorm_after),
    }
    if kind == "divided":
        gradients["time"] = attention(layer.temporal_attention)
        gradients["timeNorm"] = norm_gradients(layer.temporal_layernorm)
    return flatten(gradients)


def batched(name, seed, kind):
    """Frames or places as the samples of PyTorch's encoder layer."""
    draw, shape = Draw(seed), (2, 3, 2, D)
    params, x, cotangent = draw.encoder_layer(D, FF), draw.normal(*shape), draw.normal(*shape)
    layer = encoder(params, True, "gelu")
    tokens = torch.tensor(x, requires_grad=True)
    if kind == "space":
        output = torch.stack([layer(sample) for sample in tokens])
    else:
        output = torch.stack([layer(sample.swapaxes(0, 1)).swapaxes(0, 1) for sample in tokens])
    tensors = ours.space_time(params, x, H, kind)
    same(name, tensors["output"], output.detach())
    backward(output, cotangent)
    gradients = {"x": tokens.grad.numpy()} | layer_gradients(layer, ["self"])
    tensors |= {"output": output.detach().numpy()}
    inputs = {"x": x, "cotangent": cotangent}
    source = f"{TORCH} nn.TransformerEncoderLayer"
    write(name, source, {"heads": H, "kind": kind}, inputs, params, tensors, gradients)


def factorized(name, seed):
    draw, shape = Draw(seed), (2, 3, 2, D)
    params = {key: {"0": draw.encoder_layer(D, FF)} for key in ["space", "time"]}
    x, cotangent = draw.normal(*shape), draw.normal(2, 3, D)
    space, time = (encoder(params[key]["0"], True, "gelu") for key in ["space", "time"])
    tokens = torch.tensor(x, requires_grad=True)
    frames = torch.stack([space(sample).mean(dim=1) for sample in tokens])
    output = time(frames)

    def level(key, x):
        layer = ours.encoder_layer(
            params[key]["0"], x, lambda weights, x: ours.attention(weights, x, H)
        )
        return {f"{key}.0.{part}": tensor for part, tensor in layer.items()}

    groups = x.reshape(6, 2, D)
    tensors = {"groups": groups} | level("space", groups)
    tensors["frames"] = tensors["space.0.residual2"].reshape(shape).mean(axis=2)
    same(f"{name}, frames", tensors["frames"], frames.detach())
    tensors |= level("time", tensors["frames"])
    same(name, tensors["time.0.residual2"], output.detach())
    backward(output, cotangent)
    gradients = {"x": tokens.grad.numpy()}
    for key, layer in [("space", space), ("time", time)]:
        found = layer_gradients(layer, ["self"])
        gradients |= {f"{key}.0.{part}": value for part, value in found.items()}
    tensors |= {"time.0.residual2": output.detach().numpy()}
    inputs = {"x": x, "cotangent": cotangent}
    source = f"{TORCH} nn.TransformerEncoderLayer"
    write(name, source, {"heads": H}, inputs, params, tensors, gradients)


if __name__ == "__main__":
    generate()
