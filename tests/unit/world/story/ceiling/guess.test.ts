import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../../src/model/random.ts';
import { ENGLISH, SPECIAL, caption } from '../../../../../src/world/language/index.ts';
import { COLORS, SHAPES } from '../../../../../src/world/scene.ts';
import { drawFrom, splitOf } from '../../../../../src/world/split.ts';
import { bestGuesses, ceiling, knowledgeOf } from '../../../../../src/world/story/ceiling/index.ts';
import { LOOKS, chanceOf } from '../../../../../src/world/story/ceiling/looks.ts';
import { layoutsOf } from '../../../../../src/world/story/ceiling/layouts.ts';
import { maskTokens } from '../../../../../src/model/objectives/masked.ts';
import type { Knowledge, Masked } from '../../../../../src/world/story/ceiling/index.ts';
import { SMALL, everyCaption } from './brute.ts';
import type { Written } from './brute.ts';

const TRAIN = { train: 1, validation: 0, test: 0 };
const ALL = { train: 1, validation: 1, test: 1 };
const noise = { mask: '[mask]', words: ENGLISH.size - SPECIAL.length };

function masker(seed: number, masked?: number): (tokens: readonly string[]) => Masked {
  const random = createRandom(seed);
  const special = SPECIAL.map((word) => ENGLISH.idOf(word));
  const words = { first: SPECIAL.length, end: ENGLISH.size };
  const options = { mask: ENGLISH.idOf('[mask]'), special, words, masked };
  return (tokens) => {
    const { ids, weights } = maskTokens(random, ENGLISH.encode(tokens), options);
    const chosen = [...weights.keys()].filter((place) => weights[place] === 1);
    return { tokens: ENGLISH.decode(ids), chosen };
  };
}

/** What is known of the small world: the namings and the motions that it has not are left out. */
function small(two: number): Knowledge {
  const { layouts, namings } = knowledgeOf({ belief: ALL, two });
  const has = (look: number) =>
    SMALL.colors.some((color) => color === LOOKS[look]?.color) &&
    SMALL.shapes.some((shape) => shape === LOOKS[look]?.shape);
  const sized = namings.sized
    .filter(({ look, tokens }) => has(look) && /small|tiny|little/.test(tokens.join(' ')))
    .map((naming) => ({ ...naming, share: naming.share * 3 }));
  const motion = (told: unknown) =>
    told === undefined ? 1 : SMALL.motions.some((one) => one === told) ? 1 / 2 : 0;
  return {
    layouts,
    namings: { sized, plain: namings.plain.filter(({ look }) => has(look)) },
    chance: {
      one: (_, __, told) => motion(told) / 4,
      two: (first, second, told) => (first === second ? 0 : motion(told) / 12),
    },
  };
}

/**
 * The probability of each token at each chosen place, over every caption and every set of places that
 * may have been chosen: each is gone through by itself.
 */
function bruteForce(
  written: readonly Written[],
  { tokens, chosen }: Masked,
): Map<string, number>[] {
  const votes = chosen.map(() => new Map<string, number>());
  const sets = subsets(tokens.length, chosen.length);
  for (const one of written) {
    if (one.tokens.length !== tokens.length) continue;
    // More places differ than were chosen: no set explains it.
    if (tokens.filter((token, i) => token !== one.tokens[i]).length > chosen.length) continue;
    for (const set of sets) {
      const likely = tokens.reduce((product, token, place) => {
        const stays = token === one.tokens[place];
        if (!set.includes(place)) return product * Number(stays);
        const random = token === noise.mask ? 0.8 : 0.1 / noise.words;
        return product * (random + (stays ? 0.1 : 0));
      }, one.share);
      if (likely === 0) continue;
      chosen.forEach((place, i) => {
        if (!set.includes(place)) return;
        const token = one.tokens[place] ?? '';
        votes[i]?.set(token, (votes[i].get(token) ?? 0) + likely);
      });
    }
  }
  return votes;
}

function subsets(n: number, k: number, first = 0): number[][] {
  if (k === 0) return [[]];
  return Array.from({ length: Math.max(0, n - first) }, (_, i) => first + i).flatMap((place) =>
    subsets(n, k - 1, place + 1).map((rest) => [place, ...rest]),
  );
}

describe('the best guess for a masked token', () => {
  it.each([1, 2] as const)(
    'is the one that going through every caption gives: %d things',
    (things) => {
      const written = everyCaption(things);
      expect(written.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      const knowledge = small(things - 1);
      // More words that are kept or replaced than a reader sees: they are the hard ones.
      const mask = masker(things, 0.5);
      const random = createRandom(things);
      for (let i = 0; i < 12; i++) {
        const { tokens } = written[Math.floor(random.uniform() * written.length)] ?? { tokens: [] };
        const masked = mask(tokens);
        const guesses = bestGuesses(knowledge, masked, noise);
        bruteForce(written, masked).forEach((votes, place) => {
          const total = [...votes.values()].reduce((sum, vote) => sum + vote, 0);
          const best = Math.max(...votes.values());
          expect(guesses[place]?.chance, masked.tokens.join(' ')).toBeCloseTo(best / total, 9);
          expect(votes.get(guesses[place]?.token ?? '')).toBeCloseTo(best, 12);
        });
      }
    },
  );

  it('fills in what the grammar leaves no choice of', () => {
    const knowledge = knowledgeOf({ belief: TRAIN, two: 0.5 });
    const guess = (text: string) => {
      const tokens = text.split(' ');
      const chosen = tokens.flatMap((token, i) => (token === '[mask]' ? [i] : []));
      return bestGuesses(knowledge, { tokens, chosen }, noise);
    };
    expect(guess('[mask] orange ring grows')).toEqual([{ token: 'an', chance: 1 }]);
    expect(guess('a red ring moves right [mask] a blue ring')).toEqual([
      { token: 'above', chance: expect.closeTo(1 / 2, 9) as number },
    ]);
    expect(guess('utter nonsense [mask]')).toEqual([undefined]);
  });

  it('knows what is held out', () => {
    const knowledge = knowledgeOf({ belief: TRAIN, two: 0 });
    const tokens = 'there is a red ring . it [mask] .'.split(' ');
    const [guess] = bestGuesses(knowledge, { tokens, chosen: [7] }, noise);
    // Of the motions that are one word, those of training.
    const words = ['grow', 'shrink', 'loop', 'bounce', 'swing'] as const;
    const left = words.filter(
      (motion) => splitOf({ color: 'red', shape: 'ring', motion }) === 'train',
    );
    expect(left.length).toBeLessThan(5);
    expect(guess?.chance).toBeCloseTo(1 / left.length, 9);
  });
});

describe('what is known of captions', () => {
  it.each([1, 2] as const)('adds up to one: %d things', (things) => {
    const layouts = layoutsOf(things).reduce(
      (sum, { share, motion }) => sum + share / (motion ? 10 : 1),
      0,
    );
    expect(layouts).toBeCloseTo(1, 9);
    const chance = chanceOf(TRAIN, things);
    const seconds = things === 1 ? [undefined] : [...LOOKS.keys()];
    let total = 0;
    for (const first of LOOKS.keys())
      for (const second of seconds) total += chance(first, second, undefined);
    expect(total).toBeCloseTo(1, 9);
    expect(LOOKS).toHaveLength(COLORS.length * SHAPES.length);
  });

  it('has each layout as often as captions have it', () => {
    const random = createRandom(3);
    const { layouts } = knowledgeOf({ belief: ALL, two: 0.5 });
    const count = 4000;
    const lengths = Array.from(
      { length: count },
      (_, i) => caption(drawFrom(random, 'train', i % 2 ? 1 : 2), random).englishTokens.length,
    );
    for (const [length, group] of layouts) {
      const share = group.reduce((sum, one) => sum + one.share / (one.motion ? 10 : 1), 0);
      const seen = lengths.filter((one) => one === length).length / count;
      const error = Math.sqrt(share / count);
      expect(Math.abs(seen - share), `${length} tokens`).toBeLessThan(4.5 * error + 0.001);
    }
  });
});

describe('the ceiling of masked-token accuracy', () => {
  const measure = (know: typeof TRAIN, split: 'train' | 'test') =>
    ceiling(createRandom(1), 250, {
      split,
      two: 0.5,
      knowledge: knowledgeOf({ belief: know, two: 0.5 }),
      noise,
      mask: masker(2),
    });

  it('is what the guesses expect of themselves', () => {
    const { accuracy, expected } = measure(TRAIN, 'train');
    const error = Math.hypot(accuracy.error, expected.error);
    expect(Math.abs(accuracy.value - expected.value)).toBeLessThan(3 * error);
    expect(expected.value).toBeGreaterThan(0.62);
    expect(expected.value).toBeLessThan(0.8);
    expect(expected.error).toBeLessThan(accuracy.error);
  });

  it('is lower on what is held out, for who believes that it never comes', () => {
    const sure = measure(TRAIN, 'test').accuracy.value;
    const nearly = measure({ train: 1, validation: 1e-9, test: 1e-9 }, 'test').accuracy.value;
    const open = measure(ALL, 'test').accuracy.value;
    expect(sure).toBeLessThan(nearly);
    expect(nearly).toBeLessThan(open);
  });
});
