import './backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { Stop, chain, editor, recorder, stopAt } from '../../../src/model/index.ts';
import { cases } from './cases.ts';
import { plain } from './fixtures.ts';

describe.each(cases())('$name', ({ inputs, forward }) => {
  const seen = recorder();
  const output = plain(forward(inputs as never, seen.tap));
  const names = seen.tensors.map(({ name }) => name);

  it('gives the same with and without a tap', () => {
    expect(plain(forward(inputs as never))).toEqual(output);
  });

  it('taps each name once, its result last', () => {
    expect(new Set(names).size).toBe(names.length);
    if (names.length > 0) expect(seen.tensors.at(-1)).toMatchObject(output);
  });

  it.each(names)('uses an edited %s', (name) => {
    const zeros = editor(name, (tensor) => tf.zerosLike(tensor));
    const after = recorder();
    const edited = plain(forward(inputs as never, chain(zeros, after.tap)));
    expect(after.tensors.find((tensor) => tensor.name === name)?.data.every((v) => v === 0)).toBe(
      true,
    );
    expect(edited.data).not.toEqual(output.data);
    expect(edited.data.every(Number.isFinite)).toBe(true);
  });

  it.each(names)('stops at %s', (name) => {
    const before = recorder();
    const stopped = () => forward(inputs as never, chain(before.tap, stopAt(name)));
    expect(stopped).toThrow(Stop);
    expect(before.tensors.at(-1)?.name).toBe(name);
    expect(before.tensors.length).toBe(names.indexOf(name) + 1);
  });
});
