import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  beamSearch,
  cacheBytes,
  createRandom,
  drawToken,
  greedy,
  initSeq2Seq,
  initTextModel,
  lengthPenalty,
  likeliest,
  logSoftmax,
  recorder,
  sample,
  samplingChances,
  seq2seqSession,
  textSession,
} from '../../../../src/model/index.ts';
import type {
  Hypothesis,
  Seq2SeqConfig,
  Session,
  TextModelConfig,
} from '../../../../src/model/index.ts';
import { seq2seqConfigs, textConfigs } from '../cases/transformer.ts';
import { roughen } from '../cases/support.ts';

const random = createRandom(41);
const languageModels = Object.entries(textConfigs).filter(([, { causal }]) => causal);
const SOURCE = [
  [3, 1, 4, 1, 5],
  [2, 6, 5, 0, 0],
];
const TEXT = [
  [1, 2, 6, 3, 4, 5],
  [1, 5, 4, 2, 2, 6],
];

/** The largest gap between two lists of rows. */
function gap(a: readonly Float32Array[], b: readonly Float32Array[]): number {
  const rows = a.map((row, i) => Array.from(row, (z, v) => Math.abs(z - (b[i]?.[v] ?? NaN))));
  return Math.max(...rows.flat());
}

/** Every sample's tokens from `from` to `to`. */
function part(from: number, to: number): number[][] {
  return TEXT.map((row) => row.slice(from, to));
}

/** Feeds the text in pieces that end at `ends`; returns the logits after each. */
function feedInPieces(session: Session, ends: readonly number[]): Float32Array[][] {
  return ends.map((end, i) => session.feed(part(ends[i - 1] ?? 0, end)));
}

/** Two sessions of one model, with and without a cache. */
function pairs(): [string, () => Session, () => Session, number][] {
  const texts = languageModels.map(
    ([name, config]): [string, () => Session, () => Session, number] => {
      const params = roughen(random, initTextModel(random, config));
      const open = (cached: boolean) => () => textSession(params, config, { cached });
      return [name, open(true), open(false), config.layers];
    },
  );
  const translators = Object.entries(seq2seqConfigs).map(
    ([name, config]): [string, () => Session, () => Session, number] => {
      const params = roughen(random, initSeq2Seq(random, config));
      const open = (cached: boolean) => () => seq2seqSession(params, config, SOURCE, { cached });
      return [name, open(true), open(false), config.decoderLayers];
    },
  );
  return [...texts, ...translators];
}

describe.each(pairs())('a session: %s', (_, cached, uncached) => {
  it.each([
    ['token by token', [1, 2, 3, 4, 5, 6]],
    ['a prompt, then token by token', [4, 5, 6]],
    ['all at once', [6]],
  ])('gives with a cache what it gives without: %s', (_, ends) => {
    const [fast, slow] = [cached(), uncached()];
    const [quick, full] = [feedInPieces(fast, ends), feedInPieces(slow, ends)];
    quick.forEach((rows, i) => expect(gap(rows, full[i] ?? [])).toBeLessThan(1e-5));
    expect([fast.length, slow.length]).toEqual([6, 6]);
    expect(fast.bytes).toBeGreaterThan(0);
    expect(slow.bytes).toBe(0);
    fast.dispose();
    slow.dispose();
  });

  it('goes on with other samples after a reorder', () => {
    const order = [1, 1, 0];
    const [fast, slow] = [cached(), uncached()];
    const after = [fast, slow].map((session) => {
      session.feed(part(0, 3));
      session.reorder(order);
      return session.feed(order.map((b) => (TEXT[b] ?? []).slice(3, 5)));
    });
    const straight = uncached();
    const [first = new Float32Array(), second = new Float32Array()] = straight.feed(part(0, 5));
    for (const rows of after) expect(gap(rows, [second, second, first])).toBeLessThan(1e-5);
    [fast, slow, straight].forEach((session) => session.dispose());
  });

  it('leaves no tensor', () => {
    const before = tf.memory().numTensors;
    for (const open of [cached, uncached]) {
      const session = open();
      session.feed(part(0, 2));
      session.reorder([0, 1, 1]);
      session.reorder([1, 0]);
      session.feed(part(2, 3));
      session.dispose();
      expect(session.length).toBe(0);
      expect(session.bytes).toBe(0);
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses rows that do not fit', () => {
    const session = cached();
    const wanted = 'feed: wanted rows of one and the same length, at least 1, got ';
    expect(() => session.feed([[1, 2], [1]])).toThrow(`${wanted}[2,1]`);
    expect(() => session.feed([[], []])).toThrow(`${wanted}[0,0]`);
    expect(() => session.feed([])).toThrow(`${wanted}[]`);
    session.feed(part(0, 1));
    expect(() => session.feed([[1]])).toThrow('feed: wanted 2 rows, one a sample, got 1 rows');
    session.dispose();
  });
});

describe('the bytes of a cache', () => {
  it('are 2 · layers · samples · key/value heads · tokens · head width · 4', () => {
    const [, config] = languageModels[0] ?? [];
    if (!config) throw new Error('no language model');
    const session = textSession(initTextModel(random, config), config);
    session.feed(part(0, 5));
    const { layers, heads, keyValueHeads = heads, width } = config;
    const size = { layers, keyValueHeads, headWidth: width / heads, tokens: 5, batch: 2 };
    expect(session.bytes).toBe(cacheBytes(size));
    expect(session.bytes).toBe(2 * 2 * 2 * 2 * 5 * 2 * 4);
    session.dispose();
  });

  it('are there without a word about a cache, in an encoder-decoder as well', () => {
    const config = seq2seqConfigs['two tables, own logits, pre-norm'] as Seq2SeqConfig;
    const session = seq2seqSession(initSeq2Seq(random, config), config, SOURCE);
    session.feed(part(0, 1));
    expect(session.bytes).toBeGreaterThan(0);
    session.dispose();
  });

  it('of known models', () => {
    const llama = { layers: 32, keyValueHeads: 32, headWidth: 128, tokens: 4096 };
    expect(cacheBytes({ ...llama, tokens: 1 }, 2)).toBe(512 * 1024);
    expect(cacheBytes(llama, 2)).toBe(2 * 2 ** 30);
    expect(cacheBytes({ ...llama, batch: 32 }, 2)).toBe(64 * 2 ** 30);
    const large = { layers: 80, keyValueHeads: 8, headWidth: 128, tokens: 4096 };
    expect(cacheBytes(large, 2)).toBe(1.25 * 2 ** 30);
    expect(cacheBytes({ ...large, keyValueHeads: 64 }, 2)).toBe(10 * 2 ** 30);
  });

  it('a text session wants a causal model', () => {
    const config: TextModelConfig = { vocabulary: 5, width: 4, heads: 1, inner: 4, layers: 1 };
    expect(() => textSession(initTextModel(random, config), config)).toThrow(
      'textSession: wanted a causal model, got one that sees both ways',
    );
  });
});

describe('a tap of a session', () => {
  it('sees the encoder once, then the decoder at each step', () => {
    const config = seq2seqConfigs['two tables, own logits, pre-norm'] as Seq2SeqConfig;
    const { tap, tensors } = recorder();
    const session = seq2seqSession(initSeq2Seq(createRandom(1), config), config, SOURCE, { tap });
    const count = (name: string) => tensors.filter((tensor) => tensor.name === name).length;
    expect([count('encoderNorm'), count('logits')]).toEqual([1, 0]);
    const logits = [0, 1, 2].map((t) => session.feed(part(t, t + 1)));
    expect([count('encoderNorm'), count('logits')]).toEqual([1, 3]);
    expect(tensors.at(-1)?.data).toEqual(
      Float32Array.from(logits[2]?.flatMap((z) => [...z]) ?? []),
    );
    session.dispose();
  });

  it('sees a language model at each step', () => {
    const [[, config] = []] = languageModels;
    if (!config) throw new Error('no language model');
    const { tap, tensors } = recorder();
    const session = textSession(initTextModel(createRandom(1), config), config, { tap });
    session.feed(part(0, 1));
    session.feed(part(1, 3));
    const logits = tensors.filter(({ name }) => name === 'logits');
    expect(logits.map(({ shape }) => shape[1])).toEqual([1, 2]);
    session.dispose();
  });
});

/** A session whose next logits are a function of what was fed: no model, nothing hidden. */
function scripted(next: (fed: readonly number[]) => readonly number[]): Session {
  let fed: number[][] = [];
  return {
    feed: (tokens) => {
      fed = tokens.map((row, b) => [...(fed[b] ?? []), ...row]);
      return fed.map((row) => Float32Array.from(next(row)));
    },
    reorder: (samples) => {
      fed = samples.map((b) => [...(fed[b] ?? [])]);
    },
    length: 0,
    bytes: 0,
    dispose: () => undefined,
  };
}

const END = 0;
/** Seeded logits that depend on the whole text. */
const noisy = (seed: number, V: number) => (fed: readonly number[]) => {
  const own = createRandom(seed + fed.reduce((sum, token, i) => sum + (token + 1) * 7 ** i, 0));
  return Array.from({ length: V }, () => 2 * own.normal());
};

describe('greedy', () => {
  it('takes the likeliest token until the end, sample by sample', () => {
    const script = (fed: readonly number[]) => (fed.length > (fed[0] ?? 0) ? [9, 0, 0] : [0, 1, 2]);
    const session = scripted(script);
    const texts = greedy(session, { prompt: [[2], [4]], end: END, maxLength: 9 });
    expect(texts).toEqual([
      [2, 2, 0],
      [2, 2, 2, 2, 0],
    ]);
  });

  it('stops at the length', () => {
    const session = scripted(() => [0, 1]);
    const texts = greedy(session, { prompt: [[1]], end: END, maxLength: 3 });
    expect(texts).toEqual([[1, 1, 1]]);
    expect(() => greedy(session, { prompt: [[1]], end: END, maxLength: 0 })).toThrow(
      'generate: wanted maxLength to be a whole number of at least 1, got 0',
    );
  });

  it('is the same with and without a cache on a real model', () => {
    const config = seq2seqConfigs['two tables, own logits, pre-norm'] as Seq2SeqConfig;
    const params = roughen(random, initSeq2Seq(random, config));
    const texts = [true, false].map((cached) => {
      const session = seq2seqSession(params, config, SOURCE, { cached });
      const generated = greedy(session, { prompt: [[1], [1]], end: 8, maxLength: 12 });
      session.dispose();
      return generated;
    });
    expect(texts[0]).toEqual(texts[1]);
  });
});

describe('sampling', () => {
  it('draws by the chances', () => {
    const source = createRandom(3);
    const chances = [0.1, 0, 0.6, 0.3];
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 4000; i++) {
      const token = drawToken(chances, source);
      counts[token] = (counts[token] ?? 0) + 1;
    }
    expect(counts[1]).toBe(0);
    counts.forEach((count, v) =>
      expect(Math.abs(count / 4000 - (chances[v] ?? 0))).toBeLessThan(0.03),
    );
  });

  it('takes the first token whose sum exceeds the mark, and the last possible one at rounding', () => {
    const at = (mark: number) => ({ uniform: () => mark, normal: () => 0 });
    expect(drawToken([0.25, 0.25, 0.5], at(0))).toBe(0);
    expect(drawToken([0.25, 0.25, 0.5], at(0.25))).toBe(1);
    expect(drawToken([0.25, 0.25, 0.5], at(0.75))).toBe(2);
    expect(drawToken([0.25, 0.25, 0.4, 0], at(0.95))).toBe(2);
  });

  it('is the same for the same seed, and another for another', () => {
    const run = (seed: number) =>
      sample(scripted(noisy(5, 6)), {
        prompt: [[1], [2]],
        end: END,
        maxLength: 8,
        random: createRandom(seed),
      });
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });

  it('with top-k 1 is greedy', () => {
    const options = { prompt: [[1], [3]], end: END, maxLength: 8 };
    const drawn = sample(scripted(noisy(6, 5)), { ...options, topK: 1, random: createRandom(1) });
    expect(drawn).toEqual(greedy(scripted(noisy(6, 5)), options));
  });

  it('keeps as few tokens as reach top-p, the one that reaches it among them', () => {
    const logits = [0.5, 0.3, 0.2].map(Math.log);
    expect(samplingChances(logits, { topP: 0.49 })).toEqual([1, 0, 0]);
    const [a = 0, b = 0, c] = samplingChances(logits, { topP: 0.7 });
    expect([a, b]).toEqual([expect.closeTo(0.625, 10), expect.closeTo(0.375, 10)]);
    expect(c).toBe(0);
    expect(samplingChances(logits, { topP: 1 })[2]).toBeCloseTo(0.2, 10);
    expect(samplingChances([0, 0], { topP: 0.5 })).toEqual([1, 0]);
  });

  it('refuses what makes no sense', () => {
    const run = (options: object) => () => samplingChances([1, 2], options);
    expect(run({ temperature: 0 })).toThrow('sampling: wanted temperature above 0, got 0');
    expect(run({ topK: 0 })).toThrow(
      'sampling: wanted topK to be a whole number of at least 1, got 0',
    );
    for (const topP of [0, 1.5, NaN]) {
      expect(run({ topP })).toThrow(`sampling: wanted topP above 0 and up to 1, got ${topP}`);
    }
  });

  it('log-softmax does not overflow; the likeliest of equals is the first', () => {
    for (const value of logSoftmax([1000, 1000])) expect(value).toBeCloseTo(-Math.LN2, 12);
    expect(likeliest([1, 3, 3])).toBe(1);
  });
});

/** Every text of up to `maxLength` tokens that ends, or fills the length, with its log-probability. */
function everyText(
  next: (fed: readonly number[]) => readonly number[],
  V: number,
  maxLength: number,
): { tokens: number[]; logProbability: number }[] {
  const grow = (
    tokens: number[],
    before: number,
  ): { tokens: number[]; logProbability: number }[] => {
    if (tokens.at(-1) === END || tokens.length === maxLength) {
      return [{ tokens, logProbability: before }];
    }
    const steps = logSoftmax(Float32Array.from(next([1, ...tokens])));
    return Array.from({ length: V }, (_, v) =>
      grow([...tokens, v], before + (steps[v] ?? 0)),
    ).flat();
  };
  return grow([], 0);
}

describe('beam search', () => {
  const [V, maxLength] = [4, 4];
  const options = { prompt: [1], end: END, maxLength };

  it.each([1, 2, 3, 4, 5])(
    'with a beam as wide as the tree finds the best text, seed %i',
    (seed) => {
      const next = noisy(100 * seed, V);
      for (const alpha of [0, 0.6, 1]) {
        const all = everyText(next, V, maxLength).filter(({ tokens }) => tokens.at(-1) === END);
        const score = (text: { tokens: number[]; logProbability: number }) =>
          text.logProbability / ((5 + text.tokens.length) / 6) ** alpha;
        const wanted = all.toSorted((a, b) => score(b) - score(a))[0];
        const { best } = beamSearch(scripted(next), {
          ...options,
          width: V ** maxLength,
          lengthPenalty: alpha,
        });
        expect(best[0]?.tokens).toEqual(wanted?.tokens);
        expect(best[0]?.logProbability).toBeCloseTo(wanted?.logProbability ?? NaN, 10);
        expect(best[0]?.score).toBeCloseTo(wanted ? score(wanted) : NaN, 10);
      }
    },
  );

  it.each([1, 2, 3, 4, 5, 6])('of width 1 is greedy, seed %i', (seed) => {
    const next = noisy(50 * seed, V);
    const { best, steps } = beamSearch(scripted(next), { ...options, maxLength: 7, width: 1 });
    const [text] = greedy(scripted(next), { prompt: [[1]], end: END, maxLength: 7 });
    expect(best[0]?.tokens).toEqual(text);
    expect(steps.length).toBe(text?.length);
  });

  it('grows a tree: each hypothesis continues its parent', () => {
    const { best, steps } = beamSearch(scripted(noisy(7, 6)), {
      ...options,
      maxLength: 6,
      width: 3,
    });
    expect(best.length).toBeLessThanOrEqual(3);
    steps.forEach((kept, i) => {
      expect(kept.length).toBeLessThanOrEqual(3);
      const scores = kept.map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      const alive = (steps[i - 1] ?? []).filter(({ ended }) => !ended);
      for (const { tokens, parent, ended, logProbability, score } of kept) {
        if (i > 0) expect(tokens.slice(0, -1)).toEqual(alive[parent]?.tokens);
        expect(tokens.length).toBe(i + 1);
        expect(ended).toBe(tokens.at(-1) === END);
        expect(score).toBeCloseTo(logProbability / lengthPenalty(i + 1, 0.6), 12);
      }
    });
  });

  it('puts what has ended before what ran out of length', () => {
    const never = scripted(() => [-50, 0, 0.1]);
    const { best } = beamSearch(never, { ...options, maxLength: 2, width: 2 });
    expect(best.map(({ ended }) => ended)).toEqual([false, false]);
    expect(best[0]?.tokens).toEqual([2, 2]);
    const once = scripted((fed) => (fed.length === 1 ? [0, 1, -9] : [-50, 0, -1]));
    const mixed = beamSearch(once, { ...options, maxLength: 3, width: 2 });
    expect(mixed.best[0]?.tokens).toEqual([END]);
    expect(mixed.best.map(({ ended }) => ended)).toEqual([true, false]);
  });

  it('stops when no living text can win any more', () => {
    let calls = 0;
    const session = scripted(() => {
      calls++;
      return [5, 0, 0];
    });
    const { best } = beamSearch(session, { ...options, maxLength: 50, width: 2 });
    expect(best[0]?.tokens).toEqual([END]);
    expect(calls).toBeLessThan(6);
  });

  it('goes on while a living text can still win', () => {
    // The end at once is likeliest, but a longer text is surer of itself.
    const next = (fed: readonly number[]) =>
      fed.length === 1 ? [1, 0.9, -9] : fed.length < 4 ? [-9, 9, -9] : [9, -9, -9];
    const { best } = beamSearch(scripted(next), {
      ...options,
      maxLength: 6,
      width: 1,
      lengthPenalty: 1,
    });
    expect(best[0]?.tokens).toEqual([END]);
    const wide = beamSearch(scripted(next), {
      ...options,
      maxLength: 6,
      width: 2,
      lengthPenalty: 1,
    });
    expect(wide.best[0]?.tokens).toEqual([1, 1, 1, END]);
  });

  it('lets a long text win that is less likely than the worst ended one', () => {
    // After the token 1 the end is likelier; but the length penalty forgives what never ends.
    const next = (fed: readonly number[]) =>
      [[], [0, 0, -99], [Math.log(0.7), Math.log(0.3), -99]][fed.length] ??
      (fed.length < 19 ? [-99, 0, -99] : [0, -99, -99]);
    const long = { ...options, maxLength: 20, width: 2, lengthPenalty: 1 };
    const { best } = beamSearch(scripted(next), long);
    expect(best[0]?.tokens.length).toBe(19);
    expect(best[1]?.tokens).toEqual([END]);
  });

  it.each([
    [2, 0.6],
    [3, 0.6],
    [3, 1],
    [3, 0],
    [3, -0.5],
    [4, 0.6],
  ])(
    'of width %i with α = %f stops when, and not before, no living text can win',
    (width, alpha) => {
      const [maxLength, rank] = [12, (a: Hypothesis, b: Hypothesis) => b.score - a.score];
      const lengths = Array.from({ length: 30 }, (_, seed) => {
        const session = scripted(noisy(1000 * seed, V));
        const { best, steps } = beamSearch(session, {
          ...options,
          maxLength,
          width,
          lengthPenalty: alpha,
        });
        const stops = steps.map((kept, i) => {
          const ended = steps.slice(0, i + 1).flatMap((all) => all.filter((text) => text.ended));
          const worst = ended.toSorted(rank)[width - 1];
          const most = Math.max(...[1, maxLength].map((length) => lengthPenalty(length, alpha)));
          const alive = kept.filter((text) => !text.ended);
          return worst
            ? alive.every(({ logProbability }) => logProbability / most <= worst.score)
            : alive.length === 0;
        });
        expect(stops.slice(0, -1)).not.toContain(true);
        if (steps.length < maxLength) expect(stops.at(-1)).toBe(true);
        expect(best.length).toBe(width);
        return steps.length;
      });
      expect(Math.min(...lengths)).toBeLessThan(maxLength);
    },
  );

  it('gives the same on a real model with and without a cache', () => {
    const config = seq2seqConfigs[
      'as in 2017: one table, scaled, tied, post-norm'
    ] as Seq2SeqConfig;
    const params = roughen(random, initSeq2Seq(random, config));
    const results = [true, false].map((cached) => {
      const session = seq2seqSession(params, config, [SOURCE[0] ?? []], { cached });
      const { best } = beamSearch(session, { prompt: [1], end: 3, maxLength: 8, width: 4 });
      session.dispose();
      return best;
    });
    expect(results[0]?.map(({ tokens }) => tokens)).toEqual(
      results[1]?.map(({ tokens }) => tokens),
    );
    results[0]?.forEach(({ score }, i) => {
      expect(score).toBeCloseTo(results[1]?.[i]?.score ?? NaN, 4);
    });
  });

  it('refuses what makes no sense', () => {
    const run = (change: object) => () =>
      beamSearch(
        scripted(() => [0, 1]),
        { ...options, width: 2, ...change },
      );
    expect(run({ width: 0 })).toThrow(
      'beamSearch: wanted width to be a whole number of at least 1',
    );
    expect(run({ maxLength: 0.5 })).toThrow(
      'beamSearch: wanted maxLength to be a whole number of at least 1',
    );
  });
});
