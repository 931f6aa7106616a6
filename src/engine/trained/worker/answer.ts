import * as tf from '@tensorflow/tfjs-core';
import { answerHead, bestSpan, textModel } from '../../../model/index.ts';
import type { Tap } from '../../../model/index.ts';
import type { Read } from '../../models/text.ts';
import type { Answer, Jobs } from '../jobs.ts';
import type { Answerer } from './models.ts';
import { only, watch } from './record.ts';

/** The patterns of self-attention, one a layer. */
export const PATTERN = /\.self\.pattern$/;

/** Finds the answer to a question in a paragraph. Keeps no tensor. */
export function answer(
  model: Answerer,
  { question, paragraph, record }: Jobs['answer']['input'],
): Answer {
  const { ids, tokens: read, passage } = model.read(question, paragraph);
  const { tap, take } = watch(record, PATTERN);
  const begun = performance.now();
  const [start, end] = scorePlaces(model, { ids, passage }, tap);
  const options = { maxLength: model.longest, allowed: passage };
  const span = bestSpan(Array.from(start), Array.from(end), options);
  const milliseconds = performance.now() - begun;
  const tensors = take();
  const attention = only(tensors, PATTERN);
  return {
    read,
    passage,
    start,
    end,
    span,
    attention,
    tensors: record ? tensors : [],
    milliseconds,
  };
}

/** The logits of the start and of the end, one a place. */
function scorePlaces(
  { params, config, head }: Answerer,
  { ids, passage }: Pick<Read, 'ids'> & { readonly passage: readonly boolean[] },
  tap: Tap,
): [start: Float32Array, end: Float32Array] {
  const T = ids.length;
  const data = tf.tidy(() => {
    const x = textModel(params, config, tf.tensor2d([...ids], [1, T], 'int32'), { tap }); // [1, T, D]
    const allowed = Float32Array.from(passage, Number);
    const mask = tf.tensor4d(allowed, [1, 1, 1, T]);
    return answerHead(head, x, { mask, tap }).dataSync<'float32'>(); // [1, 2, T]
  });
  return [data.slice(0, T), data.slice(T)];
}
