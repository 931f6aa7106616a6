import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  createRandom,
  initSeq2Seq,
  initTextModel,
  seq2seq,
  textLogits,
  tokenMask,
} from '../../../../src/model/index.ts';
import type { TextModelConfig } from '../../../../src/model/index.ts';
import { seq2seqConfigs, textConfigs } from '../cases/transformer.ts';
import { variantConfigs } from '../cases/variants.ts';
import { roughen } from '../cases/support.ts';

const random = createRandom(81);
const IDS = [
  [3, 1, 4, 1, 5, 2],
  [2, 6, 5, 3, 4, 1],
];
const TARGET = [
  [1, 2, 6, 3],
  [1, 5, 4, 2],
];

/** Rows of ids with one of them replaced. */
function replaced(rows: readonly (readonly number[])[], b: number, t: number, id: number) {
  return rows.map((row, at) => (at === b ? row.with(t, id) : [...row]));
}

function toTensor(rows: readonly (readonly number[])[]): tf.Tensor2D {
  return tf.tensor2d(rows.flat(), [rows.length, rows[0]?.length ?? 0], 'int32');
}

/** The largest change of each token, [sample][token]. */
function changes(before: tf.Tensor3D, after: tf.Tensor3D): number[][] {
  return tf.max(tf.abs(tf.sub(before, after)), -1).arraySync() as number[][];
}

const zeros = (length: number) => Array<number>(length).fill(0);

/** The variants as causal language models. */
const variants = Object.entries(variantConfigs).map(([name, config]): [string, TextModelConfig] => [
  `${name}, causal`,
  { ...config, vocabulary: 7, layers: 2, causal: true },
]);

describe.each([...Object.entries(textConfigs), ...variants])('textLogits: %s', (_, config) => {
  const params = roughen(random, initTextModel(random, config));
  const run = (rows: readonly (readonly number[])[], padding?: number) => {
    const ids = toTensor(rows);
    const mask = padding === undefined ? undefined : tokenMask(ids, padding);
    return textLogits(params, config, ids, { mask });
  };

  it(config.causal ? 'sees nothing of the future' : 'sees both ways', () => {
    for (let t = 0; t < 6; t++) {
      const [, changed = []] = changes(run(IDS), run(replaced(IDS, 1, t, 0)));
      if (config.causal) expect(changed.slice(0, t)).toEqual(zeros(t));
      else expect(changed.slice(0, t).every((change) => change > 1e-5)).toBe(true);
      expect(changed[t]).toBeGreaterThan(1e-4);
    }
  });

  it('keeps the samples of a batch apart', () => {
    const [first] = changes(run(IDS), run(replaced(IDS, 1, 0, 0)));
    expect(first).toEqual(zeros(6));
  });

  it('does not see padding, whatever stands behind it', () => {
    const padded = replaced(replaced(IDS, 0, 4, 0), 0, 5, 0);
    const short = padded.map((row) => row.slice(0, 4));
    const changed = changes(
      tf.slice(run(padded, 0), [0, 0, 0], [1, 4, -1]),
      tf.slice(run(short, 0), 0, 1),
    );
    expect(Math.max(...changed.flat())).toBeLessThan(1e-5);
  });
});

describe.each(Object.entries(seq2seqConfigs))('seq2seq: %s', (_, config) => {
  const params = roughen(random, initSeq2Seq(random, config));
  const run = (source: readonly (readonly number[])[], target: readonly (readonly number[])[]) =>
    seq2seq(params, config, toTensor(source), toTensor(target));

  it('sees nothing of the future of the target', () => {
    for (let t = 1; t < 4; t++) {
      const [, changed = []] = changes(run(IDS, TARGET), run(IDS, replaced(TARGET, 1, t, 6)));
      expect(changed.slice(0, t)).toEqual(zeros(t));
    }
  });

  it('sees all of its own source, and nothing of another', () => {
    for (let s = 0; s < 6; s++) {
      const id = ((IDS[1]?.[s] ?? 0) % 6) + 1;
      const [first, second = []] = changes(run(IDS, TARGET), run(replaced(IDS, 1, s, id), TARGET));
      expect(first).toEqual(zeros(4));
      expect(second.every((change) => change > 1e-6)).toBe(true);
    }
  });

  it('does not see the padding of the source', () => {
    const padded = IDS.map((row) => [...row.slice(0, 4), 0, 0]);
    const short = IDS.map((row) => row.slice(0, 4));
    const changed = changes(run(padded, TARGET), run(short, TARGET));
    expect(Math.max(...changed.flat())).toBeLessThan(1e-5);
  });

  it('knows the order of the source', () => {
    const turned = IDS.map((row) => row.toReversed());
    expect(Math.min(...changes(run(IDS, TARGET), run(turned, TARGET)).flat())).toBeGreaterThan(
      1e-4,
    );
  });
});
