import * as tf from '@tensorflow/tfjs-core';
import {
  ADAM_2017,
  adamWUpdate,
  createRandom,
  recorder,
  scope,
} from '../../../../src/model/index.ts';
import { adamWSteps } from '../../../../src/model/steps/index.ts';
import { normal } from '../cases/support.ts';
import { weightsOf } from './support.ts';
import type { Traced } from './support.ts';

const [D, F] = [6, 5];

function adamWTrace(step: number, weightDecay: number): Traced {
  const random = createRandom(40 + step);
  const matrix = () => normal<tf.Rank.R2>(random, [D, F]);
  const slot = {
    weight: matrix(),
    gradient: matrix(),
    first: matrix(),
    second: tf.square(matrix()),
  };
  const numbers = { ...ADAM_2017, weightDecay, step, rate: 0.1 };
  const { tap, tensors } = recorder();
  adamWUpdate(slot, numbers, scope(tap, 'adamw'));
  const reads = { weight: 'w', gradient: 'w.gradient', first: 'w.first', second: 'w.second' };
  const { weight, ...rest } = slot;
  return {
    name: `AdamW, step ${step}, decay ${weightDecay}`,
    steps: adamWSteps({ name: 'adamw', reads, shape: ['D', 'F'], numbers }),
    tensors,
    weights: weightsOf({ w: weight }, ''),
    given: weightsOf(rest, 'w'),
    sizes: () => ({ D, F }),
  };
}

export function trainingTraces(): Traced[] {
  return [adamWTrace(3, 0), adamWTrace(8, 0.5)];
}
