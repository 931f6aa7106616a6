import * as tf from '@tensorflow/tfjs-core';
import '../../model/backend.ts';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { emptyRows } from '../../../../src/components/labs/masks/empty.ts';
import { emptyOf, leaksOf, masksLab, seenOf } from '../../../../src/components/labs/masks/lab.ts';
import recorded from '../../../../src/engine/labs/empty-row.json';
import { firstOf } from '../../../../src/engine/labs/field.ts';
import { maskFields } from '../../../../src/engine/labs/masks.ts';
import type { MaskSettings } from '../../../../src/engine/labs/masks.ts';
import { run } from '../../../../src/engine/trained/worker/labs/masks.ts';
import {
  createRandom,
  disposeParams,
  flatten,
  initAttention,
} from '../../../../src/model/index.ts';

beforeAll(() => tf.setBackend('cpu'));

const settingsOf = (change: Partial<MaskSettings>): MaskSettings => ({
  ...firstOf(maskFields),
  ...change,
});
const leaks = (change: Partial<MaskSettings>) => leaksOf(run(settingsOf(change)));

describe('the mask lab', () => {
  test('keeps no tensor', () => {
    const before = tf.memory().numTensors;
    run(settingsOf({ kind: 'cross', layers: 2 }));
    expect(tf.memory().numTensors).toBe(before);
  });

  test('moves what plain arithmetic moves', () => {
    const settings = settingsOf({});
    const { mask, pattern, moved } = run(settings);
    const own = byHand(settings.seed, 6, (t, s) => s <= t);
    expect([...mask]).toEqual(own.mask);
    own.pattern.forEach((share, cell) => expect(pattern[cell]).toBeCloseTo(share, 5));
    own.moved.forEach((gap, cell) => expect(moved[cell]).toBeCloseTo(gap, 5));
  });

  // facts B.2: without the mask the last token changes every earlier output, with it by exactly 0.0
  test('without the causal mask the last token changes every output before it, with it none', () => {
    const last = { token: 6 };
    const without = settingsOf({ where: 'none', ...last });
    expect(seenOf(run(without), without).leaks).toEqual([0, 1, 2, 3, 4]);
    const result = run(settingsOf(last));
    expect([0, 1, 2, 3, 4].map((t) => result.moved[t * 6 + 5])).toEqual([0, 0, 0, 0, 0]);
  });

  test.each(['causal', 'source', 'target', 'cross'] as const)(
    '%s: the right mask does not leak',
    (kind) => {
      for (const layers of [1, 2, 3]) {
        for (const before of [false, true]) {
          expect(leaks({ kind, layers, before }).leaks).toBe(0);
        }
      }
      expect(leaks({ kind, where: 'none' }).leaks).toBeGreaterThan(0);
    },
  );

  test.each(['source', 'cross'] as const)('%s: on rows every pair leaks', (kind) => {
    const { leaks: count, pairs } = leaks({ kind, axis: 'rows' });
    expect(count).toBe(pairs);
    expect(leaks({ kind, axis: 'both' }).leaks).toBe(0);
  });

  test('the causal mask transposed leaks wherever it can', () => {
    const { leaks: count, pairs } = leaks({ axis: 'rows' });
    expect([count, pairs]).toEqual([15, 15]);
  });

  // facts B.2: layer 1 is clean, and layer 2 leaks when the mask is lost between them
  test('a mask that is lost after the first layer leaks in the second', () => {
    expect(leaks({ kind: 'source', where: 'first' }).leaks).toBe(0);
    expect(leaks({ kind: 'source', where: 'first', layers: 2 }).leaks).toBe(10);
  });

  test('padding at the end is hidden from a causal decoder anyway', () => {
    const without = run(settingsOf({ kind: 'target', axis: 'rows' }));
    expect(leaksOf(without).leaks).toBe(0);
    expect(leaks({ kind: 'target', axis: 'rows', before: true }).leaks).toBeGreaterThan(0);
  });

  test('padding before the words leaves the first queries nothing to look at', () => {
    const result = run(settingsOf({ kind: 'target', before: true }));
    expect(emptyOf(result)).toBe(2);
    expect([...result.pattern.subarray(0, 2 * result.keys.length)]).toEqual(Array(16).fill(0));
  });

  test('tells of the last token when there are fewer', () => {
    const settings = settingsOf({ token: 9 });
    expect(seenOf(run(settings), settings).place).toBe(5);
    expect(masksLab.sentence(run(settings), settings)).toContain('token 6, “移动”');
  });
});

describe('a query that may look at nothing', () => {
  const result = run(settingsOf({})).emptyRow;

  test('was recorded by the script that is here', async () => {
    const script = await readFile('training/oracle/empty_row.py');
    expect(recorded.script).toBe(createHash('sha256').update(script).digest('hex'));
  });

  test('the other queries are the same in every library, and in ours', () => {
    for (const { name, output } of recorded.libraries) {
      for (const t of [0, 2]) {
        output[t]?.forEach((value, k) => {
          expect(result.ours[t * 4 + k], name).toBeCloseTo(value ?? NaN, 5);
          expect(result.infinite[t * 4 + k], name).toBeCloseTo(value ?? NaN, 5);
        });
      }
    }
  });

  test('each library has its own answer', () => {
    const outcomes = emptyRows(result).map(([, means, , outcome]) => [means, outcome]);
    const mean = 'mean of all values';
    expect(outcomes).toEqual([
      ['–', 'not a number'],
      ['–', mean],
      ['may look', 'zeros'],
      ['may look', 'zeros'],
      ['may look', mean],
      ['may look', 'zeros'],
      ['may look', mean],
      ['blocked', 'not a number'],
      ['blocked', 'zeros'],
      ['may look', 'zeros'],
      ['may look', 'zeros'],
    ]);
  });
});

/** One layer of the lab's self-attention on `T` tokens, in plain numbers. */
function byHand(seed: number, T: number, may: (t: number, s: number) => boolean) {
  const D = 8;
  const random = createRandom(seed);
  const params = initAttention(random, D);
  const weights = new Map(flatten(params).map(([name, one]) => [name, one.arraySync()]));
  disposeParams(params);
  const rows = () =>
    Array.from({ length: T }, () => Array.from({ length: D }, () => Math.fround(random.normal())));
  const [x, others] = [rows(), rows()];
  const project = (name: string, row: readonly number[]) => {
    const weight = weights.get(`${name}.weight`) as number[][];
    return Array.from({ length: D }, (_, d) =>
      row.reduce((sum, one, k) => sum + one * (weight[k]?.[d] ?? NaN), 0),
    );
  };
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, one, i) => sum + one * (b[i] ?? NaN), 0);
  const attend = (input: readonly number[][]) => {
    const [keys, values] = ['key', 'value'].map((name) => input.map((row) => project(name, row)));
    const pattern = input.map((row, t) => {
      const weighed = (keys ?? []).map((key, s) =>
        may(t, s) ? Math.exp(dot(project('query', row), key) / Math.sqrt(D)) : 0,
      );
      const total = weighed.reduce((sum, one) => sum + one, 0);
      return weighed.map((one) => one / total);
    });
    const output = input.map((row, t) => {
      const mix = row.map((_, d) =>
        dot(
          pattern[t] ?? [],
          (values ?? []).map((value) => value[d] ?? NaN),
        ),
      );
      return project('output', mix).map((one, d) => one + (row[d] ?? NaN));
    });
    return { output, pattern: pattern.flat() };
  };
  const { output, pattern } = attend(x);
  const changed = others.map((other, s) => attend(x.with(s, other)).output);
  const moved = output.flatMap((row, t) =>
    changed.map((one) =>
      Math.max(...row.map((value, d) => Math.abs(value - (one[t]?.[d] ?? NaN)))),
    ),
  );
  const mask = output.flatMap((_, t) => output.map((_, s) => (may(t, s) ? 1 : 0)));
  return { mask, pattern, moved };
}
