import { flatten } from '../../../../src/model/index.ts';
import type { Letter, Recorded } from '../../../../src/model/index.ts';
import type { Read, Step } from '../../../../src/model/steps/index.ts';

/** A traced forward pass, as the engine would hand it out, and the steps that explain it. */
export interface Traced {
  readonly name: string;
  /** In the order of the taps. `Step<string>`: each topic has kinds of its own. */
  readonly steps: readonly Step<string>[];
  /** Every tapped tensor, in the order of the taps. */
  readonly tensors: readonly Recorded[];
  readonly weights: readonly Recorded[];
  /** What is neither computed nor a weight: the memory of a decoder layer, a timestep. */
  readonly given?: readonly Recorded[];
  /** What each letter of a step's shape stands for. */
  readonly sizes: (step: string) => Partial<Record<Letter, number>>;
}

/** Without the batch dimension, and without that of the heads where it is 1, as the engine does. */
export function squeeze({ name, shape, data }: Recorded, heads: number): Recorded {
  const [, ...rest] = shape;
  const headed = rest.length === 3 && (heads === 1 || rest[0] === 1) && !name.endsWith('.mask');
  return { name, shape: headed || name.endsWith('.mask') ? rest.slice(1) : rest, data };
}

/** A parameter tree as the engine would hand it out. */
export function weightsOf(params: object, prefix: string): Recorded[] {
  return flatten(params, prefix).map(([name, tensor]) => ({
    name,
    shape: tensor.shape,
    data: Float32Array.from(tensor.dataSync()),
  }));
}

/** Looks a tensor up by name; unknown names are an error. */
export function lookup({ tensors, weights, given = [] }: Traced): (name: string) => Recorded {
  const all = new Map([...tensors, ...weights, ...given].map((tensor) => [tensor.name, tensor]));
  return (name) => {
    const tensor = all.get(name);
    if (!tensor) throw new Error(`no tensor ${name}`);
    return tensor;
  };
}

/** Reads a cell; an index outside of the tensor is an error. */
export function reader(find: (name: string) => Recorded): Read {
  return ({ name, index }) => {
    const { shape, data } = find(name);
    const inside =
      index.length === shape.length && index.every((i, axis) => i >= 0 && i < (shape[axis] ?? 0));
    if (!inside) throw new Error(`no cell ${name}[${index.join()}] in [${shape.join()}]`);
    return data[index.reduce((at, i, axis) => at * (shape[axis] ?? 0) + i, 0)] ?? NaN;
  };
}
