import { BATCH, RATES, START as TUNER } from '../../src/components/tuner/runs.ts';
import { drawData } from '../../src/components/tuner/examples.ts';
import { firstOf } from '../../src/engine/labs/field.ts';
import { studioFields } from '../../src/engine/labs/studio.ts';
import type { StudioSettings } from '../../src/engine/labs/studio.ts';
import type { Jobs, TuningMode } from '../../src/engine/trained/jobs.ts';

/** What is timed: the jobs as the widgets start them, unless the reader sets something else. */

/** Two things, and all there is to say of them. */
const CAPTION = 'a small red circle in the center moves right above a large blue square';

export const translateInput: Jobs['translate']['input'] = {
  tokens: CAPTION.split(' '),
  record: false,
};

/** A clip of nine frames in the studio, with some of its steps or each decoded on the way. */
export function studioInput(each: boolean): StudioSettings {
  return { ...firstOf(studioFields), steps: 25, size: '9x32x32', each };
}

export async function tuneInput(mode: TuningMode): Promise<Jobs['finetune']['input']> {
  const { task, count, rank, steps, seed } = TUNER;
  if (task === 'own') throw new Error('the tuner starts with labels that nobody has given');
  const data = await drawData(task, count, seed);
  return { ...data, mode, rank, seed, steps, learningRate: RATES[mode], batch: BATCH };
}
