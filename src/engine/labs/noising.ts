import { diffusionFields } from './diffusion.ts';
import { decimal, seed, whole } from './field.ts';
import type { SettingsOf } from './field.ts';
import type { ClipSize } from '../../world/video/index.ts';

/** The longest time, whatever the schedule. */
export const NOISING_TIMES = 1000;

/** A clip of the world and noise. No model: what a network should say is known. */
export const noisingFields = {
  schedule: diffusionFields.schedule,
  /** From data, which is 0, to noise. */
  time: whole(400, 1, NOISING_TIMES),
  prediction: diffusionFields.prediction,
  /** The standard deviation of what the network is off by, in what it predicts. */
  error: decimal(0.2, 0, 2),
  seed,
};
export type NoisingSettings = SettingsOf<typeof noisingFields>;

export const NOISING_SIZE: ClipSize = { frames: 5, height: 24, width: 24 };

/** The times at which a frame is shown side by side. */
export const ALONG = [1, 200, 400, 600, 800, 1000] as const;

export interface NoisingResult {
  /** Of the schedule at the time. */
  readonly signal: number;
  readonly noise: number;
  /** Strips of frames, PNG as data addresses: the clip, and a frame of it at the times `ALONG`. */
  readonly clip: string;
  readonly along: string;
  /** Likewise: clip and noise mixed, what a network should say of it, and the clip that follows if it errs. */
  readonly noisy: string;
  readonly said: string;
  readonly recovered: string;
  /** The number that is followed: in the clip, in the noise, in the mixture. */
  readonly clean: number;
  readonly epsilon: number;
  readonly x: number;
  /** What each kind of `PREDICTIONS` is there, [5]. */
  readonly values: Float32Array;
  /** x₀ and ε out of x and that, [5, 2]; NaN where it says nothing of them. */
  readonly backs: Float32Array;
  /** How much of an error of each kind is in x₀, [5]; Infinity if it says nothing. */
  readonly weights: Float32Array;
  /** How far off x₀ is over the whole clip, root mean square, if each kind errs alike, [5]. */
  readonly errors: Float32Array;
}
