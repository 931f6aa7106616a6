import * as tf from '@tensorflow/tfjs-core';
import { raceDecoding } from './decoding.ts';
import { raceForward } from './forward.ts';
import { raceGrowth } from './growth.ts';
import type { Jax } from './jax.ts';
import type { Ort } from './ort.ts';
import type { Race } from './race.ts';
import { raceTraining } from './train.ts';

/** What is compared with; any of them may be missing. */
export interface Peers {
  readonly ort?: Ort | undefined;
  readonly jax?: Jax | undefined;
}

export const CONTESTS = ['forward', 'training', 'growth', 'decoding'] as const;

export type Contest = (typeof CONTESTS)[number];

/** Runs one contest. */
export async function runContest(contest: Contest, { ort, jax }: Peers): Promise<Race[]> {
  if (!(await tf.setBackend('wasm'))) throw new Error('no wasm backend');
  const contests: Record<Contest, () => Promise<Race[]>> = {
    forward: () => raceForward(ort),
    training: () => raceTraining(jax),
    growth: raceGrowth,
    decoding: raceDecoding,
  };
  return contests[contest]();
}
