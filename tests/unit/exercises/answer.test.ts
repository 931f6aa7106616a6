import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { describe, expect, it } from 'vitest';
import { parseAnswer } from '../../../src/notebook/exercise/parse-answer.ts';
import { scriptOf } from '../../../src/notebook/exercise/script.ts';
import { LIMITS } from '../../../src/notebook/limits.ts';
import { answer, pick, withhold } from '../../../src/notebook/runtime/answer.ts';
import type { Args } from '../../../src/notebook/judge/value.ts';

const call = async (entry: unknown, ...args: Args) =>
  (await answer(tf, entry, args, () => 0)).value;
const grid = (shape: number[], ...data: number[]) => ({ shape, data: Float32Array.from(data) });

describe('answer', () => {
  it('turns grids into tensors and tensors into grids, deep inside too', async () => {
    const entry = (x: tf.Tensor, { list }: { list: tf.Tensor[] }) => ({
      sum: tf.add(x, list[0] ?? 0),
      dtype: list[0]?.dtype,
    });
    const whole = { shape: [2], data: Int32Array.of(3, 4) };
    expect(await call(entry, grid([2], 1, 2), { list: [whole] })).toEqual({
      sum: grid([2], 4, 6),
      dtype: 'int32',
    });
  });

  it('takes evenly nested numbers as a grid, and keeps the rest', async () => {
    expect(await call(() => [[1], [2]])).toEqual(grid([2, 1], 1, 2));
    expect(await call(() => [[1], [2, 3]])).toEqual([grid([1], 1), grid([2], 2, 3)]);
    expect(await call(async () => Promise.resolve('x'))).toBe('x');
    expect(await call(() => null)).toBeUndefined();
  });

  it('leaves no tensor behind, also when the code throws', async () => {
    const before = tf.memory().numTensors;
    await call((x: tf.Tensor) => tf.square(tf.add(x, 1)), grid([1], 1));
    const failing = () => {
      tf.ones([3]);
      throw new Error('no');
    };
    await expect(call(failing)).rejects.toThrow('no');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('does not let one program change the arguments of the next', async () => {
    const args = [grid([2], 1, 2)];
    await call((x: tf.Tensor) => (x.dataSync() as Float32Array).fill(9), ...args);
    expect(args).toEqual([grid([2], 1, 2)]);
  });

  it('says what it wanted', async () => {
    await expect(call(3)).rejects.toThrow('Wanted a function, got number');
    await expect(call(() => () => 1)).rejects.toThrow('got a function');
    const circle: unknown[] = [];
    circle.push(circle);
    await expect(call(() => circle)).rejects.toThrow('too deep');
  });
});

it('gives what is named of the library, and nothing else', () => {
  expect(pick({ a: 1, b: 2 }, ['a'])).toEqual({ a: 1 });
  expect(pick({ a: 1 }, undefined)).toEqual({ a: 1 });
  expect(() => pick({ a: 1 }, ['c'])).toThrow('the library has no c');
});

it('closes names with a word on why', () => {
  const { softmax } = withhold({ softmax: () => 1 }, ['softmax']) as { softmax: () => number };
  expect(softmax).toThrow('write it yourself');
});

describe('parseAnswer', () => {
  const script = scriptOf('runtime', [{ code: 'let f = 1;\nf', entry: 'f' }]);
  const read = (value: unknown) =>
    parseAnswer({ id: 1, kind: 'value', value, milliseconds: 1 }, script)?.answer;

  it.each([[null], ['text'], [{}], [{ id: '1', kind: 'value' }], [{ id: 1, kind: 'accepted' }]])(
    'does not hear %j',
    (message) => {
      expect(parseAnswer(message, script)).toBeUndefined();
    },
  );

  it('takes plain data', () => {
    const value = { a: [grid([2], 1, 2), true], b: 3 };
    expect(read(value)).toEqual({ kind: 'value', value, milliseconds: 1 });
  });

  it.each([
    ['a shape that does not fit', grid([3], 1, 2), 'does not fit'],
    ['a shape of no numbers', { shape: 'x', data: new Float32Array(1) }, 'something else'],
    ['other numbers', { shape: [1], data: new Float64Array(1) }, 'something else'],
    ['null', null, 'Wanted numbers'],
    ['too many', grid([LIMITS.answerNumbers + 1], ...[]), 'does not fit'],
  ])('refuses %s', (_, value, message) => {
    expect(read(value)).toMatchObject({
      kind: 'thrown',
      message: expect.stringContaining(message) as string,
    });
  });

  it('bounds depth, parts and numbers', () => {
    const deep = Array.from({ length: 20 }).reduce((inner) => [inner], 1);
    expect(read(deep)).toMatchObject({ kind: 'thrown' });
    const many = {
      shape: [LIMITS.answerNumbers + 1],
      data: new Float32Array(LIMITS.answerNumbers + 1),
    };
    expect(read(many)).toMatchObject({ message: 'The answer has too many numbers.' });
  });

  it('finds the line of the reader in what was thrown', () => {
    const lines = script.text.split('\n');
    const at = lines.findIndex((line) => line.startsWith('let f')) + 1;
    const thrown = (line: number) =>
      parseAnswer(
        { id: 1, kind: 'thrown', name: 'E', message: 'm', stack: `at x:${line}:5` },
        script,
      );
    expect(thrown(at + 1)?.answer).toMatchObject({ place: { line: 2, column: 5 } });
    expect(thrown(at - 1)?.answer).not.toHaveProperty('place');
    expect(thrown(at + 3)?.answer).not.toHaveProperty('place');
  });
});
