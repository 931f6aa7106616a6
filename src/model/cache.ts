import * as tf from '@tensorflow/tfjs-core';
import type { AttentionCache, KeyValue } from './relate.ts';

/** Bytes of one number: the library computes in float32. */
const FLOAT_BYTES = 4;

/** A cache with its life cycle. */
export interface OwnedCache extends AttentionCache {
  readonly bytes: number;
  /**
   * Replaces the samples by those at `samples`, which may repeat: beam search moves whole histories.
   */
  readonly reorder: (samples: readonly number[]) => void;
  readonly dispose: () => void;
}

/** The caches of one decoder layer. */
export interface LayerCache {
  readonly self: OwnedCache;
  readonly cross: OwnedCache;
}

/** A cache that grows by the tokens of each call: that of causal self-attention. */
export function growingCache(): OwnedCache {
  return createCache((kept, fresh) =>
    kept
      ? { key: tf.concat([kept.key, fresh.key], 2), value: tf.concat([kept.value, fresh.value], 2) }
      : fresh,
  );
}

/** A cache that is filled once: that of cross-attention, whose memory does not change. */
export function fixedCache(): OwnedCache {
  const cache = createCache((kept, fresh) => kept ?? fresh);
  return {
    ...cache,
    length: 0,
    get known() {
      return cache.kept();
    },
    get bytes() {
      return cache.bytes;
    },
  };
}

export function createLayerCache(): LayerCache {
  return { self: growingCache(), cross: fixedCache() };
}

function createCache(grow: (kept: KeyValue | undefined, fresh: KeyValue) => KeyValue) {
  let kept: KeyValue | undefined;
  const replace = (next: KeyValue | undefined) => {
    const [before, after] = [tensorsOf(kept), tensorsOf(next)];
    after.forEach((tensor) => tf.keep(tensor));
    before.filter((tensor) => !after.includes(tensor)).forEach((tensor) => tensor.dispose());
    kept = next;
  };
  return {
    get length() {
      return kept?.key.shape[2] ?? 0;
    },
    known: undefined,
    kept: () => kept,
    keep: (fresh: KeyValue) => {
      const next = grow(kept, fresh);
      // A clone, because a caller's tidy or a tap may hold on to what it was given.
      replace(next === fresh ? { key: tf.clone(fresh.key), value: tf.clone(fresh.value) } : next);
      return next;
    },
    get bytes() {
      return tensorsOf(kept).reduce((sum, { size }) => sum + size * FLOAT_BYTES, 0);
    },
    reorder: (samples: readonly number[]) => {
      if (!kept) return;
      const order = tf.tensor1d([...samples], 'int32');
      replace({ key: tf.gather(kept.key, order), value: tf.gather(kept.value, order) });
      order.dispose();
    },
    dispose: () => {
      replace(undefined);
    },
  };
}

function tensorsOf(kept: KeyValue | undefined): readonly tf.Tensor4D[] {
  return kept ? [kept.key, kept.value] : [];
}
