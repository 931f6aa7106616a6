"""Fixtures of src/model/video: patches, convolutions, the compression network, grid rotations."""

import fixture
import numpy as np
import torch
import torch.nn.functional as F
from fixture import Draw, flatten, same
from torch import nn
from torch.distributions import Normal, kl_divergence
from torch.utils.flop_counter import FlopCounterMode

EPSILON = 1e-6
KERNEL = 3
CAUSAL = {
    "channels": [2, 2, 3],
    "strides": [(1, 2, 1), (2, 1, 2)],
    "latentChannels": 2,
    "blocks": 1,
    "causal": True,
    "pixelChannels": 3,
}
CENTERED = {
    "channels": [2, 3],
    "strides": [(2, 2, 1)],
    "latentChannels": 1,
    "blocks": 1,
    "causal": False,
    "pixelChannels": 1,
}


def generate():
    patches("video-patches", seed=71)
    convolution("video-conv-causal", seed=72, kernel=(3, 3, 3), stride=(2, 1, 2), causal=True)
    convolution("video-conv-centered", seed=73, kernel=(3, 1, 2), stride=(1, 3, 1), causal=False)
    upsampling("video-upsample", seed=74)
    bottleneck("video-bottleneck", seed=75)
    rotation("video-rotary", seed=76)
    codec("video-codec-causal", seed=77, config=CAUSAL, clip=(3, 4, 2), error="squared")
    codec("video-codec-centered", seed=78, config=CENTERED, clip=(4, 2, 3), error="absolute")
    costs("video-costs")


def patches(name, seed):
    """`Tensor.unfold` cuts the patches; a convolution with the stride of a patch reads them."""
    draw, (t, h, w), C, width = Draw(seed), (2, 1, 3), 2, 4
    video, params = draw.normal(2, 4, 3, 6, C), draw.linear(t * h * w * C, width)
    cut = torch.tensor(video).unfold(1, t, t).unfold(2, h, h).unfold(3, w, w)  # B n y x C t h w
    grid = cut.shape[1:4]
    tokens = cut.movedim(4, -1).flatten(4).flatten(1, 3)
    embedded = tokens @ torch.tensor(params["weight"]) + torch.tensor(params["bias"])

    kernel = torch.tensor(params["weight"]).reshape(t, h, w, C, width).permute(4, 3, 0, 1, 2)
    channels_first = torch.tensor(video).movedim(-1, 1)
    embed = F.conv3d(channels_first, kernel, torch.tensor(params["bias"]), stride=(t, h, w))
    same(f"{name}, as a convolution", embedded, embed.flatten(2).transpose(1, 2))
    tensors = {"patches": tokens.numpy(), "embedded": embedded.numpy()}
    source = f"torch {torch.__version__} Tensor.unfold, F.conv3d"
    options = {"patch": extent((t, h, w)), "grid": extent(grid)}
    fixture.write(name, source, options, inputs={"video": video}, weights=params, tensors=tensors)


class Conv(nn.Conv3d):
    """Zeros on both sides in space; in time too, or before the first frame only."""

    def __init__(self, inputs, outputs, kernel=(KERNEL,) * 3, stride=(1, 1, 1), causal=True):
        super().__init__(inputs, outputs, kernel, stride)
        before = [(size - 1) // 2 for size in kernel]
        if causal:
            before[0] = kernel[0] - 1
        after = [size - 1 - left for size, left in zip(kernel, before, strict=True)]
        sides = zip(reversed(before), reversed(after), strict=True)
        self.zeros = [side for both in sides for side in both]

    def forward(self, x):
        """Channels last, as our tensors."""
        return super().forward(F.pad(x.movedim(-1, 1), self.zeros)).movedim(1, -1)


def convolution(name, seed, kernel, stride, causal):
    draw, C, out = Draw(seed), 2, 3
    x, params = draw.normal(2, 3, 4, 3, C), draw_conv(draw, C, out, kernel)
    layer = Conv(C, out, kernel, stride, causal)
    set_conv(layer, params)
    inputs = torch.tensor(x, requires_grad=True)
    y = layer(inputs)
    cotangent = draw.normal(*y.shape)
    (y * torch.tensor(cotangent)).sum().backward()
    fixture.write(
        name,
        f"torch {torch.__version__} nn.Conv3d, F.pad",
        {"stride": extent(stride), "causal": causal},
        inputs={"x": x, "cotangent": cotangent},
        weights=params,
        tensors={"y": y.detach().numpy()},
        gradients={"x": inputs.grad.numpy()} | conv_gradients(layer),
    )


def upsample(x, stride, causal):
    """Nearest. Causal as in CogVideoX: the first frame grows in space only."""
    x = x.movedim(-1, 1)
    if not causal:
        return F.interpolate(x, scale_factor=stride, mode="nearest").movedim(1, -1)
    first = F.interpolate(x[:, :, :1], scale_factor=(1, *stride[1:]), mode="nearest")
    if x.shape[2] == 1:
        return first.movedim(1, -1)
    rest = F.interpolate(x[:, :, 1:], scale_factor=stride, mode="nearest")
    return torch.cat([first, rest], 2).movedim(1, -1)


def upsampling(name, seed):
    draw, stride = Draw(seed), (3, 1, 2)
    x, tensors, gradients, cotangents = draw.normal(2, 3, 2, 2, 2), {}, {}, {}
    for kind, causal in [("plain", False), ("causal", True)]:
        inputs = torch.tensor(x, requires_grad=True)
        y = upsample(inputs, stride, causal)
        cotangents[kind] = draw.normal(*y.shape)
        (y * torch.tensor(cotangents[kind])).sum().backward()
        tensors[kind], gradients[kind] = y.detach().numpy(), inputs.grad.numpy()
    source = f"torch {torch.__version__} F.interpolate"
    inputs = {"x": x, "cotangent": cotangents}
    options = {"stride": extent(stride)}
    fixture.write(name, source, options, inputs=inputs, tensors=tensors, gradients=gradients)


def bottleneck(name, seed):
    """`Normal.rsample` draws from torch's stream: the same seed shows what it drew."""
    draw, shape = Draw(seed), (2, 2, 1, 3, 2)
    moments = {"mean": draw.normal(*shape), "logVariance": draw.normal(*shape)}
    mean, log_variance = (torch.tensor(value) for value in moments.values())
    normal = Normal(mean, torch.exp(log_variance / 2))
    torch.manual_seed(seed)
    noise = torch.randn(shape)
    torch.manual_seed(seed)
    latents = normal.rsample()
    channels = latents.flatten(0, 3)
    tensors = {
        "deviation": normal.stddev,
        "latents": latents,
        "divergence": kl_divergence(normal, Normal(0.0, 1.0)),
        "shift": channels.mean(0),
        "scale": 1 / channels.std(0, correction=0),
        "normalized": F.batch_norm(latents.movedim(-1, 1), None, None, training=True, eps=1e-8)
        .movedim(1, -1),
    }
    source = f"torch {torch.__version__} distributions.Normal, kl_divergence, F.batch_norm"
    fixture.write(name, source, inputs=moments | {"noise": noise}, tensors=tensors)


def rotation(name, seed):
    """Rotations as complex numbers of size 1, `torch.polar`; a score is checked to be relative."""
    draw, grid, widths, base = Draw(seed), (2, 3, 2), (2, 4, 6), 256.0
    x = draw.normal(2, 2, int(np.prod(grid)), sum(widths))
    places = torch.cartesian_prod(*(torch.arange(size) for size in grid)).double()  # T 3
    angles = torch.cat([axis_angles(places[:, i], widths[i], base) for i in range(3)], 1)
    turns = torch.polar(torch.ones_like(angles), angles)  # T K/2
    pairs = torch.view_as_complex(torch.tensor(x).double().unflatten(-1, (-1, 2)))
    rotated = torch.view_as_real(pairs * turns).flatten(-2)
    same(f"{name}, norms", rotated.norm(dim=-1), torch.tensor(x).norm(dim=-1))
    options = {"grid": extent(grid), "widths": extent(widths), "base": base}
    source = f"torch {torch.__version__} polar, view_as_complex"
    fixture.write(name, source, options, inputs={"x": x}, tensors={"rotated": rotated.numpy()})


def axis_angles(places, width, base):
    return torch.outer(places, base ** (-torch.arange(0, width, 2).double() / width))


class Block(nn.Module):
    def __init__(self, width, causal):
        super().__init__()
        self.norm1, self.norm2 = nn.RMSNorm(width, EPSILON), nn.RMSNorm(width, EPSILON)
        self.conv1 = Conv(width, width, causal=causal)
        self.conv2 = Conv(width, width, causal=causal)

    def forward(self, x, record):
        active1 = record("active1", F.silu(record("norm1", self.norm1(x))))
        conv1 = record("conv1", self.conv1(active1))
        active2 = record("active2", F.silu(record("norm2", self.norm2(conv1))))
        return record("output", x + record("conv2", self.conv2(active2)))


class Half(nn.Module):
    """The encoder, or the decoder: they differ in what lies between two levels."""

    def __init__(self, config, down):
        super().__init__()
        self.causal, self.down = config["causal"], down
        pixels, latents = config["pixelChannels"], config["latentChannels"]
        widths = config["channels"] if down else config["channels"][::-1]
        self.strides = config["strides"] if down else config["strides"][::-1]
        ends = (pixels, 2 * latents) if down else (latents, pixels)
        self.input = Conv(ends[0], widths[0], causal=self.causal)
        self.levels = nn.ModuleList()
        for i, width in enumerate(widths):
            blocks = nn.ModuleList(Block(width, self.causal) for _ in range(config["blocks"]))
            level = nn.ModuleDict({"blocks": blocks})
            if i < len(self.strides):
                stride = self.strides[i] if down else (1, 1, 1)
                between = Conv(width, widths[i + 1], stride=stride, causal=self.causal)
                level["down" if down else "up"] = between
            self.levels.append(level)
        self.norm = nn.RMSNorm(widths[-1], EPSILON)
        self.output = Conv(widths[-1], ends[1], causal=self.causal)

    def forward(self, x, record):
        x = record("input", self.input(x))
        for i, level in enumerate(self.levels):
            for j, block in enumerate(level["blocks"]):
                x = block(x, scoped(record, f"levels.{i}.blocks.{j}"))
            if "down" in level:
                x = record(f"levels.{i}.down", level["down"](x))
            if "up" in level:
                large = upsample(x, self.strides[i], self.causal)
                x = record(f"levels.{i}.up", level["up"](record(f"levels.{i}.upsampled", large)))
        active = record("active", F.silu(record("norm", self.norm(x))))
        return record("output", self.output(active))


def codec(name, seed, config, clip, error):
    """The whole network, its loss, every intermediate and every gradient."""
    draw, weight = Draw(seed), 0.25
    halves = nn.ModuleDict({"encoder": Half(config, True), "decoder": Half(config, False)})
    params = {"encoder": draw_module(draw, halves["encoder"])}
    params["decoder"] = draw_module(draw, halves["decoder"])
    tensors, channels = {}, config["latentChannels"]

    def record(name, tensor):
        tensors[name] = tensor
        return tensor

    x = draw.normal(1, *clip, config["pixelChannels"])
    pixels = torch.tensor(x, requires_grad=True)
    output = halves["encoder"](pixels, scoped(record, "encoder"))
    mean, log_variance = output.split(channels, -1)
    record("encoder.mean", mean)
    record("encoder.logVariance", log_variance)
    noise = draw.normal(*mean.shape)
    deviation = record("deviation", torch.exp(log_variance / 2))
    latents = record("latents", mean + deviation * torch.tensor(noise))
    back = halves["decoder"](latents, scoped(record, "decoder"))
    assert back.shape == pixels.shape
    cost = {"squared": F.mse_loss, "absolute": F.l1_loss}[error]
    record("error", cost(back, pixels, reduction="none"))
    divergence = record("divergence", kl_divergence(Normal(mean, deviation), Normal(0.0, 1.0)))
    reconstruction = record("reconstruction", cost(back, pixels))
    loss = record("loss", reconstruction + weight * record("kl", divergence.mean()))
    loss.backward()

    gradients = {"clip": pixels.grad.numpy()}
    for half in params:
        gradients |= flatten({half: module_gradients(halves[half])})
    fixture.write(
        name,
        f"torch {torch.__version__} nn.Conv3d, nn.RMSNorm, F.interpolate, kl_divergence, autograd",
        {"config": shown(config), "error": error, "klWeight": weight},
        inputs={"clip": x, "noise": noise},
        weights=params,
        tensors={key: tensor.detach().numpy() for key, tensor in tensors.items()},
        gradients=gradients,
    )


def costs(name):
    """Parameters, and multiplications of the convolutions by torch's own counter (2 FLOPs each)."""
    rows = []
    for config, clip in [(CAUSAL, (5, 4, 4)), (CENTERED, (4, 6, 5))]:
        row = {"config": shown(config), "clip": extent(clip)}
        for half in ["encoder", "decoder"]:
            module = Half(config, half == "encoder")
            total = np.prod(config["strides"], axis=0)
            grid = [(size - config["causal"] * (i == 0)) // total[i] for i, size in enumerate(clip)]
            grid[0] += config["causal"]
            shape = (*clip, config["pixelChannels"])
            if half == "decoder":
                shape = (*grid, config["latentChannels"])
            with FlopCounterMode(display=False) as counter:
                module(torch.zeros(1, *map(int, shape)), lambda _, tensor: tensor)
            parameters = sum(parameter.numel() for parameter in module.parameters())
            macs = counter.get_total_flops() // 2
            row[half] = {"parameters": parameters, "macs": macs}
        rows.append(row)
    fixture.write(name, f"torch {torch.__version__} FlopCounterMode, numel", {"rows": rows})


def scoped(record, prefix):
    return lambda name, tensor: record(f"{prefix}.{name}", tensor)


def extent(sizes):
    return dict(zip(["frames", "height", "width"], map(int, sizes), strict=True))


def shown(config):
    return config | {"strides": [extent(stride) for stride in config["strides"]]}


def draw_conv(draw, inputs, outputs, kernel):
    fan_in = int(np.prod(kernel)) * inputs
    weight = draw.normal(*kernel, inputs, outputs, scale=fan_in**-0.5)
    return {"weight": weight, "bias": draw.normal(outputs, scale=0.3)}


def draw_module(draw, module):
    """Fixed weights for every layer of a module, named as ours, and set in it."""
    params = {}
    for name, layer in module.named_modules():
        if isinstance(layer, Conv):
            params[name] = draw_conv(draw, layer.in_channels, layer.out_channels, layer.kernel_size)
            set_conv(layer, params[name])
        if isinstance(layer, nn.RMSNorm):
            params[name] = {"gain": 1 + draw.normal(*layer.weight.shape, scale=0.3)}
            with torch.no_grad():
                layer.weight.copy_(torch.tensor(params[name]["gain"]))
    return params


def set_conv(layer, params):
    """PyTorch keeps kernels as [out, in, frames, rows, columns]."""
    with torch.no_grad():
        layer.weight.copy_(torch.tensor(params["weight"]).permute(4, 3, 0, 1, 2))
        layer.bias.copy_(torch.tensor(params["bias"]))


def conv_gradients(layer):
    weight = layer.weight.grad.permute(2, 3, 4, 1, 0)
    return {"weight": weight.numpy(), "bias": layer.bias.grad.numpy()}


def module_gradients(module):
    gradients = {}
    for name, layer in module.named_modules():
        if isinstance(layer, Conv):
            gradients[name] = conv_gradients(layer)
        if isinstance(layer, nn.RMSNorm):
            gradients[name] = {"gain": layer.weight.grad.numpy()}
    return gradients
