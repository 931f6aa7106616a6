import * as tf from '@tensorflow/tfjs-core';
import {
  createRandom,
  disposeParams,
  initAttention,
  multiHeadAttention,
  recorder,
} from '../../../../model/index.ts';
import type { AttentionParams, Random } from '../../../../model/index.ts';
import { MASK_WORDS, PADDING } from '../../../labs/masks.ts';
import type { MaskResult, MaskSettings } from '../../../labs/masks.ts';
import { emptyRow } from './empty-row.ts';
import { allowedOf, maskOf } from './mask-rules.ts';

/** D */
const WIDTH = 8;

interface Inputs {
  readonly layers: readonly AttentionParams[];
  /** [T][D]; in self-attention the memory is the same. */
  readonly x: readonly Float32Array[];
  /** [S][D], in cross-attention. */
  readonly memory?: readonly Float32Array[] | undefined;
  readonly mask: Float32Array;
  readonly settings: MaskSettings;
}

/**
 * Replaces each token in turn, and sees which outputs move: attention with one head and a residual,
 * without positions. Keeps no tensor.
 */
export function run(settings: MaskSettings): MaskResult {
  const [queries, keys] = tokensOf(settings);
  const [T, S] = [queries.length, keys.length];
  const random = createRandom(settings.seed);
  const layers = Array.from({ length: settings.layers }, () => initAttention(random, WIDTH));
  const x = vectors(random, T);
  const memory = settings.kind === 'cross' ? vectors(random, S) : undefined;
  const others = vectors(random, S);
  const mask = maskOf(settings, queries, keys);
  const inputs = { layers, x, memory, mask, settings };
  try {
    const { output, pattern } = attend(inputs);
    const changed = others.map((other, s) => attend(replaced(inputs, s, other)).output);
    const moved = Float32Array.from({ length: T * S }, (_, cell) =>
      largestGap(output, changed[cell % S] ?? output, Math.floor(cell / S)),
    );
    const allowed = allowedOf(settings.kind, queries, keys);
    return { queries, keys, mask, pattern, moved, allowed, emptyRow: emptyRow() };
  } finally {
    layers.forEach(disposeParams);
  }
}

/** Those that ask and those that answer. */
function tokensOf({ kind, padding, before }: MaskSettings): [string[], string[]] {
  const padded = (words: readonly string[]) => {
    const pads = Array.from({ length: kind === 'causal' ? 0 : padding }, () => PADDING);
    return before ? [...pads, ...words] : [...words, ...pads];
  };
  const [source, target] = [padded(MASK_WORDS.source), padded(MASK_WORDS.target)];
  return [
    kind === 'source' ? source : target,
    kind === 'causal' || kind === 'target' ? target : source,
  ];
}

function vectors(random: Random, count: number): Float32Array[] {
  return Array.from({ length: count }, () => Float32Array.from({ length: WIDTH }, random.normal));
}

/** Token `s` of those that answer has another vector. */
function replaced(inputs: Inputs, s: number, other: Float32Array): Inputs {
  const { x, memory } = inputs;
  return memory ? { ...inputs, memory: memory.with(s, other) } : { ...inputs, x: x.with(s, other) };
}

function attend({ layers, x, memory, mask, settings }: Inputs) {
  const { tap, tensors } = recorder();
  const output = tf.tidy(() => {
    const all = tf.ones<tf.Rank.R4>([1, 1, x.length, mask.length / x.length]);
    const given = tf.tensor4d(mask, all.shape); // [1, 1, T, S]
    const read = memory && sequence(memory); // [1, S, D]
    return layers
      .reduce((hidden, params, layer) => {
        const isThere = settings.where === 'every' || (settings.where === 'first' && layer === 0);
        const options = { heads: 1, mask: isThere ? given : all, tap };
        return tf.add<tf.Tensor3D>(
          hidden,
          multiHeadAttention(params, hidden, read ?? hidden, options),
        );
      }, sequence(x)) // [1, T, D]
      .dataSync<'float32'>();
  });
  const pattern = tensors.findLast(({ name }) => name === 'pattern')?.data ?? new Float32Array();
  return { output, pattern };
}

function sequence(rows: readonly Float32Array[]): tf.Tensor3D {
  const data = Float32Array.from(rows.flatMap((row) => Array.from(row)));
  return tf.tensor3d(data, [1, rows.length, WIDTH]);
}

/** Of row `t` of two outputs [T, D]. */
function largestGap(a: Float32Array, b: Float32Array, t: number): number {
  const gaps = Array.from({ length: WIDTH }, (_, d) => {
    const at = t * WIDTH + d;
    return Math.abs((a[at] ?? NaN) - (b[at] ?? NaN));
  });
  return Math.max(...gaps);
}
