import type { Check, SeenThing } from '../../world/video/index.ts';
import { diffusionFields } from './diffusion.ts';
import { whole } from './field.ts';
import type { SettingsOf } from './field.ts';
import { studioFields } from './studio.ts';

/** Pocket Sora, asked along any schedule: the fields of the plane, on clips. */
export const denoisingFields = {
  prompt: studioFields.prompt,
  schedule: { ...diffusionFields.schedule, first: 'flow' },
  prediction: { ...diffusionFields.prediction, first: 'velocity' },
  sampler: diffusionFields.sampler,
  solver: diffusionFields.solver,
  steps: whole(4, 1, 50),
  guidance: studioFields.guidance,
  seed: studioFields.seed,
  size: studioFields.size,
} as const;
export type DenoisingSettings = SettingsOf<typeof denoisingFields>;

/** A step before it is taken. */
export interface DenoisingStage {
  /** From 1. */
  readonly step: number;
  /** As a share of the longest time, and the two rates there. */
  readonly time: number;
  readonly signal: number;
  readonly noise: number;
  /** What the decoder makes of the noisy state and of the predicted clip: PNG as data addresses. */
  readonly noisy: string;
  readonly clean: string;
  /** The first number of the latents: in the noisy state, and as each of `PREDICTIONS` has it, [5]. */
  readonly x: number;
  readonly said: Float32Array;
}

export interface DenoisingResult {
  /** What the prompt was expanded to. */
  readonly caption: string;
  /** Some steps, the first among them. */
  readonly stages: readonly DenoisingStage[];
  /** What comes out, likewise. */
  readonly clip: string;
  /**
   * Before each step, the distance from the latents that come out, root mean square, [steps]: of the
   * noisy state, and of the predicted clip.
   */
  readonly noisyAway: Float32Array;
  readonly cleanAway: Float32Array;
  /** What the checker saw in the clip, and what it makes of the caption. */
  readonly seen: readonly SeenThing[];
  readonly checks: readonly Check[];
}

export interface DenoisingStep {
  /** The step that is done, from 1, of so many. */
  readonly step: number;
  readonly steps: number;
}
