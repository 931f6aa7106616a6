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


class Run:
    def __init__(self, model, config, folder, resume):
        torch.set_num_threads(config.get("threads", 1))
        self.config, self.folder = config, Path(folder)
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.model = model.to(self.device)
        self.average = copy.deepcopy(self.model).requires_grad_(False)
        self.optimizer = torch.optim.AdamW(
            self.model.parameters(),
            betas=(0.9, config.get("secondMoment", 0.99)),
            weight_decay=config.get("weightDecay", 0),
        )
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
            began = time.perf_counter()
            line = self.update(loss)
            self.seconds += time.perf_counter() - began
            if self.step % every["logEvery"] == 0:
                milliseconds = round(1000 * (time.perf_counter() - began))
                self.write(line | {"milliseconds": milliseconds, "seconds": round(self.seconds)})
            if self.step % every["measureEvery"] == 0:
                self.measure(measure)
            if self.step % every["checkpointEvery"] == 0:
                self.save()
        self.save()

    def measure(self, measure):
        with torch.no_grad():
            self.write({"step": self.step, "figures": measure(self.average)})

    def update(self, loss):
        rate = self.rate()
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        generator = torch.Generator().manual_seed(self.config["seed"] * 10**8 + self.step)
        value = loss(self.model, generator, self.step)
        self.optimizer.zero_grad()
        value.backward()
        limit = self.config["clip"]
        length = torch.nn.utils.clip_grad_norm_(self.model.parameters(), limit)
        self.optimizer.step()
        self.step += 1
        self.update_average()
        figures = {"loss": value.item(), "gradientNorm": length.item(), "learningRate": rate}
        rounded = {name: float(f"{figure:.4g}") for name, figure in figures.items()}
        return {"step": self.step} | rounded

    def rate(self):
        """Up in a line, level, and down in a line over the last share of the steps."""
        config, step = self.config, self.step
        fall = config["steps"] * config.get("fall", 0.2)
        level = min(1, (step + 1) / config["warmup"], (config["steps"] - step) / fall)
        return config["learningRate"] * level

    @torch.no_grad()
    def update_average(self):
        decay = min(self.config["averageDecay"], (1 + self.step) / (10 + self.step))
        average = list(self.average.parameters())
        torch._foreach_lerp_(average, list(self.model.parameters()), 1 - decay)

    def write(self, line):
        with self.log.open("a") as log:
            log.write(json.dumps(line, ensure_ascii=False) + "\n")

    def save(self):
        """Whole or not at all: a kill leaves the old checkpoint."""
        state = {"step": self.step, "seconds": self.seconds, "optimizer": self.optimizer.state_dict()}
        state |= {"model": self.model.state_dict(), "average": self.average.state_dict()}
        beside = self.checkpoint.with_suffix(".new")
        torch.save(state, beside)
        beside.replace(self.checkpoint)

    def load(self):
        """The last checkpoint. The log forgets what came after it, and a line that was cut off."""
        state = torch.load(self.checkpoint, map_location=self.device)
        for part in ["model", "average", "optimizer"]:
            getattr(self, part).load_state_dict(state[part])
        self.step, self.seconds = state["step"], state["seconds"]
        lines = self.log.read_text().splitlines(keepends=True) if self.log.exists() else []
        whole = [line for line in lines if line.endswith("}\n")]
        self.log.write_text("".join(line for line in whole if json.loads(line)["step"] <= self.step))


def read_config(path):
    return json.loads(Path(path).read_text())


def load_average(folder, model):
    """`model` with the moving average of a run's last checkpoint."""
    state = torch.load(Path(folder) / "checkpoint.pt", map_location="cpu")
    model.load_state_dict(state["average"])
    return model.eval().requires_grad_(False)
