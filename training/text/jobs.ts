import { jobOf } from './harness/job.ts';
import type { Job } from './harness/job.ts';
import { readerRecipe } from './models/reader.ts';
import { translatorRecipe } from './models/translator.ts';

/** What can be trained, by the word after `npm run train --`. */
export const JOBS: Readonly<Record<string, Job>> = {
  reader: jobOf(readerRecipe),
  translator: jobOf(translatorRecipe),
};
