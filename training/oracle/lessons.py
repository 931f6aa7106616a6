"""Runs the Keras and PyTorch twins that lessons show (src/content/python) on the fixtures of the library.

Each function has to give what the fixture says, which src/model has to give as well: so all three are
equal. tests/fixtures/lessons.json keeps the hash of each file that was run, and how far off it was.
"""

import hashlib
import importlib.util
import json
import os
from pathlib import Path

os.environ["KERAS_BACKEND"] = "torch"

import keras
import numpy as np
import torch

ROOT = Path(__file__).parents[2]
TWINS = ROOT / "src" / "content" / "python"
TOLERANCE = 2e-5


def main():
    cases = {
        "tokens_and_embeddings": tokens_and_embeddings,
        "positions": positions,
        "many_heads": many_heads,
        "masks": masks,
        "multi_level_attention": multi_level_attention,
        "decoding_and_cache": decoding_and_cache,
        "objectives": objectives,
        "fine_tuning": fine_tuning,
        "lora_and_forgetting": lora_and_forgetting,
        "cost_and_scaling": cost_and_scaling,
        "modern_blocks": modern_blocks,
    }
    record = {"source": f"keras {keras.__version__} on torch {torch.__version__}"}
    for name, check in cases.items():
        text = (TWINS / f"{name}.py").read_text()
        gap = max(check(load(name)))
        assert gap <= TOLERANCE, f"{name}: {gap} off the fixture"
        print(f"{name}: {gap:.1e}")
        record[name] = {"twin": hashlib.sha256(text.encode()).hexdigest(), "gap": f"{gap:.1e}"}
    (ROOT / "tests" / "fixtures" / "lessons.json").write_text(json.dumps(record, indent=2) + "\n")


def tokens_and_embeddings(twin):
    layers, head = Fixture("layers"), Fixture("heads-language-tied")
    table, ids = layers["embedding.table"], layers["ids"].long()
    for embed in [twin.embed_keras, twin.embed_torch]:
        yield gap(embed(table, ids), layers["embedding"])
    scores = head["logits"] - head["params.bias"]
    for unembed in [twin.unembed_keras, twin.unembed_torch]:
        yield gap(unembed(head["embedding.table"], head["transform.norm"]), scores)


def positions(twin):
    table = Fixture("layers")["positions"]
    for sinusoids in [twin.sinusoids_keras, twin.sinusoids_torch]:
        yield gap(sinusoids(*table.shape), table)
    rotary = Fixture("onnx-rotary-angles")
    case = rotary.options["cases"]["neighbors"]
    x, wanted = (rotary[case["tensors"][name]] for name in ["input", "output"])
    for rotate in [twin.rotate_keras, twin.rotate_torch]:
        yield gap(rotate(x, case["attributes"]["offset"]), wanted)


def many_heads(twin):
    fixture = Fixture("attention-self")
    for attend in [twin.attend_keras, twin.attend_torch]:
        output = attend(fixture.tree(), fixture["x"], fixture.options["heads"])
        yield gap(output, fixture["output"])


def masks(twin):
    fixture = Fixture("attention-causal-padding")
    heads = [fixture[name] for name in ["query", "key", "value"]]  # [B, H, T, K]
    ids = fixture["mask"][:, 0, -1].long()  # the last query sees all that is no padding
    yield gap(twin.attend_torch(*heads, ids, 0), fixture["mix"])
    beside = [x.transpose(1, 2) for x in heads]  # [B, T, H, K]
    yield gap(twin.attend_keras(*beside, ids, 0), fixture["mix"].transpose(1, 2))


def multi_level_attention(twin):
    fixture = Fixture("multilevel-pooling")
    for pool in [twin.pool_keras, twin.pool_torch]:
        yield gap(pool(fixture.tree(), fixture["x"], fixture["mask"]), fixture["output"])


def decoding_and_cache(twin):
    fixture = Fixture("attention-causal-padding")
    whole = fixture["mask"][:, 0, -1].bool().all(-1)  # the samples without padding
    heads = [fixture[name][whole] for name in ["query", "key", "value"]]  # [B, H, T, K]
    for step in [twin.step_keras, twin.step_torch]:
        cache = {}
        rows = [
            step(cache, *(x[:, :, t : t + 1] for x in heads)) for t in range(heads[0].shape[2])
        ]
        yield gap(torch.cat(rows, 2), fixture["mix"][whole])


def objectives(twin):
    fixture = Fixture("objectives-cross-entropy-smoothed")
    logits, weights = fixture["logits"], fixture["weights"]
    targets = fixture["targets"].long()
    picked = -fixture["logProbs"].gather(-1, targets[..., None])[..., 0]  # [B, T]
    wanted = (picked * weights).sum() / weights.sum()
    for loss in [twin.loss_keras, twin.loss_torch]:
        yield gap(loss(logits, targets, weights), wanted)


def fine_tuning(twin):
    classes, answers = Fixture("heads-classifier-first"), Fixture("heads-answer")
    for head, fixture in [("classify", classes), ("point", answers)]:
        params = fixture.tree()["params"]["output"]
        for library in ["keras", "torch"]:
            run = getattr(twin, f"{head}_{library}")
            yield gap(run(params, fixture["x"]), fixture["logits"])


def lora_and_forgetting(twin):
    fixture = Fixture("transformer-lora")
    scale = fixture.options["alpha"] / fixture.options["rank"]
    for adapt in [twin.adapt_keras, twin.adapt_torch]:
        yield gap(adapt(fixture.tree(), fixture["x"], scale), fixture["output"])
    yield gap(twin.merge(fixture.tree(), scale), fixture["merged"])


def cost_and_scaling(twin):
    x = np.ones((2, 64), np.float32)
    for count in [twin.bytes_keras, twin.bytes_torch]:
        kept, weights = count([256, 64], x)
        assert weights == 64 * 256 + 256 + 256 * 64 + 64, weights
        yield float(abs(kept - 16 * weights))
def modern_blocks(twin):
    fixture = Fixture("transformer-llama")
    tree = fixture.tree()
    x = tree["embedding"]["table"][fixture["ids"].long()]  # [B, T, D]
    heads = fixture["layers.0.self.pattern"].shape[1]
    params = tree["layers"]["0"]
    groups = heads * params["self"]["key"]["bias"].shape[0] // x.shape[-1]
    for block in [twin.block_keras, twin.block_torch]:
        yield gap(block(params, x, heads, groups), fixture["layers.0.residual2"])


class Fixture:
    """Tensors of tests/fixtures/model by their names, and the weights as a tree."""

    def __init__(self, name):
        path = ROOT / "tests" / "fixtures" / "model" / f"{name}.json"
        self.content = json.loads(path.read_text())
        self.options = self.content["options"]

    def __getitem__(self, name):
        for group in ["inputs", "weights", "tensors", "pool"]:
            if packed := self.content.get(group, {}).get(name):
                return torch.tensor(packed["data"], dtype=torch.float32).reshape(packed["shape"])
        raise KeyError(name)

    def tree(self):
        tree = {}
        for path in self.content["weights"]:
            *above, last = path.split(".")
            node = tree
            for name in above:
                node = node.setdefault(name, {})
            node[last] = self[path]
        return tree


def gap(ours, wanted):
    ours, wanted = np.asarray(keras.ops.convert_to_numpy(ours)), wanted.numpy()
    assert ours.shape == wanted.shape, f"{ours.shape} against {wanted.shape}"
    return float(np.abs(ours - wanted).max())


def load(name):
    spec = importlib.util.spec_from_file_location(name, TWINS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
