import { expect, it } from 'vitest';
import { readHuntState } from '../../../src/components/hunt/saved.ts';
import {
  ask,
  foundBy,
  FRESH,
  isMissed,
  look,
  markLine,
  mend,
  nameCause,
  stageOf,
} from '../../../src/components/hunt/state.ts';

const facts = { cause: 2, line: 7 };
const found = markLine(nameCause(FRESH, 2), 7);

it('goes from cause to line to repair, and on only by what is right', () => {
  expect(stageOf(FRESH, facts)).toBe('cause');
  expect(stageOf(nameCause(FRESH, 1), facts)).toBe('cause');
  expect(stageOf(nameCause(FRESH, 2), facts)).toBe('line');
  expect(stageOf(markLine(nameCause(FRESH, 2), 6), facts)).toBe('line');
  expect(stageOf(found, facts)).toBe('repair');
  expect(stageOf(mend(found, 'x'), facts)).toBe('done');
});

it('counts a piece of evidence once', () => {
  expect(ask(ask(ask(FRESH, 'a'), 'b'), 'a').asked).toEqual(['a', 'b']);
});

it('calls a wrong cause, a wrong line and a look a miss, evidence not', () => {
  expect(isMissed(ask(found, 'a'), facts)).toBe(false);
  expect(isMissed(nameCause(FRESH, 0), facts)).toBe(true);
  expect(isMissed(markLine(FRESH, 1), facts)).toBe(true);
  expect(isMissed(look(FRESH), facts)).toBe(true);
});

it('tells the first miss, or the end without one, and nothing else', () => {
  const missed = nameCause(FRESH, 0);
  expect(foundBy(FRESH, missed, facts)).toBe(false);
  expect(foundBy(missed, nameCause(missed, 1), facts)).toBeUndefined();
  expect(foundBy(missed, mend(missed, 'x'), facts)).toBeUndefined();
  expect(foundBy(FRESH, nameCause(FRESH, 2), facts)).toBeUndefined();
  expect(foundBy(found, mend(found, 'x'), facts)).toBe(true);
  expect(foundBy(mend(found, 'x'), mend(found, 'y'), facts)).toBeUndefined();
});

it('does not mind a look at the solution after the end, and keeps the first repair', () => {
  const done = mend(found, 'x');
  expect(look(done)).toBe(done);
  expect(mend(done, 'y').repair).toBe('x');
});

it('reads back what it kept, and nothing else', () => {
  for (const state of [FRESH, look(nameCause(ask(FRESH, 'a'), 1)), mend(found, 'x')]) {
    expect(readHuntState(JSON.parse(JSON.stringify(state)))).toEqual(state);
  }
  const damaged = [null, 3, 'x', [], {}, { ...FRESH, asked: [1] }, { ...FRESH, looked: 'no' }];
  for (const value of damaged) expect(readHuntState(value)).toBeUndefined();
  expect(readHuntState({ ...FRESH, lines: 'none' })).toBeUndefined();
  expect(readHuntState({ ...FRESH, repair: 5 })).toBeUndefined();
});
