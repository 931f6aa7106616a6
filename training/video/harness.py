"""A run: one config, a folder with its checkpoint and its log, and the loop between them.

Step k draws all that is random from a generator of its own, seeded by the seed and k. So a
checkpoint is weights, moments, average and the number of the step, and a run that was killed and
goes on has the same numbers as one that never stopped.
"""

import copy
import json
import os
import platform
import time
from pathlib import Path

import torch
from muon import Muon, split_parameters

RUNS = Path(".cache/video/runs")


class Run:
    def __init__(self, model, config, folder, resume=False):
        torch.set_num_threads(config.get("threads", 1))
        self.config, self.folder = config, Path(folder)
        self.device = best_device()
        # On a GPU the quickest kernels, and products of 10 bits of mantissa.
        torch.backends.cudnn.benchmark = torch.backends.cuda.matmul.allow_tf32 = True
        self.model = model.to(self.device)
        self.average = copy.deepcopy(self.model).requires_grad_(False)
        matrices, rest = split_parameters(self.model, tuple(config["adamw"]))
        self.optimizers = {"matrixRate": Muon(matrices)}
        self.optimizers["learningRate"] = torch.optim.AdamW(rest, betas=(0.9, 0.99), weight_decay=0)
        self.step, self.seconds = 0, 0.0
        self.folder.mkdir(parents=True, exist_ok=True)
        self.checkpoint, self.log = self.folder / "checkpoint.pt", self.folder / "log.jsonl"
        if resume and self.checkpoint.exists():
            self.load()
        else:
            self.checkpoint.unlink(missing_ok=True)
            self.log.write_text("")
        self.write(self.about())

    def about(self):
        count = sum(parameter.numel() for parameter in self.model.parameters())
        machine = f"{platform.machine()}, {os.cpu_count()} cores, {torch.get_num_threads()} thread"
        gpu = self.device.type == "cuda"
        device = torch.cuda.get_device_name() if gpu else machine
        about = {"parameters": count, "device": device, "torch": torch.__version__}
        return {"step": self.step, "about": about | {"config": self.config}}

    def fit(self, loss, measure, stop=None):
        """`loss(model, generator, step)` for every step; `measure(average)` gives figures."""
        self.model.train()
        every = self.config
        while self.step < min(stop or every["steps"], every["steps"]):
            began = self.clock()
            figures = self.update(loss)
            self.seconds += self.clock() - began
            if self.step % every["logEvery"] == 0:
                self.write(self.line(figures))
            if self.step % every["measureEvery"] == 0:
                self.measure(measure)
            if self.step % every["checkpointEvery"] == 0:
                self.save()
        self.save()

    def measure(self, measure):
        with torch.no_grad():
            self.write({"step": self.step, "figures": measure(self.average)})

    def update(self, loss):
        level = self.level()
        for rate, optimizer in self.optimizers.items():
            optimizer.param_groups[0]["lr"] = self.config[rate] * level
        generator = torch.Generator().manual_seed(self.config["seed"] * 10**8 + self.step)
        value = loss(self.model, generator, self.step)
        self.model.zero_grad()
        value.backward()
        limit = self.config["clip"]
        length = torch.nn.utils.clip_grad_norm_(self.model.parameters(), limit)
        for optimizer in self.optimizers.values():
            optimizer.step()
        self.step += 1
        self.update_average()
        return value.detach(), length, level

    def line(self, figures):
        """What the log says of a step. Here alone the GPU is waited for."""
        loss, length, level = map(float, figures)
        rate = level * self.config["learningRate"]
        line = {"loss": loss, "gradientNorm": length, "learningRate": rate}
        rounded = {name: float(f"{figure:.4g}") for name, figure in line.items()}
        return {"step": self.step} | rounded | {"seconds": round(self.seconds)}

    def clock(self):
        """Seconds of the processor, which others may share; with a GPU those on the wall."""
        return time.perf_counter() if self.device.type == "cuda" else time.process_time()

    def level(self):
        """Up in a line, level, and down in a line over the last share of the steps."""
        config, step = self.config, self.step
        fall = config["steps"] * config.get("fall", 0.2)
        return min(1, (step + 1) / config["warmup"], (config["steps"] - step) / fall)

    @torch.no_grad()
    def update_average(self):
        decay = min(self.config["averageDecay"], (1 + self.step) / (10 + self.step))
        average = list(self.average.parameters())
        torch._foreach_lerp_(average, list(self.model.parameters()), 1 - decay)

    def write(self, line):
        with self.log.open("a") as log:
            log.write(json.dumps(line, ensure_ascii=False) + "\n")

    def parts(self):
        return {"model": self.model, "average": self.average} | self.optimizers

    def save(self):
        """Whole or not at all: a kill leaves the old checkpoint."""
        state = {name: part.state_dict() for name, part in self.parts().items()}
        state |= {"step": self.step, "seconds": self.seconds}
        beside = self.checkpoint.with_suffix(".new")
        torch.save(state, beside)
        beside.replace(self.checkpoint)

    def load(self):
        """The last checkpoint. The log forgets what came after it, and a line that was cut off."""
        state = torch.load(self.checkpoint, map_location=self.device)
        for name, part in self.parts().items():
            part.load_state_dict(state[name])
        self.step, self.seconds = state["step"], state["seconds"]
        lines = self.log.read_text().splitlines(keepends=True) if self.log.exists() else []
        whole = [line for line in lines if line.endswith("}\n")]
        kept = [line for line in whole if json.loads(line)["step"] <= self.step]
        self.log.write_text("".join(kept))


def best_device():
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def read_config(path):
    return json.loads(Path(path).read_text())


def load_average(folder, model):
    """`model` with the moving average of a run's last checkpoint."""
    state = torch.load(Path(folder) / "checkpoint.pt", map_location="cpu")
    model.load_state_dict(state["average"])
    return model.eval().requires_grad_(False)
