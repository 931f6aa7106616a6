import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import type { Recorded } from '../../../src/model/index.ts';
import { slack } from './tolerance.ts';

export { plain } from './everything.ts';

/** A tensor as training/oracle/fixture.py writes it. */
export interface Packed {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

export type Group = Readonly<Record<string, Packed>>;

export interface Fixture {
  readonly source: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly inputs: Group;
  readonly weights: Group;
  readonly tensors: Group;
  readonly gradients: Group;
}

export function load(name: string): Fixture {
  const url = new URL(`../../fixtures/model/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as Fixture;
}

export function unpack<R extends tf.Rank = tf.Rank>(group: Group, name: string): tf.Tensor<R> {
  const { shape, data } = pick(group, name);
  return tf.tensor(Float32Array.from(data), shape as tf.ShapeMap[R]);
}

/** The weights as a parameter tree: the inverse of `flatten`. */
export function tree(group: Group): object {
  const root: Record<string, unknown> = {};
  for (const path of Object.keys(group)) {
    const keys = path.split('.');
    const leaf = keys.pop() ?? '';
    let node = root;
    for (const key of keys) node = (node[key] ??= {}) as Record<string, unknown>;
    node[leaf] = unpack(group, path);
  }
  return withLists(root);
}

/** The tree with every node whose keys are 0, 1, … as a list. */
function withLists(node: object): object {
  if (node instanceof tf.Tensor) return node;
  const entries = Object.entries(node).map(([key, value]: [string, object]) => {
    return [key, withLists(value)] as const;
  });
  const list = entries.length > 0 && entries.every(([key], i) => key === String(i));
  return list ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

export function pick(group: Group, name: string): Packed {
  const packed = group[name];
  if (!packed) throw new Error(`the fixture has no ${name}`);
  return packed;
}

/** Expects the same shape, and every number within `tolerance` on cpu. */
export function expectClose(
  name: string,
  actual: { readonly shape: readonly number[]; readonly data: ArrayLike<number> },
  wanted: Packed,
  tolerance = 1e-5,
): void {
  expect(actual.shape, `${name}: shape`).toEqual(wanted.shape);
  const gaps = Array.from(actual.data, (value, i) => Math.abs(value - (wanted.data[i] ?? NaN)));
  expect(gaps.length, `${name}: size`).toBe(wanted.data.length);
  const allowed = tolerance * slack();
  expect(gaps.every((gap) => gap <= allowed) || Math.max(...gaps), `${name}: largest gap`).toBe(
    true,
  );
}

/** Expects exactly the tensors of `wanted` to have been recorded, each of them close. */
export function expectRecorded(recorded: readonly Recorded[], wanted: Group): void {
  const names = recorded.map(({ name }) => name);
  expect(names.toSorted()).toEqual(Object.keys(wanted).toSorted());
  for (const tensor of recorded) expectClose(tensor.name, tensor, pick(wanted, tensor.name));
}
