import * as tf from '@tensorflow/tfjs-core';
import {
  FLOW_TIME_SCALE,
  createRandom,
  dit,
  ditSizes,
  flowTimes,
  gridTokens,
  latentGrid,
  patchGrid,
  sampleFlow,
  textModel,
  tokenMask,
  totalStride,
  withGuidance,
} from '../../../model/index.ts';
import type { Extent, Grid, Predict, PredictWith } from '../../../model/index.ts';
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
  const texts = {
    prompt: encode(model, model.text.read(input.prompt)),
    empty: encode(model, model.empty),
  };
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

/** A prompt as the network reads it. */
type Text = { readonly text: tf.Tensor3D; readonly textMask: tf.Tensor4D };

function encode({ text: { params, config, padding } }: PocketSora, { ids }: Read): Text {
  return tf.tidy(() => {
    const row = tf.tensor2d([...ids], [1, ids.length], 'int32'); // [1, S]
    const textMask = tokenMask(row, padding); // [1, 1, 1, S]
    return { text: textModel(params, config, row, { mask: textMask }), textMask };
  });
}

/** The velocity, guided by the prompt. A scale of 1 needs no second evaluation. */
function predictor(
  { dit: { params, config } }: PocketSora,
  grid: Grid,
  { prompt, empty }: { readonly prompt: Text; readonly empty: Text },
  guidance: number,
): Predict<tf.Tensor3D> {
  const predict: PredictWith<tf.Tensor3D, Text> = (x, time, text, tap) =>
    dit(params, config, x, { grid, times: [time * FLOW_TIME_SCALE], ...text, tap }); // [1, T, P]
  if (guidance === 1) return (x, time, tap) => predict(x, time, prompt, tap);
  return withGuidance(predict, prompt, empty, guidance);
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
