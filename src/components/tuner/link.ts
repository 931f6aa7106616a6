import { decimal, oneOf, whole } from '../../engine/labs/field.ts';
import { TUNING_MODES } from '../../engine/trained/jobs.ts';
import { TRAINED_LIMITS as LIMITS } from '../../engine/trained/limits.ts';
import { writeFragment } from '../address/fields.ts';
import { readLink } from '../labs/link.ts';
import type { FromLink } from '../labs/link.ts';
import { typedOf } from '../labs/typed.ts';
import { COUNTS, TASKS } from './examples.ts';
import { START } from './runs.ts';
import type { Settings } from './runs.ts';

/** What a link may set. */
const fields = {
  task: oneOf(START.task, TASKS),
  count: oneOf<number>(START.count, COUNTS),
  mode: oneOf(START.mode, TUNING_MODES),
  learningRate: decimal(START.learningRate, LIMITS.learningRate.min, LIMITS.learningRate.max),
  rank: whole(START.rank, LIMITS.rank.min, LIMITS.rank.max),
  steps: whole(START.steps, LIMITS.trainingSteps.min, LIMITS.trainingSteps.max),
  seed: whole(START.seed, LIMITS.seed.min, LIMITS.seed.max),
};

/** The settings in a link: those that are not as at first. A label of the reader's own is not in it. */
export function linkOf(id: string, settings: Settings, before = ''): string {
  return writeFragment(id, typedOf({ ...settings }), typedOf({ ...START }), before);
}

/** What a fragment says to the tuner `id`; nothing if it says nothing. */
export function followLink(id: string, hash: string): FromLink<typeof fields> | undefined {
  return readLink(id, hash, fields);
}
