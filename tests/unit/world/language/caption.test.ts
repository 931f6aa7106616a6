import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/model/random.ts';
import * as language from '../../../../src/world/language/index.ts';
import { COURSE, TOLD, allKinds, drawScenes } from './scenes.ts';
import type { Caption, Phrasing, Said } from '../../../../src/world/language/index.ts';

const usual = ([word]: readonly [string, ...string[]]) => word;

function say(name: string, said: Said = TOLD): Caption {
  return language.write(COURSE, said, named(name), usual);
}

function named(name: string): Phrasing {
  const phrasing = language.PHRASINGS.find((one) => one.name === name);
  if (!phrasing) throw new Error(`No phrasing ${name}.`);
  return phrasing;
}

describe('the sentence of the course', () => {
  it.each([
    [
      'plain',
      'a small red circle moves right above a blue square',
      '一个小的红色圆形在蓝色正方形上方向右移动',
    ],
    [
      'fronted',
      'above a blue square, a small red circle moves right',
      '在蓝色正方形上方，一个小的红色圆形向右移动',
    ],
    [
      'sentences',
      'there is a small red circle. it moves right. it is above a blue square.',
      '有一个小的红色圆形。它向右移动。它在蓝色正方形上方。',
    ],
    [
      'existential',
      'there is a small red circle moving right above a blue square',
      '在蓝色正方形上方，有一个向右移动的小的红色圆形',
    ],
    [
      'relative',
      'a small red circle that moves right is above a blue square',
      '一个向右移动的小的红色圆形在蓝色正方形上方',
    ],
    [
      'anchored',
      'there is a blue square. above it, a small red circle moves right.',
      '有一个蓝色正方形。在它上方，一个小的红色圆形向右移动。',
    ],
  ])('can be said so: %s', (name, english, chinese) => {
    expect(say(name)).toMatchObject({ english, chinese });
  });

  it('can be told in full', () => {
    expect(language.longCaption(COURSE)).toMatchObject({
      english: 'a small red circle moves right at the top, above a large blue square',
      chinese: '顶部的一个小的红色圆形在大的蓝色正方形上方向右移动',
    });
  });

  it('can be told of a single frame, without its motion', () => {
    expect(language.frameCaption(COURSE)).toMatchObject({
      english: 'a small red circle at the top, above a large blue square',
      chinese: '顶部的一个小的红色圆形在大的蓝色正方形上方',
    });
  });

  it('says where each Chinese word is from', () => {
    const { alignment, chineseTokens, englishTokens } = say('plain');
    const sources = chineseTokens.map((word, i) => {
      return `${word}:${(alignment[i] ?? []).map((at) => englishTokens[at]).join(' ')}`;
    });
    expect(sources.join(', ')).toBe(
      '一个:, 小:small, 的:, 红色:red, 圆形:circle, 在:, 蓝色:blue, 正方形:square, 上方:above, 向右:right, 移动:moves',
    );
  });
});

describe('a caption', () => {
  it('is the same for the same seed', () => {
    const write = () => {
      const random = createRandom(5);
      return drawScenes(20).map((scene) => language.caption(scene, random));
    };
    expect(write()).toEqual(write());
  });

  it('takes "an" before a vowel, and "a" elsewhere', () => {
    const texts = allKinds(20).map(([, { english }]) => english);
    expect(texts.some((text) => text.includes('an orange'))).toBe(true);
    expect(texts.filter((text) => /\ban [^o]|\ba [aeiou]/.test(text))).toEqual([]);
  });

  it('is its tokens, and all of them are words of a vocabulary', () => {
    for (const [, { english, chinese, englishTokens, chineseTokens }] of allKinds(10)) {
      const cut = language.tokenizeEnglish(english).map(({ word }) => word);
      expect(cut).toEqual(englishTokens);
      expect(language.ENGLISH.encode(cut)).not.toContain(language.UNKNOWN);
      const cutChinese = language.tokenizeChinese(chinese).map(({ word }) => word);
      expect(cutChinese).toEqual(chineseTokens);
      expect(language.CHINESE.encode(cutChinese)).not.toContain(language.UNKNOWN);
    }
  });

  it('has no comma at an end', () => {
    for (const [, { english, chinese }] of allKinds(2)) {
      expect(english).not.toMatch(/,$|,\.| $|^,/);
      expect(chinese).not.toMatch(/，$|，。|^，/);
    }
  });

  it('is drawn in all phrasings, with much and with little told', () => {
    const random = createRandom(6);
    const drawn = drawScenes(2000).map((scene) => language.caption(scene, random));
    const told = drawn.map(({ meaning: { things } }) => Object.keys(things[0]).length);
    const share = (count: number) => told.filter((one) => one === count).length / told.length;
    // Everything: 1/4, and 3/4 · 1/8 by chance. Only color and shape: 3/4 · 1/8.
    expect(share(5)).toBeCloseTo(0.25 + 0.75 / 8, 1);
    expect(share(2)).toBeCloseTo(0.75 / 8, 1);
    const starts = new Set(drawn.map(({ english }) => english.split(' ')[0]));
    expect([...starts].sort()).toEqual(
      ['a', 'above', 'an', 'at', 'below', 'in', 'on', 'there', 'to', 'under'].sort(),
    );
  });
});

describe('the shortest and the longest', () => {
  it('say no size and no place, or all', () => {
    const random = createRandom(8);
    const shorts = drawScenes(400).map((scene) => language.shortPrompt(scene, random));
    const keys = shorts.map(({ meaning: { things } }) => Object.keys(things[0]).sort().join(' '));
    const moving = keys.filter((key) => key === 'color motion shape').length;
    expect(new Set(keys)).toEqual(new Set(['color shape', 'color motion shape']));
    expect(moving / 400).toBeCloseTo(0.75, 1);
    for (const scene of drawScenes(200)) {
      const { meaning } = language.longCaption(scene);
      expect(meaning.things[0]).toEqual(scene[0]);
      expect(meaning.things[1]?.size).toBe(scene[1]?.size);
    }
  });
});

describe('the order of words', () => {
  it('differs between the languages in every phrasing but for short things', () => {
    const crossed = allKinds(3).map(([name, caption]) => ({ name, crossed: isCrossed(caption) }));
    for (const { name } of language.PHRASINGS) {
      const some = crossed.filter((one) => one.name === name);
      expect(some.filter((one) => one.crossed).length / some.length, name).toBeGreaterThan(0.5);
    }
  });

  it('is not one fixed turn: the first Chinese word comes from many places', () => {
    const places = allKinds(3).map(([, { alignment }]) => alignment.find((one) => one.length)?.[0]);
    expect(new Set(places).size).toBeGreaterThan(6);
  });
});

/** Whether a Chinese word stands before another that comes from further left in the English. */
function isCrossed({ alignment }: Caption): boolean {
  const order = alignment.flatMap((sources) => sources.slice(0, 1));
  return order.some((source, i) => source < (order[i - 1] ?? 0));
}

describe('the alignment', () => {
  it('has every content word on both sides once, and is right by the lexicon', () => {
    const pairs = lexiconPairs();
    for (const [, { alignment, chineseTokens, englishTokens }] of allKinds(5)) {
      expect(alignment).toHaveLength(chineseTokens.length);
      const used = alignment.flat();
      expect(new Set(used).size).toBe(used.length);
      const little = englishTokens.filter((_, i) => !used.includes(i));
      expect(little.filter((word) => !LITTLE.includes(word))).toEqual([]);
      chineseTokens.forEach((word, i) => {
        const sources = (alignment[i] ?? []).map((at) => englishTokens[at]).join(' ');
        if (sources) expect(pairs, `${word} ${sources}`).toContain(`${word} ${sources}`);
        else expect(['一个', '的', '在', '有', '它', '位于', '，', '。']).toContain(word);
      });
    }
  });
});

const LITTLE = 'a an at in on the to of there is it that . ,'.split(' ');

/** By hand: each Chinese word and the content words that it may come from. */
function lexiconPairs(): string[] {
  const rows: Record<string, string> = {
    小: 'small/tiny/little',
    中等: 'medium',
    大: 'large/big',
    红色: 'red',
    橙色: 'orange',
    黄色: 'yellow',
    绿色: 'green',
    蓝色: 'blue',
    紫色: 'purple/violet',
    粉色: 'pink',
    白色: 'white',
    圆形: 'circle',
    正方形: 'square',
    三角形: 'triangle',
    菱形: 'diamond',
    十字形: 'cross',
    圆环: 'ring',
    左上角: 'top left/top left corner',
    顶部: 'top',
    右上角: 'top right/top right corner',
    左侧: 'left',
    中央: 'center/middle',
    右侧: 'right',
    左下角: 'bottom left/bottom left corner',
    底部: 'bottom',
    右下角: 'bottom right/bottom right corner',
    静止不动: 'stays still/staying still',
    移动: 'moves/goes/moving/going',
    向右: 'right',
    向左: 'left',
    向上: 'up',
    向下: 'down',
    变大: 'grows/growing',
    变小: 'shrinks/shrinking',
    转圈: 'loops/looping',
    弹跳: 'bounces/bouncing',
    摇摆: 'swings/swinging',
    上方: 'above',
    下方: 'below/under',
    左边: 'left',
    右边: 'right',
  };
  return Object.entries(rows).flatMap(([word, sources]) =>
    sources.split('/').map((source) => `${word} ${source}`),
  );
}
