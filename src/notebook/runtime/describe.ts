import type * as Tf from '@tensorflow/tfjs-core';
import { LIMITS } from '../limits.ts';
import type { Numbers, Origin, Reply, Shown } from '../protocol.ts';
import { inspect } from './inspect.ts';

/** Makes a value fit for the screen: tensors and arrays of numbers stay numbers. */
export function describe(tf: typeof Tf, value: unknown): Shown {
  const numbers = isTensor(tf, value) ? describeTensor(value) : readArray(value);
  return numbers ?? { kind: 'text', text: typeof value === 'string' ? value : inspect(value) };
}

function isTensor(tf: typeof Tf, value: unknown): value is Tf.Tensor {
  return value instanceof tf.Tensor;
}

function describeTensor(tensor: Tf.Tensor): Shown | undefined {
  const { dtype, shape } = tensor;
  const data: unknown = tensor.dataSync();
  if (!isNumbers(data)) return undefined;
  return { kind: 'tensor', dtype, shape, data: data.slice(0, LIMITS.shownNumbers) };
}

export function isNumbers(data: unknown): data is Numbers {
  return data instanceof Float32Array || data instanceof Int32Array || data instanceof Uint8Array;
}

/** Arrays of numbers, nested evenly, are shown as a tensor is. */
function readArray(value: unknown): Shown | undefined {
  if (isNumbers(value)) {
    const data = value.slice(0, LIMITS.shownNumbers);
    return { kind: 'tensor', dtype: 'array', shape: [value.length], data };
  }
  const shape = shapeOf(value);
  if (!Array.isArray(value) || !shape) return undefined;
  const flat: unknown[] = value.flat(shape.length);
  const data = Float32Array.from(flat.slice(0, LIMITS.shownNumbers), Number);
  return { kind: 'tensor', dtype: 'array', shape, data };
}

/** The shape of evenly nested numbers. At most six deep: a list inside itself has no end. */
function shapeOf(value: unknown, depth = 0): number[] | undefined {
  if (typeof value === 'number') return depth > 0 ? [] : undefined;
  if (!Array.isArray(value) || value.length === 0 || depth === 6) return undefined;
  const [first, ...rest] = value.map((item) => shapeOf(item, depth + 1));
  if (!first || rest.some((shape) => shape?.join() !== first.join())) return undefined;
  return [value.length, ...first];
}

/** Makes whatever was thrown fit for the screen. Never throws itself. */
export function describeError(error: unknown, origin: Origin = 'thrown'): Reply {
  try {
    if (error instanceof Error) {
      // Reader code may have put anything in these fields.
      const read = (field: string): string => String(Reflect.get(error, field) ?? '');
      const [name, message, stack] = [read('name'), read('message'), read('stack')];
      return { kind: 'error', origin, name, message, stack };
    }
    return { kind: 'error', origin, name: '', message: inspect(error), stack: '' };
  } catch {
    return { kind: 'error', origin, name: '', message: 'an object that cannot be read', stack: '' };
  }
}
