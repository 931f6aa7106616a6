/**
 * What a downloaded program imports: the globals of a cell, for Node and Deno. `show` and `plot`
 * print what the page draws. Built into one module by `../build`.
 */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-backend-cpu';
import { textOf } from '../text.ts';
import { describe } from './describe.ts';
import { describePlot, type PlotOptions } from './plot.ts';

// tfjs has looked at where it is by now. From here on the word only makes it advertise its addon.
tf.env().set('IS_NODE', false);
await tf.setBackend('cpu');

export * as tf from '@tensorflow/tfjs-core';
export * as model from '../../model/index.ts';
export * as world from '../../world/index.ts';

export function show(value: unknown, title: unknown = ''): void {
  console.log(textOf({ kind: 'show', title: String(title), value: describe(tf, value) }));
}

export function plot(values: Parameters<typeof describePlot>[1], options?: PlotOptions): void {
  console.log(textOf({ kind: 'plot', ...describePlot(tf, values, options) }));
}
