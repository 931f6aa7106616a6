import * as tf from '@tensorflow/tfjs-core';
import {
  createRandom,
  disposeParams,
  documentEncoder,
  encoderLayer,
  initDocument,
  initEncoderLayer,
  localGlobalLayer,
} from '../../src/model/index.ts';
import { useFastKernels } from './kernels.ts';
import { normal } from './normal.ts';
import { race } from './race.ts';
import type { Race } from './race.ts';

const LENGTHS = [32, 64, 128, 256, 512, 1024] as const;
const [D, F, H, WINDOW] = [64, 128, 4, 16] as const;

/** A sentence of a document: T tokens are T / 16 sentences. */
const WORDS = 16;

/** How one layer's time grows with the sequence: flat, windowed, and word and sentence. */
export async function raceGrowth(): Promise<Race[]> {
  useFastKernels();
  const races: Race[] = [];
  for (const T of LENGTHS) races.push(await raceLength(T));
  return races;
}

async function raceLength(T: number): Promise<Race> {
  const random = createRandom(4);
  const params = initEncoderLayer(random, D, F);
  const levels = initDocument(random, {
    vocabulary: 50,
    width: D,
    inner: F,
    heads: H,
    wordLayers: 1,
    sentenceLayers: 1,
  });
  const x = normal(random, [1, T, D]) as tf.Tensor3D;
  const ids = tf.zeros<tf.Rank.R3>([1, T / WORDS, WORDS], 'int32');
  const layers = {
    flat: () => encoderLayer(params, x, { heads: H }),
    windowed: () => localGlobalLayer(params, x, { heads: H, window: WINDOW }),
    'word and sentence': () => documentEncoder(levels, ids, { heads: H }),
  };
  const contestants = Object.entries(layers).map(([name, layer]) => ({
    name,
    run: () => tf.tidy(() => void layer().dataSync()),
  }));
  const times = await race(contestants, { rounds: 15, seconds: 1.5 });
  disposeParams({ params, levels, x, ids });
  return { what: String(T), times };
}
