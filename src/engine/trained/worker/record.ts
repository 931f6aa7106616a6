import { recorder } from '../../../model/index.ts';
import type { Tap } from '../../../model/index.ts';
import type { TensorRecord } from '../../protocol.ts';

/** What a job has seen of its model. */
export interface Watch {
  readonly tap: Tap;
  /** What was seen since the last call, without the batch dimension: of one sample. */
  readonly take: () => TensorRecord[];
}

/** Watches all tensors, or those alone whose names `wanted` matches. */
export function watch(all: boolean, wanted: RegExp): Watch {
  let current = recorder();
  return {
    tap: (name, tensor) => (all || wanted.test(name) ? current.tap(name, tensor) : tensor),
    take: () => {
      const { tensors } = current;
      current = recorder();
      return tensors.map(({ shape: [, ...shape], ...rest }) => ({ ...rest, shape }));
    },
  };
}

/** Those of them whose names `wanted` matches. */
export function only(tensors: readonly TensorRecord[], wanted: RegExp): TensorRecord[] {
  return tensors.filter(({ name }) => wanted.test(name));
}
