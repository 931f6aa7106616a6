import type { Random, Rates } from '../../../../../model/index.ts';

/** A point of the plane. */
export type Point = readonly [x: number, y: number];

/** Round clumps of the same size and the same share: a mixture of Gaussians. */
export interface Mixture {
  readonly means: readonly Point[];
  /** The standard deviation of each clump, along each axis. */
  readonly spread: number;
}

const SPREAD = 0.16;
const LEFT: readonly Point[] = [
  [-1.3, 0.6],
  [-1.3, -0.6],
];
const RIGHT: readonly Point[] = [
  [0.6, 1],
  [1.3, 0],
  [0.6, -1],
];

export const MIXTURES = {
  all: { means: [...LEFT, ...RIGHT], spread: SPREAD },
  left: { means: LEFT, spread: SPREAD },
  right: { means: RIGHT, spread: SPREAD },
} as const satisfies Record<string, Mixture>;

/** The means of what is behind a noisy point. */
export interface Posterior {
  readonly clean: Point;
  readonly epsilon: Point;
}

/**
 * What the best of all networks would say of a noisy point: E[x₀ | x] and E[ε | x], exactly. Each clump
 * of x₀ is one of x = signal·x₀ + noise·ε, of variance V = signal²·spread² + noise²; with rₖ the
 * probability that x is of clump k, and dₖ = x − signal·μₖ:
 *
 *     E[x₀ | x] = Σ rₖ·(μₖ + signal·spread²/V·dₖ),   E[ε | x] = Σ rₖ·noise/V·dₖ
 *
 * These are the means of jointly normal variables given one of them. The score is −E[ε | x] / noise.
 */
export function posterior(
  { means, spread }: Mixture,
  [x, y]: Point,
  { signal, noise }: Rates,
): Posterior {
  const variance = signal ** 2 * spread ** 2 + noise ** 2;
  const away = means.map(([mx, my]) => [x - signal * mx, y - signal * my] as const);
  const logs = away.map(([dx, dy]) => -(dx ** 2 + dy ** 2) / (2 * variance));
  const most = Math.max(...logs);
  const shares = logs.map((log) => Math.exp(log - most));
  const all = shares.reduce((sum, share) => sum + share, 0);
  const clean: [number, number] = [0, 0];
  const epsilon: [number, number] = [0, 0];
  const pull = (signal * spread ** 2) / variance;
  away.forEach((d, k) => {
    const share = (shares[k] ?? 0) / all;
    for (const axis of [0, 1] as const) {
      clean[axis] += share * ((means[k]?.[axis] ?? 0) + pull * d[axis]);
      epsilon[axis] += (share * noise * d[axis]) / variance;
    }
  });
  return { clean, epsilon };
}

/** Draws of the mixture, [count, 2]. */
export function drawData({ means, spread }: Mixture, count: number, random: Random): Float32Array {
  const data = new Float32Array(2 * count);
  for (let i = 0; i < count; i++) {
    const [x, y] = means[Math.floor(random.uniform() * means.length)] ?? [0, 0];
    data.set([x + spread * random.normal(), y + spread * random.normal()], 2 * i);
  }
  return data;
}
