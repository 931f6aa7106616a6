import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { KERNELS, registerKernels } from '../../../src/engine/kernels.ts';
import type { Job, TensorRecord, Trace } from '../../../src/engine/protocol.ts';
import { runJob } from '../../../src/engine/run.ts';
import { blockJobSteps } from '../../../src/engine/block-steps.ts';
import { decoderJobSteps } from '../../../src/engine/decoder-steps.ts';
import { layerJobSteps } from '../../../src/engine/steps.ts';
import { evaluate } from '../../../src/model/steps/index.ts';
import type { Step } from '../../../src/model/steps/index.ts';
import { everyJob, job, OWN } from './jobs.ts';

beforeAll(async () => {
  tf.env().set('IS_TEST', true); // silences the advice to install tfjs-node
  registerKernels();
  await tf.setBackend('cpu');
});

function jobSteps(one: Job): Step<string>[] {
  if (one.model === 'dit-block') return blockJobSteps(one);
  return one.model === 'decoder' ? decoderJobSteps(one) : layerJobSteps(one);
}

function find(trace: Trace, name: string): TensorRecord {
  const record = [...trace.tensors, ...trace.weights].find((tensor) => tensor.name === name);
  if (!record) throw new Error(`no tensor ${name}`);
  return record;
}

function at({ data, shape }: TensorRecord, ...index: number[]): number {
  return data[index.reduce((position, i, axis) => position * (shape[axis] ?? 1) + i, 0)] ?? NaN;
}

describe('runJob', () => {
  test('every job records its steps by name, in order, with the shapes of their letters', () => {
    for (const one of everyJob()) {
      const trace = runJob(one);
      const steps = jobSteps(one);
      expect(trace.tensors.map(({ name }) => name)).toEqual(steps.map(({ name }) => name));
      for (const step of steps) {
        expect(find(trace, step.name).shape).toHaveLength(step.shape.length);
        for (const input of step.inputs) find(trace, input);
      }
    }
  });

  test('every cell of every step follows from its explanation', () => {
    for (const one of everyJob().filter(({ heads }) => heads === 4)) {
      const trace = runJob(one);
      const shapes = (name: string) => find(trace, name).shape;
      for (const step of jobSteps(one)) {
        const record = find(trace, step.name);
        record.data.forEach((value, position) => {
          const index = unravel(position, record.shape);
          const read = (cell: { name: string; index: readonly number[] }) =>
            at(find(trace, cell.name), ...cell.index);
          expect(Math.abs(evaluate(step.explain(index, shapes), read) - value)).toBeLessThan(1e-5);
        });
      }
    }
  });

  test('scores are q·kᵀ/√K and patterns their softmax, in plain arithmetic', () => {
    const trace = runJob(job({ heads: 2 }));
    const [query, key] = [find(trace, 'attention.query'), find(trace, 'attention.key')];
    const [scores, pattern] = [find(trace, 'attention.scores'), find(trace, 'attention.pattern')];
    for (let t = 0; t < 5; t++) {
      const row = Array.from({ length: 5 }, (_, s) => {
        let dot = 0;
        for (let k = 0; k < 4; k++) dot += at(query, 1, t, k) * at(key, 1, s, k);
        expect(at(scores, 1, t, s)).toBeCloseTo(dot / 2, 5);
        return Math.exp(dot / 2);
      });
      const total = row.reduce((a, b) => a + b);
      row.forEach((weight, s) => expect(at(pattern, 1, t, s)).toBeCloseTo(weight / total, 5));
    }
  });

  test('a temperature divides the scores before the softmax and leaves the scores alone', () => {
    const [plain, hot] = [runJob(job()), runJob(job({ temperature: 4 }))];
    expect(find(hot, 'attention.scores').data).toEqual(find(plain, 'attention.scores').data);
    const ratio = (trace: Trace, name: string) => {
      const record = find(trace, name);
      return [at(record, 0, 0), at(record, 0, 1)] as const;
    };
    const [a, b] = ratio(plain, 'attention.scores');
    const [p, q] = ratio(hot, 'attention.pattern');
    expect(Math.log(p / q)).toBeCloseTo((a - b) / 4, 4);
  });

  test('a causal mask blocks the future exactly', () => {
    const pattern = find(runJob(job({ causal: true })), 'attention.pattern');
    for (let t = 0; t < 5; t++) {
      for (let s = 0; s < 5; s++) expect(at(pattern, t, s) === 0).toBe(s > t);
    }
  });

  test('masked padding gets no weight; unmasked padding gets some', () => {
    const weight = (maskPadding: boolean) =>
      at(find(runJob(job({ padding: 2, maskPadding })), 'attention.pattern'), 0, 6);
    expect(weight(true)).toBe(0);
    expect(weight(false)).toBeGreaterThan(0);
  });

  test('masked padding leaves the real tokens alone', () => {
    const [without, padded] = [runJob(job()), runJob(job({ padding: 3 }))];
    const output = find(without, 'attention.output').data;
    expect(find(padded, 'attention.output').data.slice(0, output.length)).toEqual(output);
  });

  test('a seed and a word determine a vector; another seed gives another', () => {
    const table = (change: Partial<Job>) => find(runJob(job(change)), 'embedding.table');
    const [first, again, other] = [table({}), table({}), table({ seed: 8 })];
    expect(again.data).toEqual(first.data);
    expect(other.data).not.toEqual(first.data);
    expect(first.data.slice(0, 8)).toEqual(first.data.slice(32, 40));
    expect(table({ tokens: ['circle'] }).data).toEqual(first.data.slice(24, 32));
  });

  test('an edit sets its cell and what depends on it, and nothing else', () => {
    const edits = [{ name: 'attention.value.weight', index: [2, 3], value: 5 }];
    const [before, after] = [runJob(job()), runJob(job({ edits }))];
    expect(at(find(after, 'attention.value.weight'), 2, 3)).toBe(5);
    expect(find(after, 'attention.pattern').data).toEqual(find(before, 'attention.pattern').data);
    expect(find(after, 'attention.mix').data).not.toEqual(find(before, 'attention.mix').data);
  });

  test.each([
    ['no such weight', { name: '__proto__', index: [0], value: 1 }, /name of a weight.*__proto__/],
    [
      'outside',
      { name: 'attention.query.weight', index: [8, 0], value: 1 },
      /inside attention.query.weight of shape \[8, 8\]/,
    ],
    [
      'rank',
      { name: 'attention.query.weight', index: [1], value: 1 },
      /inside attention.query.weight of shape \[8, 8\]/,
    ],
    ['NaN', { name: 'attention.query.bias', index: [0], value: NaN }, /-10000 to 10000.*NaN/],
    ['huge', { name: 'attention.query.bias', index: [0], value: 1e9 }, /got 1000000000/],
  ])('a bad edit is refused: %s', (_, edit, message) => {
    expect(() => runJob(job({ edits: [edit] }))).toThrow(message);
  });

  test('an edit of a word’s vector is one of the word, wherever it stands', () => {
    const edits = [{ name: 'embedding.table', index: [4, 2], value: 5 }];
    const table = find(runJob(job({ edits })), 'embedding.table');
    expect([0, 1, 2, 3, 4].map((row) => at(table, row, 2) === 5)).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
  });

  test('of two edits to one cell the later wins', () => {
    const edit = (value: number) => ({ name: 'attention.key.bias', index: [1], value });
    const trace = runJob(job({ edits: [edit(3), edit(4)] }));
    expect(at(find(trace, 'attention.key.bias'), 1)).toBe(4);
  });

  test.each([
    ['attention', 'attention'],
    ['encoder', 'encoder.0.self'],
    ['decoder', 'decoder.0.self'],
    ['decoder', 'decoder.0.cross'],
    ['dit-block', 'dit.blocks.0.self'],
  ] as const)('the largest edits give finite numbers: %s, %s', (model, path) => {
    const edits = ['query', 'key', 'value', 'output'].flatMap((part) =>
      Array.from({ length: 64 }, (_, i) => {
        const index = [Math.floor(i / 8), i % 8];
        return { name: `${path}.${part}.weight`, index, value: 10_000 };
      }),
    );
    const { tensors } = runJob(job({ model, ...OWN[model], edits, temperature: 0.1 }));
    for (const { name, data } of tensors) expect(data.every(Number.isFinite), name).toBe(true);
  });

  test('softmax rows sum to 1, whatever the switches', () => {
    for (const one of everyJob()) {
      const pattern = runJob(one).tensors.find(({ name }) => name.endsWith('.pattern'));
      const weights = Array.from(pattern?.data ?? []);
      const S = pattern?.shape.at(-1) ?? NaN;
      expect(weights.length).toBeGreaterThan(0);
      for (let row = 0; row < weights.length; row += S) {
        const sum = weights.slice(row, row + S).reduce((total, weight) => total + weight);
        expect(sum).toBeCloseTo(1, 5);
      }
    }
  });

  test('changing token 4 of a target leaves outputs 1 to 3 as they are, unless the future leaks', () => {
    const outputs = (causal: boolean, fourth: string) => {
      const tokens = ['a', 'small', 'red', fourth, 'moves'];
      const one = job({ model: 'decoder', tokens, source: ['two', 'words'], causal });
      return find(runJob(one), 'decoder.0.norm3').data;
    };
    const [before, after] = [outputs(true, 'circle'), outputs(true, 'square')];
    expect(after.slice(0, 24)).toEqual(before.slice(0, 24));
    expect(after.slice(24, 32)).not.toEqual(before.slice(24, 32));
    const [open, leaked] = [outputs(false, 'circle'), outputs(false, 'square')];
    for (const row of [0, 8, 16])
      expect(leaked.slice(row, row + 8)).not.toEqual(open.slice(row, row + 8));
  });

  test('masked padding of a source leaves the target alone', () => {
    const one = job({ model: 'decoder', source: ['two', 'words'] });
    const output = find(runJob(one), 'decoder.0.norm3').data;
    expect(find(runJob({ ...one, padding: 3 }), 'decoder.0.norm3').data).toEqual(output);
    const seen = runJob({ ...one, padding: 3, maskPadding: false });
    expect(find(seen, 'decoder.0.norm3').data).not.toEqual(output);
  });

  test('with its modulation at zero a DiT block is the identity, whatever it is told', () => {
    const block = (change: Partial<Job>) =>
      runJob(job({ model: 'dit-block', ...OWN['dit-block'], ...change }));
    for (const change of [{}, { time: 1000 }, { tokens: ['else'] }, { heads: 4 }]) {
      const trace = block({ zero: true, ...change });
      expect(find(trace, 'dit.blocks.0.residual2').data).toEqual(find(trace, 'x').data);
      expect(find(trace, 'dit.blocks.0.gate1').data).toEqual(new Float32Array(8));
      const drawn = block(change);
      expect(find(drawn, 'dit.blocks.0.residual2').data).not.toEqual(find(drawn, 'x').data);
    }
    const [now, later] = [block({}), block({ time: 251 })].map(
      (trace) => find(trace, 'dit.blocks.0.shift1').data,
    );
    expect(later).not.toEqual(now);
  });

  test('the largest job fits', () => {
    const tokens = Array.from({ length: 24 }, (_, t) => `word${t}`);
    const one = job({ model: 'encoder', tokens, padding: 4, width: 64, heads: 8, causal: true });
    expect(find(runJob(one), 'encoder.0.self.scores').shape).toEqual([8, 28, 28]);
  });

  test('its data is its own: no two tensors share memory, none is a view', () => {
    const { tensors, weights } = runJob(job({ model: 'encoder' }));
    const buffers = [...tensors, ...weights].map(({ data }) => data.buffer);
    expect(new Set(buffers).size).toBe(buffers.length);
    for (const { data } of [...tensors, ...weights]) {
      expect(data.buffer.byteLength).toBe(data.byteLength);
    }
  });

  test('500 runs, refused ones among them, leak no tensor', () => {
    const before = tf.memory().numTensors;
    const every = everyJob();
    for (let i = 0; i < 500; i++) runJob({ ...(every[i % every.length] ?? job()), seed: i });
    const edits = [{ name: 'nothing', index: [0], value: 0 }];
    for (let i = 0; i < 10; i++) expect(() => runJob(job({ edits }))).toThrow('name of a weight');
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('KERNELS', () => {
  test('are those that the jobs use, all of them and no other', async () => {
    const used = new Set<string>();
    for (const one of [...everyJob(), job()]) {
      const profile = await tf.profile(() => {
        runJob(one);
        return tf.scalar(0);
      });
      // A copy is listed as `unnamed scope`: it needs no kernel.
      const names = profile.kernelNames.filter((name) => name !== 'unnamed scope');
      names.forEach((name) => used.add(name));
    }
    expect([...used].sort()).toEqual(KERNELS.map(({ kernelName }) => kernelName).sort());
  });
});

function unravel(position: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  for (const size of shape.toReversed()) {
    index.unshift(position % size);
    position = Math.floor(position / size);
  }
  return index;
}
