"""Safetensors files that the Python package wrote, and its verdict on files that are damaged."""

import base64
import hashlib
import json

import ml_dtypes
import numpy as np
import safetensors
from fixture import FOLDER
from safetensors.numpy import load, save

SOURCE = f"safetensors {safetensors.__version__}, numpy {np.__version__}"


def generate():
    written_files()
    half_precision()
    damaged_files()


def written_files():
    """`weights-written` holds only what we write as well; `weights-read` every dtype that we read."""
    random = np.random.default_rng(1)
    normal = lambda *shape: random.normal(0, 1, shape).astype(np.float32)
    odd = np.array([0.0, -0.0, np.inf, -np.inf, np.nan, 1e-45, 3.4e38], np.float32)
    written = {
        "self.query.weight": normal(3, 4),
        "self.query.bias": normal(4),
        "0": normal(2),
        "scalar": np.array(1.5, np.float32),
        "empty": np.zeros((0, 3), np.float32),
        "odd": odd,
        'a "quoted" \\ name\n\u0001\u007f/': normal(1),
        "\u8a5e": normal(1),
        "\U0001f600": normal(1),
        "\uff01": normal(1),
        "__proto__": normal(2),
        "half": normal(5).astype(np.float16),
        "ids": np.array([0, -1, 2**31 - 1, -(2**31)], np.int32),
    }
    (FOLDER / "weights-written.safetensors").write_bytes(save(written, {"card": "a \u201ccircle\u201d"}))
    half = np.array([0, -0.0, 2**-24, -(2**-24), 2**-14, 65504, np.inf, np.nan], np.float16)
    read = {
        "float32": normal(2, 3),
        "float16": half,
        "bfloat16": np.array([1.0, -2.5, 3e38, 1e-40, np.inf, np.nan], ml_dtypes.bfloat16),
        "int32": np.array([[1, -2], [3, 2**31 - 1]], np.int32),
        "int64": np.array([1, -2, 2**31 - 1, -(2**31)], np.int64),
        "none": np.zeros((2, 0), np.float16),
    }
    (FOLDER / "weights-read.safetensors").write_bytes(save(read))
    (FOLDER / "weights-long.safetensors").write_bytes(save({"long": np.array([2**31], np.int64)}))
    tensors = {
        name: {"shape": list(value.shape), "bits": bits(value)}
        for name, value in {**written, **read}.items()
    }
    dump("weights-values", {"source": SOURCE, "written": [*written], "read": [*read], "tensors": tensors})


def bits(value):
    """As 32-bit words: floats by their bits, whole numbers by their two's complement."""
    whole = value.dtype.kind == "i"
    wide = value.astype(np.int32 if whole else np.float32)
    return wide.ravel().view(np.uint32).tolist()


def half_precision():
    """What numpy rounds to float16: random numbers, and those around each halfway point."""
    random = np.random.default_rng(2)
    sizes = random.normal(0, 1, 200) * 10.0 ** random.uniform(-9, 5, 200)
    halves = random.integers(0, 0x7BFF, 60).astype(np.uint16)
    low, high = halves.view(np.float16).astype(np.float64), (halves + 1).astype(np.uint16)
    middle = ((low + high.view(np.float16).astype(np.float64)) / 2).astype(np.float32)
    around = [np.nextafter(middle, np.float32(end)) for end in [0, np.inf]]
    edges = np.array([65504, 65519.996, 65520, 2**-14, 2**-24, 2**-25, 2**-26, 0, np.inf], np.float32)
    values = np.concatenate([sizes.astype(np.float32), middle, *around, edges])
    values = np.concatenate([values, -values])
    with np.errstate(over="ignore"):
        rounded = values.astype(np.float16).view(np.uint16)
    content = {"source": SOURCE, "bits": bits(values), "halves": rounded.tolist()}
    dump("weights-half", content)


def damaged_files():
    """One small file, changed in many ways: is it refused, and if not, what does it hold?"""
    random = np.random.default_rng(3)
    tensors = {
        "a": random.normal(0, 1, (2, 3)).astype(np.float32),
        "b.c": random.normal(0, 1, 4).astype(np.float16),
        "n": np.array([7, -7], np.int32),
        "e": np.zeros((0, 2), np.float32),
    }
    file = save(tensors, {"k": "v"})
    end = 8 + int.from_bytes(file[:8], "little")
    changes = [[at, int(flip)] for at in range(end) for flip in random.choice(np.arange(1, 256), 3)]
    changes += [[at, 1 << bit] for at in range(end) for bit in range(8)]
    verdicts = [verdict(flipped(file, at, flip)) for at, flip in changes]
    cuts = [verdict(file[:length]) for length in range(len(file))]
    assert not any(cuts), "the package took a file that was cut off"
    taken = {i: text for i, text in enumerate(verdicts) if text}
    print(f"damaged files: {len(taken)} of {len(changes)} taken")
    content = {"source": SOURCE, "file": base64.b64encode(file).decode(), "changes": changes}
    dump("weights-damaged", content | {"taken": taken})


def flipped(file, at, flip):
    changed = bytearray(file)
    changed[at] ^= flip
    return bytes(changed)


def verdict(file):
    """Nothing if the package refuses the file, else a digest of what it holds."""
    try:
        tensors = load(file)
    except Exception:
        return ""
    lines = [
        f"{name} {list(value.shape)} {value.dtype} {value.tobytes().hex()}"
        for name, value in sorted(tensors.items(), key=lambda item: item[0].encode())
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def dump(name, content):
    text = json.dumps(content, separators=(",", ":"), ensure_ascii=True)
    (FOLDER / f"{name}.json").write_text(text + "\n")
