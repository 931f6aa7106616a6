import type { Judged } from '../../../../training/video/judged.ts';

/** Lines of `judged.jsonl` for a sampling: 100 prompts with one thing, and 100 with two. */
export function linesOf(
  [one, two]: readonly [number, number],
  sampling: Partial<Judged> = {},
): Judged[] {
  const usual = { run: 'dit', of: 'test-9x32x32', steps: 25, guidance: 3, known: 0, count: 100 };
  return [
    { ...usual, things: 1, all: one, attributes: { color: 1, shape: one }, ...sampling },
    { ...usual, things: 2, all: two, attributes: { count: 1, 'other size': two }, ...sampling },
  ];
}

/** All that a card wants. */
export const LINES: readonly Judged[] = [
  ...linesOf([0.6, 0.3], { guidance: 1 }),
  ...linesOf([1, 0.8]),
  ...linesOf([0.5, 0.2], { steps: 4 }),
  ...['9x24x40', '9x40x24', '5x32x32', '1x32x32'].flatMap((size) =>
    linesOf([1, 0.4], { of: `test-${size}` }),
  ),
  ...[1, 2].flatMap((known) => linesOf([1, 0.8], { known })),
  ...linesOf([0.7, 0.4], { run: 'dit-small' }),
  ...linesOf([0.2, 0], { run: 'dit-tiny' }),
];
