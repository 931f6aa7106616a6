import { describe, expect, it } from 'vitest';
import { grade } from '../../../src/interview/grade.ts';
import { question, type Question } from '../../../src/interview/question.ts';
import { score } from '../../../src/interview/score.ts';

const common = { lesson: 'a/b', prompt: 'How many?', hint: 'Count.' };
const one = question.parse({
  kind: 'one',
  ...common,
  choices: [
    { text: 'red', why: 'no' },
    { text: 'blue', right: true, why: 'yes' },
  ],
});
const several = question.parse({
  kind: 'several',
  ...common,
  choices: [
    { text: 'red', right: true, why: 'first' },
    { text: 'blue', why: 'second' },
    { text: 'green', right: true, why: 'third' },
  ],
});
const number = question.parse({
  kind: 'number',
  ...common,
  answer: 6,
  tolerance: 0.5,
  working: ['2 × 3 = 6'],
  why: 'a product',
  mistakes: [{ answer: 5, why: 'a sum' }],
});

const pick = (of: Question, ...picked: number[]) => grade(of, { kind: 'choices', picked });
const type = (typed: string) => grade(number, { kind: 'number', typed });

describe('one choice', () => {
  it('explains the chosen choice', () => {
    expect(pick(one, 1)).toEqual({ kind: 'right', feedback: ['yes'] });
    expect(pick(one, 0)).toEqual({ kind: 'wrong', feedback: ['no'], missed: 1 });
  });

  it('takes no pick for no attempt', () => {
    expect(pick(one)).toEqual({ kind: 'unread' });
  });
});

describe('several choices', () => {
  it('is right only if all right ones and no other are picked, in any order', () => {
    expect(pick(several, 2, 0)).toEqual({ kind: 'right', feedback: ['first', 'third'] });
    expect(pick(several, 0)).toEqual({ kind: 'wrong', feedback: ['first'], missed: 1 });
    expect(pick(several, 0, 1, 2)).toMatchObject({ kind: 'wrong', missed: 0 });
  });
});

describe('a number', () => {
  it.each(['6', '5.5', '6.5', '12/2', '6.0'])('takes %s', (text) => {
    expect(type(text)).toEqual({ kind: 'right', feedback: ['a product'] });
  });

  it('names a known slip, and has nothing to say about another number', () => {
    expect(type('5')).toEqual({ kind: 'wrong', feedback: ['a sum'], missed: 0 });
    expect(type('6.51')).toEqual({ kind: 'wrong', feedback: [], missed: 0 });
  });

  it('takes a word for no attempt', () => {
    expect(type('six')).toEqual({ kind: 'unread' });
  });

  it('forgives the rounding of a double', () => {
    const third = question.parse({ ...number, answer: 0.3, tolerance: 0, mistakes: [] });
    expect(grade(third, { kind: 'number', typed: String(0.1 + 0.2) })).toMatchObject({
      kind: 'right',
    });
  });
});

it('refuses an answer of another kind', () => {
  expect(() => grade(one, { kind: 'number', typed: '6' })).toThrow('kind one got number');
  expect(() => pick(number, 1)).toThrow('kind number got choices');
});

it('adds up the first attempts', () => {
  const right = pick(one, 1);
  const wrong = pick(one, 0);
  expect(score([right, undefined, wrong])).toEqual({ right: 1, all: 3, missed: [2], done: false });
  expect(score([right, right, wrong])).toEqual({ right: 2, all: 3, missed: [2], done: true });
});

describe('the schema tells the author what is wrong', () => {
  const choices = (...right: boolean[]) =>
    right.map((flag) => ({ text: 'a', right: flag, why: 'b' }));
  const fault = (value: unknown) => question.safeParse(value).error?.issues[0]?.message;

  it.each([
    [{ ...common, kind: 'one', choices: choices(true, true) }, 'exactly one choice'],
    [{ ...common, kind: 'one', choices: choices(false, false) }, 'exactly one choice'],
    [{ ...common, kind: 'one', choices: choices(true) }, 'at least two'],
    [{ ...common, kind: 'several', choices: choices(true, true) }, 'at least one wrong'],
    [{ ...common, kind: 'one', choices: [{ text: 'a' }, { text: 'b' }] }, '`why` is missing'],
    [{ ...common, hint: ' ', kind: 'one', choices: choices(true, false) }, '`hint` is missing'],
    [{ ...common, kind: 'essay' }, '`kind` must be'],
    [{ ...number, mistakes: [{ answer: 6.2, why: 'c' }] }, 'would be graded right'],
    [{ ...number, working: [] }, 'at least one line of arithmetic'],
  ])('%#', (value, message) => {
    expect(fault(value)).toContain(message);
  });
});
