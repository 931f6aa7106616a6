import * as tf from '@tensorflow/tfjs-core';
import {
  ADAMW,
  adamW,
  createRandom,
  crossEntropy,
  disposeParams,
  globalNorm,
  initAdamW,
  initTextModel,
  leavesOf,
  textLogits,
  valueAndGrads,
  withLeaves,
} from '../../../../model/index.ts';
import type {
  AdamWState,
  Leaves,
  TextModelConfig,
  TextModelParams,
} from '../../../../model/index.ts';
import { REVERSAL } from '../../../labs/norms.ts';
import type {
  NormsResult,
  NormsRun,
  NormsSettings,
  NormsStep,
  Place,
} from '../../../labs/norms.ts';
import type { Line } from '../line.ts';

/**
 * Trains two stacks that differ in the place of their norms, from the same weights on the same
 * task, and measures the gradient at each layer: Xiong et al. 2020. Keeps no tensor.
 */
export async function run(settings: NormsSettings, line: Line<NormsStep>): Promise<NormsResult> {
  return {
    post: await trainOne('post', settings, line),
    pre: await trainOne('pre', settings, line),
  };
}

/** The weights and what the optimizer remembers of them. */
interface State {
  readonly params: TextModelParams;
  readonly optimizer: AdamWState;
}

/** What one step measures before it moves. */
interface Measured {
  readonly loss: number;
  /** The length of the gradient of each layer, and of all. */
  readonly layers: readonly number[];
  readonly whole: number;
}

async function trainOne(
  place: Place,
  settings: NormsSettings,
  line: Line<NormsStep>,
): Promise<NormsRun> {
  const config = configOf(place, settings);
  const task = sequencesOf(settings.seed);
  const measured: Measured[] = [];
  let state = begin(settings.seed, config);
  try {
    for (let step = 0; step <= settings.steps; step++) {
      const next = oneStep(state, config, task, rateOf(step + 1, settings));
      free(state);
      ({ state } = next);
      measured.push(next.measured);
      line.tell({ place, step, loss: next.measured.loss });
      await line.pause();
    }
  } finally {
    free(state);
  }
  return {
    first: Float32Array.from(measured[0]?.layers ?? []),
    last: Float32Array.from(measured.at(-1)?.layers ?? []),
    losses: Float32Array.from(measured, ({ loss }) => loss),
    gradients: Float32Array.from(measured, ({ whole }) => whole),
  };
}

function configOf(norm: Place, { layers, width }: NormsSettings): TextModelConfig {
  const sizes = { width, inner: 2 * width, heads: 2, layers };
  // Logits of their own: with tied ones the table would get gradients from both ends.
  return { ...sizes, vocabulary: REVERSAL.kinds, norm, tied: false };
}

function begin(seed: number, config: TextModelConfig): State {
  const params = initTextModel(createRandom(seed), config);
  return { params, optimizer: initAdamW(leavesOf(params)) };
}

function free({ params, optimizer }: State): void {
  disposeParams(params);
  disposeParams(optimizer.first);
  disposeParams(optimizer.second);
}

/** Measures, then moves all weights. The caller owns the new state. */
function oneStep(
  { params, optimizer }: State,
  config: TextModelConfig,
  task: readonly (readonly number[])[],
  rate: number,
): { readonly state: State; readonly measured: Measured } {
  const loss = (params: TextModelParams) => {
    const ids = tf.tensor2d(
      task.map((row) => [...row]),
      undefined,
      'int32',
    ); // [B, T]
    const wanted = tf.reverse(ids, 1); // [B, T]
    return crossEntropy(textLogits(params, config, ids), wanted);
  };
  const { value, gradients } = valueAndGrads(params, loss);
  const measured = {
    loss: value.dataSync()[0] ?? NaN,
    layers: params.layers.map((_, i) => lengthOf(gradients, `layers.${i}.`)),
    whole: lengthOf(gradients, ''),
  };
  const next = adamW(leavesOf(params), gradients, optimizer, rate, ADAMW);
  tf.dispose([value, ...Object.values(gradients)]);
  return { measured, state: { params: withLeaves(params, next.weights), optimizer: next.state } };
}

function lengthOf(gradients: Leaves, start: string): number {
  const chosen = Object.entries(gradients).filter(([path]) => path.startsWith(start));
  return tf.tidy(() => globalNorm(Object.fromEntries(chosen)).dataSync()[0] ?? NaN);
}

/** The rate of a step, from 1: it rises in a straight line, then stays. */
function rateOf(step: number, { rate, warmup }: NormsSettings): number {
  return rate * Math.min(1, step / Math.max(1, warmup));
}

function sequencesOf(seed: number): number[][] {
  const { sequences, tokens, kinds } = REVERSAL;
  const { uniform } = createRandom(seed + 1);
  const row = () => Array.from({ length: tokens }, () => Math.floor(uniform() * kinds));
  return Array.from({ length: sequences }, row);
}
