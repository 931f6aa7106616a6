import type { Job, Trace } from '../../engine/protocol.ts';
import type { ToldStep } from './instrument.ts';
import { instrumentOf } from './instruments.ts';
import { show } from './shown.ts';
import type { Shown } from './shown.ts';
import { findStep, toJob } from './state.ts';
import type { Model, Settings } from './state.ts';

/** What a stepper begins with, computed. */
export interface Beginning {
  readonly trace: Trace;
  readonly shown: Shown;
  /** What is looked at. */
  readonly step: ToldStep;
}

/**
 * Computes what a stepper shows at first, while the site is built or tested.
 *
 * @param run computes a job: pages may not carry what does
 * @param step a tap's name, or its end; the first step unless told otherwise
 * @throws Error if there is no such step
 */
export function begin(
  run: (job: Job) => Trace,
  model: Model,
  settings: Settings,
  step?: string,
): Beginning {
  const instrument = instrumentOf(model);
  const job = toJob(model, settings, []);
  const trace = run(job);
  const shown = show(instrument, job, trace, false);
  const names = shown.steps.map(({ name }) => name);
  const wanted = step === undefined ? names[0] : findStep(names, step);
  const found = shown.steps.find(({ name }) => name === wanted);
  if (!found) throw new Error(`stepper of ${model}: no step "${step}", only ${names.join(', ')}`);
  return { trace, shown, step: found };
}
