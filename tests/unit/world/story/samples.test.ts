import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/model/random.ts';
import { caption } from '../../../../src/world/language/index.ts';
import { drawFrom } from '../../../../src/world/split.ts';
import { FORMS } from '../../../../src/world/story/sentence.ts';
import { QUESTIONS } from '../../../../src/world/story/question.ts';
import {
  ATTRIBUTES,
  MOST_TOKENS,
  captionSample,
  drawQuestion,
  drawStory,
  mostTokens,
  plainSample,
  questionSample,
  questionsAbout,
  rowSample,
  tokensOf,
} from '../../../../src/world/story/index.ts';
import { LEXICON } from '../../../../src/world/language/lexicon.ts';

const random = createRandom(2);
const cases = Array.from({ length: 600 }, (_, i) => {
  const story = drawStory(random, { sentences: 2 + (i % 47), split: 'train' });
  return { story, question: drawQuestion(random, story, { notTold: 0.3 }) };
});

describe('what the reader reads', () => {
  it('is a question and a story, and the answer is where it says', () => {
    for (const { story, question } of cases) {
      const { tokens, answer, passage } = questionSample(story, question);
      const text = tokensOf(story);
      expect(tokens).toEqual(['[cls]', ...question.tokens, '[sep]', ...text, '[sep]']);
      expect(tokens.slice(passage.start, passage.end + 1)).toEqual(text);
      const words = tokens.slice(answer.start, answer.end + 1);
      expect(words).toEqual(question.at ? question.words : ['[cls]']);
      if (question.at) expect(answer.start).toBeGreaterThanOrEqual(passage.start);
    }
    expect(cases.some(({ question }) => !question.at)).toBe(true);
  });

  it('points at the sentence of the answer, where the same words stand in others', () => {
    for (const { story, question } of cases) {
      if (!question.at) continue;
      const { answer, passage } = questionSample(story, question);
      const before = story.sentences.slice(0, question.at.sentence).flatMap(({ tokens }) => tokens);
      expect(answer.start - passage.start - before.length).toBe(question.at.start);
    }
  });

  it('is, on two levels, the question and each sentence in a row of its own', () => {
    for (const { story, question } of cases) {
      const { rows, answer } = rowSample(story, question);
      expect(rows).toHaveLength(story.sentences.length + 1);
      expect(rows.flat()).toEqual(['[cls]', ...question.tokens, ...tokensOf(story)]);
      const words = rows[answer.row]?.slice(answer.start, answer.end + 1);
      expect(words).toEqual(question.at ? question.words : ['[cls]']);
    }
  });

  it('is a question and a caption', () => {
    for (let i = 0; i < 200; i++) {
      const scene = drawFrom(random, 'train', i % 2 ? 1 : 2);
      const { englishTokens, ...said } = caption(scene, random);
      const questions = questionsAbout(random, { englishTokens, ...said }, scene, {
        notTold: true,
      });
      for (const question of questions) {
        const { tokens, answer, passage } = captionSample(englishTokens, question);
        expect(tokens.slice(passage.start, passage.end + 1)).toEqual(englishTokens);
        const words = tokens.slice(answer.start, answer.end + 1);
        expect(words).toEqual(question.at ? question.words : ['[cls]']);
      }
    }
  });

  it('is a text alone', () => {
    expect(plainSample(['a', 'ring'])).toEqual(['[cls]', 'a', 'ring', '[sep]']);
  });
});

describe('the most tokens', () => {
  /** How many tokens a form has at most. */
  const longest = (form: string) =>
    form
      .split(' ')
      .map((word) => {
        const name = ATTRIBUTES.find((one) => one.toUpperCase() === word);
        if (!name) return 1;
        const phrases = Object.values(LEXICON[name]).flatMap(({ english }) => english);
        return Math.max(...phrases.map((phrase) => phrase.split(' ').length));
      })
      .reduce((sum, one) => sum + one, 0);

  it('are those of the longest forms', () => {
    const sentences = Object.values(FORMS).flat().map(longest);
    expect(MOST_TOKENS.sentence).toBe(Math.max(...sentences));
    expect(MOST_TOKENS.question).toBe(Math.max(...Object.values(QUESTIONS).flat().map(longest)));
  });

  it('are never passed by a story', () => {
    for (const { story, question } of cases) {
      const { length } = questionSample(story, question).tokens;
      expect(length).toBeLessThanOrEqual(mostTokens(story.sentences.length));
    }
    expect(mostTokens(2)).toBe(1 + MOST_TOKENS.question + 1 + 2 * MOST_TOKENS.sentence + 1);
  });
});
