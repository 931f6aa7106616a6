"""Runs the Python twins of the exercises on cases that `scripts/exercises.mjs` wrote.

Each twin's answers go to tests/fixtures/exercises, with the hashes of the twin and of the cases.
Arguments are handed over as torch tensors, or as NumPy arrays if the twin is written in Keras.
"""

import hashlib
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures" / "exercises"


def main(cases):
    files = sorted(Path(cases).glob("*.json"))
    if len(files) > 1:
        # A process each: PyTorch and TensorFlow each bring an LLVM, and do not stand each other.
        for file in files:
            subprocess.run([sys.executable, __file__, file], check=True)
    for file in files[:1] if len(files) == 1 else []:
        run(file)


def run(file):
    twin = ROOT / "src" / "content" / "exercises" / file.stem / "twin.py"
    given = json.loads(file.read_text())
    text = twin.read_text()
    tensor = np.asarray if "import keras" in text else torch_tensor
    answer = getattr(load(twin), given["entry"])
    outputs = [pack(answer(*unpack(args, tensor))) for args in given["cases"]]
    content = {
        "source": versions(text),
        "twin": hashlib.sha256(text.encode()).hexdigest(),
        "cases": given["hash"],
        "outputs": outputs,
    }
    FIXTURES.mkdir(parents=True, exist_ok=True)
    target = FIXTURES / file.name
    target.write_text(json.dumps(content, separators=(",", ":")) + "\n")
    print(f"{file.stem}: {len(outputs)} cases, {content['source']}")


def load(path):
    spec = importlib.util.spec_from_file_location("twin", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def torch_tensor(array):
    import torch

    return torch.from_numpy(array.copy())


def versions(text):
    names = ["keras", "torch", "numpy"]
    used = next((name for name in names if f"import {name}" in text), None)
    return f"{used} {__import__(used).__version__}" if used else "Python"


def unpack(value, tensor):
    """JSON as arguments: `{shape, dtype, data}` is a tensor."""
    if isinstance(value, list):
        return [unpack(item, tensor) for item in value]
    if isinstance(value, dict) and "dtype" in value:
        return tensor(np.array(value["data"], value["dtype"]).reshape(value["shape"]))
    if isinstance(value, dict):
        return {name: unpack(item, tensor) for name, item in value.items()}
    return value


def pack(value):
    if isinstance(value, (list, tuple)):
        return [pack(item) for item in value]
    if isinstance(value, dict):
        return {name: pack(item) for name, item in value.items()}
    if value is None or isinstance(value, (bool, str, int, float)):
        return value
    array = np.asarray(value.detach() if hasattr(value, "detach") else value)
    data = [float(f"{number:.8g}") for number in array.ravel().tolist()]
    return {"shape": list(array.shape), "data": data}


if __name__ == "__main__":
    path = Path(sys.argv[1])
    run(path) if path.is_file() else main(path)
