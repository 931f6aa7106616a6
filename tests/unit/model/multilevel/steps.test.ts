import '../backend.ts';
import { describe, expect, it } from 'vitest';
import { evaluate, documentSteps, factorizedSteps } from '../../../../src/model/steps/index.ts';
import { localGlobalSteps } from '../../../../src/model/steps/index.ts';
import { bandMask } from '../../../../src/model/multilevel/band.ts';

/** What a walk over ten random cells may miss. */
const x = { name: 'x', symbol: 'X' };

/** The value that a mask step explains for a cell. */
function valueAt(step: { explain: Explain } | undefined, ...index: number[]): number {
  const explanation = step?.explain(index, () => []);
  return explanation ? evaluate(explanation, () => NaN) : NaN;
}

type Explain = ReturnType<typeof localGlobalSteps>[number]['explain'];

describe('the steps of local plus global attention', () => {
  it.each([
    { T: 7, window: 3 },
    { T: 7, window: 4, globals: [0, 4] },
    { T: 8, window: 4, globals: [2, 3], causal: true },
    { T: 5, window: 2, causal: true },
  ])('explain every cell of the band: %o', ({ T, ...reach }) => {
    const spec = { name: 'self', x, heads: 2, tokens: T, ...reach };
    const step = localGlobalSteps(spec).find(({ name }) => name === 'self.near.mask');
    const mask = bandMask(T, reach).arraySync();
    mask.forEach((chunk, n) =>
      chunk.forEach((row, w) =>
        row.forEach((seen, column) => expect(valueAt(step, n, w, column)).toBe(seen)),
      ),
    );
  });

  it.each([
    { causal: false, length: 4 },
    { causal: true, length: 4 },
    { causal: true, length: undefined },
  ])('explain every cell of the global tokens: %o', ({ causal, length }) => {
    const [T, globals] = [6, [1, 3]];
    const spec = { name: 'self', x, heads: 2, tokens: T, window: 2, causal, length, globals };
    const step = localGlobalSteps(spec).find(({ name }) => name === 'self.far.mask');
    globals.forEach((query, i) => {
      for (let key = 0; key < T; key++) {
        const seen = key < (length ?? T) && !(causal && key > query);
        expect(valueAt(step, i, key)).toBe(seen ? 1 : 0);
      }
    });
  });
});

describe('the steps of a document', () => {
  const ids = [
    [1, 2],
    [3, 0],
  ];
  const shared = { heads: 2, norm: 'pre', wordLayers: 1, sentenceLayers: 1 } as const;
  const steps = documentSteps({ ids, lengths: [2, 1], ...shared });
  const explain = (name: string, ...index: number[]) =>
    steps.find((step) => step.name === name)?.explain(index, () => []);

  it('name the query and the key of a mask, in a layer and in pooling', () => {
    const mask = { kind: 'mask', causal: false } as const;
    expect(explain('words.0.self.mask', 1, 1, 0)).toEqual({
      ...mask,
      query: 1,
      key: 0,
      padded: false,
    });
    expect(explain('words.0.self.mask', 1, 0, 1)).toEqual({
      ...mask,
      query: 0,
      key: 1,
      padded: true,
    });
    expect(explain('wordPool.mask', 1, 1)).toEqual({ ...mask, query: 0, key: 1, padded: true });
    expect(explain('wordPool.mask', 0, 1)).toEqual({ ...mask, query: 0, key: 1, padded: false });
  });
});

it('the steps of a factorized encoder have its activation', () => {
  const spec = { x, heads: 2, norm: 'pre', tokens: 2, spaceLayers: 1, timeLayers: 1 } as const;
  const hidden = factorizedSteps({ ...spec, activation: 'gelu' }).filter(
    ({ kind }) => kind === 'hidden',
  );
  expect(hidden.map(({ formula }) => formula.includes('GELU'))).toEqual([true, true]);
});
