import type { Job } from '../../engine/protocol.ts';
import { FREQUENCIES } from '../../engine/block-steps.ts';
import { sequenceOf, tableLetter } from '../../engine/sequences.ts';
import { SCOPE } from '../../engine/steps.ts';

type Entry = readonly [name: string, shape: readonly number[]];

/** The name and shape of every weight that a job will have. A test holds it to `initJob`. */
export function weightShapes(job: Omit<Job, 'edits'>): ReadonlyMap<string, readonly number[]> {
  return new Map<string, readonly number[]>(entries({ ...job, edits: [] }));
}

function entries(job: Job): Entry[] {
  const { model, width: D } = job;
  if (model === 'dit-block') return blockEntries(job);
  const scope = SCOPE[model];
  const embedding = table('embedding.table', job);
  const ffn = [
    ...linear(`${scope}.ffn.inner`, D, 4 * D),
    ...linear(`${scope}.ffn.outer`, 4 * D, D),
  ];
  const attend = (path: string) => attention(`${scope}.${path}`, D);
  const normal = (path: string) => norm(`${scope}.${path}`, D);
  switch (model) {
    case 'attention':
      return [embedding, ...attention(scope, D)];
    case 'encoder':
      return [embedding, ...attend('self'), ...normal('norm1'), ...ffn, ...normal('norm2')];
    case 'decoder':
      return [
        ...[table('source.table', job), embedding],
        ...[...attend('self'), ...normal('norm1')],
        ...[...attend('cross'), ...normal('norm2')],
        ...[...ffn, ...normal('norm3')],
      ];
  }
}

function blockEntries(job: Job): Entry[] {
  const { width: D } = job;
  const scope = SCOPE['dit-block'];
  return [
    table('embedding.table', job),
    ...[...linear('time.inner', FREQUENCIES, D), ...linear('time.outer', D, D)],
    table('caption.table', job),
    ...linear(`${scope}.modulation`, D, 6 * D),
    ...attention(`${scope}.self`, D),
    ...[...linear(`${scope}.mlp.inner`, D, 4 * D), ...linear(`${scope}.mlp.outer`, 4 * D, D)],
  ];
}

function table(name: string, job: Job): Entry {
  const { tokens, padding } = sequenceOf(job, name, tableLetter(name) ?? 'T');
  return [name, [tokens.length + padding, job.width]];
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
