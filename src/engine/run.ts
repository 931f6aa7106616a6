import * as tf from '@tensorflow/tfjs-core';
import {
  causalMask,
  combineMasks,
  createRandom,
  disposeParams,
  embed,
  encoderLayer,
  flatten,
  initAttention,
  initEncoderLayer,
  initWordEmbedding,
  multiHeadAttention,
  paddingMask,
  recorder,
  scope,
} from '../model/index.ts';
import type { Tap } from '../model/index.ts';
import { applyEdits } from './edits.ts';
import { validateJob } from './limits.ts';
import type { Job, TensorRecord, Trace } from './protocol.ts';
import { SCOPE, maskRule } from './steps.ts';

/** The token that fills up a sequence. No reader's token equals it: a space can't be typed in one. */
export const PADDING = ' pad';

/**
 * Draws the weights of a job, runs its forward pass and records every tap. Frees all that it made.
 *
 * @throws JobError if a field is out of bounds; ModelError if the library refuses its input.
 */
export function runJob(job: Job): Trace {
  validateJob(job);
  const params = applyEdits(initJob(job), job.edits);
  try {
    const start = performance.now();
    const { tap, tensors } = recorder();
    tf.tidy(() => forward(job, params, tap));
    const records = tensors.map((tensor) => squeeze(tensor, job.heads));
    const milliseconds = performance.now() - start;
    return { tensors: records, weights: weightsOf(params), milliseconds, backend: tf.getBackend() };
  } finally {
    disposeParams(params);
  }
}

/** The parameter tree of a job: its paths name the weights. */
export function initJob({ model, tokens, padding, seed, width }: Job) {
  const words = [...tokens, ...Array<string>(padding).fill(PADDING)];
  const embedding = initWordEmbedding(seed, words, width);
  const random = createRandom(seed);
  return model === 'attention'
    ? { embedding, attention: initAttention(random, width) }
    : { embedding, encoder: [initEncoderLayer(random, width, 4 * width)] as const };
}

export type JobParams = ReturnType<typeof initJob>;

function forward(job: Job, params: JobParams, tap: Tap): void {
  const T = job.tokens.length + job.padding;
  const ids = tf.tensor2d([Array.from({ length: T }, (_, t) => t)], [1, T], 'int32'); // [1, T]
  const x = embed(params.embedding, ids, { positions: job.positions, tap }); // [1, T, D]
  const { heads, temperature, norm } = job;
  const options = { heads, temperature, mask: maskOf(job, T), tap: scope(tap, SCOPE[job.model]) };
  if ('attention' in params) multiHeadAttention(params.attention, x, x, options);
  else encoderLayer(params.encoder[0], x, { ...options, norm });
}

function maskOf(job: Job, T: number): tf.Tensor | undefined {
  const rule = maskRule(job);
  if (!rule) return undefined;
  const causal = rule.causal ? causalMask(T) : undefined;
  const padding = rule.length === undefined ? undefined : paddingMask([rule.length], T);
  return combineMasks(causal, padding);
}

/** Takes off the batch dimension, and that of the head where there is only one. */
function squeeze({ name, shape, data }: TensorRecord, heads: number): TensorRecord {
  const [, ...rest] = shape;
  const single = rest.length === 3 && (heads === 1 || rest[0] === 1);
  return { name, shape: single ? rest.slice(1) : rest, data };
}

function weightsOf(params: JobParams): TensorRecord[] {
  return flatten(params).map(([name, tensor]) => ({
    name,
    shape: [...tensor.shape],
    data: Float32Array.from(tensor.dataSync()),
  }));
}
