"""Writes tests/fixtures/labs/diffusion.json: what is behind noisy points of a mixture of Gaussians, in
NumPy, by other ways than the lab of diffusion goes. E[x0 | x] is an integral over a grid; the ends of
the probability-flow ODE come from the derivative of the log density, by a complex step, on the
schedule of a rectified flow. Run it with `.venv-oracle/bin/python training/oracle/mixture.py`.
"""

import json
from pathlib import Path

import numpy as np

SPREAD = 0.16
LEFT = np.array([[-1.3, 0.6], [-1.3, -0.6]])
RIGHT = np.array([[0.6, 1.0], [1.3, 0.0], [0.6, -1.0]])
MEANS = {"all": np.concatenate([LEFT, RIGHT]), "left": LEFT, "right": RIGHT}
RATES = [(0.9, 0.3), (0.5, 0.5), (0.2, 0.98), (0.0, 1.0)]
POINTS = np.array([[0.3, -0.2], [-1.1, 0.4], [1.9, 1.2]])
STEPS = 2000


def posterior_mean(means, x, signal, noise):
    """The ratio of two integrals over x0, by the midpoint rule."""
    line = np.linspace(-3, 3, 1201)
    grid = np.stack(np.meshgrid(line, line, indexing="ij"), -1)
    gaps = ((grid[:, :, None] - means) ** 2).sum(-1)
    prior = np.exp(-gaps / (2 * SPREAD**2)).sum(-1)
    weight = prior * np.exp(-((x - signal * grid) ** 2).sum(-1) / (2 * noise**2))
    return (weight[..., None] * grid).sum((0, 1)) / weight.sum()


def log_density(means, x, t):
    """Of x = (1 − t)·x0 + t·ε, up to a constant; x may be complex."""
    variance = ((1 - t) * SPREAD) ** 2 + t**2
    logs = -((x - (1 - t) * means) ** 2).sum(-1) / (2 * variance)
    most = logs.real.max()
    return np.log(np.exp(logs - most).sum()) + most


def velocity(means, x, t):
    if t == 1:
        return x - means.mean(0)
    h = 1e-30
    steps = 1j * h * np.eye(2)
    score = np.array([log_density(means, x + step, t).imag / h for step in steps])
    epsilon = -t * score
    return epsilon - (x - t * epsilon) / (1 - t)


def flow_end(start, wanted, guidance):
    """By Runge and Kutta's method from t = 1 to 0."""

    def slope(x, t):
        toward, away = velocity(MEANS[wanted], x, t), velocity(MEANS["all"], x, t)
        return away + guidance * (toward - away)

    x, h = start, -1 / STEPS
    for step in range(STEPS):
        t, middle, end = 1 - step / STEPS, 1 - (step + 0.5) / STEPS, 1 - (step + 1) / STEPS
        a = slope(x, t)
        b = slope(x + h / 2 * a, middle)
        c = slope(x + h / 2 * b, middle)
        d = slope(x + h * c, end)
        x = x + h / 6 * (a + 2 * b + 2 * c + d)
    return x


def main():
    cleans = [
        {
            **{"mixture": name, "signal": signal, "noise": noise, "x": x.tolist()},
            "clean": posterior_mean(means, x, signal, noise).tolist(),
        }
        for name, means in MEANS.items()
        for signal, noise in RATES
        for x in POINTS
    ]
    ends = [
        {
            **{"wanted": wanted, "guidance": guidance, "start": x.tolist()},
            "end": flow_end(x, wanted, guidance).tolist(),
        }
        for wanted, guidance in (("all", 1), ("left", 1), ("left", 3))
        for x in POINTS
    ]
    path = Path("tests/fixtures/labs/diffusion.json")
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"cleans": cleans, "ends": ends}, indent=1) + "\n")


main()
