import { describe, expect, it } from 'vitest';
import { drawClear, isClear } from '../../../../src/interview/generators/clear.ts';
import { generators, type Draw } from '../../../../src/interview/generators/index.ts';
import { createRandom } from '../../../../src/model/random.ts';
import { checkLine } from '../../content/arithmetic.ts';
import { draws } from './draws.ts';
import { independent } from './independent/index.ts';
import { Values } from './independent/values.ts';

const seeds = Array.from({ length: draws }, (_, i) => 7919 * i + 1);

it('there are at least 40, each with a second computation and no other', () => {
  expect(generators.size).toBeGreaterThanOrEqual(40);
  expect(Object.keys(independent).toSorted()).toEqual([...generators.keys()].toSorted());
});

describe.each([...generators])('generator %s', (name, generator) => {
  const drawn = seeds.map((seed) => drawClear(generator, createRandom(seed)));

  it('agrees with a second computation', () => {
    for (const { values, answer, tolerance = 0 } of drawn) {
      const second = independent[name]?.(new Values(values)) ?? NaN;
      // Far closer than the tolerance that a reader has.
      const near = Math.max(1e-6 * Math.abs(answer), 1e-6, tolerance / 1000);
      expect(Math.abs(second - answer), JSON.stringify(values)).toBeLessThanOrEqual(near);
    }
  });

  it('shows arithmetic that comes out, down to the answer', () => {
    for (const { working, answer, tolerance = 0, values } of drawn) {
      const ends = working.map((line) => checkLine(line));
      const off = Math.abs((ends.at(-1) ?? NaN) - answer);
      const near = Math.max(tolerance / 2, 1e-9 * Math.abs(answer));
      expect(off, `${working.join('; ')} ${JSON.stringify(values)}`).toBeLessThanOrEqual(near);
    }
  });

  it('draws nothing ambiguous, and rarely has to draw again', () => {
    expect(drawn.every(isClear)).toBe(true);
    const clear = seeds.filter((seed) => isClear(generator(createRandom(seed)))).length;
    expect(clear / seeds.length).toBeGreaterThanOrEqual(0.5);
  });

  it('knows at least two slips, the same in every draw', () => {
    const names = (draw: Draw) => Object.keys(draw.slips).join();
    expect(new Set(drawn.map(names)).size).toBe(1);
    expect(Object.keys(drawn[0]?.slips ?? {}).length).toBeGreaterThanOrEqual(2);
  });

  it('draws many questions, not one', () => {
    const shown = new Set(drawn.map(({ values }) => JSON.stringify(values)));
    expect(shown.size).toBeGreaterThanOrEqual(Math.min(6, draws / 4));
  });

  it('draws the same from the same seed', () => {
    expect(drawClear(generator, createRandom(5))).toEqual(drawClear(generator, createRandom(5)));
  });
});
