import * as tf from '@tensorflow/tfjs-core';
import {
  createRandom,
  disposeParams,
  ditBlock,
  encoderLayer,
  initDitBlock,
  initEncoderLayer,
  mapParams,
} from '../../src/model/index.ts';
import type { DitBlockParams } from '../../src/model/index.ts';
import { ditGraph, encoderGraph } from './graphs.ts';
import type { Size } from './graphs.ts';
import { expectSame } from './expect-same.ts';
import { useFastKernels, useStockKernels } from './kernels.ts';
import { normal } from './normal.ts';
import { ortModel } from './ort.ts';
import type { Ort } from './ort.ts';
import { products } from './products.ts';
import { race } from './race.ts';
import type { Race } from './race.ts';

const SIZES: Size[] = [64, 256].flatMap((T) => [1, 8].map((B) => ({ B, T, D: 128, H: 4, F: 512 })));

/** A layer in both worlds, on the same numbers. */
interface Subject {
  readonly name: string;
  readonly inputs: Readonly<Record<string, tf.Tensor>>;
  readonly forward: () => tf.Tensor;
  readonly graph: Uint8Array;
  readonly dispose: () => void;
}

/** One forward pass: ours on both kinds of kernels, onnxruntime-web's, and the products alone. */
export async function raceForward(ort: Ort | undefined): Promise<Race[]> {
  const races: Race[] = [];
  for (const size of SIZES) {
    for (const subject of [encoderSubject(size), ditSubject(size)]) {
      races.push(await raceSubject(subject, size, ort));
      subject.dispose();
    }
  }
  return races;
}

async function raceSubject(subject: Subject, size: Size, ort: Ort | undefined): Promise<Race> {
  const { name, inputs, forward, graph } = subject;
  const ours = () => {
    const y = forward();
    const numbers = y.dataSync();
    y.dispose();
    return numbers; // not out of a tidy, which would look through them for tensors
  };
  const peer = ort && (await ortModel(ort, graph, inputs));
  if (peer) expectSame(name, ours(), await peer.run());
  const multiply = products(size);
  const times = await race([
    { name: 'ours', prepare: useFastKernels, run: ours },
    { name: 'stock tfjs', prepare: useStockKernels, run: ours },
    { name: 'products', prepare: useFastKernels, run: multiply.run },
    ...(peer ? [{ name: 'onnxruntime-web', run: peer.run }] : []),
  ]);
  multiply.dispose();
  await peer?.release();
  return { what: `${name}, T ${size.T}, B ${size.B}`, times, work: multiply.work };
}

function encoderSubject(size: Size): Subject {
  const random = createRandom(1);
  const params = initEncoderLayer(random, size.D, size.F);
  const x = normal(random, [size.B, size.T, size.D]) as tf.Tensor3D;
  return {
    name: 'encoder layer',
    inputs: { x },
    forward: () => encoderLayer(params, x, { heads: size.H }),
    graph: encoderGraph(params, size),
    dispose: () => disposeParams({ params, x }),
  };
}

function ditSubject(size: Size): Subject {
  const random = createRandom(2);
  const fresh = initDitBlock(random, size.D, size.F);
  // It starts as the identity: open its gates, or there is little to compare.
  const params: DitBlockParams = mapParams(fresh, (path, tensor) =>
    path.startsWith('modulation') ? normal(random, tensor.shape, 0.05) : tf.clone(tensor),
  );
  disposeParams(fresh);
  const x = normal(random, [size.B, size.T, size.D]) as tf.Tensor3D;
  const c = normal(random, [size.B, size.D]) as tf.Tensor2D;
  return {
    name: 'DiT block',
    inputs: { x, c },
    forward: () => ditBlock(params, x, c, { heads: size.H }),
    graph: ditGraph(params, size),
    dispose: () => disposeParams({ params, x, c }),
  };
}
