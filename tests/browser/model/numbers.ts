import '../../unit/model/backend.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import * as tf from '@tensorflow/tfjs-core';
import { cases } from '../../unit/model/cases.ts';
import { everything } from '../../unit/model/everything.ts';

/** The tensors of every case in order, without their data. */
export type Index = readonly {
  readonly name: string;
  readonly tensors: readonly { readonly name: string; readonly shape: readonly number[] }[];
}[];

// Run by Node: writes what the cpu backend gives for every case into the folder that it is given, an
// index and all numbers one after the other.
await tf.setBackend('cpu');
const results = cases().map((layer) => ({ name: layer.name, results: everything(layer) }));
const index: Index = results.map(({ name, results }) => ({
  name,
  tensors: Array.from(results, ([tensor, { shape }]) => ({ name: tensor, shape })),
}));
const numbers = results.flatMap(({ results }) => Array.from(results.values(), ({ data }) => data));
const folder = process.argv[2] ?? '';
writeFileSync(join(folder, 'index.json'), JSON.stringify(index));
writeFileSync(
  join(folder, 'numbers.bin'),
  Buffer.concat(numbers.map(({ buffer }) => Buffer.from(buffer))),
);
