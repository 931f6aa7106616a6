import '@tensorflow/tfjs-backend-cpu';
import type { Job } from '../../../src/engine/protocol.ts';
import { runJob } from '../../../src/engine/run.ts';
import { instrumentOf } from '../../../src/components/stepper/instruments.ts';
import { show } from '../../../src/components/stepper/shown.ts';
import type { Shown } from '../../../src/components/stepper/shown.ts';
import { DEFAULTS, toJob } from '../../../src/components/stepper/state.ts';
import type { Model, Settings } from '../../../src/components/stepper/state.ts';

export const TEXT = 'a small red circle moves';
export const SOURCE = 'un petit cercle';

export function settingsOf(change: Partial<Settings> = {}): Settings {
  return { ...DEFAULTS, text: TEXT, source: SOURCE, ...change };
}

/** A job, computed. */
export function shownOf(model: Model, change: Partial<Settings> = {}): Shown {
  const job = toJob(model, settingsOf(change), []);
  return show(instrumentOf(model), job, runJob(job), true);
}

/** The same job with some weights set by hand. */
export function withEdits({ job }: Shown, edits: Job['edits']): Shown {
  const edited = { ...job, edits };
  return show(instrumentOf(job.model), edited, runJob(edited), true);
}
