import type * as Tf from '@tensorflow/tfjs-core';
import { LIMITS } from '../limits.ts';
import { isGrid, isList } from '../judge/value.ts';
import type { Grid, Value } from '../judge/value.ts';

/** An argument as the reader's function takes it: grids become tensors. */
export function toArgument(tf: typeof Tf, value: Value): unknown {
  if (typeof value !== 'object') return value;
  if (isGrid(value)) return toTensor(tf, value);
  if (isList(value)) return value.map((item) => toArgument(tf, item));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, toArgument(tf, item)]),
  );
}

function toTensor(tf: typeof Tf, { shape, data }: Grid): Tf.Tensor {
  const dtype = data instanceof Int32Array ? 'int32' : 'float32';
  // A copy: code that writes into its arguments must not change those of the next program.
  return tf.tensor(data.slice(), [...shape], dtype);
}

/** An answer as plain data: tensors and evenly nested numbers become grids. */
export function toAnswer(tf: typeof Tf, value: unknown): Value {
  return convert(tf, value, 0);
}

function convert(tf: typeof Tf, value: unknown, depth: number): Value {
  if (depth > LIMITS.answerDepth) throw new TypeError('The answer is nested too deep.');
  if (value instanceof tf.Tensor) return fromTensor(value as Tf.Tensor);
  if (value instanceof Float32Array || value instanceof Int32Array) {
    return { shape: [value.length], data: value.slice() };
  }
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return fromNumbers(items) ?? items.map((item) => convert(tf, item, depth + 1));
  }
  if (typeof value === 'object') return fromObject(tf, value, depth);
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') {
    return value;
  }
  throw new TypeError(`Wanted numbers as the answer, got a ${typeof value}.`);
}

function fromTensor(tensor: Tf.Tensor): Grid {
  const data = tensor.dataSync();
  if (tensor.dtype === 'string') throw new TypeError('Wanted numbers, got a tensor of strings.');
  const whole = tensor.dtype === 'int32' || tensor.dtype === 'bool';
  return {
    shape: [...tensor.shape],
    data: whole ? Int32Array.from(data) : Float32Array.from(data),
  };
}

/** Evenly nested numbers as a grid; nothing if they are not. */
function fromNumbers(items: readonly unknown[]): Grid | undefined {
  const shape = shapeOf(items, 0);
  if (!shape) return undefined;
  return { shape, data: Float32Array.from(items.flat(shape.length), Number) };
}

function shapeOf(value: unknown, depth: number): number[] | undefined {
  if (typeof value === 'number') return depth > 0 ? [] : undefined;
  if (!Array.isArray(value) || value.length === 0 || depth > LIMITS.answerDepth) return undefined;
  const shapes = value.map((item) => shapeOf(item, depth + 1));
  const [first] = shapes;
  if (!first || shapes.some((shape) => shape?.join() !== first.join())) return undefined;
  return [value.length, ...first];
}

function fromObject(tf: typeof Tf, value: object, depth: number): Value {
  const entries = Object.entries(value).slice(0, LIMITS.answerParts);
  return Object.fromEntries(
    entries.map(([name, item]): [string, Value] => [name, convert(tf, item, depth + 1)]),
  );
}
