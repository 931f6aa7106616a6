import * as tf from '@tensorflow/tfjs-core';
import {
  answerHead,
  classifierHead,
  createRandom,
  initAnswer,
  initClassifier,
  initEmbedding,
  initHeadTransform,
  initLanguageHead,
  initTiedHead,
  languageHead,
  paddingMask,
  recorder,
  scope,
  tiedLanguageHead,
} from '../../../../src/model/index.ts';
import type { Tap } from '../../../../src/model/index.ts';
import {
  answerSteps,
  classifierSteps,
  languageHeadSteps,
} from '../../../../src/model/steps/index.ts';
import type { Step } from '../../../../src/model/steps/index.ts';
import { normal, roughen } from '../cases/support.ts';
import { weightsOf } from './support.ts';
import type { Traced } from './support.ts';

const [T, D, V, C] = [5, 8, 7, 3];
const name = 'head';
const x = { name: 'encoder.norm', symbol: 'N' };
const activations = ['relu', 'gelu', 'geluTanh'] as const;

/** Runs a head on one sample; the engine hands it out without the batch dimension. */
function trace(
  title: string,
  params: object,
  steps: readonly Step<string>[],
  forward: (input: tf.Tensor3D, tap: Tap) => tf.Tensor,
  classes = C,
): Traced {
  const input = normal<tf.Rank.R3>(createRandom(52), [1, T, D]);
  const { tap, tensors } = recorder();
  forward(input, scope(tap, name));
  return {
    name: title,
    steps,
    tensors: tensors.map(({ name, shape, data }) => ({ name, shape: shape.slice(1), data })),
    weights: weightsOf(params, name),
    given: [{ name: x.name, shape: [T, D], data: Float32Array.from(input.dataSync()) }],
    sizes: () => ({ T, D, V, C: classes }),
  };
}

function languageTraces(): Traced[] {
  const random = createRandom(51);
  const own = roughen(random, initLanguageHead(random, D, V));
  const bias = roughen(random, initTiedHead(V));
  const transform = roughen(random, initHeadTransform(random, D));
  const embedding = initEmbedding(random, V, D);
  const table = weightsOf(embedding, 'embedding');
  const run = (activation?: (typeof activations)[number]): Traced[] => {
    const extra = activation ? { transform } : {};
    const [params, tied] = [
      { ...own, ...extra },
      { ...bias, ...extra },
    ];
    const spec = { name, x, transform: activation };
    const label = activation ? `transform with ${activation}` : 'no transform';
    const untiedTrace = trace(
      `language head, ${label}`,
      params,
      languageHeadSteps(spec),
      (input, tap) => languageHead(params, input, { activation, tap }),
    );
    const tiedTrace = trace(
      `tied language head, ${label}`,
      tied,
      languageHeadSteps({ ...spec, table: 'embedding.table' }),
      (input, tap) => tiedLanguageHead(tied, embedding, input, { activation, tap }),
    );
    return [untiedTrace, { ...tiedTrace, weights: [...tiedTrace.weights, ...table] }];
  };
  return [run(), ...activations.map(run)].flat();
}

function classifierTraces(): Traced[] {
  const random = createRandom(53);
  const params = roughen(random, initClassifier(random, D, C));
  const run = (pool: 'first' | 'mean', length?: number) =>
    trace(
      `classifier, ${pool}${length === undefined ? '' : ` of ${length}`}`,
      params,
      classifierSteps({ name, x, pool, length }),
      (input, tap) => {
        const mask = length === undefined ? undefined : paddingMask([length], T);
        return classifierHead(params, input, { pool, mask, tap });
      },
    );
  return [run('first'), run('mean'), run('mean', 3), run('mean', 0)];
}

function answerTraces(): Traced[] {
  const random = createRandom(54);
  const params = roughen(random, initAnswer(random, D));
  const passage = [true, false, true, true, false];
  const mask = tf.tensor4d(passage.map(Number), [1, 1, 1, T]);
  return [
    trace(
      'answer',
      params,
      answerSteps({ name, x }),
      (input, tap) => answerHead(params, input, { tap }),
      2,
    ),
    trace(
      'answer in a passage',
      params,
      answerSteps({ name, x, passage }),
      (input, tap) => answerHead(params, input, { mask, tap }),
      2,
    ),
  ];
}

export function headTraces(): Traced[] {
  return [...languageTraces(), ...classifierTraces(), ...answerTraces()];
}
