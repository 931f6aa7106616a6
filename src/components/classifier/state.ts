import type { Classification } from '../../engine/trained/jobs.ts';
import { classifierStrings as strings } from '../../strings/en/classifier.ts';
import { percent } from '../matrix/numbers.ts';
import { strongest } from '../trained/pattern.ts';

export const START_TEXT = 'a small red circle moves right above a blue square';

type Chances = Pick<Classification, 'classes' | 'chances'>;

/** Each class with its chance, the likeliest first. */
export function chancesOf({ classes, chances }: Chances): { name: string; chance: number }[] {
  return classes
    .map((name, i) => ({ name, chance: chances[i] ?? 0 }))
    .toSorted((a, b) => b.chance - a.chance);
}

/** What the model says, in a sentence. */
export function saidOf({ classes, chances }: Chances): string {
  const best = strongest(chances);
  return strings.result(classes[best] ?? '', percent(chances[best] ?? 0));
}
