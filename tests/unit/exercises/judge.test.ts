import { expect, it } from 'vitest';
import { everyAnswer } from '../../../src/notebook/judge/index.ts';
import type { Answer, Args, Exercise, Open } from '../../../src/notebook/judge/index.ts';
import { judge } from '../../../src/notebook/judge/judge.ts';

/** Programs whose code is the name of a function here: what is judged is the judge. */
const PROGRAMS: Readonly<Record<string, (x: number) => number>> = {
  double: (x) => 2 * x,
  add: (x) => x + x,
  square: (x) => x * x,
  half: (x) => x / 2,
  broken: () => {
    throw new Error('no answer');
  },
  nan: () => NaN,
};

const exercise: Exercise = {
  id: 'double',
  stub: 'half',
  solution: 'double',
  reference: 'add',
  wrong: [
    { id: 'square', says: 'You square.', code: 'square' },
    { id: 'broken', says: 'You throw.', code: 'broken' },
  ],
  checks: {
    entry: 'double',
    parameters: ['x'],
    cases: ['a', 'b', 'c', 'd'].map((title) => ({ title, draw: ({ normal }) => [3 + normal()] })),
    properties: [
      everyAnswer({
        id: 'large',
        asks: 'Is the answer large?',
        draw: () => [10],
        test: ({ data: [answer = 0] }) => (answer > 15 ? undefined : `It was ${answer}.`),
      }),
    ],
  },
};

/** Opens programs that take the time that is said of them. */
function openWith(milliseconds: (code: string, call: number) => number = () => 1): Open {
  return async (programs) => {
    const calls = programs.map(() => 0);
    const answer = (program: number, [x]: Args): Answer => {
      const { code = '' } = programs[program] ?? {};
      calls[program] = (calls[program] ?? 0) + 1;
      try {
        const value = PROGRAMS[code]?.(Number(x));
        return { kind: 'value', value, milliseconds: milliseconds(code, calls[program]) };
      } catch (error) {
        return { kind: 'thrown', name: 'Error', message: (error as Error).message };
      }
    };
    return Promise.resolve({
      call: (program, args) => Promise.resolve(answer(program, args)),
      close: () => undefined,
    });
  };
}

it('accepts what gives the numbers of the reference', async () => {
  const report = await judge(exercise, 'double', 1, openWith());
  expect(report).toMatchObject({ accepted: true, passed: 4, broken: [], equals: [] });
  expect(report.failure).toBeUndefined();
});

it('names the known mistake, the first case and the broken property', async () => {
  expect(await judge(exercise, 'square', 1, openWith())).toMatchObject({
    accepted: false,
    failure: { title: 'a', number: 1, problem: { kind: 'numbers' } },
    broken: [],
    equals: [{ id: 'square', says: 'You square.' }],
  });
  const half = await judge(exercise, 'half', 1, openWith());
  expect(half).toMatchObject({ accepted: false, passed: 0, equals: [] });
  expect(half.broken).toEqual([{ id: 'large', asks: 'Is the answer large?', says: 'It was 5.' }]);
});

it('says once that code throws, and knows which mistake throws like that', async () => {
  const report = await judge(exercise, 'broken', 1, openWith());
  expect(report.failure?.problem).toMatchObject({ kind: 'thrown', message: 'no answer' });
  expect(report).toMatchObject({ broken: [], equals: [{ id: 'broken' }] });
});

it('rejects NaN', async () => {
  expect(await judge(exercise, 'nan', 1, openWith())).toMatchObject({ accepted: false, passed: 0 });
});

it('draws other numbers for another seed, and the same for the same', async () => {
  const args = async (seed: number) =>
    (await judge(exercise, 'half', seed, openWith())).failure?.args;
  expect(await args(1)).toEqual(await args(1));
  expect(await args(1)).not.toEqual(await args(2));
});

it('tells what is slow twice, and nothing of what is too short to be measured', async () => {
  const timed = (own: (call: number) => number): Promise<number | undefined> => {
    const ours = openWith(() => 5);
    return judge(
      exercise,
      'double',
      1,
      openWith((_, call) => own(call)),
      ours,
    ).then(({ slow }) => slow);
  };
  expect(await timed(() => 40)).toBeUndefined();
  expect(await timed(() => 100)).toBe(20);
  // Four cases, one call of the property, then the cases once more.
  expect(await timed((call) => (call <= 4 ? 1000 : 5))).toBeUndefined();
  const short = openWith(() => 0.01);
  const report = await judge(
    exercise,
    'double',
    1,
    openWith(() => 1),
    short,
  );
  expect(report.slow).toBeUndefined();
});

it('does not go on without a reference', async () => {
  const open = openWith();
  const unknown = { ...exercise, reference: 'broken' };
  await expect(judge(unknown, 'double', 1, open)).rejects.toThrow('the reference: no answer');
});

it('tells the end of a session for every case that is left', async () => {
  const ended: Open = async () =>
    Promise.resolve({
      call: () => Promise.resolve({ kind: 'ended', verdict: 'timeout' }),
      close: () => undefined,
    });
  const report = await judge(exercise, 'double', 1, ended, openWith());
  expect(report).toMatchObject({
    accepted: false,
    passed: 0,
    broken: [],
    failure: { number: 1, problem: { kind: 'ended', verdict: 'timeout' } },
  });
});
