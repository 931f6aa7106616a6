"""What PyTorch's optimizer, clipping, schedules and averages do, and ten steps of training.

`py` runs this in a process of its own.
"""

import fixture
import torch
from fixture import Draw
from torch.optim.lr_scheduler import CosineAnnealingLR, LambdaLR, LinearLR, SequentialLR
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from torch_layers import layer_gradients, set_attention, set_rest

SOURCE = f"torch {torch.__version__}"
BETAS, EPS, DECAY = (0.9, 0.98), 1e-6, 0.1


def generate():
    adamw("training-adamw", seed=31)
    clipping("training-clip", seed=32)
    schedules("training-schedules")
    average("training-average", seed=33)
    run("training-run", seed=34)


def adamw(name, seed):
    """Five updates with given gradients, another learning rate each, decay on the matrix only."""
    draw = Draw(seed)
    weights = {"weight": draw.normal(3, 4), "bias": draw.normal(4)}
    rates = [0.01, 0.1, 0.05, 0.0, 0.02]
    gradients = [{key: draw.normal(*w.shape) for key, w in weights.items()} for _ in rates]
    tensors = {key: torch.nn.Parameter(torch.tensor(w)) for key, w in weights.items()}
    groups = [
        {"params": [tensors["weight"]], "weight_decay": DECAY},
        {"params": [tensors["bias"]], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, betas=BETAS, eps=EPS)
    after = {}
    for step, (rate, gradient) in enumerate(zip(rates, gradients, strict=True), 1):
        for group in optimizer.param_groups:
            group["lr"] = rate
        for key, tensor in tensors.items():
            tensor.grad = torch.tensor(gradient[key])
        optimizer.step()
        for key, tensor in tensors.items():
            state = optimizer.state[tensor]
            after[f"{step}.weights.{key}"] = tensor.detach().numpy().copy()
            after[f"{step}.first.{key}"] = state["exp_avg"].numpy().copy()
            after[f"{step}.second.{key}"] = state["exp_avg_sq"].numpy().copy()
    options = {"rates": rates, "beta1": BETAS[0], "beta2": BETAS[1], "epsilon": EPS, "weightDecay": DECAY}
    inputs = {str(step): gradient for step, gradient in enumerate(gradients, 1)}
    source = f"{SOURCE} optim.AdamW"
    fixture.write(name, source, options, inputs=inputs, weights=weights, tensors=after)


def clipping(name, seed):
    """The same gradients under a limit that cuts them and one that does not."""
    draw = Draw(seed)
    gradients = {"a": draw.normal(2, 3), "b": draw.normal(4), "c": draw.normal()}
    norms, clipped = {}, {}
    for key, limit in {"short": 0.5, "long": 100.0}.items():
        tensors = {path: torch.nn.Parameter(torch.zeros(g.shape)) for path, g in gradients.items()}
        for path, tensor in tensors.items():
            tensor.grad = torch.tensor(gradients[path])
        norms[key] = {"limit": limit, "norm": float(torch.nn.utils.clip_grad_norm_(tensors.values(), limit))}
        clipped[key] = {path: tensor.grad.numpy() for path, tensor in tensors.items()}
    fixture.write(name, f"{SOURCE} clip_grad_norm_", norms, inputs=gradients, tensors=clipped)


def schedules(name):
    """The rate of each update, from 1. PyTorch counts from 0."""
    peak, floor, warmup, steps = 0.3, 0.01, 5, 20
    rises = lambda optimizer: LinearLR(optimizer, 1 / warmup, total_iters=warmup - 1)
    falls = lambda optimizer: CosineAnnealingLR(optimizer, steps - warmup, floor)
    both = lambda optimizer: SequentialLR(optimizer, [rises(optimizer), falls(optimizer)], [warmup - 1])
    # PyTorch's cosine goes up again after its end; ours stays.
    tables = {
        "cosine": {"peak": peak, "floor": floor, "warmup": warmup, "steps": steps},
        "cosineRates": rates(both, peak, steps),
        "plain": {"peak": peak, "steps": 10},
        "plainRates": rates(lambda optimizer: CosineAnnealingLR(optimizer, 10), peak, 11)[1:],
    }
    noam = lambda i: 512**-0.5 * min((i + 1) ** -0.5, (i + 1) * 8**-1.5)
    tables["inverseSquareRoot"] = {"width": 512, "warmup": 8}
    tables["inverseSquareRootRates"] = rates(lambda optimizer: LambdaLR(optimizer, noam), 1.0, 24)
    fixture.write(name, f"{SOURCE} optim.lr_scheduler", tables)


def rates(make, base, count):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=base)
    scheduler, seen = make(optimizer), []
    for _ in range(count):
        seen.append(float(optimizer.param_groups[0]["lr"]))
        optimizer.step()
        scheduler.step()
    return seen


def average(name, seed):
    """An average that starts as the weights and follows three changes of them."""
    draw, decay = Draw(seed), 0.9
    weights = [{"weight": draw.normal(2, 3), "bias": draw.normal(2)} for _ in range(4)]
    model = torch.nn.Linear(3, 2)
    averaged = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(decay))
    after = {}
    for step, tensors in enumerate(weights):
        model.load_state_dict({key: torch.tensor(value) for key, value in tensors.items()})
        averaged.update_parameters(model)
        after[str(step)] = {k: v.numpy().copy() for k, v in averaged.module.state_dict().items()}
    inputs = {str(step): tensors for step, tensors in enumerate(weights)}
    source = f"{SOURCE} swa_utils.AveragedModel"
    fixture.write(name, source, {"decay": decay}, inputs=inputs, tensors=after)


def run(name, seed):
    """An encoder layer learns to give a target: every loss and norm, the last weights and averages."""
    draw, width, heads, inner, steps = Draw(seed), 8, 2, 12, 10
    params = draw.encoder_layer(width, inner)
    x, target = draw.normal(2, 4, width), draw.normal(2, 4, width)
    layer = torch.nn.TransformerEncoderLayer(
        width, heads, inner, dropout=0.0, layer_norm_eps=1e-6, batch_first=True
    )
    set_attention(layer.self_attn, params["self"])
    set_rest(layer, params)
    matrices = [p for p in layer.parameters() if p.ndim >= 2]
    vectors = [p for p in layer.parameters() if p.ndim < 2]
    groups = [{"params": matrices, "weight_decay": DECAY}, {"params": vectors, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=0.02, betas=BETAS, eps=EPS)
    scheduler = SequentialLR(
        optimizer, [LinearLR(optimizer, 1 / 3, total_iters=2), CosineAnnealingLR(optimizer, 9)], [2]
    )
    averaged = AveragedModel(layer, multi_avg_fn=get_ema_multi_avg_fn(0.8))
    averaged.update_parameters(layer)
    losses, norms = [], []
    for _ in range(steps):
        optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(layer(torch.tensor(x)), torch.tensor(target))
        loss.backward()
        norms.append(float(torch.nn.utils.clip_grad_norm_(layer.parameters(), 0.7)))
        losses.append(float(loss.detach()))
        optimizer.step()
        scheduler.step()
        averaged.update_parameters(layer)
    assert min(norms) < 0.7 < max(norms), norms
    options = {"losses": losses, "norms": norms, "heads": heads, "clip": 0.7, "averageDecay": 0.8}
    options |= {"peak": 0.02, "warmup": 3, "steps": 12, "epsilon": EPS, "weightDecay": DECAY}
    options |= {"beta1": BETAS[0], "beta2": BETAS[1]}
    fixture.write(
        name,
        f"{SOURCE} nn.TransformerEncoderLayer, optim.AdamW",
        options,
        inputs={"x": x, "target": target},
        weights=params,
        tensors={"last": weights_of(layer), "average": weights_of(averaged.module)},
    )


def weights_of(layer):
    """The layer's weights, named as ours: `layer_gradients` reads them where gradients would be."""
    with torch.no_grad():
        for parameter in layer.parameters():
            parameter.grad = parameter.detach().clone()
    return layer_gradients(layer, ["self"])


if __name__ == "__main__":
    generate()
