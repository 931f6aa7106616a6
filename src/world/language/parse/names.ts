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

/** Whether a name ends here: nothing more of it follows, or the name of a next thing begins. */
function isLast(items: readonly Item[], i: number): boolean {
  const [next, ...rest] = items.slice(i + 1);
  if (!isNaming(next)) return true;
  const end = rest.findIndex((item) => !isNaming(item));
  const shapeComes = rest
    .slice(0, end < 0 ? rest.length : end)
    .some(({ kind }) => kind === 'shape');
  return items[i]?.kind === 'shape' && next.kind !== 'shape' && shapeComes;
}
