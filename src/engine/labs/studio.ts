import type { Check, ClipSize, SeenThing } from '../../world/video/index.ts';
import { decimal, oneOf, seed, text, toggle, whole } from './field.ts';
import type { SettingsOf } from './field.ts';

/** Frames × height × width, all of which are in the training of pocket Sora. */
export const STUDIO_SIZES = ['9x32x32', '9x24x40', '9x40x24', '5x32x32', '1x32x32'] as const;

export const studioFields = {
  prompt: text('a small red circle moves right above a blue square', 240),
  /** In place of what the prompt is expanded to; empty, it is expanded. */
  caption: text('', 240),
  steps: whole(4, 1, 50),
  guidance: decimal(3, 0, 20),
  seed,
  size: oneOf('1x32x32', STUDIO_SIZES),
  /** Whether what comes of each step is kept, which takes twice the time, or of some. */
  each: toggle(false),
  /** What is different in a second sample, if there is one. */
  second: oneOf('none', ['none', 'seed', 'guidance', 'steps']),
  /** Where attention is read, both from 1. */
  block: whole(3, 1, 5),
  step: whole(2, 1, 50),
  /** The patch that looks, from 1. */
  patch: whole(1, 1, 48),
  /** What is on the screen: a frame, and after which step, both from 1. */
  frame: whole(1, 1, 9),
  moment: whole(50, 1, 50),
};
export type StudioSettings = SettingsOf<typeof studioFields>;

export function sizeOf(name: StudioSettings['size']): ClipSize {
  const [frames = 1, height = 32, width = 32] = name.split('x').map(Number);
  return { frames, height, width };
}

/** What a sample is drawn with. */
export type Sampling = Pick<StudioSettings, 'steps' | 'guidance' | 'seed'>;

/** The frames of a clip side by side, after a step. */
export interface Strip {
  /** From 1. */
  readonly step: number;
  /** From 1, noise, to 0, data. */
  readonly time: number;
  /** A PNG as a data address. */
  readonly picture: string;
}

export interface StudioSample {
  readonly sampling: Sampling;
  /** Some steps; the last is the clip. */
  readonly strips: readonly Strip[];
  /** What the checker saw in the clip, and what it makes of the caption. */
  readonly seen: readonly SeenThing[];
  readonly checks: readonly Check[];
}

export interface StudioResult {
  /** What the model read, and whether the prompt was expanded to it. */
  readonly caption: string;
  readonly expanded: boolean;
  /** As the reader of the caption takes them. */
  readonly tokens: readonly string[];
  readonly samples: readonly StudioSample[];
  /** How the patches of the latents lie. */
  readonly grid: { readonly frames: number; readonly rows: number; readonly columns: number };
  /** Of the first sample: how much each patch looks at each, the mean of the heads, [T, T]. */
  readonly attention: Float32Array;
}

export interface StudioStep {
  /** Of which sample, from 1, and which of its steps. */
  readonly sample: number;
  readonly step: number;
  readonly steps: number;
  /** What the clip looks like after it, where that is kept. */
  readonly strip?: Strip | undefined;
  readonly size: ClipSize;
}
