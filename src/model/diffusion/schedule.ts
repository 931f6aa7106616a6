import { expectCount } from '../check.ts';
import { ModelError } from '../error.ts';

/**
 * How much of the data is left at each timestep of a diffusion model.
 *
 * Timesteps count as in the papers: 0 is the data, T the last and noisiest. Libraries store the
 * same table without its first entry, so their index t is our timestep t + 1.
 */
export interface NoiseSchedule {
  /** ᾱ₀ = 1, ᾱ₁, …, ᾱ_T: the share of the variance that is data. It never grows. */
  readonly alphaBars: readonly number[];
}

export interface LinearScheduleOptions {
  /** T: 1000 unless told otherwise. */
  readonly timesteps?: number | undefined;
  /** β₁: 1e-4 unless told otherwise. */
  readonly first?: number | undefined;
  /** β_T: 0.02 unless told otherwise. */
  readonly last?: number | undefined;
}

/**
 * The schedule of DDPM: βₜ grows in a line.
 *
 *     βₜ = β₁ + (t − 1)/(T − 1)·(β_T − β₁),   ᾱₜ = Π (1 − βᵢ),  i = 1 … t
 *
 * Ho et al. 2020, section 4. With their numbers ᾱ_T = 4.04e-5: almost no data is left, but some.
 */
export function linearSchedule({
  timesteps: T = 1000,
  first = 1e-4,
  last = 0.02,
}: LinearScheduleOptions = {}): NoiseSchedule {
  expectCount('linearSchedule', 'timesteps', T);
  const slope = T === 1 ? 0 : (last - first) / (T - 1);
  return fromBetas(Array.from({ length: T }, (_, i) => first + i * slope));
}

/**
 * The cosine schedule, which keeps the data longer and has no long stretch of almost pure noise.
 *
 *     f(t) = cos²((t/T + s)/(1 + s)·π/2),   βₜ = min(1 − f(t)/f(t − 1), 0.999),   s = 0.008
 *
 * Nichol and Dhariwal 2021, section 3.2. The limit on βₜ keeps ᾱ_T above 0.
 */
export function cosineSchedule(T = 1000, s = 0.008): NoiseSchedule {
  expectCount('cosineSchedule', 'timesteps', T);
  const f = (t: number) => Math.cos(((t / T + s) / (1 + s)) * (Math.PI / 2)) ** 2;
  return fromBetas(Array.from({ length: T }, (_, i) => Math.min(1 - f(i + 1) / f(i), 0.999)));
}

/**
 * The schedule shifted and stretched so that nothing is left at T: ᾱ_T = 0.
 *
 *     √ᾱₜ ← (√ᾱₜ − √ᾱ_T)·√ᾱ₁ / (√ᾱ₁ − √ᾱ_T)
 *
 * Lin et al. 2024, algorithm 1. Sampling starts at pure noise; a model that never saw pure noise
 * in training has learned to read the mean brightness from the rest. At T the noise says nothing
 * about the data, so the model must predict v or x₀ there, not ε.
 */
export function zeroTerminalSnr({ alphaBars }: NoiseSchedule): NoiseSchedule {
  const [start = 1, ...roots] = alphaBars.map(Math.sqrt);
  const [first = 1] = roots;
  const last = roots.at(-1) ?? 0;
  if (!(first > last)) {
    throw new ModelError('zeroTerminalSnr', 'a schedule that falls', `√ᾱ from ${first} to ${last}`);
  }
  const scaled = roots.map((root) => ((root - last) * first) / (first - last));
  return { alphaBars: [start, ...scaled.map((root) => root ** 2)] };
}

/** ᾱₜ, for a whole timestep t from 0 to T. */
export function alphaBar({ alphaBars }: NoiseSchedule, t: number): number {
  const value = alphaBars[t];
  if (value === undefined) {
    throw new ModelError('alphaBar', `a whole timestep from 0 to ${alphaBars.length - 1}`, `${t}`);
  }
  return value;
}

/** βₜ = 1 − ᾱₜ/ᾱₜ₋₁: the share of noise that timestep t ≥ 1 adds. */
export function betaOf(schedule: NoiseSchedule, t: number): number {
  return 1 - alphaBar(schedule, t) / alphaBar(schedule, t - 1);
}

function fromBetas(betas: readonly number[]): NoiseSchedule {
  const alphaBars = [1];
  for (const beta of betas) alphaBars.push((alphaBars.at(-1) ?? 1) * (1 - beta));
  return { alphaBars };
}
