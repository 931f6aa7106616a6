import type { Job } from '../../engine/protocol.ts';
import { SCOPE } from '../../engine/steps.ts';

type Entry = readonly [name: string, shape: readonly number[]];

/** The name and shape of every weight that a job will have. A test holds it to `initJob`. */
export function weightShapes(job: Omit<Job, 'edits'>): ReadonlyMap<string, readonly number[]> {
  const { model, width: D, tokens, padding } = job;
  const scope = SCOPE[model];
  const layer =
    model === 'attention'
      ? attention(scope, D)
      : [
          ...attention(`${scope}.self`, D),
          ...norm(`${scope}.norm1`, D),
          ...linear(`${scope}.ffn.inner`, D, 4 * D),
          ...linear(`${scope}.ffn.outer`, 4 * D, D),
          ...norm(`${scope}.norm2`, D),
        ];
  return new Map<string, readonly number[]>([
    ['embedding.table', [tokens.length + padding, D]],
    ...layer,
  ]);
}

function attention(scope: string, D: number): Entry[] {
  return ['query', 'key', 'value', 'output'].flatMap((part) => linear(`${scope}.${part}`, D, D));
}

function linear(path: string, from: number, to: number): Entry[] {
  return [
    [`${path}.weight`, [from, to]],
    [`${path}.bias`, [to]],
  ];
}

function norm(path: string, D: number): Entry[] {
  return [
    [`${path}.gain`, [D]],
    [`${path}.bias`, [D]],
  ];
}
