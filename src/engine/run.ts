import * as tf from '@tensorflow/tfjs-core';
import {
  causalMask,
  combineMasks,
  createRandom,
  embed,
  encoderLayer,
  flatten,
  initAttention,
  initEncoderLayer,
  initWordEmbedding,
  mapParams,
  multiHeadAttention,
  paddingMask,
  recorder,
  scope,
} from '../model/index.ts';
import type { Tap } from '../model/index.ts';
import { checkEdits, editData, editWords } from './edits.ts';
import { validateJob } from './limits.ts';
import type { Edit, Job, TensorRecord, Trace } from './protocol.ts';
import { SCOPE, maskRule } from './steps.ts';

/** The token that fills up a sequence. It equals no reader's token: those have no white space. */
export const PADDING = ' pad';

/**
 * Draws the weights of a job, runs its forward pass and records every tap. Keeps no tensor.
 *
 * @throws JobError if a field is out of bounds; ModelError if the library refuses its input.
 */
export function runJob(value: Job): Trace {
  const job = validateJob(value);
  const traces: Trace[] = [];
  // The trace does not leave as the result of `tidy`, which would search all its numbers for tensors.
  tf.tidy(() => {
    const params = editParams(initJob(job), editWords(job.edits, wordsOf(job)));
    traces.push({ ...trace(job, params), weights: readWeights(params), backend: tf.getBackend() });
  });
  const [result] = traces;
  if (!result) throw new Error('runJob: no trace');
  return result;
}

/**
 * The parameter tree of a job: its paths name the weights. The table has one row a token; a word's
 * row depends on the seed and on its letters only, so no word is unknown. The caller owns the
 * tensors.
 */
export function initJob(job: Job) {
  const { model, seed, width: D } = job;
  const embedding = initWordEmbedding(seed, wordsOf(job), D);
  const random = createRandom(seed);
  return model === 'attention'
    ? { embedding, attention: initAttention(random, D) }
    : { embedding, encoder: [initEncoderLayer(random, D, 4 * D)] as const };
}

/** The weights of a job. */
export type JobParams = ReturnType<typeof initJob>;

/** The forward pass of a job. The `tap` sees every tensor with its batch dimension, B = 1. */
export function forward(job: Job, params: JobParams, tap?: Tap): tf.Tensor3D {
  const [T] = params.embedding.table.shape;
  const { heads, temperature, positions, norm } = job;
  return tf.tidy(() => {
    const ids = tf.tensor2d(
      Int32Array.from({ length: T }, (_, t) => t),
      [1, T],
    ); // [B, T]
    const x = embed(params.embedding, ids, { positions, tap }); // [B, T, D]
    const inner = tap && scope(tap, SCOPE[job.model]);
    const options = { heads, temperature, mask: initMask(job, T), tap: inner };
    return 'attention' in params
      ? multiHeadAttention(params.attention, x, x, options)
      : encoderLayer(params.encoder[0], x, { ...options, norm }); // [B, T, D]
  });
}

function trace(job: Job, params: JobParams): Pick<Trace, 'tensors' | 'milliseconds'> {
  const start = performance.now();
  const { tap, tensors } = recorder();
  forward(job, params, tap);
  const milliseconds = performance.now() - start;
  return { tensors: tensors.map(squeeze), milliseconds };
}

/** The reader's tokens, then the padding. */
function wordsOf({ tokens, padding }: Job): readonly string[] {
  return [...tokens, ...Array<string>(padding).fill(PADDING)];
}

function editParams(params: JobParams, edits: readonly Edit[]): JobParams {
  checkEdits(new Map(flatten(params).map(([name, { shape }]) => [name, shape])), edits);
  return mapParams(params, (name, tensor) => {
    const own = edits.filter((edit) => edit.name === name);
    if (own.length === 0) return tensor;
    return tf.tensor(editData(read(tensor), tensor.shape, own), tensor.shape);
  });
}

function initMask(job: Job, T: number): tf.Tensor | undefined {
  const rule = maskRule(job);
  const causal = rule?.causal === true ? causalMask(T) : undefined; // [T, S]
  const padding = rule?.length === undefined ? undefined : paddingMask([rule.length], T); // [B, 1, 1, S]
  return combineMasks(causal, padding);
}

/** Without the batch dimension, and without that of the heads where it is 1: a mask's, one head's. */
function squeeze({ name, shape: [, ...shape], data }: TensorRecord): TensorRecord {
  const single = shape.length === 3 && shape[0] === 1;
  return { name, shape: single ? shape.slice(1) : shape, data };
}

function readWeights(params: JobParams): TensorRecord[] {
  return flatten(params).map(([name, tensor]) => ({
    name,
    shape: [...tensor.shape],
    data: read(tensor).slice(),
  }));
}

function read(tensor: tf.Tensor): Float32Array {
  return tensor.dataSync<'float32'>();
}
