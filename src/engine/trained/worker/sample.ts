import * as tf from '@tensorflow/tfjs-core';
import {
  FLOW_TIME_SCALE,
  createRandom,
  dit,
  ditSizes,
  flowTimes,
  gridTokens,
  guide,
  latentGrid,
  noTap,
  patchGrid,
  sampleFlow,
  textModel,
  tokenMask,
  totalStride,
} from '../../../model/index.ts';
import type { Extent, Grid, Predict, Tap } from '../../../model/index.ts';
import type { Read } from '../../models/text.ts';
import type { Clip, ClipSize } from '../../../world/clip.ts';
import { clipOf } from './clip-of.ts';
import type { Line } from './line.ts';
import type { PocketSora } from './models.ts';

/** What is drawn. */
export interface SampleInput {
  readonly prompt: readonly string[];
  readonly steps: number;
  /** s of classifier-free guidance; 1 is none. */
  readonly guidance: number;
  readonly seed: number;
  readonly size: ClipSize;
}

export interface SampleStep {
  /** From 1. */
  readonly step: number;
  /** The time that it has come to: from 1, noise, to 0, data. */
  readonly time: number;
  /** Decoded from the latents, if it is to be shown. */
  readonly clip?: Clip | undefined;
}

/** What is wanted of the steps, each from 1. */
export interface SampleHooks {
  readonly tapOf?: (step: number) => Tap;
  /** Whether there is to be a preview of a step: it takes as long as the step itself. */
  readonly shows?: (step: number) => boolean;
}

/**
 * Draws a clip: noise, then `steps` steps through the flow towards the prompt, then pixels. Tells of
 * each step. Keeps no tensor.
 */
export async function sample(
  model: PocketSora,
  input: SampleInput,
  line: Line<SampleStep>,
  { tapOf = () => noTap, shows = () => false }: SampleHooks = {},
): Promise<Clip> {
  const grid = gridOf(model, input.size);
  const prompt = model.text.read(input.prompt);
  const texts = encode(model, promptsOf(model, prompt, input.guidance));
  const predict = predictor(model, grid, texts, input.guidance);
  const times = flowTimes(input.steps, model.shift);
  let x = noise(model, grid, input.seed); // [1, T, P]
  try {
    for (let step = 1; step <= input.steps; step++) {
      const before = x;
      x = sampleFlow(predict, before, {
        times: times.slice(step - 1, step + 1),
        tap: tapOf(step),
      });
      before.dispose();
      const time = times[step] ?? 0;
      line.tell({ step, time, ...(shows(step) && { clip: clipOf(model, grid, x) }) });
      await line.pause();
    }
    return clipOf(model, grid, x);
  } finally {
    tf.dispose([x, texts]);
  }
}

/** How the tokens of a clip lie. */
export function gridOf({ decoder, dit }: PocketSora, size: Extent): Grid {
  const latents = latentGrid(size, totalStride(decoder.config), decoder.config.causal);
  const { frames, height: rows, width: columns } = patchGrid(latents, dit.config.patch);
  return { frames, rows, columns };
}

/** What the network reads: the prompt, after the empty one if it is guided. */
export function promptsOf(model: PocketSora, prompt: Read, guidance: number): readonly Read[] {
  return guidance === 1 ? [prompt] : [model.empty, prompt];
}

/** Prompts as the network reads them, [B, S, ·]. */
type Text = { readonly text: tf.Tensor3D; readonly textMask: tf.Tensor4D };

export function encode(
  { text: { params, config, padding } }: PocketSora,
  reads: readonly Read[],
): Text {
  const S = Math.max(...reads.map(({ ids }) => ids.length));
  const rows = reads.map(({ ids }) => [...ids, ...Array<number>(S - ids.length).fill(padding)]);
  return tf.tidy(() => {
    const ids = tf.tensor2d(rows, [rows.length, S], 'int32'); // [B, S]
    const textMask = tokenMask(ids, padding); // [B, 1, 1, S]
    return { text: textModel(params, config, ids, { mask: textMask }), textMask };
  });
}

/**
 * The velocity, guided by the prompt: away from the empty one, which goes along as a second sample.
 * A scale of 1 needs no second one.
 */
export function predictor(
  { dit: { params, config } }: PocketSora,
  grid: Grid,
  texts: Text,
  guidance: number,
): Predict<tf.Tensor3D> {
  const predict: Predict<tf.Tensor3D> = (x, time, tap) => {
    const times = Array<number>(x.shape[0]).fill(time * FLOW_TIME_SCALE);
    return dit(params, config, x, { grid, times, ...texts, tap }); // [B, T, P]
  };
  if (guidance === 1) return predict;
  return (x, time, tap) =>
    tf.tidy(() => {
      const both = predict(tf.concat([x, x]), time, tap); // [2, T, P]
      const [unconditional, conditional] = tf.split(both, 2) as [tf.Tensor3D, tf.Tensor3D];
      return guide(unconditional, conditional, guidance, tap); // [1, T, P]
    });
}

/** Where a clip begins: [1, T, P]. */
export function noise({ dit: { config } }: PocketSora, grid: Grid, seed: number): tf.Tensor3D {
  const { normal } = createRandom(seed);
  const [T, P] = [gridTokens(grid), ditSizes(config).patchIn];
  return tf.tensor3d(Float32Array.from({ length: T * P }, normal), [1, T, P]);
}
