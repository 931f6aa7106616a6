import * as tf from '@tensorflow/tfjs-core';
import { createRandom, crossEntropy, recorder, scope } from '../../../../src/model/index.ts';
import type { Letter } from '../../../../src/model/index.ts';
import { crossEntropySteps } from '../../../../src/model/steps/index.ts';
import type { CrossEntropySpec } from '../../../../src/model/steps/index.ts';
import { normal } from '../cases/support.ts';
import type { Traced } from './support.ts';

const [T, V] = [5, 6];
const TARGETS = [3, 0, 5, 2, 2];
const WEIGHTS = [1, 0, 1, 1, 0];

interface Settings {
  readonly name: string;
  /** Places and classes of the logits. */
  readonly letters: readonly [...Letter[], Letter];
  readonly smoothing?: number;
  readonly weighted?: boolean;
}

const settings: Settings[] = [
  { name: 'tokens', letters: ['T', 'V'] },
  { name: 'tokens, smoothed', letters: ['T', 'V'], smoothing: 0.1 },
  { name: 'tokens, weighted', letters: ['T', 'V'], weighted: true },
  { name: 'tokens, smoothed and weighted', letters: ['T', 'V'], smoothing: 0.2, weighted: true },
  { name: 'one of the classes', letters: ['C'] },
  { name: 'start and end', letters: ['C', 'T'] },
];

/** The batch has one sample: the engine hands it out without the batch dimension. */
function trace({ name, letters, smoothing, weighted }: Settings): Traced {
  const sizes = { T, V, C: letters.length === 1 ? 3 : 2 };
  const shape = letters.map((letter) => sizes[letter as keyof typeof sizes]);
  const places = shape.slice(0, -1);
  const targets = TARGETS.slice(0, places[0] ?? 1).map((id) => id % (shape.at(-1) ?? 1));
  const logits = normal(createRandom(41), [1, ...shape] as [number]);
  const weights = weighted ? tf.tensor(WEIGHTS, [1, ...places]) : undefined;
  const { tap, tensors } = recorder();
  const options = { smoothing, weights, tap: scope(tap, 'objective') };
  crossEntropy(logits, tf.tensor(targets, [1, ...places], 'int32'), options);
  const spec: CrossEntropySpec = {
    name: 'objective',
    logits: 'head.logits',
    targets,
    smoothing,
    weights: weighted ? 'weights' : undefined,
    ...(letters.join() === 'T,V' ? {} : { shape: letters }),
  };
  const data = Float32Array.from(logits.dataSync());
  return {
    name: `cross-entropy: ${name}`,
    steps: crossEntropySteps(spec),
    tensors: tensors.map(({ name, shape, data }) => ({ name, shape: shape.slice(1), data })),
    weights: [],
    given: [
      { name: 'head.logits', shape, data },
      { name: 'weights', shape: places, data: Float32Array.from(WEIGHTS) },
    ],
    sizes: () => sizes,
  };
}

export function objectiveTraces(): Traced[] {
  return settings.map(trace);
}
