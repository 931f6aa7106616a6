import { curveJob } from './harness/curve-job.ts';
import { jobOf } from './harness/job.ts';
import type { Job } from './harness/job.ts';
import { lengthsJob } from './harness/lengths-job.ts';
import { runsJob } from './harness/runs-job.ts';
import { answererRecipe } from './models/answerer.ts';
import { classifierRecipe } from './models/classifier.ts';
import { flatRecipe, levelsRecipe } from './models/levels.ts';
import { readerRecipe } from './models/reader.ts';
import { translatorRecipe } from './models/translator.ts';
import { soraJob } from '../video/check/job.ts';

/** What can be trained, by the word after `npm run train --`. */
export const JOBS: Readonly<Record<string, Job>> = {
  reader: jobOf(readerRecipe),
  translator: jobOf(translatorRecipe),
  answerer: jobOf(answererRecipe),
  classifier: jobOf(classifierRecipe),
  'label-curve': curveJob,
  'tuning-runs': runsJob,
  multilevel: jobOf(levelsRecipe),
  'multilevel-flat': jobOf(flatRecipe),
  'multilevel-lengths': lengthsJob,
  'pocket-sora': soraJob,
};

/** What a job publishes below `public/models`: there once it has run to its end. */
export function shippedBy(name: string): string {
  return SHIPPED[name] ?? `${name}/card.json`;
}

const SHIPPED: Readonly<Record<string, string>> = {
  'label-curve': 'label-curve.json',
  'tuning-runs': 'tuning-runs.json',
  'multilevel-lengths': 'multilevel/lengths.json',
};
