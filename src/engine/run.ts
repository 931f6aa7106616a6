import * as tf from '@tensorflow/tfjs-core';
import {
  causalMask,
  combineMasks,
  createRandom,
  decoderLayer,
  embed,
  encoderLayer,
  flatten,
  initAttention,
  initDecoderLayer,
  initEncoderLayer,
  initDitBlock,
  initLinear,
  ditBlock,
  timestepEmbedding,
  initWordEmbedding,
  mapParams,
  multiHeadAttention,
  paddingMask,
  recorder,
  scope,
} from '../model/index.ts';
import type {
  AttentionParams,
  DecoderLayerParams,
  DitBlockParams,
  EmbeddingParams,
  EncoderLayerParams,
  Random,
  Tap,
  TimestepParams,
} from '../model/index.ts';
import { checkEdits, editData, editWords } from './edits.ts';
import { captionCondition } from '../model/diffusion/caption.ts';
import { FREQUENCIES } from './block-steps.ts';
import { memoryLength, SOURCE } from './decoder-steps.ts';
import { validateJob } from './limits.ts';
import { sequenceOf, tableLetter } from './sequences.ts';
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
  const traces: Omit<Trace, 'tensorsLeft'>[] = [];
  // The trace does not leave as the result of `tidy`, which would search all its numbers for tensors.
  tf.tidy(() => {
    const params = editParams(
      initJob(job),
      editWords(job.edits, (name) => wordsOf(job, tableLetter(name))),
    );
    traces.push({ ...trace(job, params), weights: readWeights(params), backend: tf.getBackend() });
  });
  const [result] = traces;
  if (!result) throw new Error('runJob: no trace');
  return { ...result, tensorsLeft: tf.memory().numTensors };
}

/**
 * The parameter tree of a job: its paths name the weights. A table has one row a token; a word's
 * row depends on the seed and on its letters only, so no word is unknown. The caller owns the
 * tensors.
 */
export function initJob(job: Job): JobParams {
  const { model, seed, width: D } = job;
  const embedding = initWordEmbedding(seed, wordsOf(job, 'T'), D);
  const random = createRandom(seed);
  switch (model) {
    case 'attention':
      return { embedding, attention: initAttention(random, D) };
    case 'encoder':
      return { embedding, encoder: [initEncoderLayer(random, D, 4 * D)] as const };
    case 'decoder': {
      const source = initWordEmbedding(seed, wordsOf(job, 'S'), D);
      return { source, embedding, decoder: [initDecoderLayer(random, D, 4 * D)] as const };
    }
    case 'dit-block':
      return { embedding, ...initBlock(job, random) };
  }
}

/** The weights of a job. */
export type JobParams =
  | { readonly embedding: EmbeddingParams; readonly attention: AttentionParams }
  | { readonly embedding: EmbeddingParams; readonly encoder: readonly [EncoderLayerParams] }
  | DecoderParams
  | BlockParams;

interface BlockParams {
  readonly embedding: EmbeddingParams;
  readonly time: TimestepParams;
  readonly caption: EmbeddingParams;
  readonly dit: { readonly blocks: readonly [DitBlockParams] };
}

interface DecoderParams {
  readonly source: EmbeddingParams;
  readonly embedding: EmbeddingParams;
  readonly decoder: readonly [DecoderLayerParams];
}

/** The forward pass of a job. The `tap` sees every tensor with its batch dimension, B = 1. */
export function forward(job: Job, params: JobParams, tap?: Tap): tf.Tensor3D {
  return tf.tidy(() => {
    if ('decoder' in params) return decode(job, params, tap);
    if ('dit' in params) return denoise(job, params, tap);
    const [T] = params.embedding.table.shape;
    const { heads, temperature, norm } = job;
    const x = embedAll(job, params.embedding, tap); // [B, T, D]
    const inner = tap && scope(tap, SCOPE[job.model]);
    const options = { heads, temperature, mask: initMask(job, T), tap: inner };
    return 'attention' in params
      ? multiHeadAttention(params.attention, x, x, options)
      : encoderLayer(params.encoder[0], x, { ...options, norm }); // [B, T, D]
  });
}

/** The embedded source stands where the encoder's result would. */
function decode(job: Job, params: DecoderParams, tap?: Tap): tf.Tensor3D {
  const { heads, temperature, causal, norm } = job;
  const [S] = params.source.table.shape;
  const length = memoryLength(job);
  const memory = embedAll(job, params.source, tap && scope(tap, SOURCE)); // [B, S, D]
  const x = embedAll(job, params.embedding, tap); // [B, T, D]
  return decoderLayer(params.decoder[0], x, memory, {
    ...{ heads, temperature, causal, norm },
    memoryMask: length === undefined ? undefined : paddingMask([length], S), // [B, 1, 1, S]
    tap: tap && scope(tap, SCOPE.decoder),
  });
}

/** The block alone: patches are noise, and nothing is predicted from its result. */
function denoise(job: Job, params: BlockParams, tap?: Tap): tf.Tensor3D {
  const { heads, time = 0 } = job;
  const at = (name: string) => tap && scope(tap, name);
  const x = embedAll(job, params.embedding, tap); // [B, T, D]
  const told = timestepEmbedding(params.time, [time], at('time')); // [B, D]
  const c = captionCondition(params.caption, told, idsOf(params.caption), tap); // [B, D]
  return ditBlock(params.dit.blocks[0], x, c, { heads, tap: at(SCOPE['dit-block']) });
}

/**
 * At initialization the modulation is zero (`initDitBlock`). Once it is drawn, it is so wide that two
 * decimals show it; so is the time's embedding, always, which DiT draws with deviation 0.02.
 */
function initBlock(job: Job, random: Random): Omit<BlockParams, 'embedding'> {
  const { seed, width: D, zero = false } = job;
  const time = {
    inner: initLinear(random, FREQUENCIES, D),
    outer: initLinear(random, D, D),
  };
  const modulation = initLinear(random, D, 6 * D);
  const fresh = initDitBlock(random, D, 4 * D);
  return {
    time,
    caption: initWordEmbedding(seed, wordsOf(job, 'S'), D),
    dit: { blocks: [zero ? fresh : { ...fresh, modulation }] },
  };
}

/** Every row of a table, in order. */
function embedAll({ positions }: Job, params: EmbeddingParams, tap?: Tap): tf.Tensor3D {
  return embed(params, idsOf(params), { positions, tap }); // [B, T, D]
}

function idsOf({ table }: EmbeddingParams): tf.Tensor2D {
  const [T] = table.shape;
  const ids = Int32Array.from({ length: T }, (_, t) => t);
  return tf.tensor2d(ids, [1, T]); // [B, T]
}

function trace(job: Job, params: JobParams): Pick<Trace, 'tensors' | 'milliseconds'> {
  const start = performance.now();
  const { tap, tensors } = recorder();
  forward(job, params, tap);
  const milliseconds = performance.now() - start;
  return { tensors: tensors.map(squeeze), milliseconds };
}

/** The reader's tokens, then the padding. */
function wordsOf(job: Job, letter: 'T' | 'S' = 'T'): readonly string[] {
  const { tokens, padding } = sequenceOf(job, '', letter);
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
