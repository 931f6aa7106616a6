import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { expect, test } from 'vitest';
import { LIMITS } from '../../../src/notebook/limits.ts';
import type { Reply } from '../../../src/notebook/protocol.ts';
import { createConsole } from '../../../src/notebook/runtime/console.ts';
import { describe, describeError } from '../../../src/notebook/runtime/describe.ts';
import { inspect } from '../../../src/notebook/runtime/inspect.ts';
import { createSender } from '../../../src/notebook/runtime/sender.ts';

function collect() {
  const sent: Reply[] = [];
  const send = createSender({ postMessage: (reply: Reply) => sent.push(reply) });
  return { sent, send };
}

test.each([
  ['a', '"a"'],
  [-0, '-0'],
  [10n, '10n'],
  [[1, [2]], '[1, [2]]'],
  [{ a: { b: undefined } }, '{ a: { b: undefined } }'],
  [new Map([['a', new Set([1])]]), 'Map { "a" => Set { 1 } }'],
  [Array.from({ length: 102 }, () => 0), `[${'0, '.repeat(100)}… 2 more]`],
  [[[[[[]]]]], '[[[[[…]]]]]'],
  [Object.create(null), '{}'],
])('inspect %#', (value, wanted) => {
  expect(inspect(value)).toBe(wanted);
});

test('inspect ends: lists inside themselves and huge values', () => {
  const list: unknown[] = [];
  list.push(list);
  expect(inspect(list)).toBe('[(itself)]');
  const wide = Array.from({ length: 100 }, () => 'x'.repeat(10_000));
  expect(inspect(wide).length).toBeLessThan(50_000);
});

test('tensors and even arrays stay numbers, everything else is text', () => {
  const tensor = tf.tensor2d([[1, 2]], [1, 2], 'int32');
  expect(describe(tf, tensor)).toEqual({
    kind: 'tensor',
    dtype: 'int32',
    shape: [1, 2],
    data: Int32Array.of(1, 2),
  });
  expect(describe(tf, [[1], [2]])).toMatchObject({ shape: [2, 1], data: Float32Array.of(1, 2) });
  expect(describe(tf, [1, [2, 3]])).toEqual({ kind: 'text', text: '[1, [2, 3]]' });
  expect(describe(tf, 'plain')).toEqual({ kind: 'text', text: 'plain' });
  tensor.dispose();
});

test('whatever is thrown can be told', () => {
  expect(describeError(null)).toEqual({
    kind: 'error',
    origin: 'thrown',
    name: '',
    message: 'null',
    stack: '',
  });
  const hostile = Object.defineProperty(new Error(), 'message', {
    get: () => {
      throw new Error('again');
    },
  });
  expect(describeError(hostile)).toMatchObject({ message: 'an object that cannot be read' });
});

test('output is cut once, and errors and the end still come through', () => {
  const { sent, send } = collect();
  const output = createConsole(tf, send);
  for (let line = 0; line < LIMITS.outputs + 50; line += 1) output['log']?.('line', line);
  send(describeError(new Error('last')));
  send({ kind: 'done', milliseconds: 0, tensors: 0, bytes: 0, peakBytes: 0 });
  expect(sent).toHaveLength(LIMITS.outputs + 3);
  expect(sent.slice(-3).map(({ kind }) => kind)).toEqual(['cut', 'error', 'done']);
});

test('long output is clipped', () => {
  const { sent, send } = collect();
  send({ kind: 'console', level: 'log', text: 'x'.repeat(1_000_000) });
  const [first] = sent;
  expect(first?.kind === 'console' && first.text).toMatch(/^x{9999}…$/);
});
