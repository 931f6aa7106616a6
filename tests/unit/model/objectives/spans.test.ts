import '../backend.ts';
import { describe, expect, it } from 'vitest';
import {
  corruptSpans,
  createRandom,
  noiseMask,
  restoreSpans,
} from '../../../../src/model/index.ts';
import { load } from '../fixtures.ts';
import { expectEven } from './chance.ts';

interface Theirs {
  readonly counts: readonly [number, number, number, number, number][];
  readonly examples: readonly {
    readonly ids: number[];
    readonly noise: number[];
    readonly input: number[];
    readonly target: number[];
  }[];
  readonly firstSentinel: number;
}

const theirs = load('objectives-spans').options as unknown as Theirs;
const hidden = (noise: readonly boolean[]) => noise.filter(Boolean).length;
const spans = (noise: readonly boolean[]) => noise.filter((n, t) => n && !noise[t - 1]).length;
const downFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, i) => first - i);

describe('noiseMask', () => {
  it('hides as many tokens in as many spans as the code of T5', () => {
    expect(theirs.counts.length).toBe(168);
    for (const [density, meanSpan, length, tokens, count] of theirs.counts) {
      const noise = noiseMask(createRandom(length), length, { density, meanSpan });
      expect([noise.length, hidden(noise), spans(noise)], `${density}, ${meanSpan}`).toEqual([
        length,
        tokens,
        count,
      ]);
    }
  });

  it('hides 15 % in spans of 3 unless told otherwise', () => {
    for (const length of [17, 40, 100]) {
      const told = noiseMask(createRandom(4), length, { density: 0.15, meanSpan: 3, roll: false });
      expect(noiseMask(createRandom(4), length)).toEqual(told);
    }
    expect([
      hidden(noiseMask(createRandom(4), 100)),
      spans(noiseMask(createRandom(4), 100)),
    ]).toEqual([15, 5]);
  });

  it('keeps the first token and hides the last', () => {
    for (let length = 2; length < 40; length++) {
      const noise = noiseMask(createRandom(length), length, { density: 0.4, meanSpan: 2 });
      expect([noise[0], noise.at(-1)]).toEqual([false, true]);
    }
  });

  it('hides nothing of a text without two tokens', () => {
    expect(noiseMask(createRandom(1), 0)).toEqual([]);
    expect(noiseMask(createRandom(1), 1)).toEqual([false]);
    expect(noiseMask(createRandom(1), 1, { density: 1 })).toEqual([false]);
  });

  it('hides one token at least, and keeps one at least', () => {
    expect(hidden(noiseMask(createRandom(1), 5, { density: 0 }))).toBe(1);
    expect(hidden(noiseMask(createRandom(1), 5, { density: 1 }))).toBe(4);
  });

  it('has fewer spans where more would have to touch', () => {
    const noise = noiseMask(createRandom(1), 10, { density: 0.8, meanSpan: 1 });
    expect([hidden(noise), spans(noise)]).toEqual([8, 2]);
    const short = noiseMask(createRandom(1), 40, { density: 0.1, meanSpan: 0.5 });
    expect([hidden(short), spans(short)]).toEqual([4, 4]);
  });

  it('gives every mask alike', () => {
    const random = createRandom(12);
    const masks = new Map<string, number>();
    for (let i = 0; i < 9000; i++) {
      const noise = noiseMask(random, 9, { density: 0.45, meanSpan: 2 });
      const key = noise.map(Number).join('');
      masks.set(key, (masks.get(key) ?? 0) + 1);
    }
    // 4 hidden in 2 spans (3 ways) times 5 kept in 2 (4 ways)
    expect(masks.size).toBe(12);
    expectEven([...masks.values()]);
  });

  it('rolled, hides as many tokens and every place alike', () => {
    const random = createRandom(13);
    const places = Array<number>(12).fill(0);
    for (let i = 0; i < 6000; i++) {
      const noise = noiseMask(random, 12, { roll: true });
      expect(hidden(noise)).toBe(2);
      expect([1, 2]).toContain(spans(noise));
      noise.forEach((n, t) => (places[t] = (places[t] ?? 0) + Number(n)));
    }
    expectEven(places);
    expect(noiseMask(createRandom(1), 12)).toEqual([...Array<boolean>(10).fill(false), true, true]);
  });
});

describe('corruptSpans', () => {
  it('makes of a text and a mask what the code of T5 makes, and closes the target', () => {
    expect(theirs.examples.length).toBe(4);
    for (const { ids, noise, input, target } of theirs.examples) {
      const mask = noise.map(Boolean);
      const sentinels = downFrom(theirs.firstSentinel, spans(mask) + 1);
      const made = corruptSpans(ids, mask, sentinels);
      expect(made).toEqual({ input, target: [...target, sentinels.at(-1)] });
    }
  });

  it('makes the example of the paper', () => {
    const words = 'Thank you for inviting me to your party last week'.split(' ');
    const names = [...words, '<X>', '<Y>', '<Z>'];
    const noise = words.map((word) => ['for', 'inviting', 'last'].includes(word));
    const { input, target } = corruptSpans([...words.keys()], noise, [10, 11, 12]);
    const text = (ids: readonly number[]) => ids.map((id) => names[id]).join(' ');
    expect(text(input)).toBe('Thank you <X> me to your party <Y> week');
    expect(text(target)).toBe('<X> for inviting <Y> last <Z>');
  });

  it('takes masks that hide the first token, all or nothing', () => {
    expect(corruptSpans([5, 6, 7], [true, false, true], [1, 2, 3])).toEqual({
      input: [1, 6, 2],
      target: [1, 5, 2, 7, 3],
    });
    expect(corruptSpans([5, 6], [true, true], [1, 2])).toEqual({
      input: [1],
      target: [1, 5, 6, 2],
    });
    expect(corruptSpans([5, 6], [false, false], [1])).toEqual({ input: [5, 6], target: [1] });
    expect(corruptSpans([], [], [1])).toEqual({ input: [], target: [1] });
  });
});

describe('restoreSpans', () => {
  const sentinels = downFrom(99, 40);

  it('undoes corruptSpans, for masks of every kind', () => {
    for (let seed = 0; seed < 400; seed++) {
      const random = createRandom(seed);
      const length = Math.floor(random.uniform() * 40);
      const ids = Array.from({ length }, () => Math.floor(random.uniform() * 50));
      const density = random.uniform();
      const coins = ids.map(() => random.uniform() < density);
      const masks = [
        coins,
        noiseMask(random, length, { density, meanSpan: 2, roll: seed % 2 === 0 }),
      ];
      for (const noise of masks) {
        const corrupted = corruptSpans(ids, noise, sentinels);
        expect(restoreSpans(corrupted, sentinels)).toEqual(ids);
        expect(corrupted.input.length).toBe(length - hidden(noise) + spans(noise));
        expect(corrupted.target.length).toBe(hidden(noise) + spans(noise) + 1);
      }
    }
  });

  it('takes a target without its close, without a sentinel, or in another order', () => {
    const input = [5, 99, 6, 98];
    expect(restoreSpans({ input, target: [99, 1, 2, 98, 3] }, sentinels)).toEqual([5, 1, 2, 6, 3]);
    expect(restoreSpans({ input, target: [98, 3, 97] }, sentinels)).toEqual([5, 6, 3]);
    expect(restoreSpans({ input, target: [98, 3, 99, 1] }, sentinels)).toEqual([5, 1, 6, 3]);
    expect(restoreSpans({ input, target: [] }, sentinels)).toEqual([5, 6]);
    expect(restoreSpans({ input, target: [7, 98, 3] }, sentinels)).toEqual([5, 6, 3]);
    expect(restoreSpans({ input, target: [99, 98, 3] }, sentinels)).toEqual([5, 6, 3]);
  });
});
