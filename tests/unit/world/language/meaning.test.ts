import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/model/random.ts';
import { WorldError } from '../../../../src/world/error.ts';
import { checkScene } from '../../../../src/world/scene.ts';
import * as language from '../../../../src/world/language/index.ts';
import { COURSE, allKinds, drawScenes } from './scenes.ts';
import type { Meaning } from '../../../../src/world/language/index.ts';

const { expandPrompt, holds, inverse, meaningOf, sameMeaning } = language;

const CIRCLE = { color: 'red', shape: 'circle' } as const;
const SQUARE = { color: 'blue', shape: 'square' } as const;
const ABOVE: Meaning = { things: [CIRCLE, SQUARE], relation: 'above' };
const BELOW: Meaning = { things: [SQUARE, CIRCLE], relation: 'below' };

describe('the meaning of what is told', () => {
  it('holds what is told and nothing else', () => {
    expect(meaningOf(COURSE, { size: true, place: false, motion: true, otherSize: false })).toEqual(
      {
        things: [{ ...CIRCLE, size: 'small', motion: 'right' }, SQUARE],
        relation: 'above',
      },
    );
    expect(meaningOf([COURSE[0]], language.EVERYTHING)).toEqual({ things: [COURSE[0]] });
  });

  it('is the same of whichever thing first', () => {
    expect(sameMeaning(ABOVE, BELOW)).toBe(true);
    expect(sameMeaning(ABOVE, { ...BELOW, relation: 'above' })).toBe(false);
    expect(sameMeaning(ABOVE, { things: [CIRCLE, SQUARE] })).toBe(false);
    expect(sameMeaning({ things: [CIRCLE] }, { things: [CIRCLE, SQUARE] })).toBe(false);
    expect(sameMeaning({ things: [CIRCLE, SQUARE] }, { things: [SQUARE, CIRCLE] })).toBe(true);
  });

  it.each(['size', 'color', 'shape', 'place', 'motion'] as const)('differs by %s', (name) => {
    const meaning: Meaning = { things: [COURSE[0]] };
    const other: Meaning = { things: [{ ...COURSE[0], [name]: undefined }] };
    expect(sameMeaning(meaning, meaning)).toBe(true);
    expect(sameMeaning(meaning, other)).toBe(false);
  });

  it('turns relations round', () => {
    expect(['above', 'below', 'left of', 'right of'].map((one) => inverse(one as 'above'))).toEqual(
      ['below', 'above', 'right of', 'left of'],
    );
  });
});

describe('what holds in a scene', () => {
  it.each<[boolean, string, Meaning]>([
    [true, 'what is so', ABOVE],
    [true, 'the same, turned', BELOW],
    [true, 'less than there is', { things: [{}, SQUARE] }],
    [false, 'another relation', { ...ABOVE, relation: 'left of' }],
    [false, 'one thing of two', { things: [CIRCLE] }],
    [false, 'another size', { things: [{ size: 'large', ...CIRCLE }, SQUARE] }],
    [false, 'another color of the second', { things: [CIRCLE, { color: 'red' }] }],
    [false, 'a motion of the other', { things: [CIRCLE, { ...SQUARE, motion: 'right' }] }],
  ])('is %s for %s', (wanted, _, meaning) => {
    expect(holds(meaning, COURSE)).toBe(wanted);
  });
});

describe('a prompt told in full', () => {
  it('is of a scene that it fits, and tells it all', () => {
    const random = createRandom(9);
    for (const [, { meaning }] of allKinds(8)) {
      const { scene, caption } = expandPrompt(meaning, random);
      expect(checkScene(scene)).toBe(scene);
      expect(holds(meaning, scene)).toBe(true);
      expect(caption).toEqual(language.longCaption(scene));
    }
  });

  it('draws what was left open', () => {
    const random = createRandom(10);
    const expand = (meaning: Meaning) => expandPrompt(meaning, random).scene;
    const ones = Array.from({ length: 300 }, () => expand({ things: [CIRCLE] })[0]);
    const distinct = (list: readonly unknown[]) => new Set(list).size;
    expect(distinct(ones.map(({ size }) => size))).toBe(3);
    expect(distinct(ones.map(({ place }) => place))).toBe(9);
    expect(distinct(ones.map(({ motion }) => motion))).toBe(10);
    const twos = Array.from({ length: 300 }, () => expand({ things: [{}, {}] }));
    expect(distinct(twos.map(([one, other]) => `${one.place} ${other?.place ?? ''}`))).toBe(12);
    // Two red things: their shapes must differ, though nothing says so.
    const reds = Array.from({ length: 100 }, () => expand({ things: [CIRCLE, { color: 'red' }] }));
    expect(reds.filter(([, other]) => other?.shape === 'circle')).toEqual([]);
  });

  it.each<[string, Meaning]>([
    ['opposite sides', { ...ABOVE, things: [{ ...CIRCLE, place: 'bottom' }, SQUARE] }],
    ['second thing that is still', { things: [CIRCLE, { ...SQUARE, motion: 'grow' }] }],
    ['two things that differ', { things: [CIRCLE, CIRCLE] }],
  ])('is refused for want of %s', (message, meaning) => {
    expect(() => expandPrompt(meaning, createRandom(1))).toThrow(WorldError);
    expect(() => expandPrompt(meaning, createRandom(1))).toThrow(message);
  });

  it('is the same for the same seed', () => {
    const expand = () => expandPrompt({ things: [CIRCLE] }, createRandom(11));
    expect(expand()).toEqual(expand());
    expect(drawScenes(3)).toEqual(drawScenes(3));
  });
});
