import type { DitConfig } from '../../../src/model/index.ts';

/** A file of `training/video/configs`, as far as a card tells of it. */
export interface CodecRun {
  readonly seed: number;
  readonly steps: number;
  readonly model: {
    readonly channels: readonly number[];
    readonly strides: readonly (readonly [number, number, number])[];
    readonly latentChannels: number;
  };
}

export interface DitRun {
  readonly seed: number;
  readonly steps: number;
  readonly model: Pick<DitConfig, 'width' | 'heads' | 'layers' | 'channels'> & {
    readonly mlpRatio: number;
    readonly frequencies: number;
    readonly textWidth: number;
  };
  /** How often latents come from a set such as `train-a-9x32x32/latents-5`. */
  readonly data: Readonly<Record<string, number>>;
  /** Of the latents of one step. */
  readonly tokens: number;
  /** How many of the first steps see single frames alone. */
  readonly imagesFirst: number;
  /** The share of captions that are dropped, for guidance. */
  readonly drop: number;
}

/** What `src/model` wants to know of the transformer. */
export function ditConfigOf({ textWidth, ...sizes }: DitRun['model']): DitConfig {
  const patch = { frames: 1, height: 1, width: 1 };
  return { ...sizes, patch, condition: { kind: 'cross', textWidth } };
}
