import { describe, expect, it } from 'vitest';
import { isCourseLesson } from '../../../../src/content/course.ts';
import { ask, seedOf } from '../../../../src/interview/ask.ts';
import { generators } from '../../../../src/interview/generators/index.ts';
import { holesOf } from '../../../../src/interview/holes.ts';
import { createRandom } from '../../../../src/model/random.ts';
import { readSources } from '../../content/read.ts';
import { readBank } from './bank.ts';
import { draws } from './draws.ts';
import { longestBias, nearDuplicates, positionBias, singleChoices } from './measure.ts';

const bank = readBank();
const sources = readSources();
const drawn = bank.flatMap(({ id, data }) => (data.kind === 'drawn' ? [{ id, data }] : []));

describe.each(bank)('question $id', ({ id, data }) => {
  it('names a lesson of the course and sources that exist', () => {
    expect(isCourseLesson(data.lesson), data.lesson).toBe(true);
    expect(data.sources.filter((source) => !sources.has(source))).toEqual([]);
  });

  it('is asked with any seed, the same with the same', () => {
    for (const round of [0, 1, 2]) {
      const seed = seedOf(id, round);
      expect(ask(data, seed)).toEqual(ask(data, seed));
    }
  });

  it('has no hole outside of a drawn question', () => {
    if (data.kind !== 'drawn') expect(holesOf(JSON.stringify(data))).toEqual([]);
  });
});

describe.each(drawn)('drawn question $id', ({ data }) => {
  const draw = generators.get(data.generator)?.(createRandom(1));

  it('names a generator, and explains each of its slips and no other', () => {
    expect(draw, data.generator).toBeDefined();
    expect(Object.keys(data.slips).toSorted()).toEqual(Object.keys(draw?.slips ?? {}).toSorted());
  });

  it('shows everything that was drawn, and has no other hole', () => {
    const holes = holesOf(JSON.stringify(data));
    const values = Object.keys(draw?.values ?? {});
    expect(holes.filter((hole) => !values.includes(hole))).toEqual([]);
  });
});

it('every generator is asked by one question', () => {
  const asked = drawn.map(({ data }) => data.generator);
  expect(asked.toSorted()).toEqual([...generators.keys()].toSorted());
});

it('no two prompts are almost the same', () => {
  expect(nearDuplicates(bank)).toEqual([]);
});

describe('what could be guessed without knowing', () => {
  it('the right choice is the longest as often as by chance', () => {
    expect(Math.abs(longestBias(bank).deviations)).toBeLessThanOrEqual(2);
  });

  it('the right choice stands at each place as often as by chance, as shown and as authored', () => {
    for (const { deviations } of [...positionBias(bank, 0), ...positionBias(bank)]) {
      expect(Math.abs(deviations)).toBeLessThanOrEqual(3);
    }
  });

  it('is shuffled evenly over many rounds', () => {
    const [first] = singleChoices(bank);
    const choices = first?.data.choices.length ?? 0;
    const counts = Array<number>(choices).fill(0);
    for (let round = 0; round < 100 * draws; round++) {
      const shown = first && ask(first.data, seedOf(first.id, round));
      const place = shown && 'choices' in shown ? shown.choices.findIndex((c) => c.right) : -1;
      counts[place] = (counts[place] ?? 0) + 1;
    }
    const expected = (100 * draws) / choices;
    const squares = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(squares).toBeLessThan(3 * choices + 10); // far out in the tail of χ²
  });
});
