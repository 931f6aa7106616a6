import * as tf from '@tensorflow/tfjs-core';
import { expectShape } from '../check.ts';
import { ModelError } from '../error.ts';
import { embed } from '../embedding.ts';
import type { EncoderLayerOptions } from '../encoder.ts';
import { paddingMask } from '../mask.ts';
import { sinusoidalPositions } from '../positions.ts';
import { noTap, scope } from '../tap.ts';
import type { Tap } from '../tap.ts';
import { encoderStack } from '../transformer/stack.ts';
import type { DocumentParams } from './params.ts';
import { attentionPooling } from './pooling.ts';

/** How many words each sentence of each document has; 0 for a sentence that is not there. */
export type Lengths = readonly (readonly number[])[];

/** Those of every layer on both levels. The masks come from the lengths. */
export interface DocumentOptions extends Omit<EncoderLayerOptions, 'mask' | 'cache'> {
  /** Without it, nothing is padding. */
  readonly lengths?: Lengths | undefined;
}

/**
 * A document as one vector, ids [B, N, W] → [B, D]: words are read within their sentence and pooled
 * into sentences, sentences are read in their order and pooled into the document. Positions are added
 * on both levels, unless attention has its own: `rotary` or `alibi`.
 *
 *     h_n = encoder(embed(words of sentence n)),   s_n = pool(h_n),
 *     g = encoder(s + PE),   d = pool(g)
 *
 * After Yang et al. 2016, section 2.2, whose encoders are recurrent (GRU); here they are those of
 * Vaswani et al. 2017. Padding changes nothing, exactly: neither in words nor in sentences.
 *
 * Taps, with a sentence as a sample on the first level: `words.embedding`, `words.positions`,
 * `words.x` [B·N, W, D], `words.0.*` and so on, `wordPool.*`, `sentences.vectors` [B, N, D],
 * `sentences.positions` [1, N, D], `sentences.x` [B, N, D], `sentences.0.*`, `sentencePool.*`.
 *
 * @throws ModelError if the lengths do not fit, an id is not in the table, or the shapes disagree.
 */
export function documentEncoder(
  params: DocumentParams,
  ids: tf.Tensor3D,
  options: DocumentOptions,
): tf.Tensor2D {
  const [B, N] = ids.shape;
  expectShape('documentEncoder', 'ids', ids, ['B', 'N', 'W']);
  if (options.lengths) expectLengths(options.lengths, [B, N]);
  return tf.tidy(() => readSentences(params, readWords(params, ids, options), options));
}

/** The first level, ids [B, N, W] → one vector a sentence [B, N, D]. */
function readWords(
  { embedding, words, wordPool }: DocumentParams,
  ids: tf.Tensor3D,
  { lengths, tap = noTap, ...options }: DocumentOptions,
): tf.Tensor3D {
  const [B, N, W] = ids.shape;
  const rows = tf.reshape<tf.Rank.R2>(ids, [B * N, W]); // [B·N, W]
  const positions = arePlacesAdded(options);
  const x = embed(embedding, rows, { positions, tap: scope(tap, 'words') }); // [B·N, W, D]
  const mask = lengths && paddingMask(lengths.flat(), W); // [B·N, 1, 1, W]
  const h = encoderStack(words, x, { ...options, mask, tap: scope(tap, 'words') }); // [B·N, W, D]
  const present = mask && tf.reshape(mask, [B * N, W]); // [B·N, W]
  const pooled = attentionPooling(wordPool, h, { mask: present, tap: scope(tap, 'wordPool') }); // [B·N, D]
  return tf.reshape(pooled, [B, N, -1]); // [B, N, D]
}

/** The second level, sentences [B, N, D] → the document [B, D]. */
function readSentences(
  { sentences, sentencePool }: DocumentParams,
  vectors: tf.Tensor3D,
  { lengths, tap = noTap, ...options }: DocumentOptions,
): tf.Tensor2D {
  const [B, N] = vectors.shape;
  const x = placeSentences(vectors, arePlacesAdded(options), scope(tap, 'sentences')); // [B, N, D]
  const present = lengths && sentenceMask(lengths); // [B, N]
  const mask = present && tf.reshape(present, [B, 1, 1, N]); // [B, 1, 1, N]
  const g = encoderStack(sentences, x, { ...options, mask, tap: scope(tap, 'sentences') }); // [B, N, D]
  return attentionPooling(sentencePool, g, { mask: present, tap: scope(tap, 'sentencePool') }); // [B, D]
}

function arePlacesAdded({ rotary = false, alibi = false }: Partial<DocumentOptions>): boolean {
  return !rotary && !alibi;
}

/** The sentence vectors [B, N, D], with the positions of the sentences if they are added. */
function placeSentences(vectors: tf.Tensor3D, added: boolean, tap: Tap): tf.Tensor3D {
  const [, N, D] = vectors.shape;
  const named = tap('vectors', vectors); // [B, N, D]
  if (!added) return tap('x', named);
  const places = tap('positions', tf.expandDims<tf.Tensor3D>(sinusoidalPositions(N, D))); // [1, N, D]
  return tap('x', tf.add<tf.Tensor3D>(named, places)); // [B, N, D]
}

/** 1 for a sentence that has words: [B, N]. */
function sentenceMask(lengths: Lengths): tf.Tensor2D {
  return tf.tensor2d(lengths.map((row) => row.map((words) => (words > 0 ? 1 : 0))));
}

function expectLengths(lengths: Lengths, [B, N]: [number, number]): void {
  const ragged = lengths.find((row) => row.length !== N);
  if (lengths.length === B && !ragged) return;
  const got = ragged ? `a document of ${ragged.length}` : `${lengths.length} documents`;
  throw new ModelError('documentEncoder', `lengths of ${B} documents of ${N} sentences`, got);
}
