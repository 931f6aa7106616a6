import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/model/random.ts';
import { WorldError } from '../../../../src/world/error.ts';
import { ENGLISH } from '../../../../src/world/language/index.ts';
import { LEXICON } from '../../../../src/world/language/lexicon.ts';
import { MOTIONS } from '../../../../src/world/scene.ts';
import { splitOf } from '../../../../src/world/split.ts';
import { drawStory, tokensOf } from '../../../../src/world/story/index.ts';
import type { Story } from '../../../../src/world/story/index.ts';
import type { Split } from '../../../../src/world/split.ts';
import { readStory } from './read.ts';

const lengths = Array.from({ length: 47 }, (_, i) => i + 2);
const stories = (seed: number, split: Split = 'train'): Story[] => {
  const random = createRandom(seed);
  return lengths.map((sentences) => drawStory(random, { sentences, split }));
};
const many = Array.from({ length: 8 }, (_, seed) => stories(seed)).flat();

describe('a story', () => {
  it('has as many sentences as asked for, from 2 to 48, and at least two things', () => {
    for (const { things } of stories(1)) expect(things.length).toBeGreaterThanOrEqual(2);
    expect(stories(1).map(({ sentences }) => sentences.length)).toEqual(lengths);
  });

  it('has a third to two thirds as many things as sentences, and both bounds', () => {
    const shares = many
      .filter(({ sentences }) => sentences.length === 12)
      .map(({ things }) => things.length);
    expect(new Set(shares)).toEqual(new Set([5, 6, 7, 8]));
  });

  it('tells of things that differ in color or shape', () => {
    for (const { things } of many) {
      expect(new Set(things.map(({ color, shape }) => `${color} ${shape}`)).size).toBe(
        things.length,
      );
    }
  });

  it('tells of every thing, and each fact of size, place and motion once at most', () => {
    for (const { things, sentences } of many) {
      const told = sentences.flatMap(({ thing, stated }) =>
        stated.map(({ fact }) => `${thing} ${fact.attribute}`),
      );
      const facts = told.filter((fact) => !/color|shape/.test(fact));
      expect(new Set(facts).size).toBe(facts.length);
      expect(new Set(sentences.map(({ thing }) => thing)).size).toBe(things.length);
    }
  });

  it('states what is true, in the words of the span', () => {
    for (const { things, sentences } of many) {
      for (const { thing, tokens, stated } of sentences) {
        expect(stated.length).toBeGreaterThan(0);
        for (const { fact, span } of stated) {
          expect(fact.value).toBe(things[thing]?.[fact.attribute]);
          const words = tokens.slice(span.start, span.end + 1).join(' ');
          const values: Record<string, { english: readonly string[] }> = LEXICON[fact.attribute];
          expect(values[fact.value]?.english).toContain(words);
        }
      }
    }
  });

  it('is understood from its words alone', () => {
    for (const story of many) {
      const read = readStory(tokensOf(story));
      const told = story.things.map((_, index) => {
        const of = story.sentences.filter(({ thing }) => thing === index);
        const { color, shape } = story.things[index] ?? {};
        const facts = of.flatMap(({ stated }) => stated.map(({ fact }) => fact));
        return { color, shape, ...Object.fromEntries(facts.map((f) => [f.attribute, f.value])) };
      });
      expect(read).toHaveLength(told.length);
      expect(read).toEqual(expect.arrayContaining(told));
    }
  });

  it('says "it" only right after a sentence about the same thing, and "a" only at first', () => {
    for (const { sentences } of many) {
      sentences.forEach(({ thing, mention, tokens }, i) => {
        expect(mention === 'it').toBe(tokens[0] === 'it');
        if (mention === 'it') expect(sentences[i - 1]?.thing).toBe(thing);
        const before = sentences.slice(0, i).some((other) => other.thing === thing);
        expect(mention === 'first').toBe(!before);
        if (/\ban?\b/.test(tokens.join(' '))) expect(mention).toBe('first');
      });
    }
  });

  it('spreads the facts of a thing over sentences far apart', () => {
    const gaps = many
      .filter(({ sentences }) => sentences.length === 48)
      .flatMap(({ things, sentences }) =>
        things.map((_, index) => {
          const at = sentences.flatMap(({ thing }, i) => (thing === index ? [i] : []));
          return (at.at(-1) ?? 0) - (at[0] ?? 0);
        }),
      );
    expect(gaps.filter((gap) => gap > 12).length / gaps.length).toBeGreaterThan(0.25);
    expect(Math.max(...gaps)).toBeGreaterThan(40);
  });

  it('uses words of the vocabulary, ends each sentence with a point and fits "a" to its word', () => {
    for (const story of many) {
      for (const token of tokensOf(story)) expect(ENGLISH.has(token), token).toBe(true);
      for (const { tokens } of story.sentences) expect(tokens.indexOf('.')).toBe(tokens.length - 1);
      const text = tokensOf(story).join(' ');
      expect(text).not.toMatch(/\ba [aeiou]|\ban [^aeiou]/);
    }
    expect(many.some((story) => tokensOf(story).join(' ').includes(' an orange'))).toBe(true);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(stories(4)).toEqual(stories(4));
    expect(stories(4)).not.toEqual(stories(5));
  });
});

describe('the split of a story', () => {
  it.each(['train', 'validation', 'test'] as const)('is that of all its things: %s', (split) => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 12; seed++) {
      for (const { things } of stories(seed, split)) {
        for (const thing of things) {
          expect(splitOf(thing)).toBe(split);
          seen.add(`${thing.color} ${thing.shape} ${thing.motion}`);
        }
      }
    }
    expect(seen.size).toBe(split === 'train' ? 384 : 48);
  });

  it('lets a motion of training be any of the eight', () => {
    const motions = many.flatMap(({ things }) => things.map(({ motion }) => motion));
    for (const motion of MOTIONS) {
      const share = motions.filter((one) => one === motion).length / motions.length;
      expect(Math.abs(share - 0.1), motion).toBeLessThan(0.02);
    }
  });
});

describe('a story that is too short or too long', () => {
  it.each([0, 1, 49, 2.5, NaN])('is refused: %d', (sentences) => {
    const draw = () => drawStory(createRandom(1), { sentences, split: 'train' });
    expect(draw).toThrow(WorldError);
    expect(draw).toThrow('wanted 2 to 48 sentences');
  });
});
