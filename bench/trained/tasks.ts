import { BATCH, RATES, START as TUNER } from '../../src/components/tuner/runs.ts';
import { drawData } from '../../src/components/tuner/examples.ts';
import { START as STUDIO, START_PROMPT } from '../../src/components/studio/state.ts';
import type { Jobs, TuningMode } from '../../src/engine/trained/jobs.ts';

/** What is timed: the jobs as the widgets start them, unless the reader sets something else. */

/** Two things, and all there is to say of them. */
const CAPTION = 'a small red circle in the center moves right above a large blue square';

export const translateInput: Jobs['translate']['input'] = {
  tokens: CAPTION.split(' '),
  record: false,
};

/** The clip alone, or after each step what has come out of the noise so far. */
export function sampleInput(preview: 'none' | 'clip'): Jobs['sample']['input'] {
  const { steps, guidance, seed, size } = STUDIO;
  return { prompt: START_PROMPT.split(' '), steps, guidance, seed, size, preview };
}

export async function tuneInput(mode: TuningMode): Promise<Jobs['finetune']['input']> {
  const { task, count, rank, steps, seed } = TUNER;
  if (task === 'own') throw new Error('the tuner starts with labels that nobody has given');
  const data = await drawData(task, count, seed);
  return { ...data, mode, rank, seed, steps, learningRate: RATES[mode], batch: BATCH };
}
