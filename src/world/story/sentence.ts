import { pick } from '../random.ts';
import { fillForm, slotsOf } from './form.ts';
import type { Random } from '../random.ts';
import type { Thing } from '../scene.ts';
import type { Attribute } from './fact.ts';
import type { Filled } from './form.ts';

/** What a story tells of a thing beside its color and shape, by which it is known. */
export const TOLD = ['size', 'place', 'motion'] as const satisfies readonly Attribute[];
export type Told = (typeof TOLD)[number];

/** How a sentence speaks of its thing: for the first time, again, or right after a sentence about it. */
export type Mention = 'first' | 'again' | 'it';

const KNOWN = [
  'the COLOR SHAPE is SIZE .',
  'the COLOR SHAPE is PLACE .',
  'the COLOR SHAPE MOTION .',
  'the COLOR SHAPE PLACE is SIZE .',
  'the SIZE COLOR SHAPE is PLACE .',
  'the SIZE COLOR SHAPE MOTION .',
  'the COLOR SHAPE PLACE MOTION .',
  'PLACE , the COLOR SHAPE MOTION .',
];

/** The forms of a sentence. Each tells one or two facts beside color and shape. */
export const FORMS: Readonly<Record<Mention, readonly string[]>> = {
  first: [
    ...KNOWN,
    'there is A SIZE COLOR SHAPE .',
    'A COLOR SHAPE is PLACE .',
    'there is A COLOR SHAPE PLACE .',
    'A COLOR SHAPE MOTION .',
    'A SIZE COLOR SHAPE is PLACE .',
    'there is A SIZE COLOR SHAPE PLACE .',
    'A SIZE COLOR SHAPE MOTION .',
    'A COLOR SHAPE PLACE MOTION .',
    'PLACE , A COLOR SHAPE MOTION .',
  ],
  again: KNOWN,
  it: [
    'it is SIZE .',
    'it is PLACE .',
    'it MOTION .',
    'it is SIZE and PLACE .',
    'it is SIZE and MOTION .',
    'it MOTION PLACE .',
  ],
};

/** A sentence that tells just these facts of a thing. */
export function writeSentence(
  random: Random,
  thing: Thing,
  told: readonly Told[],
  mention: Mention,
): Filled {
  return fillForm(random, pick(random, formsFor(told, mention)), thing);
}

/** The forms that tell just these facts. */
export function formsFor(told: readonly Told[], mention: Mention): string[] {
  return FORMS[mention].filter((form) => {
    const slots = slotsOf(form);
    return TOLD.every((name) => slots.includes(name) === told.includes(name));
  });
}
