import { globSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { candidateOf, taskOf, type Candidate } from '../../../../src/interview/mock/pool.ts';
import type { Turn } from '../../../../src/interview/mock/turn.ts';
import { readBank } from '../bank/bank.ts';

/** All that the course has today: questions and exercises, without hunts. */
export function readPool(): readonly Candidate[] {
  const questions = readBank().map(({ id, data }) => candidateOf(id, data));
  const exercises = globSync('src/content/exercises/*/exercise.mdx').map((path) => {
    const [, head = ''] = /^---\n(.*?)\n---\n/s.exec(readFileSync(path, 'utf8')) ?? [];
    const { minutes } = load(head) as { readonly minutes: number };
    const id = path.split('/').at(-2) ?? '';
    return taskOf('exercise', { id, topic: 'transformer', minutes });
  });
  return [...questions, ...exercises];
}

/** Bug hunts as they might be. */
export const hunts: readonly Candidate[] = Array.from({ length: 12 }, (_, i) =>
  taskOf('hunt', { id: `hunt-${i}`, topic: 'code', minutes: 4 + i }),
);

/** A turn of a minute. */
export function turnOf(card: string, more: Partial<Turn> = {}): Turn {
  return { card, section: 'explain', topic: 'attention', limit: 60, seed: 1, ...more };
}
