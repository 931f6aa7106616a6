import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { alibiSlopes, createRandom, rotate } from '../../../../src/model/index.ts';
import {
  attentionSteps,
  embeddingSteps,
  evaluate,
  textModelSteps,
  seq2seqSteps,
} from '../../../../src/model/steps/index.ts';
import type { Read, Shapes, VariantAttentionSpec } from '../../../../src/model/steps/index.ts';
import { explainActivated, explainLinear } from '../../../../src/model/steps/linear.ts';
import { thinkSteps } from '../../../../src/model/steps/think.ts';
import { lorasBelow } from '../../../../src/model/steps/variants.ts';
import { normal } from '../cases.ts';

/** What steps say where no traced model goes. */
const self = { name: 'self', query: 'x', memory: 'x', heads: 2 } as const;
const nothing: Shapes = () => [];

/** The step of an attention with that name. */
function stepOf(spec: VariantAttentionSpec, name: string) {
  const step = attentionSteps(spec).find((step) => step.name === `${spec.name}.${name}`);
  if (!step) throw new Error(`no step ${name}`);
  return step;
}

describe('the steps of an attention', () => {
  it('call the memory M where it is another tensor', () => {
    expect(stepOf({ ...self, memory: 'memory' }, 'key').formula).toContain('M\\,W_');
    expect(stepOf(self, 'key').formula).toContain('X\\,W_');
    expect(stepOf({ ...self, querySymbol: 'N_1' }, 'value').formula).toContain('N_1\\,W_');
  });

  it('need no adapters in a variant', () => {
    const grouped = { ...self, variant: { keyValueHeads: 1 } };
    expect(stepOf(grouped, 'query').inputs).toEqual(['x', 'self.query.weight', 'self.query.bias']);
  });

  it('have a mask that blocks nothing', () => {
    const mask = stepOf({ ...self, mask: { causal: false } }, 'mask');
    expect(mask.formula).toBe('A_{ts} = 1');
    expect(evaluate(mask.explain([0, 5], nothing), () => NaN)).toBe(1);
  });

  it.each([1, 2, 3, 4, 6, 12])('have the slopes of ALiBi for %i heads', (heads) => {
    const bias = stepOf({ ...self, heads, variant: { alibi: true } }, 'bias');
    const slopes = alibiSlopes(heads).map((_, h) => {
      const index = heads === 1 ? [3, 1] : [h, 3, 1];
      return evaluate(bias.explain(index, nothing), () => NaN) / -2;
    });
    slopes.forEach((slope, h) => expect(slope).toBeCloseTo(alibiSlopes(heads)[h] ?? NaN, 12));
  });

  it('turn every channel as the library does', () => {
    const [H, T, K, before] = [2, 3, 6, 4];
    const x = normal<tf.Rank.R3>(createRandom(71), [H, T, K]);
    const wanted = rotate(x, { offset: before }).arraySync();
    const values = x.arraySync();
    const read: Read = ({ index: [h = 0, t = 0, k = 0] }) => values[h]?.[t]?.[k] ?? NaN;
    const turned = stepOf({ ...self, variant: { rotary: true, before } }, 'rotatedKey');
    expect(turned.shape).toEqual(['H', 'T', 'K']);
    for (let cell = 0; cell < H * T * K; cell++) {
      const [h, t, k] = [Math.floor(cell / (T * K)), Math.floor(cell / K) % T, cell % K];
      const got = evaluate(
        turned.explain([h, t, k], () => [H, T, K]),
        read,
      );
      expect(got).toBeCloseTo(wanted[h]?.[t]?.[k] ?? NaN, 5);
    }
  });

  it('read no past before there is one', () => {
    const inputs = (before: number) => stepOf({ ...self, variant: { before } }, 'allKeys').inputs;
    expect(inputs(0)).toEqual(['self.key']);
    expect(inputs(1)).toEqual(['self.pastKeys', 'self.key']);
  });
});

describe('the steps of an embedding', () => {
  it('count positions from the offset on', () => {
    const at = (learned: boolean) => {
      const variant = { name: 'target', ids: [4, 2], learned, offset: 3 };
      return embeddingSteps({ positions: true, variant })[1]?.explain([1, 5], () => [2, 8]);
    };
    expect(at(false)).toEqual({ kind: 'sinusoid', position: 4, dimension: 5, width: 8 });
    expect(at(true)).toEqual({ kind: 'copy', of: { name: 'target.places', index: [4, 5] } });
  });
});

describe('the steps of whole models', () => {
  const common = { heads: 2, norm: 'pre', positions: 'sinusoidal' } as const;
  const text = { ...common, ids: [1, 2], layers: 1, causal: false, tied: true } as const;
  const masks = (window?: number) =>
    textModelSteps({ ...text, window }).filter(({ kind }) => kind === 'mask');

  it('have a mask only if something is masked', () => {
    expect(masks()).toEqual([]);
    expect(masks(2).map(({ name }) => name)).toEqual(['layers.0.self.mask']);
  });

  it('reuse the table of the target, if it has its own', () => {
    const lengths = { encoderLayers: 1, decoderLayers: 1, sourceLength: 2, targetLength: 2 };
    const ids = { source: [1, 2], target: [3, 4] };
    const table = (shared: boolean) =>
      seq2seqSteps({ ...common, ...lengths, ...ids, shared, tied: true }).at(-1)?.inputs[1];
    expect(table(false)).toBe('target.table');
    expect(table(true)).toBe('source.table');
  });
});

describe('the steps of thinking', () => {
  const [x, shapes] = [{ name: 'x', symbol: 'X' }, () => [2, 3]];

  it('need no adapters', () => {
    expect(thinkSteps('ffn', x).map(({ kind }) => kind)).toEqual(['hidden', 'ffn']);
    const [router] = thinkSteps('ffn', x, { experts: { count: 2, top: 1 } });
    expect(router?.inputs).toEqual(['x', 'ffn.router.weight', 'ffn.router.bias']);
  });

  it('are dot products, unless an adapter or another activation makes more of them', () => {
    const plain = { path: 'inner', input: 'x' };
    const adapted = { ...plain, scale: 2 };
    expect(explainLinear(plain, 0, 1, shapes).kind).toBe('dot');
    expect(explainLinear(adapted, 0, 1, shapes).kind).toBe('expression');
    expect(explainActivated(plain, 'relu', 0, 1, shapes)).toMatchObject({
      kind: 'dot',
      relu: true,
    });
    expect(explainActivated(plain, 'gelu', 0, 1, shapes).kind).toBe('expression');
    expect(explainActivated(adapted, 'relu', 0, 1, shapes).kind).toBe('expression');
  });
});

it('adapters below a path are those that begin with it', () => {
  const lora = { 'experts.1.inner': 1, 'experts.2.inner': 2, 'experts.12.inner': 3, router: 4 };
  expect(lorasBelow(lora, 'experts.1')).toEqual({ inner: 1 });
  expect(lorasBelow(undefined, 'self')).toEqual({});
});
