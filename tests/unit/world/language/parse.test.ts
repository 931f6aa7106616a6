import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/model/random.ts';
import { drawFrom, splitOf, splitOfAll } from '../../../../src/world/split.ts';
import * as language from '../../../../src/world/language/index.ts';
import { allKinds } from './scenes.ts';
import type { Meaning, Parsed } from '../../../../src/world/language/index.ts';

const { parseEnglish, parseChinese, MAX_TOKENS } = language;

function meaningOf(parsed: Parsed): Meaning {
  if ('meaning' in parsed) return parsed.meaning;
  throw new Error(JSON.stringify(parsed.problems));
}

function problemsOf(text: string, parse = parseEnglish) {
  const parsed = parse(text);
  return 'problems' in parsed ? parsed.problems : [];
}

describe('what a caption says', () => {
  it('is what its English and its Chinese are read as, in every phrasing', () => {
    const captions = allKinds(20);
    expect(captions.length).toBeGreaterThan(1500);
    for (const [, { english, chinese, meaning }] of captions) {
      expect(meaningOf(parseEnglish(english)), english).toEqual(meaning);
      expect(meaningOf(parseChinese(chinese)), chinese).toEqual(meaning);
    }
  });

  it('is true of its scene', () => {
    const random = createRandom(3);
    for (let i = 0; i < 500; i++) {
      const scene = drawFrom(random, 'test', i % 2 ? 1 : 2);
      const { english, chinese } = language.caption(scene, random);
      expect(language.holds(meaningOf(parseEnglish(english)), scene), english).toBe(true);
      expect(language.holds(meaningOf(parseChinese(chinese)), scene), chinese).toBe(true);
    }
  });

  it('is, in training, never a held-out combination', () => {
    const random = createRandom(4);
    let whole = 0;
    for (let i = 0; i < 2000; i++) {
      const { english } = language.caption(drawFrom(random, 'train', i % 2 ? 1 : 2), random);
      const [{ color, shape, motion }] = meaningOf(parseEnglish(english)).things;
      if (!color || !shape || !motion) continue;
      whole += 1;
      expect(splitOf({ color, shape, motion }), english).toBe('train');
    }
    expect(whole).toBeGreaterThan(1000);
  });

  it('is, in a test, of a scene with a held-out combination', () => {
    const random = createRandom(5);
    for (let i = 0; i < 300; i++) {
      const scene = drawFrom(random, 'test', 1);
      const [thing] = meaningOf(parseEnglish(language.longCaption(scene).english)).things;
      const { color = 'red', shape = 'circle', motion = 'still' } = thing;
      expect(splitOfAll([{ color, shape, motion }])).toBe('test');
    }
  });
});

const CIRCLE = { color: 'red', shape: 'circle' } as const;
const SQUARE = { color: 'blue', shape: 'square' } as const;

describe('English in a hurry', () => {
  it.each<[string, Meaning]>([
    ['red circle', { things: [CIRCLE] }],
    ['A RED Circle!', { things: [CIRCLE] }],
    ['circle, red', { things: [CIRCLE] }],
    ['circle red at top left', { things: [{ ...CIRCLE, place: 'top left' }] }],
    ['the upper-left red circle', { things: [{ ...CIRCLE, place: 'top left' }] }],
    ['red circle in the centre', { things: [{ ...CIRCLE, place: 'center' }] }],
    [
      'big blue ring moving left',
      { things: [{ size: 'large', color: 'blue', shape: 'ring', motion: 'left' }] },
    ],
    ['a red circle moves to the right', { things: [{ ...CIRCLE, motion: 'right' }] }],
    ['a red circle moves upwards', { things: [{ ...CIRCLE, motion: 'up' }] }],
    ['a bouncing red circle', { things: [{ ...CIRCLE, motion: 'bounce' }] }],
    ['red bouncing circle', { things: [{ ...CIRCLE, motion: 'bounce' }] }],
    ['a red circle stays at the top', { things: [{ ...CIRCLE, motion: 'still', place: 'top' }] }],
    ['moves right', { things: [{ motion: 'right' }] }],
    ['red circle blue square', { things: [CIRCLE, SQUARE] }],
    ['a red circle and a blue square', { things: [CIRCLE, SQUARE] }],
    ['a red circle and a blue', { things: [CIRCLE, { color: 'blue' }] }],
    [
      'red circle above bouncing blue square',
      { things: [{ ...SQUARE, motion: 'bounce' }, CIRCLE], relation: 'below' },
    ],
    [
      'a red circle above a blue square. it is small.',
      { things: [{ ...CIRCLE, size: 'small' }, SQUARE], relation: 'above' },
    ],
    [
      'there is a blue square. above it bounces a red circle.',
      { things: [{ ...CIRCLE, motion: 'bounce' }, SQUARE], relation: 'above' },
    ],
    ['red circle left of blue square', { things: [CIRCLE, SQUARE], relation: 'left of' }],
    [
      'red circle on the right side of a blue square',
      { things: [CIRCLE, SQUARE], relation: 'right of' },
    ],
    [
      'a red circle over a blue square moves right',
      { things: [{ ...CIRCLE, motion: 'right' }, SQUARE], relation: 'above' },
    ],
    [
      'a blue square below a bouncing red circle',
      { things: [{ ...CIRCLE, motion: 'bounce' }, SQUARE], relation: 'above' },
    ],
    [
      'a blue square below a red circle that swings',
      { things: [{ ...CIRCLE, motion: 'swing' }, SQUARE], relation: 'above' },
    ],
    [
      'a red circle above a still blue square',
      { things: [CIRCLE, { ...SQUARE, motion: 'still' }], relation: 'above' },
    ],
    [
      'there is a blue square. a growing red circle is above it.',
      { things: [{ ...CIRCLE, motion: 'grow' }, SQUARE], relation: 'above' },
    ],
    [
      'a red circle above a blue square at the top',
      { things: [{ ...CIRCLE, place: 'top' }, SQUARE], relation: 'above' },
    ],
    [
      'a red circle above a blue square at the bottom',
      { things: [CIRCLE, { ...SQUARE, place: 'bottom' }], relation: 'above' },
    ],
    [
      'there is a red circle. it is above a blue square. it loops. it is at the top.',
      { things: [{ ...CIRCLE, motion: 'loop', place: 'top' }, SQUARE], relation: 'above' },
    ],
  ])('is read: %s', (text, meaning) => {
    expect(parseEnglish(text)).toEqual({ meaning });
  });
});

describe('Chinese in a hurry', () => {
  it.each<[string, Meaning]>([
    ['红圆', { things: [CIRCLE] }],
    ['红色的圆形', { things: [CIRCLE] }],
    ['上方的红色圆形', { things: [{ ...CIRCLE, place: 'top' }] }],
    ['红色圆形往右移动', { things: [{ ...CIRCLE, motion: 'right' }] }],
    ['红色圆形和蓝色正方形', { things: [CIRCLE, SQUARE] }],
    ['红色圆形 在 一个蓝色方块的上面', { things: [CIRCLE, SQUARE], relation: 'above' }],
    [
      '蓝色正方形右面有向左移动的红色圆形',
      { things: [{ ...CIRCLE, motion: 'left' }, SQUARE], relation: 'right of' },
    ],
  ])('is read: %s', (text, meaning) => {
    expect(parseChinese(text)).toEqual({ meaning });
  });
});

describe('a text that cannot be', () => {
  it.each<[string, object[]]>([
    ['a red blue circle', [{ kind: 'contradiction', attribute: 'color', values: ['red', 'blue'] }]],
    [
      'a red and blue circle',
      [{ kind: 'contradiction', attribute: 'color', values: ['red', 'blue'] }],
    ],
    [
      'a circle square',
      [{ kind: 'contradiction', attribute: 'shape', values: ['circle', 'square'] }],
    ],
    ['a tiny big ring', [{ kind: 'contradiction', attribute: 'size', values: ['small', 'large'] }]],
    [
      'a ring grows and shrinks',
      [{ kind: 'contradiction', attribute: 'motion', values: ['grow', 'shrink'] }],
    ],
    [
      'a ring moves right and left',
      [{ kind: 'contradiction', attribute: 'motion', values: ['right', 'left'] }],
    ],
    [
      'at the top, a ring at the bottom',
      [{ kind: 'contradiction', attribute: 'place', values: ['top', 'bottom'] }],
    ],
    ['a ring left of and above a cross', [{ kind: 'relations', values: ['left of', 'above'] }]],
    ['a red ring above a small red ring', [{ kind: 'same' }]],
    ['a ring bounces above a swinging cross', [{ kind: 'two move' }]],
    ['a ring at the bottom above a cross', [{ kind: 'places' }]],
    ['a ring in the center left of a cross', [{ kind: 'places' }]],
    ['a ring at the top and a cross at the top left', [{ kind: 'places' }]],
    ['a ring above', [{ kind: 'alone', relation: 'above' }]],
    ['a ring, a cross and a circle', [{ kind: 'too many', things: 3 }]],
    ['there is', [{ kind: 'nothing' }]],
    ['', [{ kind: 'empty' }]],
    [' \n\t', [{ kind: 'empty' }]],
    ['a ring moves', [{ kind: 'direction', word: 'moves', start: 7 }]],
  ])('has its problem named: %s', (text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  it('is the same in Chinese', () => {
    const color = { kind: 'contradiction', attribute: 'color', values: ['red', 'blue'] };
    expect(problemsOf('红蓝圆形', parseChinese)).toEqual([color]);
    expect(problemsOf('圆环移动', parseChinese)).toEqual([
      { kind: 'direction', word: '移动', start: 2 },
    ]);
    expect(problemsOf('红色圆环在红色圆环上方', parseChinese)).toEqual([{ kind: 'same' }]);
    expect(problemsOf('', parseChinese)).toEqual([{ kind: 'empty' }]);
  });
});

describe('unknown words', () => {
  it('are named as they were written, with their places and the nearest', () => {
    expect(problemsOf('a  Greem 🦓 circel')).toEqual([
      { kind: 'unknown', word: 'Greem', start: 3, nearest: ['green'] },
      { kind: 'unknown', word: '🦓', start: 9, nearest: [] },
      { kind: 'unknown', word: 'circel', start: 12, nearest: ['circle', 'corner'] },
    ]);
    expect(problemsOf('一圈红色斑圆', parseChinese)).toEqual([
      { kind: 'unknown', word: '圈', start: 1, nearest: ['转圈'] },
      { kind: 'unknown', word: '斑', start: 4, nearest: [] },
    ]);
  });

  it('do not hide a contradiction, but may be what is missing', () => {
    const kinds = (text: string) => problemsOf(text).map(({ kind }) => kind);
    expect(kinds('a red blue zebra')).toEqual(['unknown', 'contradiction']);
    expect(kinds('a zebra')).toEqual(['unknown']);
    expect(kinds('a ring above a zebra')).toEqual(['unknown']);
  });
});

describe('a long text', () => {
  it('is refused by its tokens, at the first too many', () => {
    const text = (count: number) => Array.from({ length: count }, () => 'red').join(' ');
    expect(parseEnglish(text(MAX_TOKENS))).toEqual({ meaning: { things: [{ color: 'red' }] } });
    const refused = { problems: [{ kind: 'too long', limit: MAX_TOKENS }] };
    expect(parseEnglish(text(MAX_TOKENS + 1))).toEqual(refused);
    expect(parseChinese('红'.repeat(MAX_TOKENS + 1))).toEqual(refused);
  });

  it('of 10,000 tokens, or of one without an end, is not even cut', () => {
    const refused = [{ kind: 'too long', limit: MAX_TOKENS }];
    for (const text of ['zebra '.repeat(10_000), 'z'.repeat(10_000)]) {
      expect(problemsOf(text)).toEqual(refused);
      expect(problemsOf(text, parseChinese)).toEqual(refused);
    }
  });
});
