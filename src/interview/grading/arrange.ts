import type { AskedMatch, AskedOrder } from '../arrange.ts';
import { verdictOf, type Verdict } from './verdict.ts';

/**
 * Steps in the reader's order. Right are the most steps that already stand in order among
 * themselves: who puts one step in a wrong place has one wrong, not all that it pushed along.
 *
 * @param sequence positions of the shown items, in the reader's order.
 */
export function gradeOrder({ items }: AskedOrder, sequence: readonly number[]): Verdict {
  const places = sequence.map((position) => items[position]?.place ?? -1);
  const kept = new Set(longestRise(places));
  const wrong = sequence.filter((_, i) => !kept.has(i));
  const misplaced = wrong.flatMap((position) => items[position] ?? []);
  const feedback = misplaced.map(({ text, why }) => `${text}: ${why}`);
  return verdictOf(
    sequence.map((_, i) => kept.has(i)),
    feedback,
  );
}

/** Positions of a longest rising subsequence. */
function longestRise(values: readonly number[]): number[] {
  const best: number[][] = [];
  for (const [i, value] of values.entries()) {
    const before = best.filter((_, j) => (values[j] ?? Infinity) < value);
    best.push([...longest(before), i]);
  }
  return longest(best);
}

function longest(lists: readonly number[][]): number[] {
  return lists.reduce((long, list) => (list.length > long.length ? list : long), []);
}

/** @param picked for each pair, the position of the picked option; nothing if none is. */
export function gradeMatch(
  { pairs, options }: AskedMatch,
  picked: readonly (number | undefined)[],
): Verdict {
  const open = pairs.filter((_, i) => picked[i] === undefined).length;
  if (open > 0) return { kind: 'unread', problem: 'incomplete', at: String(open) };
  const parts = pairs.map(({ right }, i) => options[picked[i] ?? -1] === right);
  return verdictOf(
    parts,
    pairs.filter((_, i) => !parts[i]).map(({ left, why }) => `${left}: ${why}`),
  );
}
