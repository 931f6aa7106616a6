"""Writes tests/fixtures/labs/noising.json: how a clip and noise are mixed along schedules, and what follows
from each kind of prediction, in NumPy. Where the course has closed forms, here each kind is a row of a
system of two equations over (x0, epsilon), which NumPy inverts.
Run it with `.venv-oracle/bin/python training/oracle/noising.py`.
"""

import json
from pathlib import Path

import numpy as np

T = 1000
CASES = [("linear", 1), ("linear", 400), ("linear", 1000), ("cosine", 900), ("zeroSnr", 500), ("flow", 600)]


def alpha_bars(schedule):
    if schedule == "cosine":
        angles = (np.arange(T + 1) / T + 0.008) / 1.008 * np.pi / 2
        betas = np.minimum(1 - np.cos(angles[1:]) ** 2 / np.cos(angles[:-1]) ** 2, 0.999)
    else:
        betas = np.linspace(1e-4, 0.02, T)
    bars = np.cumprod(1 - betas)
    if schedule == "zeroSnr":
        roots = np.sqrt(bars)
        roots = (roots - roots[-1]) * roots[0] / (roots[0] - roots[-1])
        bars = roots**2
    return bars


def rates(schedule, time):
    if schedule == "flow":
        return 1 - time / T, time / T
    kept = alpha_bars(schedule)[time - 1]
    return np.sqrt(kept), np.sqrt(1 - kept)


def rows(signal, noise):
    """Each kind as a row over (x0, epsilon)."""
    return {
        "epsilon": [0, 1],
        "x0": [1, 0],
        "v": [-noise, signal],
        "velocity": [-1, 1],
        "score": [0, -1 / noise],
    }


def main():
    cases = []
    for schedule, time in CASES:
        signal, noise = rates(schedule, time)
        systems = {kind: np.array([[signal, noise], row]) for kind, row in rows(signal, noise).items()}
        kinds = {
            kind: {"row": system[1].tolist(), "inverse": np.linalg.inv(system).tolist()}
            for kind, system in systems.items()
        }
        cases.append({"schedule": schedule, "time": time, "signal": signal, "noise": noise, "kinds": kinds})
    path = Path("tests/fixtures/labs/noising.json")
    path.write_text(json.dumps(cases, indent=1) + "\n")


main()
