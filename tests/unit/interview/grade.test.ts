import { describe, expect, it } from 'vitest';
import { ask } from '../../../src/interview/ask.ts';
import { grade } from '../../../src/interview/grade.ts';
import { rightShare, type Graded } from '../../../src/interview/grading/verdict.ts';
import { question, type Question } from '../../../src/interview/question.ts';
import { score } from '../../../src/interview/score.ts';
import { common } from './support.ts';

/** A question as it is shown, in the author's order. */
function make<K extends Question['kind']>(kind: K, fields: object) {
  const parsed = question.parse({ kind, ...common, ...fields });
  return parsed as Extract<Question, { kind: K }>;
}

const one = make('one', {
  choices: [
    { text: 'red', why: 'no' },
    { text: 'blue', right: true, why: 'yes' },
  ],
});
const several = make('several', {
  choices: [
    { text: 'red', right: true, why: 'first' },
    { text: 'blue', why: 'second' },
    { text: 'green', right: true, why: 'third' },
  ],
});
const number = make('number', {
  answer: 6,
  tolerance: 0.5,
  working: ['2 × 3 = 6'],
  why: 'a product',
  mistakes: [{ answer: 5, why: 'a sum' }],
});

const pick = (of: typeof one | typeof several, ...picked: number[]) =>
  grade(of, { kind: 'choices', picked });
const type = (typed: string) => grade(number, { kind: 'number', typed });

describe('one choice', () => {
  it('explains the chosen choice', () => {
    expect(pick(one, 1)).toMatchObject({ kind: 'right', parts: [true], feedback: ['yes'] });
    expect(pick(one, 0)).toMatchObject({ kind: 'wrong', parts: [false], feedback: ['no'] });
  });

  it('takes no pick for no attempt', () => {
    expect(pick(one)).toMatchObject({ kind: 'unread', problem: 'nothing' });
  });
});

describe('several choices', () => {
  it('is right only if all right ones and no other are picked, in any order', () => {
    expect(pick(several, 2, 0)).toMatchObject({ kind: 'right', feedback: ['first', 'third'] });
    expect(pick(several, 0)).toMatchObject({ kind: 'wrong', feedback: ['first'], missed: 1 });
    expect(pick(several, 0, 1, 2)).toMatchObject({ kind: 'wrong', missed: 0 });
  });

  it('says of each choice whether it was judged right', () => {
    expect(pick(several, 0, 1)).toMatchObject({ parts: [true, false, false], missed: 1 });
  });
});

describe('a number', () => {
  it.each(['6', '5.5', '6.5', '12/2', '6.0'])('takes %s', (text) => {
    expect(type(text)).toMatchObject({ kind: 'right', feedback: ['a product'] });
  });

  it('names a known slip, and has nothing to say about another number', () => {
    expect(type('5')).toMatchObject({ kind: 'wrong', feedback: ['a sum'] });
    expect(type('6.51')).toMatchObject({ kind: 'wrong', feedback: [] });
  });

  it('takes a word for no attempt, and says what stands in the way', () => {
    expect(type('six')).toEqual({ kind: 'unread', problem: 'unit', at: 'six' });
  });

  it('forgives the rounding of a double, but not of a small number', () => {
    const third = { ...number, answer: 0.3, tolerance: 0, mistakes: [] };
    expect(grade(third, { kind: 'number', typed: '0.30000000000000004' }).kind).toBe('right');
    const tiny = { ...third, answer: 1e-10 };
    expect(grade(tiny, { kind: 'number', typed: '2e-10' }).kind).toBe('wrong');
  });
});

describe('steps in order', () => {
  const steps = ['a', 'b', 'c', 'd', 'e'].map((text) => ({ text, why: `${text}!` }));
  const items = steps.map((step, place) => ({ ...step, place }));
  const order = { ...make('order', { items: steps }), items };
  const put = (...sequence: number[]) => grade(order, { kind: 'order', sequence });

  it('counts one step wrong that was put in a wrong place, not all that it pushed along', () => {
    expect(put(0, 1, 2, 3, 4)).toMatchObject({ kind: 'right' });
    expect(put(1, 2, 3, 4, 0)).toMatchObject({
      kind: 'wrong',
      parts: [true, true, true, true, false],
      feedback: ['a: a!'],
    });
  });

  it('has one right where all are turned around', () => {
    const turned = put(4, 3, 2, 1, 0) as Graded;
    expect(rightShare(turned)).toBe(1 / 5);
  });

  it('is never shown in the right order', () => {
    for (let seed = 0; seed < 200; seed++) {
      const shown = ask(make('order', { items: steps.slice(0, 3) }), seed);
      const places = shown.kind === 'order' ? shown.items.map(({ place }) => place) : [];
      expect(places.toSorted()).toEqual([0, 1, 2]);
      expect(places).not.toEqual([0, 1, 2]);
    }
  });
});

describe('pairs', () => {
  const authored = make('match', {
    pairs: [
      { left: '1', right: 'odd', why: 'one' },
      { left: '2', right: 'even', why: 'two' },
      { left: '3', right: 'odd', why: 'three' },
    ],
    extras: ['neither'],
  });
  const match = { ...authored, options: ['even', 'odd', 'neither'] };
  const put = (...picked: (number | undefined)[]) => grade(match, { kind: 'match', picked });

  it('says which pairs are right, and explains the others', () => {
    expect(put(1, 0, 1)).toMatchObject({ kind: 'right' });
    expect(put(1, 2, 0)).toMatchObject({
      parts: [true, false, false],
      feedback: ['2: two', '3: three'],
    });
  });

  it('waits until all are picked', () => {
    expect(put(1, undefined, undefined)).toMatchObject({ problem: 'incomplete', at: '2' });
  });

  it('is shown with every option once', () => {
    const shown = ask(authored, 3);
    expect('options' in shown && shown.options.toSorted()).toEqual(['even', 'neither', 'odd']);
  });
});

describe('shapes', () => {
  const shapes = make('shape', {
    blanks: [
      {
        name: 'scores',
        shape: '[B, T, S]',
        why: 'pairs',
        mistakes: [{ shape: '[B, S, T]', why: 'turned' }],
      },
      { name: 'mix', shape: '[B, T, H·K]', also: ['[B, T, D]'], why: 'heads side by side' },
    ],
  });
  const write = (...typed: string[]) => grade(shapes, { kind: 'shape', typed });

  it('takes any notation, and the other ways to write it', () => {
    expect(write('(b, t, s)', 'B T D')).toMatchObject({ kind: 'right', parts: [true, true] });
  });

  it('names a known slip, or explains the right shape', () => {
    expect(write('B, S, T', 'B, H')).toMatchObject({
      parts: [false, false],
      feedback: ['scores: turned', 'mix: heads side by side'],
    });
  });

  it('waits for all, and says what it can’t read', () => {
    expect(write('B, T, S', ' ')).toMatchObject({ problem: 'incomplete', at: '1' });
    expect(write('B, T, S', 'B, ?')).toMatchObject({ problem: 'shape', at: '?' });
  });
});

describe('an answer in own words', () => {
  const points = ['one', 'two', 'three'].map((text) => ({ text, why: `${text}?` }));
  const free = make('free', { model: 'all three', points });

  it('counts the points that the reader ticked, and says why the others count', () => {
    const verdict = grade(free, { kind: 'free', ticked: [2] }) as Graded;
    expect(verdict).toMatchObject({ kind: 'wrong', parts: [false, false, true] });
    expect(verdict.feedback).toEqual(['one: one?', 'two: two?']);
    expect(rightShare(verdict)).toBeCloseTo(1 / 3);
  });
});

it('a flaw is one span, in the order of the answer', () => {
  const spans = ['a', 'b', 'c'].map((text, i) => ({ text, right: i === 1, why: text }));
  const flaw = make('flaw', { choices: spans, repair: 'B' });
  const shown = ask(flaw, 9);
  expect(shown).toEqual(flaw);
  expect(grade(flaw, { kind: 'choices', picked: [1] })).toMatchObject({ kind: 'right' });
});

it('refuses an answer of another kind', () => {
  expect(() => grade(one, { kind: 'number', typed: '6' })).toThrow('kind one got number');
  expect(() => grade(number, { kind: 'choices', picked: [1] })).toThrow('kind number got choices');
});

it('adds up the first attempts', () => {
  const [right, wrong] = [pick(one, 1), pick(one, 0)];
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
    [{ ...common, topic: 'cooking', kind: 'one' }, '`topic` must be one of'],
    [{ ...common, seconds: 5, kind: 'one' }, '`seconds` must be at least'],
    [{ ...common, sources: [], kind: 'one' }, '`sources` needs at least one'],
    [{ ...common, kind: 'flaw', repair: 'x', choices: choices(true, false) }, 'three spans'],
    [{ ...number, mistakes: [{ answer: 6.2, why: 'c' }] }, 'would be graded right'],
    [{ ...number, working: [] }, 'at least one line of arithmetic'],
    [
      { ...common, kind: 'shape', blanks: [{ name: 'the scores', shape: '[?]', why: 'y' }] },
      'a shape is a list',
    ],
    [
      { ...common, kind: 'shape', blanks: [{ name: '$W_2$', shape: '[D]', why: 'y' }] },
      'a word beside its formula',
    ],
  ])('%#', (value, message) => {
    expect(fault(value)).toContain(message);
  });
});
