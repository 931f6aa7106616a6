import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/model/random.ts';
import { ENGLISH } from '../../../../src/world/language/index.ts';
import { ask } from '../../../../src/world/story/ask.ts';
import { answerable, unanswerable } from '../../../../src/world/story/question.ts';
import {
  ATTRIBUTES,
  FACTS,
  NOT_TOLD,
  drawQuestion,
  drawStory,
  parseAnswer,
  sameAnswer,
  tokensOf,
} from '../../../../src/world/story/index.ts';
import type { Question, Story } from '../../../../src/world/story/index.ts';
import { readAnswer, readAsked, readStory } from './read.ts';

interface Asked {
  readonly story: Story;
  readonly question: Question;
}

function draw(count: number, notTold: number, sentences?: number): Asked[] {
  const random = createRandom(11);
  return Array.from({ length: count }, (_, i) => {
    const story = drawStory(random, { sentences: sentences ?? 2 + (i % 47), split: 'train' });
    return { story, question: drawQuestion(random, story, { notTold }) };
  });
}

const asked = draw(3000, 0.2);

/** The largest share that one value has. */
function majority(values: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Math.max(...counts.values()) / values.length;
}

const valueOf = ({ answer }: Question) => (answer === NOT_TOLD ? NOT_TOLD : answer.value);

describe('a question', () => {
  it('has the answer that a reader finds who knows the words alone', () => {
    for (const { story, question } of asked) {
      const found = readAnswer(readStory(tokensOf(story)), question.tokens);
      expect(found ?? NOT_TOLD, question.tokens.join(' ')).toBe(valueOf(question));
    }
  });

  it('is answered by the words of its span, which say the answer', () => {
    for (const { story, question } of asked) {
      expect(sameAnswer(question.answer, parseAnswer(question.words))).toBe(true);
      const { at } = question;
      expect(at === undefined).toBe(question.answer === NOT_TOLD);
      if (!at) continue;
      const words = story.sentences[at.sentence]?.tokens.slice(at.start, at.end + 1);
      expect(words).toEqual(question.words);
    }
  });

  it('asks for what its words say, in words of the vocabulary', () => {
    for (const { question } of asked) {
      if (question.answer !== NOT_TOLD) {
        expect(question.answer.attribute).toBe(readAsked(question.tokens));
      }
      expect(question.tokens.at(-1)).toBe('?');
      for (const token of question.tokens) expect(ENGLISH.has(token), token).toBe(true);
    }
  });

  it('asks for a fact that its span alone tells, of size, place and motion', () => {
    for (const { story, question } of asked) {
      if (!question.at) continue;
      const { sentence: index, start } = question.at;
      const { thing, stated } = story.sentences[index] ?? {};
      const fact = stated?.find(({ span }) => span.start === start)?.fact;
      const same = story.sentences.filter(
        (other) =>
          other.thing === thing &&
          other.stated.some((one) => one.fact.attribute === fact?.attribute),
      );
      if (fact?.attribute !== 'color' && fact?.attribute !== 'shape') expect(same).toHaveLength(1);
    }
  });

  it('goes unanswered in the share that was asked for', () => {
    const share = asked.filter(({ question }) => !question.at).length / asked.length;
    expect(Math.abs(share - 0.2)).toBeLessThan(0.04);
    expect(draw(500, 0).every(({ question }) => question.at)).toBe(true);
    const all = draw(300, 1, 12).filter(({ question }) => !question.at).length;
    expect(all).toBeGreaterThan(270);
  });

  it('asks for every attribute and every value about as often', () => {
    const told = asked.flatMap(({ question: { answer } }) => (answer === NOT_TOLD ? [] : [answer]));
    for (const name of ATTRIBUTES) {
      const values = told.filter(({ attribute }) => attribute === name).map(({ value }) => value);
      expect(values.length / told.length, name).toBeGreaterThan(0.15);
      const even = 1 / FACTS.filter(({ attribute }) => attribute === name).length;
      expect(majority(values), name).toBeLessThan(1.3 * even);
      expect(new Set(values).size).toBe(Math.round(1 / even));
    }
  });

  it('can not be answered from where the answer stands', () => {
    const twelve = draw(3000, 0, 12);
    const places = twelve.map(({ question: { at } }) => `${at?.sentence ?? 0}`);
    expect(majority(places)).toBeLessThan(1.5 / 12);
    for (let sentence = 0; sentence < 12; sentence++) {
      const here = twelve.filter(({ question }) => question.at?.sentence === sentence);
      expect(majority(here.map(({ question }) => valueOf(question)))).toBeLessThan(0.14);
    }
  });
});

describe('what can be asked of a story', () => {
  const story = drawStory(createRandom(5), { sentences: 20, split: 'train' });

  it('is every fact of size, place and motion, told or not', () => {
    const forms = { size: 1, place: 1, motion: 2 };
    const all = [...answerable(story), ...unanswerable(story)];
    for (const [name, count] of Object.entries(forms)) {
      const asking = all.filter(({ asks }) => asks === name);
      expect(asking).toHaveLength(count * story.things.length);
    }
  });

  it('is answered alike by the reader of words, each', () => {
    const read = readStory(tokensOf(story));
    const random = createRandom(1);
    for (const one of [...answerable(story), ...unanswerable(story)]) {
      const question = ask(random, story, one);
      expect(readAnswer(read, question.tokens) ?? NOT_TOLD).toBe(valueOf(question));
    }
  });

  it('never names a thing by what is true of two, told or not', () => {
    const twins: Story = {
      things: [
        { size: 'small', color: 'red', shape: 'ring', place: 'top', motion: 'up' },
        { size: 'small', color: 'blue', shape: 'ring', place: 'top', motion: 'down' },
      ],
      sentences: [
        {
          thing: 0,
          mention: 'first',
          tokens: ['the', 'red', 'ring', 'is', 'at', 'the', 'top', '.'],
          stated: [
            { fact: { attribute: 'color', value: 'red' }, span: { start: 1, end: 1 } },
            { fact: { attribute: 'shape', value: 'ring' }, span: { start: 2, end: 2 } },
            { fact: { attribute: 'place', value: 'top' }, span: { start: 4, end: 6 } },
          ],
        },
      ],
    };
    expect(answerable(twins).map(({ form }) => form)).toEqual([
      'what shape is the COLOR thing PLACE ?',
      'where is the COLOR SHAPE ?',
    ]);
  });
});

describe('an answer in words', () => {
  it.each([
    ['goes up', { attribute: 'motion', value: 'up' }],
    ['moving up', { attribute: 'motion', value: 'up' }],
    ['stay still', { attribute: 'motion', value: 'still' }],
    ['swinging', { attribute: 'motion', value: 'swing' }],
    ['violet', { attribute: 'color', value: 'purple' }],
    ['tiny', { attribute: 'size', value: 'small' }],
    ['in the middle', { attribute: 'place', value: 'center' }],
    ['ring', { attribute: 'shape', value: 'ring' }],
    ['not told', NOT_TOLD],
  ])('means: %s', (text, answer) => {
    expect(parseAnswer(text.split(' '))).toEqual(answer);
  });

  it.each(['', 'right', 'moves', 'the ring', 'red ring', 'not', 'told', 'chartreuse'])(
    'means nothing: "%s"',
    (text) => expect(parseAnswer(text.split(' '))).toBeUndefined(),
  );

  it('is the same only if attribute and value are', () => {
    const answers = [...FACTS, NOT_TOLD] as const;
    answers.forEach((one, i) =>
      answers.forEach((other, j) => expect(sameAnswer(one, other)).toBe(i === j)),
    );
    expect(sameAnswer(NOT_TOLD, undefined)).toBe(false);
  });
});
