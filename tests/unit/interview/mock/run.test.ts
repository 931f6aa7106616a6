import { describe, expect, it } from 'vitest';
import { compare, finish, sumBy, sumUp, type Item } from '../../../../src/interview/mock/report.ts';
import { standAt, type Move, type Session } from '../../../../src/interview/mock/run.ts';
import { turnOf } from './support.ts';

const SECOND = 1000;
const BEGUN: Move = { kind: 'begun', at: 0 };
const right = { kind: 'answered', right: 1, said: '' } as const;

function session(moves: readonly Move[], minutes = 20): Session {
  const turns = [
    turnOf('question:a'),
    turnOf('question:b', { section: 'numbers', topic: 'video' }),
    turnOf('question:c'),
  ];
  return { plan: { role: 'research', minutes, seed: 9 }, turns, moves: [BEGUN, ...moves] };
}

/** Where a session stands after some moves, at a second. */
function stand(second: number, ...moves: readonly Move[]) {
  return standAt(session(moves), second * SECOND);
}

const at = (second: number) => ({ at: second * SECOND });

describe('the clock', () => {
  it('runs while a question is open', () => {
    expect(stand(30)).toMatchObject({ phase: 'asked', spent: 30_000, spentHere: 30_000 });
  });

  it('stands while an answer is compared', () => {
    const standing = stand(50, { ...right, ...at(20) });
    expect(standing).toMatchObject({ phase: 'compared', spent: 20_000, compared: 30_000 });
  });

  it('stands in a pause, and counts how often and how long', () => {
    const standing = stand(100, { kind: 'paused', ...at(10) }, { kind: 'resumed', ...at(70) });
    expect(standing).toMatchObject({ paused: false, spent: 40_000, stood: 60_000, pauses: 1 });
    expect(stand(100, { kind: 'paused', ...at(10) })).toMatchObject({
      paused: true,
      stood: 90_000,
    });
  });

  it('counts the time away as a pause', () => {
    const away: Move = { kind: 'away', ...at(15), until: 600 * SECOND };
    const standing = stand(610, away);
    expect(standing).toMatchObject({ spent: 25_000, stood: 585_000, away: 585_000, pauses: 1 });
  });

  it('counts away in a pause as one pause', () => {
    const standing = stand(
      50,
      { kind: 'paused', ...at(10) },
      { kind: 'away', ...at(20), until: 40 * SECOND },
    );
    expect(standing).toMatchObject({ spent: 10_000, stood: 40_000, away: 20_000, pauses: 1 });
  });

  it('counts nothing when it goes back', () => {
    const standing = stand(40, { kind: 'paused', ...at(50) }, { kind: 'resumed', ...at(30) });
    expect(standing).toMatchObject({ spent: 60_000, stood: 0 });
  });

  it('begins anew for each question', () => {
    const standing = stand(45, { ...right, ...at(20) }, { kind: 'next', ...at(30) });
    expect(standing).toMatchObject({ turn: 1, phase: 'asked', spent: 35_000, spentHere: 15_000 });
  });
});

describe('a turn', () => {
  it('is kept with its time and its answer', () => {
    const { done } = stand(30, { ...right, right: 0.5, said: 'so', ...at(20) }, next(25));
    expect(done).toEqual([{ right: 0.5, said: 'so', skipped: false, spent: 20_000 }]);
  });

  it('in own words is compared before it is graded', () => {
    const shown: Move = { kind: 'shown', said: 'mine', ...at(20) };
    expect(stand(30, shown)).toMatchObject({ phase: 'compared', answer: { said: 'mine' } });
    expect(stand(40, shown, next(30))).toMatchObject({ turn: 0 });
    const { done } = stand(40, shown, { ...right, said: 'mine', ...at(30) }, next(35));
    expect(done).toEqual([{ right: 1, said: 'mine', skipped: false, spent: 20_000 }]);
  });

  it('can be skipped, and counts as nothing right', () => {
    const { done, turn } = stand(30, { kind: 'skipped', ...at(12) });
    expect(turn).toBe(1);
    expect(done).toEqual([{ right: 0, said: '', skipped: true, spent: 12_000 }]);
  });

  it('is graded once', () => {
    const { done } = stand(30, { ...right, ...at(5) }, { ...right, right: 0, ...at(6) }, next(7));
    expect(done[0]?.right).toBe(1);
  });

  it('cannot be answered in a pause', () => {
    expect(stand(30, { kind: 'paused', ...at(5) }, { ...right, ...at(6) }).answer).toBeUndefined();
  });
});

describe('the end', () => {
  it('comes after the last question', () => {
    const moves: Move[] = [1, 2, 3].map((second) => ({ kind: 'skipped', ...at(second) }));
    expect(stand(9, ...moves)).toMatchObject({ phase: 'over', spent: 3000 });
  });

  it('comes with the time, after the question that is open', () => {
    expect(stand(1201)).toMatchObject({ phase: 'asked' });
    const over = stand(1300, { ...right, ...at(1210) }, next(1211));
    expect(over).toMatchObject({ phase: 'over', spent: 1_210_000 });
    expect(over.done).toHaveLength(1);
  });

  it('does not come by a pause', () => {
    const moves: Move[] = [
      { kind: 'paused', ...at(1) },
      { kind: 'resumed', ...at(5000) },
      { ...right, ...at(5010) },
    ];
    expect(stand(5020, ...moves, next(5011))).toMatchObject({ phase: 'asked', turn: 1 });
  });

  it('may be asked for, and then the open question is skipped', () => {
    const over = stand(99, { ...right, ...at(5) }, next(6), { kind: 'ended', ...at(26) });
    expect(over).toMatchObject({ phase: 'over' });
    expect(over.done.map(({ skipped }) => skipped)).toEqual([false, true]);
  });
});

describe('the report', () => {
  const away: Move = { kind: 'away', ...at(10), until: 70 * SECOND };
  const finished = finish(
    session([
      away,
      { ...right, right: 0.5, said: 'half', ...at(100) },
      next(130),
      { kind: 'skipped', ...at(150) },
      { kind: 'ended', ...at(155) },
    ]),
  );

  it('says what the plan was and what the clock did', () => {
    expect(finished).toMatchObject({
      role: 'research',
      minutes: 20,
      seed: 9,
      paused: 60,
      pauses: 1,
      away: 60,
      compared: 30,
      unasked: 0,
    });
  });

  it('has every turn with its time', () => {
    expect(
      finished.items.map(({ card, right, seconds, skipped }) => [card, right, seconds, skipped]),
    ).toEqual([
      ['question:a', 0.5, 40, false],
      ['question:b', 0, 20, true],
      ['question:c', 0, 5, true],
    ]);
  });

  it('counts what was not reached', () => {
    const early = finish(session([{ kind: 'ended', ...at(4) }]));
    expect(early).toMatchObject({ unasked: 2 });
    expect(early.items).toHaveLength(1);
  });

  it('sums by topic and by section', () => {
    expect(sumBy(finished.items, 'topic')).toEqual([
      { name: 'attention', asked: 2, skipped: 1, right: 0.25, seconds: 45, limit: 120 },
      { name: 'video', asked: 1, skipped: 1, right: 0, seconds: 20, limit: 60 },
    ]);
    expect(sumBy(finished.items, 'section').map(({ name, asked }) => [name, asked])).toEqual([
      ['explain', 2],
      ['numbers', 1],
    ]);
    expect(sumUp([])).toEqual({ asked: 0, skipped: 0, right: undefined, seconds: 0, limit: 0 });
  });

  it('adds up over any split into topics', () => {
    const sums = sumBy(finished.items, 'topic');
    const all = sumUp(finished.items);
    expect(sums.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(all.seconds);
    const weighted = sums.reduce((sum, { right = 0, asked }) => sum + right * asked, 0);
    expect(weighted / all.asked).toBeCloseTo(all.right ?? NaN);
  });

  it('stands beside an earlier one, topic by topic', () => {
    const earlier: Item[] = finished.items.map((item) => ({
      ...item,
      topic: 'attention',
      right: 1,
    }));
    expect(compare(earlier, finished.items)).toEqual([
      { topic: 'attention', before: 1, now: 0.25 },
      { topic: 'video', before: undefined, now: 0 },
    ]);
  });
});

function next(second: number): Move {
  return { kind: 'next', ...at(second) };
}
