import type { Tensor } from '@tensorflow/tfjs-core';
import { formatShape } from './check.ts';
import { ModelError } from './error.ts';
import { Stop } from './tap.ts';
import type { Tap } from './tap.ts';

/** A tensor as plain data, row-major, with its batch dimension. */
export interface Recorded {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** A tap, and what it has seen so far. */
export interface Recorder {
  readonly tap: Tap;
  /** In the order in which the forward pass tapped them. */
  readonly tensors: readonly Recorded[];
}

/** A tap that copies the data of every tensor at once, so that it holds no tensor itself. */
export function recorder(): Recorder {
  const tensors: Recorded[] = [];
  const tap: Tap = (name, tensor) => {
    tensors.push({ name, shape: [...tensor.shape], data: Float32Array.from(tensor.dataSync()) });
    return tensor;
  };
  return { tap, tensors };
}

/** A tap that replaces the tensor `wanted` by `change(tensor)`, which must keep the shape. */
export function editor(wanted: string, change: (tensor: Tensor) => Tensor): Tap {
  return <T extends Tensor>(name: string, tensor: T): T => {
    if (name !== wanted) return tensor;
    const changed = change(tensor);
    if (changed.shape.join() === tensor.shape.join()) return changed as T;
    throw new ModelError(
      'editor',
      `${name} of shape ${formatShape(tensor.shape)}`,
      formatShape(changed.shape),
    );
  };
}

/** A tap that ends the forward pass at the tensor `wanted`. */
export function stopAt(wanted: string): Tap {
  return (name, tensor) => {
    if (name === wanted) throw new Stop(`stopped at ${name}`);
    return tensor;
  };
}

/** Taps one after the other: each sees what the one before it returned. */
export function chain(...taps: readonly Tap[]): Tap {
  return (name, tensor) => taps.reduce((current, tap) => tap(name, current), tensor);
}
