import type { Random } from '../../model/random.ts';
import type { Draw, Generator } from './generator.ts';

/** Most generators need one try; a test fails on one that needs two on average. */
const MOST_TRIES = 50;

/**
 * Draws until the draw is clear: no slip is graded right, and no two slips give the same number.
 *
 * @throws Error if that does not come about: the generator's ranges are wrong.
 */
export function drawClear(generator: Generator, random: Random): Draw {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const draw = generator(random);
    if (isClear(draw)) return draw;
  }
  throw new Error(`drawClear: ${MOST_TRIES} draws, and a slip gave the answer in each of them`);
}

/** Whether what is right and every known slip can be told apart. */
export function isClear({ answer, tolerance = 0, slips }: Draw): boolean {
  const wrong = Object.values(slips);
  const apart = (a: number, b: number, by: number) => Math.abs(a - b) > by + 1e-6 * Math.abs(b);
  return wrong.every(
    (slip, i) =>
      apart(slip, answer, 2 * tolerance) &&
      wrong.slice(0, i).every((other) => apart(slip, other, 0)),
  );
}
