import { expectCount, expectPositive } from '../check.ts';
import { ModelError } from '../error.ts';
import type { Random } from '../random.ts';

/**
 * A random time for training a flow, mostly in the middle: σ(mean + spread·n), n standard normal.
 *
 * Near the data there is little to remove and near the noise only the mean to guess; the middle is
 * hard. Esser et al. 2024 (SD3), section 3.1, with mean 0 and spread 1.
 */
export function logitNormalTime(random: Random, mean = 0, spread = 1): number {
  expectPositive('logitNormalTime', 'spread', spread);
  return 1 / (1 + Math.exp(-(mean + spread * random.normal())));
}

/** The density of {@link logitNormalTime} at t, 0 < t < 1 (Esser et al. 2024, section 3.1). */
export function logitNormalDensity(t: number, mean = 0, spread = 1): number {
  expectPositive('logitNormalDensity', 'spread', spread);
  const z = (Math.log(t / (1 - t)) - mean) / spread;
  return Math.exp(-(z ** 2) / 2) / (spread * Math.sqrt(2 * Math.PI) * t * (1 - t));
}

/**
 * Time moved towards the noise: t ← s·t / (1 + (s − 1)·t).
 *
 * The more tokens show the same thing, the more noise it takes to hide it. Esser et al. 2024,
 * section 5.3.2; s is {@link resolutionShift}.
 */
export function shiftTime(t: number, shift: number): number {
  expectPositive('shiftTime', 'shift', shift);
  return (shift * t) / (1 + (shift - 1) * t);
}

/** √(m/n): the shift at which m tokens are as uncertain at a time as n tokens without a shift. */
export function resolutionShift(tokens: number, baseTokens: number): number {
  expectCount('resolutionShift', 'tokens', tokens);
  expectCount('resolutionShift', 'baseTokens', baseTokens);
  return Math.sqrt(tokens / baseTokens);
}

/** The times of `steps` steps through a flow, from 1 to 0: evenly spaced, then shifted. */
export function flowTimes(steps: number, shift = 1): number[] {
  expectCount('flowTimes', 'steps', steps);
  return Array.from({ length: steps + 1 }, (_, i) => shiftTime(1 - i / steps, shift));
}

/**
 * The timesteps of `steps` steps through a diffusion of T, from T to 0, evenly spaced ("trailing",
 * Lin et al. 2024, section 3.3: sampling must start at T, where training saw the purest noise).
 */
export function spacedTimesteps(T: number, steps: number): number[] {
  expectCount('spacedTimesteps', 'T', T);
  expectCount('spacedTimesteps', 'steps', steps);
  if (steps > T) throw new ModelError('spacedTimesteps', `at most ${T} steps`, `${steps}`);
  return Array.from({ length: steps + 1 }, (_, i) => Math.round((T * (steps - i)) / steps));
}
