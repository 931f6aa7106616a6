"""Diffusion: schedules and samplers of diffusers; its DiT and PixArt blocks, with their gradients."""

import os
import sys
from pathlib import Path

os.environ.setdefault("KERAS_BACKEND", "torch")
sys.path.insert(0, str(Path(__file__).parents[2] / "src" / "content" / "listings"))

import diffusers
import dit_block as listing
import fixture
import numpy as np
import reference
import torch
import torch.nn.functional as F
from diffusers import (
    DDIMScheduler,
    DDPMScheduler,
    FlowMatchEulerDiscreteScheduler,
    FlowMatchHeunDiscreteScheduler,
)
from diffusers.models.attention import BasicTransformerBlock
from diffusers.models.embeddings import TimestepEmbedding, get_timestep_embedding
from diffusers.models.transformers.dit_transformer_2d import DiTTransformer2DModel
from diffusers.schedulers import scheduling_ddpm
from diffusers.training_utils import compute_snr
from fixture import Draw, flatten, same
from torch.distributions import Normal, SigmoidTransform, TransformedDistribution

B, D, H, FF, S, TEXT = 2, 8, 2, 32, 4, 6
FRAMES, ROWS, COLUMNS = 2, 1, 3
T, PLACES = FRAMES * ROWS * COLUMNS, ROWS * COLUMNS
SHAPE = (B, 3, 2)
SHOWN = [1, 2, 10, 100, 250, 500, 750, 900, 999, 1000]
KINDS = {"epsilon": "epsilon", "x0": "sample", "v": "v_prediction"}


def generate():
    schedules("diffusion-schedules")
    samplers("diffusion-samplers", seed=91)
    flows("diffusion-flows", seed=92)
    times("diffusion-times", seed=93)
    for seed, axis in enumerate(["joint", "spatial", "temporal"], start=94):
        dit_block(f"diffusion-block-{axis}", seed, axis)
    text_block("diffusion-block-text", seed=97)
    dit("diffusion-dit", seed=98)


def source():
    return f"diffusers {diffusers.__version__}, torch {torch.__version__}"


def schedules(name):
    """ᾱ at some timesteps. diffusers' index t is the papers' timestep t + 1."""
    kinds = {
        "linear": {"beta_schedule": "linear"},
        "cosine": {"beta_schedule": "squaredcos_cap_v2"},
        "linearZero": {"beta_schedule": "linear", "rescale_betas_zero_snr": True},
        "cosineZero": {"beta_schedule": "squaredcos_cap_v2", "rescale_betas_zero_snr": True},
    }
    index = np.array(SHOWN) - 1
    tensors = {"timesteps": np.array(SHOWN)}
    for kind, options in kinds.items():
        tensors[kind] = DDIMScheduler(**options).alphas_cumprod.numpy()[index]
    for steps in [4, 7, 50]:
        scheduler = DDIMScheduler(timestep_spacing="trailing")
        scheduler.set_timesteps(steps)
        tensors[f"trailing{steps}"] = scheduler.timesteps.numpy() + 1
    fixture.write(name, source(), tensors=tensors)


def samplers(name, seed):
    """Single steps of DDPM and DDIM, and what the training functions give."""
    draw = Draw(seed)
    x, predicted, fresh = (draw.normal(*SHAPE) for _ in range(3))
    clean, noise = draw.normal(*SHAPE), draw.normal(*SHAPE)
    at = torch.tensor([49, 699])
    training = DDPMScheduler()
    tensors = {
        "noised": training.add_noise(torch.tensor(clean), torch.tensor(noise), at),
        "v": training.get_velocity(torch.tensor(clean), torch.tensor(noise), at),
        "snr": compute_snr(training, at),
    }
    given = [torch.tensor(predicted), torch.tensor(x), torch.tensor(fresh)]
    for kind, theirs in KINDS.items():
        for eta in [0.0, 0.6, 1.0]:
            tensors[f"ddim-{kind}-{eta:g}"] = ddim_step(theirs, eta, *given)
        for variance in ["small", "large"]:
            tensors[f"ddpm-{kind}-{variance}"] = ddpm_step(theirs, variance, *given)
    tensors = {key: tensor.numpy() for key, tensor in tensors.items()}
    inputs = {"x": x, "predicted": predicted, "fresh": fresh, "clean": clean, "noise": noise}
    options = {"timesteps": [50, 700], "ddim": [500, 250], "ddpm": [500, 499]}
    fixture.write(name, source(), options, inputs=inputs, tensors=tensors)


def ddim_step(prediction, eta, predicted, x, fresh):
    """From the papers' timestep 500 to 250."""
    scheduler = DDIMScheduler(
        prediction_type=prediction, clip_sample=False, timestep_spacing="trailing"
    )
    scheduler.set_timesteps(4)
    noise = {"variance_noise": fresh} if eta > 0 else {}
    return scheduler.step(predicted, 499, x, eta=eta, **noise).prev_sample


def ddpm_step(prediction, variance, predicted, x, fresh):
    """From the papers' timestep 500 to 499, with `fresh` in the place of its random numbers."""
    kind = f"fixed_{variance}"
    scheduler = DDPMScheduler(
        prediction_type=prediction, clip_sample=False, variance_type=kind
    )
    random = scheduling_ddpm.randn_tensor
    scheduling_ddpm.randn_tensor = lambda *_, **__: fresh
    try:
        return scheduler.step(predicted, 499, x).prev_sample
    finally:
        scheduling_ddpm.randn_tensor = random


def flows(name, seed):
    """Euler and Heun of diffusers, on a velocity that both sides can compute: x·w·(1 − t) + u."""
    draw = Draw(seed)
    x, w, u = (draw.normal(*SHAPE) for _ in range(3))
    noise = draw.normal(*SHAPE)
    tensors = {}
    for shift in [1.0, 3.0]:
        euler = FlowMatchEulerDiscreteScheduler(shift=shift)
        euler.set_timesteps(sigmas=np.linspace(1, 1 / 4, 4))
        tensors[f"euler-{shift:g}"] = run_flow(euler, x, w, u)
        tensors[f"times-{shift:g}"] = euler.sigmas.numpy()
        heun = FlowMatchHeunDiscreteScheduler(shift=shift)
        heun.set_timesteps(4)
        tensors[f"heun-{shift:g}"] = run_flow(heun, x, w, u)
        tensors[f"heunTimes-{shift:g}"] = np.append(np.unique(heun.sigmas.numpy())[:0:-1], 0)
    scheduler = FlowMatchEulerDiscreteScheduler()
    at = scheduler.timesteps[[100, 650]]
    noised = scheduler.scale_noise(torch.tensor(x), at, torch.tensor(noise))
    tensors |= {"noised": noised.numpy(), "noisedTimes": at.numpy() / 1000}
    inputs = {"x": x, "w": w, "u": u, "noise": noise}
    fixture.write(name, source(), inputs=inputs, tensors=tensors)


def run_flow(scheduler, x, w, u):
    x, w, u = map(torch.tensor, [x, w, u])
    for time in scheduler.timesteps:
        velocity = x * w * (1 - time / 1000) + u
        x = scheduler.step(velocity, time, x).prev_sample
    return x.numpy()


def times(name, seed):
    """The sinusoids of a time, its embedding, and the density of the logit-normal times."""
    draw = Draw(seed)
    params = {"inner": draw.linear(6, D), "outer": draw.linear(D, D)}
    at = np.array([0, 0.25, 1, 500, 999.5])
    sinusoids = get_timestep_embedding(
        torch.tensor(at), 6, flip_sin_to_cos=True, downscale_freq_shift=0
    ).float()
    layer = TimestepEmbedding(6, D)
    set_linear(layer.linear_1, params["inner"])
    set_linear(layer.linear_2, params["outer"])
    hidden = layer.act(layer.linear_1(sinusoids))
    shown = listing.timestep_embedding(params, at)
    same(f"{name}, listing", shown, layer(sinusoids).detach())
    t = np.array([0.01, 0.2, 0.5, 0.73, 0.99])
    densities = {}
    for key, mean, spread in [("plain", 0.0, 1.0), ("moved", -0.5, 1.5)]:
        law = TransformedDistribution(Normal(mean, spread), [SigmoidTransform()])
        densities[f"density-{key}"] = law.log_prob(torch.tensor(t)).exp()
    embedded = {"sinusoids": sinusoids, "hidden": hidden, "output": layer(sinusoids)}
    tensors = {key: value.detach().numpy() for key, value in (embedded | densities).items()}
    inputs = {"times": at, "t": t}
    fixture.write(name, source(), inputs=inputs, weights=params, tensors=tensors)


def dit_block(name, seed, axis):
    """diffusers' DiT block. In groups as in Latte: frames or places take the place of the batch."""
    draw = Draw(seed)
    params = block_params(draw)
    x, c, cotangent = draw.normal(B, T, D), draw.normal(B, D), draw.normal(B, T, D)
    block = real_block(params, "ada_norm_zero")
    tokens, condition = leaf(x), leaf(c)
    block.norm1.emb = Given(lambda: regroup_condition(condition, axis))
    output = ungroup(block(group(tokens, axis)), axis)
    (output * torch.tensor(cotangent)).sum().backward()

    tensors = reference_block(params, x, c, axis)
    same(f"{name}, output", tensors["residual2"], output.detach())
    if axis == "joint":
        shown = listing.dit_block(params, torch.tensor(x), torch.tensor(c), H)
        same(f"{name}, listing", shown, output.detach())
    modules = {"modulation": block.norm1.linear, "self": block.attn1, "mlp": block.ff}
    fixture.write(
        name,
        f"{source()}: BasicTransformerBlock, ada_norm_zero",
        {"heads": H, "axis": axis, "grid": [FRAMES, ROWS, COLUMNS]},
        inputs={"x": x, "c": c, "cotangent": cotangent},
        weights=params,
        tensors=tensors | {"residual2": output.detach().numpy()},
        gradients=gradients(modules) | {"x": tokens.grad.numpy(), "c": condition.grad.numpy()},
    )


def text_block(name, seed):
    """diffusers' PixArt block. Its table of shifts is 0: the condition brings them all."""
    draw = Draw(seed)
    params = block_params(draw) | {"cross": draw.attention(D)}
    params["cross"] |= {"key": draw.linear(TEXT, D), "value": draw.linear(TEXT, D)}
    x, c, cotangent = draw.normal(B, T, D), draw.normal(B, D), draw.normal(B, T, D)
    text, mask = draw.normal(B, S, TEXT), fixture.padding([4, 2], S)
    block = real_block(params, "ada_norm_single", cross_attention_dim=TEXT)
    with torch.no_grad():
        block.scale_shift_table.zero_()
    modulation = torch.nn.Linear(D, 6 * D)
    set_linear(modulation, params["modulation"])
    tokens, condition, words = leaf(x), leaf(c), leaf(text)
    output = block(
        tokens,
        encoder_hidden_states=words,
        encoder_attention_mask=torch.tensor((mask[:, 0] - 1) * 1e9),
        timestep=modulation(F.silu(condition)),
    )
    (output * torch.tensor(cotangent)).sum().backward()

    tensors = reference_block(params, x, c, "joint", text, mask)
    same(f"{name}, output", tensors["residual2"], output.detach())
    modules = {"modulation": modulation, "self": block.attn1, "cross": block.attn2, "mlp": block.ff}
    grads = {"x": tokens.grad.numpy(), "c": condition.grad.numpy(), "text": words.grad.numpy()}
    fixture.write(
        name,
        f"{source()}: BasicTransformerBlock, ada_norm_single",
        {"heads": H},
        inputs={"x": x, "c": c, "text": text, "textMask": mask, "cotangent": cotangent},
        weights=params,
        tensors=tensors | {"residual2": output.detach().numpy()},
        gradients=gradients(modules) | grads,
    )


def dit(name, seed):
    """diffusers' whole DiT on a picture of 2 × 2 patches, with our frequencies and positions."""
    draw, layers, patch, channels, frequencies = Draw(seed), 2, 2, 2, 6
    params = {
        "patches": draw.linear(patch * patch * channels, D),
        "time": {"inner": draw.linear(frequencies, D), "outer": draw.linear(D, D)},
        "label": {"table": draw.normal(4, D)},
        "blocks": {str(layer): block_params(draw) for layer in range(layers)},
        "final": {
            "modulation": draw.linear(D, 2 * D),
            "output": draw.linear(D, patch * patch * channels),
        },
    }
    picture, at, labels = draw.normal(B, channels, 4, 4), [3, 640], [3, 1]
    cotangent = draw.normal(B, 4, patch * patch * channels)
    model = DiTTransformer2DModel(
        num_attention_heads=H,
        attention_head_dim=D // H,
        in_channels=channels,
        num_layers=layers,
        sample_size=4,
        patch_size=patch,
        num_embeds_ada_norm=3,
        norm_eps=1e-6,
    ).eval()
    positions = grid_positions(1, 2, 2)
    set_dit(model, params, positions, patch, channels)
    pixels = leaf(picture)
    output = patchify(model(pixels, torch.tensor(at), torch.tensor(labels)).sample, patch)
    (output * torch.tensor(cotangent)).sum().backward()

    tokens = patchify(torch.tensor(picture), patch).numpy()
    tensors = reference_dit(params, tokens, at, labels, positions)
    same(f"{name}, output", tensors["final.output"], output.detach())
    tensors["final.output"] = output.detach().numpy()
    fixture.write(
        name,
        f"{source()}: DiTTransformer2DModel",
        {"heads": H, "layers": layers, "times": at, "labels": labels, "frequencies": frequencies},
        inputs={"tokens": tokens, "cotangent": cotangent},
        weights=params,
        tensors={key: tensors[key] for key in tensors if "self." not in key},
        gradients=dit_gradients(model, patch)
        | {"tokens": patchify(pixels.grad, patch).numpy()},
    )


class Given(torch.nn.Module):
    """Stands in for the embedding of time and label inside diffusers' block."""

    def __init__(self, condition):
        super().__init__()
        self.condition = condition

    def forward(self, *_, **__):
        return self.condition()


def block_params(draw):
    return {
        "modulation": draw.linear(D, 6 * D),
        "self": draw.attention(D),
        "mlp": draw.feed_forward(D, FF),
    }


def real_block(params, norm_type, **options):
    block = BasicTransformerBlock(
        D,
        H,
        D // H,
        activation_fn="gelu-approximate",
        num_embeds_ada_norm=3,
        attention_bias=True,
        norm_type=norm_type,
        norm_elementwise_affine=False,
        norm_eps=1e-6,
        **options,
    )
    set_block(block, params)
    return block


def set_block(block, params):
    if hasattr(block.norm1, "linear"):
        set_linear(block.norm1.linear, params["modulation"])
    for layer, name in [(block.attn1, "self"), (block.attn2, "cross")]:
        if name in params:
            for part, linear in attention_parts(layer).items():
                set_linear(linear, params[name][part])
    for part, linear in mlp_parts(block.ff).items():
        set_linear(linear, params["mlp"][part])


def set_dit(model, params, positions, patch, channels):
    """Every block of diffusers' model embeds time and label itself: all get the same weights."""
    with torch.no_grad():
        kernel = params["patches"]["weight"].T.reshape(D, patch, patch, channels)
        model.pos_embed.proj.weight.copy_(torch.tensor(kernel.transpose(0, 3, 1, 2).copy()))
        model.pos_embed.proj.bias.copy_(torch.tensor(params["patches"]["bias"]))
        model.pos_embed.pos_embed.copy_(torch.tensor(positions))
        for layer, block in enumerate(model.transformer_blocks):
            set_block(block, params["blocks"][str(layer)])
            embedding = block.norm1.emb
            embedding.time_proj.downscale_freq_shift = 0
            embedding.time_proj.num_channels = params["time"]["inner"]["weight"].shape[0]
            embedding.timestep_embedder = TimestepEmbedding(embedding.time_proj.num_channels, D)
            set_linear(embedding.timestep_embedder.linear_1, params["time"]["inner"])
            set_linear(embedding.timestep_embedder.linear_2, params["time"]["outer"])
            table = torch.tensor(params["label"]["table"])
            embedding.class_embedder.embedding_table.weight.copy_(table)
        set_linear(model.proj_out_1, params["final"]["modulation"])
        set_linear(model.proj_out_2, params["final"]["output"])


def set_linear(layer, params):
    with torch.no_grad():
        layer.weight.copy_(torch.tensor(params["weight"].T.copy()))
        layer.bias.copy_(torch.tensor(params["bias"]))


def attention_parts(layer):
    outputs = layer.to_out[0]
    return {"query": layer.to_q, "key": layer.to_k, "value": layer.to_v, "output": outputs}


def mlp_parts(layer):
    return {"inner": layer.net[0].proj, "outer": layer.net[2]}


def gradients(modules):
    """The gradients of a block's modules, named as our weights."""
    parts = {"self": attention_parts, "cross": attention_parts, "mlp": mlp_parts}
    tree = {}
    for name, module in modules.items():
        inner = parts[name](module) if name in parts else {}
        tree[name] = {part: linear_gradients(layer) for part, layer in inner.items()}
        tree[name] |= {} if inner else linear_gradients(module)
    return flatten(tree)


def dit_gradients(model, patch):
    """The copies of the embedding of time and label share their gradient: it is the sum."""
    embeddings = [block.norm1.emb for block in model.transformer_blocks]
    times = [embedding.timestep_embedder for embedding in embeddings]
    kernel = model.pos_embed.proj.weight.grad.numpy()
    patches = kernel.transpose(0, 2, 3, 1).reshape(D, -1).T
    tables = [embedding.class_embedder.embedding_table.weight for embedding in embeddings]
    blocks = {
        str(layer): gradients(
            {"modulation": block.norm1.linear, "self": block.attn1, "mlp": block.ff}
        )
        for layer, block in enumerate(model.transformer_blocks)
    }
    return flatten(
        {
            "patches": {"weight": patches, "bias": model.pos_embed.proj.bias.grad.numpy()},
            "time": {
                "inner": summed([linear_gradients(time.linear_1) for time in times]),
                "outer": summed([linear_gradients(time.linear_2) for time in times]),
            },
            "label": {"table": sum(table.grad.numpy() for table in tables)},
            "blocks": blocks,
            "final": {
                "modulation": linear_gradients(model.proj_out_1),
                "output": linear_gradients(model.proj_out_2),
            },
        }
    )


def summed(trees):
    return {key: sum(tree[key] for tree in trees) for key in trees[0]}


def linear_gradients(layer):
    return {"weight": layer.weight.grad.numpy().T, "bias": layer.bias.grad.numpy()}


def reference_block(params, x, c, axis, text=None, mask=None):
    """Every intermediate of a block, in NumPy; compared with the real block above."""
    tensors = {}
    m = modulation(params["modulation"], c, BLOCK_VECTORS, tensors)
    norm1 = tensors["norm1"] = plain_norm(x)
    modulated1 = tensors["modulated1"] = modulate(norm1, m["shift1"], m["scale1"])
    grouped = group(modulated1, axis)
    looked = reference.attention(params["self"], grouped, grouped, H)
    tensors |= {f"self.{key}": tensor for key, tensor in looked.items()}
    told = ungroup(looked["output"], axis)
    if axis != "joint":
        tensors |= {"grouped": grouped, "ungrouped": told}
    residual = tensors["residual1"] = x + m["gate1"][:, None] * told
    if text is not None:
        crossed = reference.attention(params["cross"], residual, text, H, mask)
        tensors |= {f"cross.{key}": tensor for key, tensor in crossed.items()}
        residual = tensors["crossed"] = residual + crossed["output"]
    norm2 = tensors["norm2"] = plain_norm(residual)
    modulated2 = tensors["modulated2"] = modulate(norm2, m["shift2"], m["scale2"])
    hidden = tensors["mlp.hidden"] = gelu(reference.linear(params["mlp"]["inner"], modulated2))
    thought = tensors["mlp.output"] = reference.linear(params["mlp"]["outer"], hidden)
    tensors["residual2"] = residual + m["gate2"][:, None] * thought
    return tensors


def reference_dit(params, tokens, times, labels, positions):
    tensors = {"patches": reference.linear(params["patches"], tokens), "positions": positions[None]}
    x = tensors["x"] = tensors["patches"] + positions
    frequencies = params["time"]["inner"]["weight"].shape[0]
    angles = np.outer(times, 10000 ** (-np.arange(frequencies // 2) / (frequencies // 2)))
    sinusoids = np.concatenate([np.cos(angles), np.sin(angles)], axis=1)
    hidden = silu(reference.linear(params["time"]["inner"], sinusoids))
    time = reference.linear(params["time"]["outer"], hidden)
    tensors |= {"time.sinusoids": sinusoids, "time.hidden": hidden, "time.output": time}
    tensors["label"] = params["label"]["table"][labels]
    c = tensors["condition"] = time + tensors["label"]
    for layer, block in params["blocks"].items():
        inner = reference_block(block, x, c, "joint")
        tensors |= {f"blocks.{layer}.{key}": tensor for key, tensor in inner.items()}
        x = inner["residual2"]
    final = {}
    m = modulation(params["final"]["modulation"], c, ["shift", "scale"], final)
    final["norm"] = plain_norm(x)
    final["modulated"] = modulate(final["norm"], m["shift"], m["scale"])
    final["output"] = reference.linear(params["final"]["output"], final["modulated"])
    return tensors | {f"final.{key}": tensor for key, tensor in final.items()}


BLOCK_VECTORS = ["shift1", "scale1", "gate1", "shift2", "scale2", "gate2"]


def modulation(params, c, names, tensors):
    tensors["activated"] = silu(c)
    parts = np.split(reference.linear(params, tensors["activated"]), len(names), axis=1)
    vectors = dict(zip(names, parts, strict=True))
    tensors |= vectors
    return vectors


def plain_norm(x):
    return reference.layer_norm({"gain": 1, "bias": 0}, x)


def modulate(x, shift, scale):
    return x * (1 + scale[:, None]) + shift[:, None]


def silu(x):
    return x / (1 + np.exp(-x))


def gelu(x):
    return x / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


def group(x, axis):
    """[B, N·W, D] → [B·N, W, D] or [B·W, N, D], of NumPy or PyTorch."""
    if axis == "joint":
        return x
    if axis == "spatial":
        return x.reshape(B * FRAMES, PLACES, D)
    return x.reshape(B, FRAMES, PLACES, D).swapaxes(1, 2).reshape(B * PLACES, FRAMES, D)


def ungroup(x, axis):
    if axis == "temporal":
        x = x.reshape(B, PLACES, FRAMES, D).swapaxes(1, 2)
    return x.reshape(B, -1, D)


def regroup_condition(c, axis):
    """The condition once for every group."""
    groups = {"joint": 1, "spatial": FRAMES, "temporal": PLACES}
    return c.repeat_interleave(groups[axis], dim=0)


def grid_positions(frames, rows, columns):
    """Three tables of 2017 side by side; the first axis takes what the others leave."""
    each = 2 * (D // 6)
    widths = [D - 2 * each, each, each]
    sides = [frames, rows, columns]
    tables = [reference.positions(*pair) for pair in zip(sides, widths, strict=True)]
    places = np.indices(sides).reshape(3, -1)
    cells = [table[place] for table, place in zip(tables, places, strict=True)]
    return np.concatenate(cells, axis=1)


def patchify(picture, patch):
    """[B, C, Y, X] → [B, T, patch·patch·C]: rows, columns, then channels."""
    batch, channels, height, width = picture.shape
    cut = picture.reshape(batch, channels, height // patch, patch, width // patch, patch)
    return cut.permute(0, 2, 4, 3, 5, 1).reshape(batch, -1, patch * patch * channels)


def leaf(array):
    return torch.tensor(array, requires_grad=True)


if __name__ == "__main__":
    generate()
