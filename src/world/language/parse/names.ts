import { isNaming } from './item.ts';
import type { Item, Naming } from './item.ts';

/** Words that name one thing together: "small red circle". */
export interface Name {
  readonly kind: 'name';
  readonly values: readonly Naming[];
}

export type Step = Name | Exclude<Item, Naming>;

/** Puts words that stand side by side and name one thing into one step. */
export function joinNames(items: readonly Item[]): Step[] {
  const solid = items.filter(({ kind }) => kind !== 'glue');
  const steps: Step[] = [];
  let run: Naming[] = [];
  solid.forEach((item, i) => {
    if (!isNaming(item)) steps.push(item);
    else run.push(item);
    if (run.length > 0 && isLast(solid, i)) {
      steps.push({ kind: 'name', values: run });
      run = [];
    }
  });
  return steps;
}

/** Whether a name ends here: nothing more of it follows, or a next one may begin after its shape. */
function isLast(items: readonly Item[], i: number): boolean {
  const next = items[i + 1];
  return !isNaming(next) || (items[i]?.kind === 'shape' && next.kind !== 'shape');
}
