import { createOpen } from '../../src/notebook/exercise/session.ts';
import { judge } from '../../src/notebook/judge/judge.ts';
import type { Exercise } from '../../src/notebook/judge/exercise.ts';
import type { Open } from '../../src/notebook/judge/session.ts';
import type { Cheat } from './cheats/index.ts';
import { openThread } from './thread.ts';

/** Threads of Node with the runtime that the page's sandbox has. */
export function openThreads(runtime: string): Open {
  return createOpen(runtime, {}, openThread);
}

/** Whether a cheat fooled the judge, and how. Nothing if it did not. */
export async function tryCheat(
  cheat: Cheat,
  exercise: Exercise,
  open: Open,
): Promise<string | undefined> {
  const { accepted, slow } = await judge(exercise, cheat.code, 5, open);
  if (cheat.wanted !== 'slow') return accepted ? `${cheat.id} was accepted` : undefined;
  if (!accepted) return `${cheat.id} was rejected, though it is right and slow`;
  return slow === undefined ? `${cheat.id} was not told to be slow` : undefined;
}
