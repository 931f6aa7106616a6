import type * as tf from '@tensorflow/tfjs-core';
import { floats, startOf } from './heads.ts';
import type { Heads } from './heads.ts';
import { maskRows, softmaxRow } from './softmax.ts';
import type { Inputs, Wasm } from './wasm.ts';

type Attended = Inputs<'query' | 'key' | 'value'> & Partial<Inputs<'mask'>>;

/** `attention` of few numbers, where they lie: to copy them and to call XNNPACK takes longer. */
export function attendFew(
  backend: Wasm,
  { query, key, value, mask }: Attended,
  asks: Heads,
  answers: Heads,
): tf.TensorInfo {
  const out = backend.makeOutput(query.shape, 'float32');
  const [q, k, v, to] = [query, key, value, out].map((x) => floats(backend, x)) as Four;
  const { B, H, T } = asks;
  const { T: S } = answers;
  const rows = mask && maskRows(mask.shape, [B, H, T, S]);
  const allowed = mask ? floats(backend, mask) : ALL;
  const step = mask?.shape.at(-1) === S ? 1 : 0;
  const [scores, shares] = [new Float32Array(S), new Float32Array(S)];
  for (let row = 0; row < B * H * T; row++) {
    const [head, t] = [Math.floor(row / T), row % T];
    const [start, seen] = [startOf(asks, head, t), startOf(answers, head, 0)];
    compare(q, start, k, seen, answers, scores);
    softmaxRow(scores, allowed, { start: 0, S, first: rows?.[row] ?? 0, step }, shares);
    blend(shares, v, seen, answers, to, start);
  }
  return out;
}

type Four = [Float32Array, Float32Array, Float32Array, Float32Array];

/** What stands for a mask that lets everything be seen. */
const ALL = Float32Array.of(1);

/** Scores of one query at all keys: q·k / √K. */
function compare(
  q: Float32Array,
  start: number,
  k: Float32Array,
  seen: number,
  { K, token }: Heads,
  scores: Float32Array,
): void {
  for (let s = 0; s < scores.length; s++) {
    let sum = 0;
    for (let i = 0; i < K; i++) sum += (q[start + i] ?? 0) * (k[seen + s * token + i] ?? 0);
    scores[s] = sum / Math.sqrt(K);
  }
}

/** The mean of all values, weighed by the shares. */
function blend(
  shares: Float32Array,
  v: Float32Array,
  seen: number,
  { K, token }: Heads,
  to: Float32Array,
  start: number,
): void {
  for (let i = 0; i < K; i++) {
    let sum = 0;
    for (let s = 0; s < shares.length; s++) {
      sum += (shares[s] ?? 0) * (v[seen + s * token + i] ?? 0);
    }
    to[start + i] = sum;
  }
}
