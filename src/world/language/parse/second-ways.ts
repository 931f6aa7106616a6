import type { Step } from './names.ts';

/**
 * Takes "left" and "right" right after a motion, or after it and "and", for a second motion:
 * "moves right and left" is one too many. Elsewhere they are places.
 */
export function secondWays(steps: readonly Step[]): Step[] {
  return steps.map((step, i) => {
    if (step.kind !== 'place' || (step.value !== 'left' && step.value !== 'right')) return step;
    const before = steps[i - 1]?.kind === 'and' ? steps[i - 2] : steps[i - 1];
    return before?.kind === 'motion' ? { kind: 'motion', value: step.value } : step;
  });
}
