import * as tf from '@tensorflow/tfjs-core';
import { classifierHead, samplingChances, textModel } from '../../../model/index.ts';
import { PATTERN } from './answer.ts';
import type { Classification, Jobs } from '../jobs.ts';
import type { Classifier } from './models.ts';
import { only, watch } from './record.ts';

/** Says of which class a sentence is. Keeps no tensor. */
export function classify(
  { params, config, head, classes, read }: Classifier,
  { tokens, record }: Omit<Jobs['classify']['input'], 'tuned'>,
): Classification {
  const text = read(tokens);
  const { tap, take } = watch(record, PATTERN);
  const begun = performance.now();
  const logits = tf.tidy(() => {
    const ids = tf.tensor2d([...text.ids], [1, text.ids.length], 'int32');
    const x = textModel(params, config, ids, { tap }); // [1, T, D]
    return classifierHead(head, x, { tap }).dataSync<'float32'>().slice(); // [1, C]
  });
  const milliseconds = performance.now() - begun;
  const tensors = take();
  return {
    read: text.tokens,
    classes,
    logits,
    chances: Float32Array.from(samplingChances(logits)),
    attention: only(tensors, PATTERN),
    tensors: record ? tensors : [],
    milliseconds,
  };
}
