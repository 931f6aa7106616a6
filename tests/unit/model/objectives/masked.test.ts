import '../backend.ts';
import { describe, expect, it } from 'vitest';
import { createRandom, maskTokens } from '../../../../src/model/index.ts';
import type { MaskTokensOptions } from '../../../../src/model/index.ts';
import { roundEven, shuffle } from '../../../../src/model/objectives/draw.ts';
import { load } from '../fixtures.ts';
import { expectEven, expectShare } from './chance.ts';

const [PAD, CLS, SEP, MASK] = [0, 1, 2, 3];
/** The words of the texts are 10 to 29, those of the replacements 30 to 39: one tells them apart. */
const options: MaskTokensOptions = {
  mask: MASK,
  special: [PAD, CLS, SEP],
  words: { first: 30, end: 40 },
};
const TEXT = [CLS, ...Array.from({ length: 20 }, (_, i) => 10 + i), SEP, PAD, PAD];
const seeds = Array.from({ length: 1500 }, (_, seed) => seed);
const draws = (more: Partial<MaskTokensOptions> = {}, ids = TEXT) =>
  seeds.map((seed) => maskTokens(createRandom(seed), ids, { ...options, ...more }));
const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);

/** What became of the chosen tokens. */
function fates(examples: ReturnType<typeof draws>) {
  const chosen = examples.flatMap(({ ids, targets, weights }) =>
    ids.flatMap((id, t) => (weights[t] === 1 ? [{ id, was: targets[t] ?? NaN }] : [])),
  );
  return {
    chosen: chosen.length,
    masked: chosen.filter(({ id }) => id === MASK).length,
    kept: chosen.filter(({ id, was }) => id === was).length,
    words: chosen.filter(({ id }) => id >= 30).map(({ id }) => id - 30),
  };
}

describe.each(['exact', 'each'] as const)('maskTokens, %s', (choice) => {
  const examples = draws({ choice });

  it('changes nothing but chosen tokens, and tells what stood there', () => {
    for (const { ids, targets, weights } of examples) {
      expect(targets).toEqual(TEXT);
      expect(weights.every((weight) => weight === 0 || weight === 1)).toBe(true);
      expect(ids.filter((_, t) => weights[t] === 0)).toEqual(TEXT.filter((_, t) => !weights[t]));
      expect([ids.length, weights.length]).toEqual([TEXT.length, TEXT.length]);
    }
  });

  it('never chooses a special token', () => {
    for (const { weights } of examples) {
      expect([weights[0], ...weights.slice(21)]).toEqual([0, 0, 0, 0]);
    }
  });

  it('makes 80 % [MASK], 10 % a random word, 10 % what it was', () => {
    const { chosen, masked, kept, words } = fates(examples);
    expect(masked + kept + words.length).toBe(chosen);
    expectShare(masked, chosen, 0.8);
    expectShare(words.length, chosen, 0.1);
    expectShare(kept, chosen, 0.1);
  });

  it('draws every word of the range alike, and chooses every place alike', () => {
    const { words } = fates(examples);
    expectEven(Array.from({ length: 10 }, (_, word) => words.filter((w) => w === word).length));
    expectEven(
      Array.from({ length: 20 }, (_, t) => sum(examples.map(({ weights }) => weights[t + 1] ?? 0))),
    );
  });

  it('takes other rates and shares', () => {
    const all = draws({ choice, rate: 0.4, masked: 0.5, replaced: 0.3 });
    const { chosen, masked, kept, words } = fates(all);
    expectShare(masked, chosen, 0.5);
    expectShare(words.length, chosen, 0.3);
    expectShare(kept, chosen, 0.2);
    if (choice === 'exact') expect(chosen).toBe(8 * seeds.length);
    else expectShare(chosen, 20 * seeds.length, 0.4);
  });

  it('is the same for the same seed, and leaves its input alone', () => {
    const ids = Object.freeze([...TEXT]);
    const twice = [5, 5, 6].map((seed) =>
      maskTokens(createRandom(seed), ids, { ...options, choice, rate: 0.5 }),
    );
    expect(twice[0]).toEqual(twice[1]);
    expect(twice[0]).not.toEqual(twice[2]);
  });
});

describe('maskTokens', () => {
  it('chooses exactly round(15 %) of the words, halves to even, at least one', () => {
    for (const [length, count] of [
      [1, 1],
      [2, 1],
      [9, 1],
      [10, 2],
      [20, 3],
      [30, 4],
      [50, 8],
      [100, 15],
    ] as const) {
      const ids = [CLS, ...Array<number>(length).fill(12), SEP, PAD];
      const { weights } = maskTokens(createRandom(length), ids, options);
      expect(sum(weights), `${length} words`).toBe(count);
      expect(
        maskTokens(createRandom(length), ids, { ...options, choice: 'exact' }).weights,
      ).toEqual(weights);
    }
  });

  it('chooses nothing where nothing may be chosen', () => {
    const ids = [CLS, SEP, PAD];
    expect(maskTokens(createRandom(1), ids, options).weights).toEqual([0, 0, 0]);
    expect(maskTokens(createRandom(1), [], options)).toEqual({ ids: [], targets: [], weights: [] });
  });

  it('chooses all, or by coins none, at the ends of the range', () => {
    const all = maskTokens(createRandom(1), TEXT, { ...options, rate: 1, masked: 1, replaced: 0 });
    expect(sum(all.weights)).toBe(20);
    expect(all.ids.slice(1, 21)).toEqual(Array<number>(20).fill(MASK));
    const none = maskTokens(createRandom(1), TEXT, { ...options, rate: 0, choice: 'each' });
    expect(sum(none.weights)).toBe(0);
  });

  it('does nothing by a chance of 0, even if the stream draws 0', () => {
    const zeros = { uniform: () => 0, normal: () => 0 };
    const coin = { ...options, choice: 'each' } as const;
    expect(maskTokens(zeros, [12], { ...coin, rate: 0 }).weights).toEqual([0]);
    expect(maskTokens(zeros, [12], { ...coin, masked: 0, replaced: 1 }).ids).toEqual([30]);
    expect(maskTokens(zeros, [12], { ...coin, masked: 0, replaced: 0 }).ids).toEqual([12]);
  });

  it('by coins, chooses 15 % as the collator of transformers does', () => {
    const theirs = load('objectives-masked').options as Record<string, number>;
    const { tokens = NaN, chosen = NaN, masked = NaN, kept = NaN } = theirs;
    expectShare(chosen, tokens, 0.15);
    expectShare(masked, chosen, 0.8);
    expectShare(kept, chosen, 0.1);
    const ours = fates(draws({ choice: 'each' }));
    expectShare(ours.chosen, 20 * seeds.length, 0.15);
    const counts = draws({ choice: 'each' }).map(({ weights }) => sum(weights));
    expect(Math.min(...counts)).toBe(0);
    expectShare(counts.filter((count) => count === 0).length, seeds.length, 0.85 ** 20);
  });

  it('has known results: a seed means the same for ever', () => {
    const { ids, weights } = maskTokens(createRandom(7), TEXT, options);
    expect(ids.map((id, t) => (id === TEXT[t] ? '' : `${t}: ${id}`)).filter(Boolean)).toEqual([
      '1: 3',
      '3: 31',
      '20: 3',
    ]);
    expect(sum(weights)).toBe(3);
  });
});

describe('draws', () => {
  it('shuffle gives every order alike, and loses nothing', () => {
    const random = createRandom(3);
    const orders = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = shuffle(random, ['a', 'b', 'c']).join('');
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect([...orders.keys()].toSorted()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
    expectEven([...orders.values()]);
    const items = Object.freeze([1, 2]);
    expect(shuffle(random, items).toSorted()).toEqual([1, 2]);
  });

  it.each([
    [0.5, 0],
    [1.5, 2],
    [2.5, 2],
    [3.5, 4],
    [2.4, 2],
    [2.6, 3],
    [3, 3],
    [0, 0],
  ])('%f rounds to %i', (x, rounded) => {
    expect(roundEven(x)).toBe(rounded);
  });
});
