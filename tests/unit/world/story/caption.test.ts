import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/model/random.ts';
import { ENGLISH, caption } from '../../../../src/world/language/index.ts';
import { LEXICON } from '../../../../src/world/language/lexicon.ts';
import { drawFrom } from '../../../../src/world/split.ts';
import {
  NOT_TOLD,
  captionText,
  parseAnswer,
  questionsAbout,
  sameAnswer,
} from '../../../../src/world/story/index.ts';
import { readAsked, readWords } from './read.ts';

const random = createRandom(9);
const cases = Array.from({ length: 800 }, (_, i) => {
  const scene = drawFrom(random, 'train', i % 2 ? 1 : 2);
  const said = caption(scene, random);
  return { scene, said, questions: questionsAbout(random, said, scene, { notTold: true }) };
});

describe('a question about a caption', () => {
  it('is answered by words of the caption that say what is true of the thing it names', () => {
    for (const { scene, said, questions } of cases) {
      for (const { tokens, answer, words, at } of questions) {
        expect(sameAnswer(answer, parseAnswer(words))).toBe(true);
        const key = Object.entries(readWords(tokens.slice(2)));
        const meant = scene.filter((thing) =>
          key.every(([name, value]) => thing[name as keyof typeof thing] === value),
        );
        expect(meant, tokens.join(' ')).toHaveLength(1);
        if (answer === NOT_TOLD) continue;
        expect(answer.attribute).toBe(readAsked(tokens));
        expect(meant[0]?.[answer.attribute]).toBe(answer.value);
        expect(said.englishTokens.slice(at?.start, (at?.end ?? 0) + 1)).toEqual(words);
      }
    }
  });

  it('asks for everything that is told of each thing, and the words are those about it', () => {
    for (const { scene, said } of cases) {
      const { things, sentences } = captionText(said, scene);
      expect(things).toBe(scene);
      sentences.forEach(({ tokens, stated }, index) => {
        const told = Object.fromEntries(stated.map(({ fact }) => [fact.attribute, fact.value]));
        expect(told).toEqual(said.meaning.things[index]);
        const at = (name: string) => stated.find(({ fact }) => fact.attribute === name)?.span;
        expect((at('shape')?.start ?? 0) - (at('color')?.start ?? 0)).toBe(1);
        const size = at('size');
        if (size) expect((at('color')?.start ?? 0) - size.start).toBe(1);
        for (const { fact, span } of stated) {
          const words = tokens.slice(span.start, span.end + 1);
          const values: Record<string, { english: readonly string[] }> = LEXICON[fact.attribute];
          const told =
            fact.attribute === 'motion' || values[fact.value]?.english.includes(words.join(' '));
          expect(told, words.join(' ')).toBe(true);
        }
      });
    }
  });

  it('says "not told" of what the caption leaves open, and of nothing that follows from it', () => {
    for (const { scene, said, questions } of cases) {
      for (const { tokens, answer } of questions) {
        if (answer !== NOT_TOLD) continue;
        const asked = readAsked(tokens);
        const { color, shape } = readWords(tokens.slice(2));
        const index = scene.findIndex((thing) => thing.color === color && thing.shape === shape);
        expect(said.meaning.things[index]?.[asked]).toBeUndefined();
        if (index === 1) expect(asked).toBe('size');
        if (scene.length === 2) expect(asked).not.toBe('place');
      }
    }
    const open = cases.flatMap(({ questions }) =>
      questions.filter(({ answer }) => answer === NOT_TOLD),
    );
    expect(new Set(open.map(({ tokens }) => readAsked(tokens)))).toEqual(
      new Set(['size', 'place', 'motion']),
    );
  });

  it('is in words of the vocabulary, and told ones come alone unless the others are wanted', () => {
    for (const { scene, said, questions } of cases) {
      for (const { tokens } of questions) {
        for (const token of tokens) expect(ENGLISH.has(token), token).toBe(true);
      }
      const told = questionsAbout(createRandom(1), said, scene);
      expect(told.every(({ at }) => at)).toBe(true);
      expect(told).toHaveLength(questions.filter(({ at }) => at).length);
    }
  });

  it('is asked of the sentence of the course', () => {
    const scene = [
      { size: 'small', color: 'red', shape: 'circle', place: 'top', motion: 'right' },
      { size: 'large', color: 'blue', shape: 'square', place: 'bottom', motion: 'still' },
    ] as const;
    const tokens = 'a small red circle moves right above a blue square'.split(' ');
    const meaning = {
      things: [
        { size: 'small', color: 'red', shape: 'circle', motion: 'right' },
        { color: 'blue', shape: 'square' },
      ],
      relation: 'above',
    } as const;
    const said = {
      english: '',
      chinese: '',
      englishTokens: tokens,
      chineseTokens: [],
      alignment: [],
      meaning,
    };
    const lines = questionsAbout(createRandom(1), said, scene, { notTold: true }).map(
      ({ tokens: question, words }) => `${question.join(' ')} ${words.join(' ')}`,
    );
    expect(lines).toContain('how does the red circle move ? moves right');
    expect(lines).toContain('what color is the square ? blue');
    expect(lines).toContain('what size is the blue square ? not told');
    expect(lines.filter((line) => line.startsWith('where'))).toEqual([]);
  });
});
