import { nextTask } from '../../../../src/engine/trained/worker/line.ts';
import type { Line } from '../../../../src/engine/trained/worker/line.ts';

/** A line that writes down what was told; `stopAfter` steps the job is called off with `reason`. */
export function listen<Step>(stopAfter = Infinity, reason: Error = new Error('stop')) {
  const steps: Step[] = [];
  const controller = new AbortController();
  const { signal } = controller;
  const line: Line<Step> = {
    signal,
    tell: (step) => {
      steps.push(step);
      if (steps.length === stopAfter) controller.abort(reason);
    },
    loading: () => undefined,
    pause: async () => {
      await nextTask();
      signal.throwIfAborted();
    },
  };
  return { line, steps };
}
