import type { Job } from './harness/job.ts';

/** What can be trained, by the word after `npm run train --`. */
export const JOBS: Readonly<Record<string, Job>> = {};
