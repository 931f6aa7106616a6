import * as tf from '@tensorflow/tfjs-core';
import { createLayerCache, growingCache } from '../cache.ts';
import { ModelError } from '../error.ts';
import type { Tap } from '../tap.ts';
import type { Seq2SeqConfig, TextModelConfig } from './config.ts';
import type { Seq2SeqParams, TextModelParams } from './params.ts';
import { createSession, toIds } from './run-session.ts';
import type { Session } from './run-session.ts';
import { decode, encode } from './seq2seq.ts';
import type { Memory } from './seq2seq.ts';
import { textLogits } from './text-model.ts';

export interface SessionOptions {
  /** Whether keys and values are kept. Yes, unless told otherwise; without, all is computed anew. */
  readonly cached?: boolean | undefined;
  /** Sees the encoder once, if there is one, and then the model at each `feed`. */
  readonly tap?: Tap | undefined;
}

/** A session of an encoder-decoder on source ids [B][S]. The encoder runs once, here. */
export function seq2seqSession(
  params: Seq2SeqParams,
  config: Seq2SeqConfig,
  source: readonly (readonly number[])[],
  { cached = true, tap }: SessionOptions = {},
): Session {
  let memory = keepMemory(() => encode(params, config, toIds(source), tap));
  const caches = cached ? params.decoder.map(createLayerCache) : undefined;
  const owned = caches?.flatMap(({ self, cross }) => [self, cross]) ?? [];
  const session = createSession(owned, (ids) =>
    decode(params, config, ids, memory, { caches, tap }),
  );
  return {
    feed: session.feed,
    reorder: (samples) => {
      session.reorder(samples);
      const before = memory;
      memory = keepMemory(() => pickSamples(before, samples));
      disposeMemory(before);
    },
    get length() {
      return session.length;
    },
    get bytes() {
      return session.bytes;
    },
    dispose: () => {
      session.dispose();
      disposeMemory(memory);
    },
  };
}

/** A session of a causal text model: a language model. */
export function textSession(
  params: TextModelParams,
  config: TextModelConfig,
  { cached = true, tap }: SessionOptions = {},
): Session {
  if (!config.causal)
    throw new ModelError('textSession', 'a causal model', 'one that sees both ways');
  const caches = cached ? params.layers.map(growingCache) : undefined;
  return createSession(caches ?? [], (ids) => textLogits(params, config, ids, { caches, tap }));
}

/** Computes a memory that outlives the `tidy` of whoever called. */
function keepMemory(compute: () => Memory): Memory {
  const { memory, memoryMask } = tf.tidy(() => ({ ...compute() }));
  return { memory: tf.keep(memory), memoryMask: tf.keep(memoryMask) };
}

function disposeMemory({ memory, memoryMask }: Memory): void {
  memory.dispose();
  memoryMask.dispose();
}

function pickSamples({ memory, memoryMask }: Memory, samples: readonly number[]): Memory {
  const order = tf.tensor1d([...samples], 'int32');
  return { memory: tf.gather(memory, order), memoryMask: tf.gather(memoryMask, order) };
}
