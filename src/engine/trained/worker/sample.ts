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
  patchGrid,
  sampleFlow,
  textModel,
  tokenMask,
  totalStride,
} from '../../../model/index.ts';
import type { Extent, Grid, Predict } from '../../../model/index.ts';
import type { Read } from '../../models/text.ts';
import { clipOf, latentsOf } from './clip-of.ts';
import type { Jobs, Sampled, SampleStep } from '../jobs.ts';
import type { Line } from './line.ts';
import type { PocketSora } from './models.ts';

type Input = Jobs['sample']['input'];

/**
 * Draws a clip: noise, then `steps` steps through the flow towards the prompt, then pixels. Tells of
 * each step. Keeps no tensor.
 */
export async function sample(
  model: PocketSora,
  input: Input,
  line: Line<Jobs['sample']['step']>,
): Promise<Sampled> {
  const begun = performance.now();
  const grid = gridOf(model, input.size);
  const prompt = model.text.read(input.prompt);
  const texts = encode(model, input.guidance === 1 ? [prompt] : [model.empty, prompt]);
  const predict = predictor(model, grid, texts, input.guidance);
  const times = flowTimes(input.steps, model.shift);
  let x = noise(model, grid, input.seed); // [1, T, P]
  try {
    for (let step = 1; step <= input.steps; step++) {
      const before = x;
      x = sampleFlow(predict, before, { times: times.slice(step - 1, step + 1) });
      before.dispose();
      const time = times[step] ?? 0;
      line.tell({ step, time, ...preview(model, grid, x, input.preview) });
      await line.pause();
    }
    return { clip: clipOf(model, grid, x), milliseconds: performance.now() - begun };
  } finally {
    tf.dispose([x, texts]);
  }
}

/** How the tokens of a clip lie. */
function gridOf({ decoder, dit }: PocketSora, size: Extent): Grid {
  const latents = latentGrid(size, totalStride(decoder.config), decoder.config.causal);
  const { frames, height: rows, width: columns } = patchGrid(latents, dit.config.patch);
  return { frames, rows, columns };
}

/** Prompts as the network reads them, [B, S, ·]. */
type Text = { readonly text: tf.Tensor3D; readonly textMask: tf.Tensor4D };

function encode({ text: { params, config, padding } }: PocketSora, reads: readonly Read[]): Text {
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
function predictor(
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

function noise({ dit: { config } }: PocketSora, grid: Grid, seed: number): tf.Tensor3D {
  const { normal } = createRandom(seed);
  const [T, P] = [gridTokens(grid), ditSizes(config).patchIn];
  return tf.tensor3d(Float32Array.from({ length: T * P }, normal), [1, T, P]);
}

function preview(
  model: PocketSora,
  grid: Grid,
  x: tf.Tensor3D,
  wanted: Input['preview'],
): Pick<SampleStep, 'latents' | 'clip'> {
  if (wanted === 'latents') return { latents: latentsOf(model, grid, x) };
  return wanted === 'clip' ? { clip: clipOf(model, grid, x) } : {};
}
