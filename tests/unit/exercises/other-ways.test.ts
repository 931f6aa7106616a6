import { expect, it } from 'vitest';
import { loadExercises } from '../../../scripts/exercises/load.ts';
import { openHere } from '../../../scripts/exercises/session.ts';
import { judge } from '../../../src/notebook/judge/judge.ts';
import { OTHER_WAYS } from './other-ways.ts';

const SEEDS = [1, 2, 3];

it.each(OTHER_WAYS)('$exercise accepts $how', async ({ exercise, code }) => {
  for (const folder of loadExercises([exercise])) {
    for (const seed of SEEDS) {
      const { failure, broken } = await judge(folder, code, seed, openHere);
      expect({ seed, failure, broken }).toEqual({ seed, failure: undefined, broken: [] });
    }
  }
});
