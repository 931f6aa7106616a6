import { ModelError } from '../error.ts';
import { alphaBar } from './schedule.ts';
import type { NoiseSchedule } from './schedule.ts';

/**
 * How data and noise are mixed at one time: x = signal·x₀ + noise·ε. It is all that tells a
 * diffusion model from a flow.
 */
export interface Rates {
  readonly signal: number;
  readonly noise: number;
}

/**
 * The rates of a diffusion model: √ᾱₜ and √(1 − ᾱₜ). Their squares sum to 1, so data of variance 1
 * keep it (Ho et al. 2020, equation 4).
 */
export function diffusionRates(schedule: NoiseSchedule, t: number): Rates {
  const kept = alphaBar(schedule, t);
  return { signal: Math.sqrt(kept), noise: Math.sqrt(1 - kept) };
}

/**
 * The rates of a rectified flow: 1 − t and t, so x moves in a straight line from data to noise.
 * Time 0 is the data and time 1 the noise, as in SD3 (Esser et al. 2024, section 3). Others run it
 * the other way: in Lipman et al. 2023 and in Meta's `flow_matching` time 1 is the data, and the
 * velocity has the opposite sign.
 */
export function flowRates(t: number): Rates {
  if (!(t >= 0 && t <= 1)) throw new ModelError('flowRates', 'a time from 0 to 1', `${t}`);
  return { signal: 1 - t, noise: t };
}

/** The signal-to-noise ratio, (signal / noise)²: Infinity for the data, 0 for pure noise. */
export function snr({ signal, noise }: Rates): number {
  return (signal / noise) ** 2;
}
