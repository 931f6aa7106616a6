import { expect, test } from 'vitest';
import { parseReply } from '../../../src/notebook/parse-reply.ts';

const tensor = { kind: 'tensor', dtype: 'float32', shape: [2], data: new Float32Array(2) };
const curve = { name: '', x: new Float32Array(2), y: new Float32Array(2) };
const plot = { kind: 'plot', title: 't', xLabel: '', yLabel: '' };

test.each([
  [{ kind: 'ready' }],
  [{ kind: 'cut' }],
  [{ kind: 'console', level: 'warn', text: 'x' }],
  [{ kind: 'show', title: '', value: tensor }],
  [{ kind: 'value', value: { kind: 'text', text: 'x' } }],
  [{ kind: 'error', origin: 'rejected', name: 'E', message: 'm', stack: '' }],
  [{ kind: 'done', milliseconds: 1, tensors: 2, bytes: 3, peakBytes: 4 }],
  [{ ...plot, series: [curve] }],
])('%j is taken as it is', (message) => {
  expect(parseReply(message)).toEqual(message);
});

test.each([
  [null],
  ['ready'],
  [{ kind: 'unknown' }],
  [{ kind: 'console', level: 'shout', text: 'x' }],
  [{ kind: 'console', level: 'log', text: 'x'.repeat(10_001) }],
  [{ kind: 'console', level: 'log', text: ['x'] }],
  [{ kind: 'value', value: { ...tensor, data: [1, 2] } }],
  [{ kind: 'value', value: { ...tensor, data: new Float32Array(5000) } }],
  [{ kind: 'value', value: { ...tensor, shape: [Number.NaN] } }],
  [{ kind: 'done', milliseconds: -1, tensors: 0, bytes: 0, peakBytes: 0 }],
  [{ kind: 'done', milliseconds: 1, tensors: 0, bytes: 0 }],
  [{ kind: 'error', origin: 'heaven', name: 'E', message: 'm', stack: '' }],
  [{ ...plot, series: [{ ...curve, x: new Float32Array(3) }] }],
  [{ ...plot, series: 'none' }],
])('%j is refused', (message) => {
  expect(parseReply(message)).toBeUndefined();
});

test('fields that nobody asked for are dropped', () => {
  expect(parseReply({ kind: 'ready', more: 1 })).toEqual({ kind: 'ready' });
});
