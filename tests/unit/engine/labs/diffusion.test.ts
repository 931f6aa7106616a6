import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import '../../model/backend.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  CURVE_STEPS,
  PREDICTIONS,
  diffusionFields,
} from '../../../../src/engine/labs/diffusion.ts';
import type { DiffusionResult, DiffusionSettings } from '../../../../src/engine/labs/diffusion.ts';
import { firstOf } from '../../../../src/engine/labs/field.ts';
import { run } from '../../../../src/engine/trained/worker/labs/diffusion.ts';
import {
  MIXTURES,
  posterior,
} from '../../../../src/engine/trained/worker/labs/diffusion/mixture.ts';
import type { Point } from '../../../../src/engine/trained/worker/labs/diffusion/mixture.ts';
import { endOf } from '../../../../src/engine/trained/worker/labs/diffusion/ode.ts';

interface Fixture {
  readonly cleans: readonly {
    readonly mixture: keyof typeof MIXTURES;
    readonly signal: number;
    readonly noise: number;
    readonly x: Point;
    readonly clean: Point;
  }[];
  readonly ends: readonly {
    readonly wanted: keyof typeof MIXTURES;
    readonly guidance: number;
    readonly start: Point;
    readonly end: Point;
  }[];
}
/** What NumPy made of the same, by integrals and derivatives: training/oracle/mixture.py. */
const oracle = JSON.parse(
  readFileSync(new URL('../../../fixtures/labs/diffusion.json', import.meta.url), 'utf8'),
) as Fixture;

const first = firstOf(diffusionFields);
const dealt = (change: Partial<DiffusionSettings>): DiffusionResult => run({ ...first, ...change });
const flow = { schedule: 'flow', prediction: 'velocity' } as const;

beforeAll(() => tf.setBackend('cpu'));

function expectNear(got: Point, wanted: Point, room: number): void {
  expect(Math.hypot(got[0] - wanted[0], got[1] - wanted[1])).toBeLessThan(room);
}

describe('the exact predictor', () => {
  test.each(oracle.cleans)(
    'of $mixture at signal $signal and $x is what integrals give',
    ({ mixture, signal, noise, x, clean }) => {
      const told = posterior(MIXTURES[mixture], x, { signal, noise });
      expectNear(told.clean, clean, 1e-9);
      const mixed = [0, 1].map(
        (a) => signal * (told.clean[a] ?? 0) + noise * (told.epsilon[a] ?? 0),
      );
      expectNear([mixed[0] ?? 0, mixed[1] ?? 0], x, 1e-12);
    },
  );

  test.each(oracle.ends)(
    'leads $start to the end that NumPy finds: $wanted, guidance $guidance',
    ({ wanted, guidance, start, end }) => {
      const aim = { wanted: MIXTURES[wanted], all: MIXTURES.all, guidance };
      expectNear(endOf(aim, start, { signal: 0, noise: 1 }), end, 1e-4);
    },
  );
});

describe('the diffusion lab', () => {
  test('has the rates of DDPM: almost nothing is left, but not nothing', () => {
    const { signal } = dealt({ steps: 1 });
    expect((signal[50] ?? 0) ** 2).toBeCloseTo(4.04e-5, 7);
    expect(signal[50]).toBeCloseTo(0.0064, 4);
    expect((signal[25] ?? 0) ** 2).toBeCloseTo(0.079, 3);
    expect(dealt({ schedule: 'zeroSnr', steps: 1 }).signal[50]).toBe(0);
  });

  test('Euler and DDIM halve the error with twice the steps, Heun quarters it', () => {
    const ratio = (change: Partial<DiffusionSettings>, at: number) => {
      const error = dealt({ ...change, steps: 1 }).curves[at]?.error ?? new Float32Array();
      return (error[4] ?? 0) / (error[5] ?? 0);
    };
    expect(Math.abs(ratio({}, 0) - 2)).toBeLessThan(0.3);
    expect(Math.abs(ratio(flow, 0) - 2)).toBeLessThan(0.3);
    expect(Math.abs(ratio(flow, 1) - 4)).toBeLessThan(0.8);
  });

  test('what the network predicts makes no difference to an exact one', () => {
    const paths = PREDICTIONS.map((prediction) => dealt({ prediction }).paths);
    for (const other of paths) {
      expect(
        Math.max(...other.map((value, i) => Math.abs(value - (paths[0]?.[i] ?? 0)))),
      ).toBeLessThan(2e-3);
    }
  });

  test('predictions at a step agree with each other', () => {
    const { predictions, paths, times } = dealt({ ...flow, steps: 4 });
    times.slice(0, -1).forEach((t, step) => {
      const at = (kind: (typeof PREDICTIONS)[number]) =>
        predictions[2 * (step * PREDICTIONS.length + PREDICTIONS.indexOf(kind))] ?? NaN;
      expect((1 - t) * at('x0') + t * at('epsilon')).toBeCloseTo(paths[2 * step] ?? NaN, 5);
      expect(at('epsilon') - at('x0')).toBeCloseTo(at('velocity'), 5);
      expect(-at('epsilon') / t).toBeCloseTo(at('score'), 5);
    });
  });

  test('an error of v never grows in x₀, one of ε does near noise', () => {
    const { weights } = dealt({});
    const row = (step: number) =>
      Object.fromEntries(PREDICTIONS.map((kind, k) => [kind, weights[5 * step + k] ?? 0]));
    for (let step = 0; step < first.steps; step++) expect(row(step).v).toBeLessThanOrEqual(1);
    expect(row(0).epsilon).toBeGreaterThan(100);
    expect(dealt({ ...flow }).weights[0]).toBe(Infinity);
  });

  test('one step from pure noise goes to the mean of the data', () => {
    const { paths } = dealt({ ...flow, steps: 1 });
    for (let i = 0; i < paths.length; i += 4) {
      expect(paths[i + 2]).toBeCloseTo(-0.02, 5);
      expect(paths[i + 3]).toBeCloseTo(0, 5);
    }
  });

  test('guidance hits what is wanted, and leaves the distribution', () => {
    const [plain, guided] = [1, 4].map((guidance) =>
      dealt({ wanted: 'left', guidance, steps: 32 }),
    );
    expect(guided?.hits).toBe(guided?.points);
    expect(guided?.distance).toBeGreaterThan(3 * Math.abs(plain?.distance ?? 1));
    expect(plain?.distance).toBeLessThan(0.03);
  });

  test('DDPM draws on its way, from the seed alone', () => {
    const ddpm = dealt({ sampler: 'ddpm' });
    expect(ddpm.error).toBeNaN();
    expect(dealt({ sampler: 'ddpm' })).toEqual(ddpm);
    expect(dealt({ sampler: 'ddpm', seed: 2 }).paths).not.toEqual(ddpm.paths);
    expect(ddpm.curves[1]?.distance[CURVE_STEPS.length - 1]).toBeLessThan(0.03);
  });
});
