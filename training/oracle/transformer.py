"""Whole models: Llama, Mixtral, GPT-2 and Bloom of the package transformers, nn.Transformer*, PEFT.

None of them has trained weights here: they are small, and get the weights that we draw. Our weights
are leaves; the real model's are computed from them, so that its gradients are those of ours.
"""

import math
import os

os.environ["HF_HUB_OFFLINE"] = "1"

import fixture
import numpy as np
import peft
import reference
import torch
import transformers
from fixture import Draw, flatten, same
from torch import nn
from torch.func import functional_call
from transformers import (
    BloomConfig,
    GPT2Config,
    GPT2LMHeadModel,
    LlamaConfig,
    LlamaForCausalLM,
    MixtralConfig,
    MixtralForCausalLM,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)
from transformers.models.bloom.modeling_bloom import BloomBlock, build_alibi_tensor

V, D, H, G, FF, LAYERS, EXPERTS, TOP = 11, 16, 4, 2, 24, 2, 3, 2
K = D // H
EPSILON = 1e-6
IDS = np.array([[3, 1, 4, 1, 5, 9], [2, 6, 5, 3, 5, 8]])
B, T = IDS.shape
EAGER = {"attn_implementation": "eager"}
LLAMA = {
    "vocab_size": V,
    "hidden_size": D,
    "intermediate_size": FF,
    "num_hidden_layers": LAYERS,
    "num_attention_heads": H,
    "num_key_value_heads": G,
    "rms_norm_eps": EPSILON,
} | EAGER


def generate():
    llama("transformer-llama", seed=51)
    mixtral("transformer-mixtral", seed=52)
    gpt2("transformer-gpt2", seed=53)
    bloom("transformer-bloom", seed=54, heads=4)
    bloom("transformer-bloom-six-heads", seed=55, heads=6)
    for norm in ["post", "pre"]:
        seq2seq(f"transformer-seq2seq-{norm}", seed=56, norm=norm)
    lora("transformer-lora", seed=57)
    sampling("transformer-sampling", seed=58)


def leaves(params):
    """Our weights as a flat dictionary of leaves."""
    return {
        name: torch.tensor(value, requires_grad=True) for name, value in flatten(params).items()
    }


def gradients(ours, outputs, cotangent):
    (outputs * torch.tensor(cotangent)).sum().backward()
    return {name: leaf.grad.numpy() for name, leaf in ours.items() if leaf.grad is not None}


def halves(columns, heads):
    """Our neighbors 2i, 2i + 1 are Llama's i, i + K/2: the last axis, head by head, reordered."""
    shape = columns.shape
    apart = columns.reshape(*shape[:-1], heads, -1, 2)
    return apart.transpose(-1, -2).reshape(shape)


def llama_weights(ours, bias):
    """Llama's attention and norms, from our leaves."""
    theirs = {
        "model.embed_tokens.weight": ours["embedding.table"],
        "model.norm.weight": ours["norm.gain"],
        "lm_head.weight": ours["logits.weight"].T,
    }
    for i in range(LAYERS):
        our, their = f"layers.{i}", f"model.layers.{i}"
        for name, part in [("q", "query"), ("k", "key"), ("v", "value"), ("o", "output")]:
            heads = {"q": H, "k": G}.get(name)
            order = (lambda x, heads=heads: halves(x, heads)) if heads else (lambda x: x)
            path = f"{their}.self_attn.{name}_proj"
            theirs[f"{path}.weight"] = order(ours[f"{our}.self.{part}.weight"]).T
            if bias:
                theirs[f"{path}.bias"] = order(ours[f"{our}.self.{part}.bias"])
        theirs[f"{their}.input_layernorm.weight"] = ours[f"{our}.norm1.gain"]
        theirs[f"{their}.post_attention_layernorm.weight"] = ours[f"{our}.norm2.gain"]
    return theirs


def draw_llama(draw, bias, ffn):
    def linear(inputs, outputs):
        layer = draw.linear(inputs, outputs)
        return layer if bias else layer | {"bias": np.zeros(outputs, np.float32)}

    def layer():
        return {
            "self": {
                "query": linear(D, D),
                "key": linear(D, G * K),
                "value": linear(D, G * K),
                "output": linear(D, D),
            },
            "norm1": {"gain": draw.norm(D)["gain"]},
            "ffn": ffn(linear),
            "norm2": {"gain": draw.norm(D)["gain"]},
        }

    return {
        "embedding": {"table": draw.normal(V, D)},
        "layers": {str(i): layer() for i in range(LAYERS)},
        "norm": {"gain": draw.norm(D)["gain"]},
        "logits": {"weight": draw.normal(D, V, scale=D**-0.5), "bias": np.zeros(V, np.float32)},
    }


def swiglu(linear):
    return {"inner": linear(D, FF), "outer": linear(FF, D), "gate": linear(D, FF)}


def llama(name, seed):
    """Rotary positions, grouped queries, RMSNorm, SwiGLU."""
    draw = Draw(seed)
    params = draw_llama(draw, True, swiglu)
    config = LlamaConfig(attention_bias=True, mlp_bias=True, **LLAMA)
    ours = leaves(params)
    theirs = llama_weights(ours, True)
    for i in range(LAYERS):
        for part, real in [("gate", "gate"), ("inner", "up"), ("outer", "down")]:
            path = f"model.layers.{i}.mlp.{real}_proj"
            theirs[f"{path}.weight"] = ours[f"layers.{i}.ffn.{part}.weight"].T
            theirs[f"{path}.bias"] = ours[f"layers.{i}.ffn.{part}.bias"]
    write_model(name, draw, params, ours, LlamaForCausalLM(config), theirs)


def mixtral(name, seed):
    """Llama with a mixture of experts and a sliding window; no biases."""
    draw = Draw(seed)

    def ffn(linear):
        experts = {str(e): swiglu(linear) for e in range(EXPERTS)}
        return {"router": linear(D, EXPERTS), "experts": experts}

    params = draw_llama(draw, False, ffn)
    config = MixtralConfig(
        num_local_experts=EXPERTS,
        num_experts_per_tok=TOP,
        sliding_window=3,
        rope_theta=10000.0,
        **LLAMA,
    )
    ours = leaves(params)
    theirs = llama_weights(ours, False)
    for i in range(LAYERS):
        path, own = f"model.layers.{i}.mlp", f"layers.{i}.ffn"
        theirs[f"{path}.gate.weight"] = ours[f"{own}.router.weight"].T
        expert = lambda e, part: ours[f"{own}.experts.{e}.{part}.weight"].T  # noqa: E731
        both = [torch.cat([expert(e, "gate"), expert(e, "inner")]) for e in range(EXPERTS)]
        theirs[f"{path}.experts.gate_up_proj"] = torch.stack(both)
        outer = [expert(e, "outer") for e in range(EXPERTS)]
        theirs[f"{path}.experts.down_proj"] = torch.stack(outer)
    write_model(name, draw, params, ours, MixtralForCausalLM(config), theirs)


def gpt2(name, seed):
    """Learned positions, pre-norm, approximate GELU, logits from the table."""
    draw = Draw(seed)
    params = {
        "embedding": {"table": draw.normal(V, D), "places": draw.normal(8, D)},
        "layers": {str(i): draw.encoder_layer(D, FF) for i in range(LAYERS)},
        "norm": draw.norm(D),
    }
    config = GPT2Config(
        vocab_size=V,
        n_embd=D,
        n_inner=FF,
        n_layer=LAYERS,
        n_head=H,
        n_positions=8,
        layer_norm_epsilon=EPSILON,
        bos_token_id=0,
        eos_token_id=0,
        **EAGER,
    )
    ours = leaves(params)
    table = ours["embedding.table"]
    theirs = {"transformer.wte.weight": table, "lm_head.weight": table}
    theirs["transformer.wpe.weight"] = ours["embedding.places"]
    theirs |= norm_weights("transformer.ln_f", ours, "norm")
    for i in range(LAYERS):
        path, own = f"transformer.h.{i}", f"layers.{i}"
        theirs |= norm_weights(f"{path}.ln_1", ours, f"{own}.norm1")
        theirs |= norm_weights(f"{path}.ln_2", ours, f"{own}.norm2")
        for part in ["weight", "bias"]:
            stacked = [ours[f"{own}.self.{one}.{part}"] for one in ["query", "key", "value"]]
            theirs[f"{path}.attn.c_attn.{part}"] = torch.cat(stacked, dim=-1)
            theirs[f"{path}.attn.c_proj.{part}"] = ours[f"{own}.self.output.{part}"]
            theirs[f"{path}.mlp.c_fc.{part}"] = ours[f"{own}.ffn.inner.{part}"]
            theirs[f"{path}.mlp.c_proj.{part}"] = ours[f"{own}.ffn.outer.{part}"]
    write_model(name, draw, params, ours, GPT2LMHeadModel(config), theirs)


def norm_weights(their, ours, our):
    return {f"{their}.weight": ours[f"{our}.gain"], f"{their}.bias": ours[f"{our}.bias"]}


def write_model(name, draw, params, ours, model, theirs):
    """Runs the real model on our weights: logits, patterns, layer outputs, gradients."""
    missing = set(dict(model.named_parameters())) - set(theirs)
    assert not missing, f"{name}: weights of the real model without ours: {missing}"
    model.eval()
    options = {"output_attentions": True, "output_hidden_states": True, "use_cache": False}
    ids = torch.tensor(IDS)
    result = functional_call(model, theirs, args=(ids,), kwargs=options, strict=False)
    tensors = {"logits": result.logits, "norm": result.hidden_states[-1]}
    for i in range(LAYERS):
        tensors[f"layers.{i}.self.pattern"] = result.attentions[i]
        if i < LAYERS - 1:
            tensors[f"layers.{i}.residual2"] = result.hidden_states[i + 1]
    cotangent = draw.normal(B, T, V)
    slopes = gradients(ours, result.logits, cotangent)
    tensors = {key: value.detach().numpy() for key, value in tensors.items()}
    print(f"{name}: {', '.join(tensors)}, {len(slopes)} gradients")
    source = f"transformers {transformers.__version__} {type(model).__name__}"
    inputs = {"ids": IDS, "cotangent": cotangent}
    groups = {"inputs": inputs, "weights": params, "tensors": tensors, "gradients": slopes}
    fixture.write(name, source, **groups)


def bloom(name, seed, heads):
    """One pre-norm layer with ALiBi. Bloom's bias counts from the start of the text, not from the
    query: the softmax does not see the difference."""
    draw, width = Draw(seed), heads * K
    params, x = draw.encoder_layer(width, 4 * width), draw.normal(B, T, width)
    config = BloomConfig(hidden_size=width, n_head=heads, layer_norm_epsilon=EPSILON, **EAGER)
    block = BloomBlock(config, layer_idx=0).eval()
    ours = leaves(params)
    theirs = norm_weights("input_layernorm", ours, "norm1")
    theirs |= norm_weights("post_attention_layernorm", ours, "norm2")
    for part in ["weight", "bias"]:
        rows = [ours[f"self.{one}.{part}"] for one in ["query", "key", "value"]]
        by_head = [row.movedim(-1, 0).reshape(heads, K, -1) for row in rows]
        stacked = torch.stack(by_head, dim=1).reshape(3 * width, -1)
        theirs[f"self_attention.query_key_value.{part}"] = (
            stacked if part == "weight" else stacked[:, 0]
        )
    for their, our in [
        ("self_attention.dense", "self.output"),
        ("mlp.dense_h_to_4h", "ffn.inner"),
        ("mlp.dense_4h_to_h", "ffn.outer"),
    ]:
        theirs[f"{their}.weight"] = ours[f"{our}.weight"].T
        theirs[f"{their}.bias"] = ours[f"{our}.bias"]
    future = torch.triu(torch.full((T, T), torch.finfo(torch.float32).min), diagonal=1)
    alibi = build_alibi_tensor(torch.ones(B, T), heads, torch.float32)
    result = functional_call(
        block,
        theirs,
        args=(torch.tensor(x), alibi),
        kwargs={
            "attention_mask": future[None, None].expand(B, 1, T, T),
            "output_attentions": True,
        },
        strict=False,
    )
    output, pattern = result[0], result[-1]
    cotangent = draw.normal(B, T, width)
    slopes = gradients(ours, output, cotangent)
    tensors = {"self.pattern": pattern, "residual2": output}
    tensors = {key: value.detach().numpy() for key, value in tensors.items()}
    print(f"{name}: {', '.join(tensors)}, {len(slopes)} gradients")
    fixture.write(
        name,
        f"transformers {transformers.__version__} BloomBlock",
        {"heads": heads},
        inputs={"x": x, "cotangent": cotangent},
        weights=params,
        tensors=tensors,
        gradients=slopes,
    )


def seq2seq(name, seed, norm):
    """Encoder-decoder: embeddings times √D plus sinusoids, PyTorch's stacks, tied logits."""
    draw, pre = Draw(seed), norm == "pre"
    source, target = np.array([[3, 1, 4, 1, 5], [2, 6, 5, 0, 0]]), np.array([[1, 2, 6], [1, 5, 0]])
    params = {
        "source": {"table": draw.normal(V, D, scale=D**-0.5)},
        "target": {"table": draw.normal(V, D, scale=D**-0.5)},
        "encoder": {str(i): draw.encoder_layer(D, FF) for i in range(LAYERS)},
        "decoder": {str(i): draw.decoder_layer(D, FF) for i in range(LAYERS)},
    }
    if pre:
        params |= {"encoderNorm": draw.norm(D), "decoderNorm": draw.norm(D)}
    options = {"dropout": 0.0, "layer_norm_eps": EPSILON, "batch_first": True, "norm_first": pre}
    last = lambda: nn.LayerNorm(D, eps=EPSILON) if pre else None  # noqa: E731
    encoder = nn.TransformerEncoder(
        nn.TransformerEncoderLayer(D, H, FF, **options), LAYERS, last(), enable_nested_tensor=False
    )
    decoder = nn.TransformerDecoder(nn.TransformerDecoderLayer(D, H, FF, **options), LAYERS, last())
    ours = leaves(params)
    pads = {"source": torch.tensor(source == 0), "target": torch.tensor(target == 0)}
    memory = functional_call(
        encoder,
        stack_weights(ours, "encoder", {"self": "self_attn"}, pre),
        args=(embed(ours["source.table"], source),),
        kwargs={"src_key_padding_mask": pads["source"]},
    )
    future = torch.triu(torch.ones(target.shape[1], target.shape[1], dtype=torch.bool), diagonal=1)
    read = functional_call(
        decoder,
        stack_weights(ours, "decoder", {"self": "self_attn", "cross": "multihead_attn"}, pre),
        args=(embed(ours["target.table"], target), memory),
        kwargs={
            "tgt_mask": future,
            "tgt_key_padding_mask": pads["target"],
            "memory_key_padding_mask": pads["source"],
        },
    )
    logits = read @ ours["target.table"].T
    cotangent = draw.normal(*logits.shape)
    slopes = gradients(ours, logits, cotangent)
    names = ("encoderNorm", "decoderNorm") if pre else ("encoder.1.norm2", "decoder.1.norm3")
    tensors = {names[0]: memory, names[1]: read, "logits": logits}
    tensors = {key: value.detach().numpy() for key, value in tensors.items()}
    print(f"{name}: {', '.join(tensors)}, {len(slopes)} gradients")
    fixture.write(
        name,
        f"torch {torch.__version__} nn.TransformerEncoder, nn.TransformerDecoder",
        {"norm": norm},
        inputs={"source": source, "target": target, "cotangent": cotangent},
        weights=params,
        tensors=tensors,
        gradients=slopes,
    )


def embed(table, ids):
    places = torch.tensor(reference.positions(ids.shape[1], D), dtype=torch.float32)
    return nn.functional.embedding(torch.tensor(ids), table) * math.sqrt(D) + places


def stack_weights(ours, stack, attentions, pre):
    theirs = {}
    for i in range(LAYERS):
        path, own = f"layers.{i}", f"{stack}.{i}"
        for our, their in attentions.items():
            for part in ["weight", "bias"]:
                parts = [ours[f"{own}.{our}.{one}.{part}"] for one in ["query", "key", "value"]]
                theirs[f"{path}.{their}.in_proj_{part}"] = torch.cat([one.movedim(-1, 0) for one in parts])
            theirs |= linear_weights(f"{path}.{their}.out_proj", ours, f"{own}.{our}.output")
        theirs |= linear_weights(f"{path}.linear1", ours, f"{own}.ffn.inner")
        theirs |= linear_weights(f"{path}.linear2", ours, f"{own}.ffn.outer")
        for number in range(1, len(attentions) + 2):
            theirs |= norm_weights(f"{path}.norm{number}", ours, f"{own}.norm{number}")
    return theirs | (norm_weights("norm", ours, f"{stack}Norm") if pre else {})


def linear_weights(their, ours, our):
    return {f"{their}.weight": ours[f"{our}.weight"].T, f"{their}.bias": ours[f"{our}.bias"]}


def lora(name, seed):
    """One linear layer with an adapter, as PEFT computes it and as PEFT merges it."""
    draw, rank, alpha = Draw(seed), 3, 6
    params, x, cotangent = draw.linear(D, FF), draw.normal(B, D), draw.normal(B, FF)
    down, up = draw.normal(D, rank), draw.normal(rank, FF)
    base = nn.Sequential(nn.Linear(D, FF))
    config = peft.LoraConfig(r=rank, lora_alpha=alpha, target_modules=["0"])
    model = peft.get_peft_model(base, config)
    layer = model.base_model.model[0]
    with torch.no_grad():
        layer.base_layer.weight.copy_(torch.tensor(params["weight"].T.copy()))
        layer.base_layer.bias.copy_(torch.tensor(params["bias"]))
        layer.lora_A["default"].weight.copy_(torch.tensor(down.T.copy()))
        layer.lora_B["default"].weight.copy_(torch.tensor(up.T.copy()))
    tokens = torch.tensor(x, requires_grad=True)
    output = model(tokens)
    (output * torch.tensor(cotangent)).sum().backward()
    slopes = {
        "x": tokens.grad.numpy(),
        "lora.down": layer.lora_A["default"].weight.grad.numpy().T,
        "lora.up": layer.lora_B["default"].weight.grad.numpy().T,
    }
    merged = model.merge_and_unload()[0]
    same(f"{name}, merged", merged(torch.tensor(x)).detach(), output.detach())
    fixture.write(
        name,
        f"peft {peft.__version__} LoraConfig",
        {"rank": rank, "alpha": alpha},
        inputs={"x": x, "cotangent": cotangent},
        weights=params | {"lora": {"down": down, "up": up}},
        tensors={"output": output.detach().numpy(), "merged": merged.weight.detach().numpy().T},
        gradients=slopes,
    )


def sampling(name, seed):
    """What is left of a distribution after temperature, top-k and top-p, in this order."""
    logits = Draw(seed).normal(4, V, scale=2.0)
    cases = {
        "plain": [],
        "cold": [TemperatureLogitsWarper(0.5)],
        "top-k": [TopKLogitsWarper(3)],
        "top-p": [TopPLogitsWarper(0.7)],
        "all": [TemperatureLogitsWarper(1.5), TopKLogitsWarper(6), TopPLogitsWarper(0.8)],
    }
    tensors = {}
    for case, warpers in cases.items():
        scores = torch.tensor(logits)
        for warper in warpers:
            scores = warper(None, scores)
        tensors[case] = torch.softmax(scores, dim=-1).numpy()
    source = f"transformers {transformers.__version__} LogitsWarper"
    fixture.write(name, source, inputs={"logits": logits}, tensors=tensors)
    print(f"{name}: {', '.join(tensors)}")
