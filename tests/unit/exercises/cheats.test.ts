import { beforeAll, expect, it } from 'vitest';
import { openThreads, tryCheat } from '../../../scripts/exercises/cheat.ts';
import { CHEATS } from '../../../scripts/exercises/cheats/index.ts';
import { loadExercises } from '../../../scripts/exercises/load.ts';
import { buildRuntime } from '../../../src/notebook/build/runtime-plugin.mjs';
import { judge } from '../../../src/notebook/judge/judge.ts';
import type { Open } from '../../../src/notebook/judge/session.ts';

// The judge as the page has it, with a thread in the place of the sandbox. In a real one:
// `tests/browser/exercise-cheats.spec.ts`.
let open: Open;
beforeAll(async () => {
  open = openThreads(await buildRuntime('exercise-main.ts'));
}, 120_000);

it('accepts the solutions this way too', async () => {
  for (const exercise of loadExercises(['scaled-dot-product-attention', 'encoder-layer-keras'])) {
    const report = await judge(exercise, exercise.solution, 5, open);
    expect(report.failure).toBeUndefined();
    expect(report.accepted).toBe(true);
  }
});

it('knows at least 18 cheats, each with a name of its own', () => {
  expect(CHEATS.length).toBeGreaterThanOrEqual(18);
  expect(new Set(CHEATS.map(({ id }) => id)).size).toBe(CHEATS.length);
});

// Side by side, because some wait for their time limit.
it.concurrent.each(CHEATS.map((cheat) => [cheat.id, cheat] as const))(
  'is not fooled by %s',
  async (_, cheat) => {
    const [exercise] = loadExercises([cheat.exercise]);
    if (!exercise) throw new Error(`no exercise ${cheat.exercise}`);
    expect(await tryCheat(cheat, exercise, open)).toBeUndefined();
  },
);
