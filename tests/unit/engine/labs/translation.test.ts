import { beforeAll, describe, expect, test } from 'vitest';
import { HEADS, LAYERS, WIDTH, gridOf } from '../../../../src/components/labs/translation/lab.ts';
import { firstOf } from '../../../../src/engine/labs/field.ts';
import { translationFields } from '../../../../src/engine/labs/translation.ts';
import type {
  TranslationResult,
  TranslationSettings,
} from '../../../../src/engine/labs/translation.ts';
import { TRANSLATOR } from '../../../../src/engine/models/config.ts';
import { computeAtBuild } from '../../../../src/engine/trained/worker/labs/at-build.ts';

const first = firstOf(translationFields);
const compute = (change: Partial<TranslationSettings>) =>
  computeAtBuild('translation', { ...first, ...change });

describe('the translation lab', () => {
  let result: TranslationResult;
  let greedy: TranslationResult;
  beforeAll(async () => {
    result = await compute({});
    greedy = await compute({ width: 1 });
  });

  test('is of the translator that ships', () => {
    expect([WIDTH, LAYERS, HEADS]).toEqual([
      TRANSLATOR.width,
      TRANSLATOR.decoderLayers,
      TRANSLATOR.heads,
    ]);
  });

  test('one beam is greedy decoding', () => {
    expect(greedy.steps.map(({ token }) => token)).toEqual(greedy.greedy.tokens);
    expect(greedy.logProbability).toBeCloseTo(greedy.greedy.logProbability, 4);
  });

  test('the log-probability is that of the tokens, one after the other', () => {
    const chances = greedy.steps.map(
      ({ token, candidates }) => candidates.find((one) => one.token === token)?.chance ?? NaN,
    );
    const sum = chances.reduce((total, chance) => total + Math.log(chance), 0);
    expect(greedy.logProbability).toBeCloseTo(sum, 4);
    const penalty = ((5 + greedy.steps.length) / 6) ** 0.6;
    expect(greedy.score).toBeCloseTo(sum / penalty, 4);
  });

  test('the tree: every node has a living parent, and the best text is a path from start to end', () => {
    result.tree.forEach((kept, t) => {
      expect(kept.length).toBeLessThanOrEqual(first.width);
      for (const { parent, logProbability } of kept) {
        const before = t === 0 ? undefined : result.tree[t - 1]?.[parent];
        if (t > 0) expect(before).toBeDefined();
        expect(before?.ended ?? false).toBe(false);
        expect(logProbability).toBeLessThanOrEqual(before?.logProbability ?? 0);
      }
    });
    const path = result.tree.flatMap((kept) => kept.filter(({ best }) => best));
    expect(path.map(({ token }) => token)).toEqual(result.steps.map(({ token }) => token));
    path.slice(1).forEach(({ parent }, t) => expect(result.tree[t]?.[parent]).toBe(path[t]));
    expect(path.at(-1)?.score).toBeCloseTo(result.score, 6);
  });

  test('the last layer read by the output projection is the model itself', () => {
    for (const { layers, candidates } of result.steps) {
      expect(layers).toHaveLength(LAYERS);
      expect(layers.at(-1)?.token).toBe(candidates[0]?.token);
      expect(layers.at(-1)?.chance).toBeCloseTo(candidates[0]?.chance ?? NaN, 5);
    }
  });

  test.each(['encoder', 'self', 'cross'] as const)('%s: every row shares out 1', (attention) => {
    for (const head of [1, 2, 3, 4] as const) {
      const { rows, columns, values } = gridOf(result, { ...first, attention, head });
      rows.forEach((_, row) => {
        const shares = Array.from(values).slice(row * columns.length, (row + 1) * columns.length);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 4);
        if (attention === 'self')
          expect(shares.slice(row + 1).every((share) => share === 0)).toBe(true);
      });
    }
  });

  test('the cache holds keys and values of the source once and of each token', () => {
    result.steps.forEach(({ cacheBytes }, t) => {
      expect(cacheBytes).toBe(2 * LAYERS * WIDTH * 4 * (result.source.length + t + 1));
    });
  });

  test('a word that the model does not know is read as such', async () => {
    const { source } = await compute({ text: 'a small red elephant moves right' });
    expect(source).toContain('[unk]');
  });
});
