import type { Figure } from '../../text/harness/recipe.ts';
import type { Judged } from '../judged.ts';

/** What was right of the prompts with so many things. */
export type Summary = Pick<Judged, 'things' | 'count' | 'all' | 'attributes'>;

const BARS = { 1: 0.85, 2: 0.6 } as const;
export const THINGS = { 1: 'one thing', 2: 'two things' } as const;

/** For how many prompts all that was asked for is in the clip. */
export function allRight({ things, all, count }: Summary, of = ''): Figure {
  return { what: `${of}${THINGS[things]}: all right`, value: all, count };
}

/** The same with the bar that pocket Sora is held to. */
export function withBar(summary: Summary): Figure {
  return { ...allRight(summary), bar: BARS[summary.things] };
}

/** The same of each attribute. */
export function attributeFigures({ things, count, attributes }: Summary): Figure[] {
  return Object.entries(attributes).map(([attribute, value]) => {
    return { what: `${THINGS[things]}: ${nameOf(attribute, things)}`, value, count };
  });
}

/** An attribute in words: `other size` is the size of the second. */
export function nameOf(attribute: string, things: 1 | 2): string {
  if (attribute === 'count') return 'number of things';
  const [, other] = /^other (.*)$/.exec(attribute) ?? [];
  if (other !== undefined) return `${other} of the second`;
  return things === 2 && attribute !== 'relation' ? `${attribute} of the first` : attribute;
}

/** Decibels of clips that went through the compression network. */
export function reconstruction(decibels: readonly number[]): Figure {
  const value = decibels.reduce((sum, one) => sum + one, 0) / decibels.length;
  const variance = decibels.reduce((sum, one) => sum + (one - value) ** 2, 0) / decibels.length;
  return {
    what: 'reconstruction of held-out clips',
    unit: 'decibels',
    value: Number(value.toFixed(3)),
    deviation: Number(Math.sqrt(variance).toFixed(3)),
    count: decibels.length,
    bar: 30,
  };
}
