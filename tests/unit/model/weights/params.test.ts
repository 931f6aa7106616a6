import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  VERSION_KEY,
  WEIGHTS_VERSION,
  addLora,
  createRandom,
  fillParams,
  flatten,
  initEncoderLayer,
  initLinear,
  initNorm,
  loadParams,
  mapParams,
  readSafetensors,
  saveParams,
  writeSafetensors,
} from '../../../../src/model/index.ts';
import type { Weight } from '../../../../src/model/index.ts';
import { bitsOf, refusal } from './support.ts';

const layer = (seed = 1) => initEncoderLayer(createRandom(seed), 8, 12);
const bits = (params: object) =>
  flatten(params).map(([path, tensor]) => [
    path,
    tensor.shape,
    bitsOf({ data: tensor.dataSync<'float32' | 'int32'>() }),
  ]);

describe('saveParams and loadParams', () => {
  it('give the tree back, bit for bit', () => {
    const params = { layers: [layer(1), layer(2)], name: 'two', scale: 0.5 };
    const template = { layers: [layer(3), layer(4)], name: 'mine', scale: 2 };
    const loaded = loadParams(template, saveParams(params));
    expect(bits(loaded)).toEqual(bits(params));
    expect([loaded.name, loaded.scale]).toEqual(['mine', 2]);
    expect(Array.isArray(loaded.layers)).toBe(true);
  });

  it('keep tensors by their dotted paths, as F32 unless told otherwise', () => {
    const { tensors, metadata } = readSafetensors(saveParams(layer()));
    expect([...tensors.keys()].toSorted()).toEqual(flatten(layer()).map(([p]) => p).toSorted()); // prettier-ignore
    expect(new Set([...tensors.values()].map(({ dtype }) => dtype))).toEqual(new Set(['F32']));
    expect([...(metadata ?? [])]).toEqual([[VERSION_KEY, WEIGHTS_VERSION]]);
    expect([VERSION_KEY, WEIGHTS_VERSION]).toEqual(['weights.version', '1']);
  });

  it('round to F16 on demand, and load as float32', () => {
    const params = {
      linear: initLinear(createRandom(1), 64, 64),
      ids: tf.tensor1d([1, 2], 'int32'),
    };
    const file = saveParams(params, { dtype: 'F16', metadata: new Map([['seed', '1']]) });
    const whole = saveParams(params);
    expect(file.length).toBeLessThan(0.55 * whole.length);
    expect(readSafetensors(file).metadata?.get('seed')).toBe('1');
    const { linear, ids } = loadParams(params, file);
    expect([linear.weight.dtype, ids.dtype]).toEqual(['float32', 'int32']);
    expect(ids.dataSync()).toEqual(Int32Array.of(1, 2));
    const gaps = tf.abs(tf.sub(linear.weight, params.linear.weight)).dataSync();
    expect(Math.max(...gaps)).toBeGreaterThan(0);
    expect(Math.max(...gaps)).toBeLessThan(2 ** -13);
  });

  it('write their own version, whatever metadata they are given', () => {
    const file = saveParams(initNorm(2), { metadata: new Map([[VERSION_KEY, '0']]) });
    expect(readSafetensors(file).metadata?.get(VERSION_KEY)).toBe(WEIGHTS_VERSION);
  });

  it('keep an adapter; its scale is a number of the template', () => {
    const adapted = (seed: number, alpha: number) => {
      const random = createRandom(seed);
      return addLora(random, initLinear(random, 4, 4), { rank: 2, alpha });
    };
    const [params, template] = [adapted(1, 4), adapted(2, 8)];
    const loaded = loadParams(template, saveParams(params));
    expect(bits(loaded)).toEqual(bits(params));
    expect(loaded.lora?.scale).toBe(4);
  });

  it('take scalars, no numbers, and files of other tools, which have no version', () => {
    const params = { scalar: tf.scalar(2), empty: tf.zeros([0, 3]) };
    const { tensors } = readSafetensors(saveParams(params));
    expect(bits(loadParams(params, writeSafetensors({ tensors })))).toEqual(bits(params));
  });

  it('leak nothing: a load leaves the new tensors, a refusal none', () => {
    const [params, template] = [layer(1), layer(2)];
    const file = saveParams(params);
    const before = tf.memory().numTensors;
    const loaded = loadParams(template, file);
    expect(tf.memory().numTensors).toBe(before + flatten(template).length);
    flatten(loaded).forEach(([, tensor]) => tensor.dispose());
    refusal(() => loadParams({ ...template, more: initNorm }, file.subarray(1)));
    const half = { self: template.self };
    expect(refusal(() => loadParams(half, file))).toBeDefined();
    expect(tf.memory().numTensors).toBe(before);
    expect(flatten(template).every(([, tensor]) => !tensor.isDisposed)).toBe(true);
  });

  it('do not share memory with the file', () => {
    const params = initNorm(4);
    const file = saveParams(params);
    const loaded = loadParams(params, file);
    file.fill(0);
    expect(bits(loaded)).toEqual(bits(params));
  });
});

describe('loadParams refuses', () => {
  const advice = 'Use the file of this model, or a template with the sizes of the file.';
  const message = (template: object, params: object) =>
    refusal(() => loadParams(template, saveParams(params)))?.message;

  it('what is missing, misshaped or too much, each by name', () => {
    const template = { a: tf.zeros([2, 3]), b: tf.zeros([1]), c: tf.zeros([4]), ok: tf.zeros([2]) };
    const params = {
      a: tf.zeros([3, 2]),
      b: tf.zeros([1]),
      d: { e: tf.zeros([1]) },
      ok: tf.ones([2]),
    };
    expect(message(template, params)).toBe(
      'loadParams: wanted exactly the tensors of the template, got a [3, 2] float32 instead of ' +
        `[2, 3] float32; no c; d.e, which the template has not. ${advice}`,
    );
  });

  it('numbers of another kind', () => {
    const [floats, ids] = [{ a: tf.zeros([2]) }, { a: tf.zeros([2], 'int32') }];
    expect(message(floats, ids)).toContain('got a [2] int32 instead of [2] float32. Use');
    expect(message(ids, floats)).toContain('got a [2] float32 instead of [2] int32. Use');
  });

  it('a version to come', () => {
    const { tensors } = readSafetensors(saveParams(initNorm(2)));
    const file = writeSafetensors({ tensors, metadata: new Map([[VERSION_KEY, '2']]) });
    expect(refusal(() => loadParams(initNorm(2), file))?.message).toBe(
      'loadParams: wanted weights.version 1, got 2. Reload the page, or update the library.',
    );
  });

  it('nothing that fillParams would not refuse, under its own name', () => {
    const weights = new Map<string, Weight>();
    expect(refusal(() => fillParams(initNorm(2), weights))?.where).toBe('fillParams');
  });
});

describe('saveParams refuses', () => {
  it('two tensors of one path', () => {
    const params = { 'a.b': tf.zeros([1]), a: { b: tf.zeros([1]) } };
    expect(refusal(() => saveParams(params))?.message).toBe(
      'saveParams: wanted a path of its own for every tensor, got a.b twice. ' +
        'Rename a field of the tree.',
    );
  });

  it('what is not a number', () => {
    expect(refusal(() => saveParams({ mask: tf.zeros([1], 'bool') }))?.message).toBe(
      'saveParams: wanted numbers in mask, got bool. Cast it to float32 or int32.',
    );
  });

  it('nothing of a mapped tree', () => {
    const params = layer();
    const doubled = mapParams(params, (_, tensor) => tf.mul(tensor, 2));
    expect(bits(loadParams(params, saveParams(doubled)))).toEqual(bits(doubled));
  });
});
