import { describe, expect, test } from 'vitest';
import { costCases } from '../../../../src/components/labs/cost/cases.ts';
import { costLab } from '../../../../src/components/labs/cost/lab.ts';
import { sectionsOf } from '../../../../src/components/labs/cost/working/index.ts';
import { COST_KINDS, costFields } from '../../../../src/engine/labs/cost.ts';
import type { CostSettings } from '../../../../src/engine/labs/cost.ts';
import { firstOf } from '../../../../src/engine/labs/field.ts';
import { run } from '../../../../src/engine/trained/worker/labs/cost.ts';
import { createRandom } from '../../../../src/model/random.ts';
import { compute } from '../../content/arithmetic.ts';

const set = (change: Partial<CostSettings>): CostSettings => ({
  ...firstOf(costFields),
  ...change,
});
const casesOf = (name: string) => run(set(costCases[name] ?? {}));
const partOf = (change: Partial<CostSettings>, name: string) =>
  run(set(change)).parts.find((part) => part.name === name);

const KIB = 1024;
const GIB = 1024 ** 3;

describe('the facts of the Transformer come out', () => {
  test('an attention of width 512: 1,050,624', () => {
    expect(partOf({ kind: 'encoder', layers: 1 }, 'attention')?.parameters).toBe(1_050_624);
  });

  test.each([1, 2, 4, 16])('whatever the heads: %i', (heads) => {
    expect(partOf({ kind: 'encoder', layers: 1, heads }, 'attention')?.parameters).toBe(1_050_624);
  });

  test('a feed-forward network 512 / 2048: 2,099,712', () => {
    expect(partOf({ kind: 'encoder', layers: 1 }, 'network')?.parameters).toBe(2_099_712);
  });

  test('two norms of an encoder layer: 2 · 2D', () => {
    expect(partOf({ kind: 'encoder', layers: 1 }, 'norms')?.parameters).toBe(2048);
  });

  test('an encoder layer 3,152,384, with a decoder layer 4,204,032 more', () => {
    const layers = (kind: CostSettings['kind']) => {
      const { parts, parameters } = run(set({ kind, layers: 1 }));
      return parameters - (parts.find(({ name }) => name === 'embedding')?.parameters ?? NaN);
    };
    expect(layers('encoder')).toBe(3_152_384);
    expect(layers('encoder-decoder')).toBe(3_152_384 + 4_204_032);
  });

  test('6 + 6 layers 44.1 million, 63.1 with the shared embedding of 37,000 words', () => {
    const { parts, parameters } = casesOf('first');
    const embedding = parts.find(({ name }) => name === 'embedding')?.parameters ?? NaN;
    expect(embedding).toBe(37_000 * 512);
    expect((parameters - embedding) / 1e6).toBeCloseTo(44.1, 1);
    expect(parameters / 1e6).toBeCloseTo(63.1, 1);
  });

  test('about 12D² a layer of a decoder', () => {
    const { parts } = casesOf('gpt3');
    const inner = parts.filter(({ name }) => name === 'attention' || name === 'network');
    const sum = inner.reduce((all, { parameters }) => all + parameters, 0);
    expect(sum / 96 / (12 * 12_288 ** 2)).toBeCloseTo(1, 3);
  });

  // what papers and files say, rounded as they do; ours leaves out segments and poolers
  test.each([
    ['big', 213e6],
    ['bertBase', 110e6],
    ['bertLarge', 340e6],
    ['gpt2', 1.5e9],
    ['gpt3', 175e9],
    ['llama7', 6.74e9],
    ['llama70', 69e9],
  ])('%s has about %d parameters', (name, wanted) => {
    expect(Math.abs(casesOf(name).parameters / wanted - 1)).toBeLessThan(0.04);
  });
});

describe('the facts of the cache come out', () => {
  test('Llama 2 7B: 512 KiB a token', () => {
    expect(casesOf('llama7').cacheOfToken).toBe(512 * KIB);
  });
  test('2 GiB a sequence of 4096', () => {
    expect(casesOf('llama7').cache).toBe(2 * GIB);
  });
  test('64 GiB at batch 32', () => {
    expect(casesOf('llama7Batch').cache).toBe(64 * GIB);
  });
  test('Llama 2 70B: 1.25 GiB with 8 heads of keys and values, 10 GiB with 64', () => {
    expect(casesOf('llama70').cache).toBe(1.25 * GIB);
    expect(casesOf('llama70Full').cache).toBe(10 * GIB);
  });
  test('what reads all at once or denoises has none', () => {
    for (const kind of ['encoder', 'diffusion', 'text-to-video'] as const) {
      expect(run(set({ kind })).cache).toBe(0);
    }
  });
});

describe('the facts of DiT come out', () => {
  test.each([
    ['ditS', 33e6],
    ['ditB', 130.5e6],
    ['ditL', 458e6],
    ['ditXL', 675e6],
  ])('%s has %d parameters', (name, wanted) => {
    expect(Math.abs(casesOf(name).parameters / wanted - 1)).toBeLessThan(0.005);
  });

  test.each([
    ['ditS', 8, 0.36],
    ['ditS', 4, 1.41],
    ['ditS', 2, 6.06],
    ['ditB', 8, 1.42],
    ['ditB', 4, 5.56],
    ['ditB', 2, 23.0],
    ['ditL', 8, 5.01],
    ['ditL', 4, 19.7],
    ['ditL', 2, 80.7],
    ['ditXL', 8, 7.39],
    ['ditXL', 4, 29.0],
    ['ditXL', 2, 118.6],
  ] as const)('%s with patches of %i takes %f thousand million products', (name, patch, giga) => {
    const { macs } = run(set({ ...costCases[name], patch }));
    expect(Math.abs(macs / 1e9 / giga - 1)).toBeLessThan(0.01);
  });

  test('XL/2 at 512 pixels takes 524.5', () => {
    expect(casesOf('ditXL512').macs / 1e9).toBeCloseTo(524.5, 0);
  });

  test('a patch of half the side: four times the tokens, at least four times the products', () => {
    const [fine, coarse] = ([2, 4] as const).map((patch) =>
      run(set({ ...costCases.ditXL, patch })),
    );
    expect((fine?.tokens ?? NaN) / (coarse?.tokens ?? NaN)).toBe(4);
    expect((fine?.macs ?? NaN) / (coarse?.macs ?? NaN)).toBeGreaterThan(4);
    expect((fine?.parameters ?? NaN) / (coarse?.parameters ?? NaN)).toBeCloseTo(1, 2);
  });
});

describe('open video models', () => {
  test.each([
    ['wanSmall', 1.3e9],
    ['wanLarge', 14e9],
  ])('%s has about %d parameters', (name, wanted) => {
    expect(Math.abs(casesOf(name).parameters / wanted - 1)).toBeLessThan(0.08);
  });
});

describe('training', () => {
  test('16 bytes a parameter, spread over devices as told', () => {
    const { parameters, state } = casesOf('first');
    expect(state).toBe(16 * parameters);
    expect(run(set({ sharding: 'weights', devices: 8 })).state).toBe(2 * parameters);
  });

  test('without a gate a block of one attention keeps 8D + 2F numbers a token: 16D at F = 4D', () => {
    const { activations } = run(set({ kind: 'decoder', layers: 1, tokens: 10, batch: 3 }));
    expect(activations).toBe(2 * 30 * 16 * 512);
  });

  test('computing activations again keeps less', () => {
    for (const kind of COST_KINDS) {
      const kept = run(set({ kind }));
      expect(run(set({ kind, recompute: true })).activations).toBeLessThan(kept.activations);
    }
  });
});

describe('the arithmetic', () => {
  const drawn = (): CostSettings[] => {
    const random = createRandom(3);
    const pick = <T>(list: readonly T[]): T =>
      list[Math.floor(random.uniform() * list.length)] as T;
    return Array.from({ length: 200 }, () => {
      const heads = pick([1, 2, 8, 12]);
      return set({
        kind: pick(COST_KINDS),
        layers: pick([1, 7, 96]),
        heads,
        width: heads * pick([8, 64, 128]),
        sharing: heads % 2 === 0 ? pick([1, 2]) : 1,
        inner: pick([8, 3072, 11_008]),
        gated: pick([true, false]),
        norm: pick(['post', 'pre', 'rms'] as const),
        tied: pick([true, false]),
        positions: pick([0, 512]),
        tokens: pick([1, 77, 32_760]),
        batch: pick([1, 32]),
        sharding: pick(['nothing', 'optimizer', 'gradients', 'weights'] as const),
        recompute: pick([true, false]),
      });
    });
  };
  const states = [...Object.values(costCases).map(set), ...drawn()];

  test('goes together wherever it is shown', () => {
    for (const settings of states) expect(costLab.conflict?.(settings)).toBeUndefined();
  });

  test('comes out, line by line, whatever the settings', () => {
    for (const settings of states) {
      const result = run(settings);
      for (const { quantity, value, parts, lines } of sectionsOf(result, settings)) {
        const last = lines.at(-1) ?? '';
        for (const text of [...parts.map((line) => line.text), ...lines]) {
          const [left = '', right = ''] = text.split(/[=≈]/);
          const wanted = compute(right);
          expect(Math.abs(compute(left) / wanted - 1), `${quantity}: ${text}`).toBeLessThan(1e-4);
        }
        expect(Math.abs(compute(last.split(/[=≈]/).at(-1) ?? '') / value - 1)).toBeLessThan(1e-5);
      }
    }
  });

  test('has a line for every part that is counted', () => {
    for (const settings of states) {
      const result = run(settings);
      const [parameters, macs] = sectionsOf(result, settings);
      for (const [section, what] of [
        [parameters, 'parameters'],
        [macs, 'macs'],
      ] as const) {
        const counted = result.parts.filter((part) => part[what] > 0).map(({ name }) => name);
        expect(section?.parts.map(({ part }) => part)).toEqual(counted);
      }
    }
  });
});
