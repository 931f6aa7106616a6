import * as tf from '@tensorflow/tfjs-core';
import {
  ADAMW,
  adamW,
  createRandom,
  disposeParams,
  encoderLayer,
  initAdamW,
  initEncoderLayer,
  leavesOf,
  valueAndGrads,
  withLeaves,
} from '../../src/model/index.ts';
import type { EncoderLayerParams } from '../../src/model/index.ts';
import type { Size } from './graphs.ts';
import { jaxStep } from './jax.ts';
import type { Jax } from './jax.ts';
import { useFastKernels, useStockKernels } from './kernels.ts';
import { normal } from './normal.ts';
import { race } from './race.ts';
import type { Race } from './race.ts';

/** What is trained: layers of one size, on one batch. */
export interface Trained extends Size {
  readonly what: string;
  readonly layers: number;
}

export const TRAINED: readonly Trained[] = [
  { what: 'one block, T 64, D 128', B: 1, T: 64, D: 128, H: 4, F: 512, layers: 1 },
  {
    what: "a reader's model, T 16, D 32, 2 layers, B 16",
    B: 16,
    T: 16,
    D: 32,
    H: 4,
    F: 128,
    layers: 2,
  },
];

/** Forward, backward and AdamW, on our kernels and on those of tfjs. */
export async function raceTraining(jax: Jax | undefined): Promise<Race[]> {
  const races: Race[] = [];
  for (const trained of TRAINED) {
    const [fast, stock] = [createStep(trained), createStep(trained)];
    const peer = jax && (await jaxStep(jax, trained));
    const times = await race([
      { name: 'ours', prepare: useFastKernels, run: fast.run },
      { name: 'stock tfjs', prepare: useStockKernels, run: stock.run },
      ...(peer ? [{ name: 'jax-js', run: peer }] : []),
    ]);
    fast.dispose();
    stock.dispose();
    races.push({ what: trained.what, times });
  }
  return races;
}

/** A model with its optimizer: `run` is one step, and gives the loss. */
export function createStep({ B, T, D, H, F, layers }: Trained) {
  const random = createRandom(3);
  let params = { layers: Array.from({ length: layers }, () => initEncoderLayer(random, D, F)) };
  let state = initAdamW(leavesOf(params));
  const [x, target] = [0, 1].map(() => normal(random, [B, T, D])) as [tf.Tensor3D, tf.Tensor3D];
  const forward = (layers: readonly EncoderLayerParams[]) =>
    layers.reduce((h, layer) => encoderLayer(layer, h, { heads: H }), x);
  const loss = (moved: typeof params) =>
    tf.mean<tf.Scalar>(tf.square(tf.sub(forward(moved.layers), target)));
  const run = () => {
    const { value, gradients } = valueAndGrads(params, loss);
    const next = adamW(leavesOf(params), gradients, state, 1e-3, ADAMW);
    disposeParams({ params, state: [state.first, state.second], gradients });
    params = withLeaves(params, next.weights);
    state = next.state;
    const [number = NaN] = value.dataSync();
    value.dispose();
    return number;
  };
  return {
    run,
    dispose: () => disposeParams({ params, x, target, state: [state.first, state.second] }),
  };
}
