""".venv-oracle/bin/python bench/trained/graphs.py: the trained models for ONNX Runtime.

What `npm run bench -- trained` compares with: the shipped weights in PyTorch, exported by torch, in
.cache/bench/<version of the weights>/. The translator is first held to a fixture of src/model; codec,
reader and diffusion transformer are those of training/video, which is held to src/model as well.
"""

import hashlib
import json
import sys
from pathlib import Path

import torch
from safetensors.numpy import load_file
from torch import nn
from translator import Translator

sys.path.append(str(Path(__file__).parents[2] / "training/video"))
from codec import Codec  # noqa: E402
from dit import Dit  # noqa: E402
from export import load_tensors  # noqa: E402
from reader import Reader  # noqa: E402

OUT = Path(".cache/bench")
MODELS = Path("public/models")
FIXTURE = Path("tests/fixtures/model/transformer-seq2seq-post.json")
HEADS = 4
# Latents of the clip that is sampled, 9 × 32 × 32: [n, y, x].
GRID = 3, 4, 4
# As many tokens as a text may have.
MOST = 64


def main():
    with torch.no_grad():
        check_translator()
        export_translator(MODELS / "translator/weights.safetensors")
        export_reader(MODELS / "reader/weights.safetensors")
        export_sora(MODELS / "pocket-sora/weights.safetensors")


def check_translator():
    """Stops unless the module, token by token, computes what PyTorch's own layers did at once."""
    fixture = json.loads(FIXTURE.read_text())
    model = translator_of({name: unpack(one).numpy() for name, one in fixture["weights"].items()})
    source, target = (unpack(fixture["inputs"][name]).long() for name in ("source", "target"))
    wanted = unpack(fixture["tensors"]["logits"])  # [B, T, V]
    mask, *kept = model.encode(source)
    past = model.nothing(len(source))
    for t in range(target.shape[1]):
        step = target[:, t : t + 1], torch.tensor([t]), mask
        logits, *past = model.decode(*step, kept + past)
        real = target[:, t] != 0  # what padding would be followed by means nothing
        assert torch.allclose(logits[real], wanted[real, t], atol=1e-4), f"token {t} differs"


def export_translator(path):
    model, folder = translator_of(load_file(path)), folder_of(path)
    mask, *kept = model.encode(ids(5, 6, 7, 8))
    past = [torch.zeros(1, HEADS, 3, tensor.shape[3]) for tensor in kept]
    numbers = range(len(kept))
    memory, before = [f"memory.{i}" for i in numbers], [f"past.{i}" for i in numbers]
    words, told = size("S"), size("P", 0)
    export(
        folder / "encoder.onnx",
        Part(model, model.encode),
        inputs={"ids": (ids(5, 6, 7, 8), {1: words})},
        outputs=["mask", *memory],
    )
    export(
        folder / "decoder.onnx",
        Part(model, lambda id, position, mask, *kept: model.decode(id, position, mask, kept)),
        inputs={"id": (ids(1), None), "position": (ids(0)[0], None), "mask": (mask, {3: words})}
        | {name: (tensor, {2: words}) for name, tensor in zip(memory, kept, strict=True)}
        | {name: (tensor, {2: told}) for name, tensor in zip(before, past, strict=True)},
        outputs=["logits", *(f"next.{i}" for i in numbers)],
    )


def export_reader(path):
    weights = load_file(path)
    vocabulary, width = weights["embedding.table"].shape
    inner = weights["layers.0.ffn.inner.bias"].shape[0]
    sizes = {"vocabulary": vocabulary, "width": width, "inner": inner, "heads": HEADS}
    model = load_tensors(Reader(sizes | {"layers": layers_of(weights, "layers")}), weights)
    both = torch.tensor([[1, 2, 0, 0], [1, 5, 6, 2]], dtype=torch.int32)
    export(
        folder_of(path) / "reader.onnx",
        Part(model, model),
        inputs={"ids": (both, {1: size("S")})},
        outputs=["text", "mask"],
    )


def export_sora(path):
    """A guided step evaluates a batch of two: without the prompt and with it."""
    weights, folder = load_file(path), folder_of(path)
    dit, codec = load_tensors(Dit(DIT), part(weights, "dit")), Codec(CODEC)
    load_tensors(codec, part(weights, "codec"))
    scale = {name: torch.from_numpy(tensor) for name, tensor in part(weights, "scale").items()}
    x, times = torch.randn(2, *GRID, DIT["channels"]), torch.tensor([0.5, 0.5])
    text, mask = torch.randn(2, 5, DIT["textWidth"]), torch.ones(2, 1, 1, 5, dtype=torch.bool)
    dit(x, times, text, mask)  # it keeps the positions of the grid from now on
    words = size("S")
    export(
        folder / "dit.onnx",
        Part(dit, dit),
        inputs={"x": (x, None), "times": (times, None)}
        | {"text": (text, {1: words}), "mask": (mask, {3: words})},
        outputs=["velocity"],
    )
    export(
        folder / "codec.onnx",
        Part(codec, lambda x: codec.decode(x / scale["scale"] + scale["shift"])),
        inputs={"x": (x[:1], None)},
        outputs=["clip"],
    )


class Part(nn.Module):
    """A function of a model, for the exporter, which wants a module and no taps."""

    def __init__(self, model, run):
        super().__init__()
        self.model, self.run = model, run

    def forward(self, *inputs):
        return self.run(*inputs)


def export(path, model, inputs, outputs):
    """`inputs`: by name an example, and which of its dimensions may have another size."""
    examples, shapes = zip(*inputs.values(), strict=True)
    program = torch.onnx.export(
        model.eval(),
        examples,
        dynamo=True,
        opset_version=20,
        verbose=False,
        dynamic_shapes=[shapes],
        input_names=list(inputs),
        output_names=outputs,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    program.save(path)
    print(f"{path}: {path.stat().st_size} bytes")


def translator_of(weights):
    [source, width], [target, _] = (weights[f"{side}.table"].shape for side in ("source", "target"))
    inner = weights["encoder.0.ffn.inner.bias"].shape[0]
    sizes = source, target, width, HEADS, inner, layers_of(weights, "encoder")
    return load_tensors(Translator(*sizes, longest=MOST), weights)


def layers_of(weights, stack):
    return len({name.split(".")[1] for name in weights if name.startswith(f"{stack}.")})


def part(weights, name):
    prefix = f"{name}."
    return {key[len(prefix) :]: w for key, w in weights.items() if key.startswith(prefix)}


def folder_of(path):
    """Named after the weights, as src/engine/models/manifest.json has their version."""
    return OUT / hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def size(name, least=1):
    return torch.export.Dim(name, min=least, max=MOST)


def ids(*numbers):
    return torch.tensor([numbers], dtype=torch.int32)


def unpack(tensor):
    return torch.tensor(tensor["data"]).reshape(tensor["shape"])


def model_config(name):
    return json.loads(Path(f"training/video/configs/{name}.json").read_text())["model"]


DIT, CODEC = model_config("dit"), model_config("decoder")

if __name__ == "__main__":
    main()
