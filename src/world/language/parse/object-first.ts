import type { Place, Relation } from '../../scene.ts';
import type { Step } from './names.ts';

const SIDES: Readonly<Record<Relation, Place>> = {
  above: 'top',
  below: 'bottom',
  'left of': 'left',
  'right of': 'right',
};

/**
 * Puts the steps of a Chinese text into the order of an English one. Chinese says a relation after
 * its object: 蓝色正方形上方, "a blue square above". With no object before it, it is a place: 在上方.
 */
export function objectFirst(steps: readonly Step[]): Step[] {
  const ordered: Step[] = [];
  for (const step of steps) {
    if (step.kind !== 'relation') ordered.push(step);
    else if (!isObject(ordered.at(-1))) ordered.push({ kind: 'place', value: SIDES[step.value] });
    else ordered.splice(-1, 0, step);
  }
  return ordered;
}

function isObject(step: Step | undefined): boolean {
  return step?.kind === 'name' || step?.kind === 'it';
}
