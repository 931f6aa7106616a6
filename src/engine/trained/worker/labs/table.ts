import * as tf from '@tensorflow/tfjs-core';
import type { LabJobs, LabName, LabResults, LabSettings, LabSteps } from '../../../labs/index.ts';
import type { Line } from '../line.ts';
import type { JobTable } from '../serve.ts';
import type { Library } from '../table.ts';

/** What computes a lab. It may use the trained models, and keeps no tensor. */
export interface LabModule<Name extends LabName> {
  readonly run: (
    settings: LabSettings<Name>,
    line: Line<LabSteps[Name]>,
    library: Library,
  ) => LabResults[Name] | Promise<LabResults[Name]>;
}

type LabModules = { readonly [Name in LabName]: () => Promise<LabModule<Name>> };

/** Each is fetched when it is first used. */
export const labModules: LabModules = {
  masks: () => import('./masks.ts'),
  scale: () => import('./scale.ts'),
  translation: () => import('./translation.ts'),
  cost: () => import('./cost.ts'),
  diffusion: () => import('./diffusion.ts'),
  noising: () => import('./noising.ts'),
  denoising: () => import('./denoising.ts'),
  positions: () => import('./positions.ts'),
  norms: () => import('./norms.ts'),
  patches: () => import('./patches.ts'),
  lora: () => import('./lora.ts'),
  levels: () => import('./levels.ts'),
  studio: () => import('./studio.ts'),
};

/** The labs as jobs of this worker. */
export function labJobs(library: Library): Pick<JobTable, keyof LabJobs> {
  const jobs = Object.entries(labModules).map(([name, load]) => [
    `lab-${name}`,
    jobOf(load as () => Promise<LabModule<LabName>>, library),
  ]);
  return Object.fromEntries(jobs) as Pick<JobTable, keyof LabJobs>;
}

function jobOf<Name extends LabName>(load: () => Promise<LabModule<Name>>, library: Library) {
  return async (settings: LabSettings<Name>, line: Line<LabSteps[Name]>) => {
    const lab = await load();
    const value = await lab.run(settings, line, library);
    return { value, tensors: tf.memory().numTensors };
  };
}
