import type * as Tf from '@tensorflow/tfjs-core';
import type { Numbers, Plotted, Series } from '../protocol.ts';
import { LIMITS } from '../limits.ts';
import { isNumbers } from './describe.ts';

/** A list of numbers or a tensor of one dimension. */
type Values = readonly number[] | Numbers | Tf.Tensor;

/** Reader code may put anything where a text is wanted: it is made one. */
export interface PlotOptions {
  readonly title?: unknown;
  /** What stands under the points, in order; 0, 1, 2 … if left out. */
  readonly x?: Values;
  readonly xLabel?: unknown;
  readonly yLabel?: unknown;
}

/**
 * Reads what `plot()` was given: one list of values, or several by name.
 *
 * @throws TypeError if something is no list of numbers, or if x has another length.
 */
export function describePlot(
  tf: typeof Tf,
  values: Values | Readonly<Record<string, Values>>,
  { title = '', x, xLabel = '', yLabel = '' }: PlotOptions = {},
): Plotted {
  const named = isList(tf, values) ? { '': values } : values;
  const entries = Object.entries(Object(named) as Readonly<Record<string, Values>>);
  if (entries.length === 0 || entries.length > LIMITS.plotSeries) {
    const wanted = `1 to ${String(LIMITS.plotSeries)} lists of numbers`;
    throw new TypeError(`plot: wanted ${wanted}, got ${String(entries.length)}.`);
  }
  const series = entries.map(([name, list]) => describeSeries(tf, name, list, x));
  return { title: String(title), xLabel: String(xLabel), yLabel: String(yLabel), series };
}

function describeSeries(tf: typeof Tf, name: string, list: Values, x: Values | undefined): Series {
  const what = name === '' ? 'values' : name;
  const y = read(tf, list, what);
  const under = x === undefined ? y.map((_, at) => at) : read(tf, x, 'x');
  if (under.length !== y.length) {
    const lengths = `${String(y.length)} numbers for x, as many as in ${what}`;
    throw new TypeError(`plot: wanted ${lengths}; got ${String(under.length)}.`);
  }
  return { name, x: under, y };
}

function read(tf: typeof Tf, list: unknown, what: string): Numbers {
  if (!isList(tf, list)) {
    throw new TypeError(`plot: wanted ${what} as a list of numbers or a tensor of one dimension.`);
  }
  if (list instanceof tf.Tensor && list.rank !== 1) {
    const shape = `[${list.shape.join(', ')}]`;
    throw new TypeError(`plot: wanted ${what} of one dimension, got the shape ${shape}.`);
  }
  const numbers: ArrayLike<unknown> = list instanceof tf.Tensor ? list.dataSync() : list;
  return Float32Array.from(numbers, Number);
}

function isList(tf: typeof Tf, value: unknown): value is Values {
  return value instanceof tf.Tensor || Array.isArray(value) || isNumbers(value);
}
