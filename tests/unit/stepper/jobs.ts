import '@tensorflow/tfjs-backend-cpu';
import { runJob } from '../../../src/engine/run.ts';
import { show } from '../../../src/components/stepper/shown.ts';
import type { Shown } from '../../../src/components/stepper/shown.ts';
import { DEFAULTS, toJob } from '../../../src/components/stepper/state.ts';
import type { Model, Settings } from '../../../src/components/stepper/state.ts';

export const TEXT = 'a small red circle moves';

export function settingsOf(change: Partial<Settings> = {}): Settings {
  return { ...DEFAULTS, text: TEXT, ...change };
}

/** A job, computed. */
export function shownOf(model: Model, change: Partial<Settings> = {}): Shown {
  const job = toJob(model, settingsOf(change), []);
  return show(job, runJob(job), true);
}
