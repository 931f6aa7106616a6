import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  addNoise,
  alphaBar,
  convertPrediction,
  cosineSchedule,
  ddimStep,
  ddpmStep,
  diffusionRates,
  dit,
  ditBlock,
  flowRates,
  flowTimes,
  linearSchedule,
  logitNormalDensity,
  recorder,
  sampleFlow,
  snr,
  spacedTimesteps,
  timestepEmbedding,
  timestepSinusoids,
  trainingTarget,
  zeroTerminalSnr,
} from '../../../../src/model/index.ts';
import type {
  DitBlockParams,
  DitConfig,
  DitParams,
  TimestepParams,
} from '../../../../src/model/index.ts';
import { expectClose, expectRecorded, load, pick, plain, tree, unpack } from '../fixtures.ts';
import type { Packed } from '../fixtures.ts';
import { expectSlopes } from '../gradients.ts';

const linear = linearSchedule();

/** Numbers as a fixture holds them. */
function packed(data: readonly number[]): { shape: number[]; data: readonly number[] } {
  return { shape: [data.length], data };
}

/** Expects every number within `tolerance` of its own size: ᾱ spans many orders of magnitude. */
function expectRelative(actual: readonly number[], { data }: Packed, tolerance: number): void {
  expect(actual.length).toBe(data.length);
  actual.forEach((value, i) => {
    const wanted = data[i] ?? NaN;
    expect(Math.abs(value - wanted), `${i}: ${value}`).toBeLessThanOrEqual(
      tolerance * Math.abs(wanted) + 1e-12,
    );
  });
}

describe('schedules against diffusers', () => {
  const { tensors } = load('diffusion-schedules');
  const shown = pick(tensors, 'timesteps').data;

  // diffusers multiplies in float32, and takes differences of roots when it rescales.
  it.each([
    ['linear', linear, 2e-5],
    ['cosine', cosineSchedule(), 1e-4],
    ['linearZero', zeroTerminalSnr(linear), 2e-4],
    ['cosineZero', zeroTerminalSnr(cosineSchedule()), 2e-4],
  ] as const)('%s', (name, schedule, tolerance) => {
    const ours = shown.map((t) => alphaBar(schedule, t));
    expectRelative(ours, pick(tensors, name), tolerance);
  });

  it.each([4, 7, 50])('%i evenly spaced timesteps', (steps) => {
    const times = spacedTimesteps(1000, steps);
    expect(times.at(-1)).toBe(0);
    expect(times.slice(0, -1)).toEqual(pick(tensors, `trailing${steps}`).data);
  });
});

describe('training against diffusers', () => {
  const { inputs, tensors } = load('diffusion-samplers');
  const [clean, noise] = [unpack(inputs, 'clean'), unpack(inputs, 'noise')];
  const rates = [diffusionRates(linear, 50), diffusionRates(linear, 700)];

  it('noised data, v, and the signal-to-noise ratio', () => {
    expectClose('x', plain(addNoise(clean, noise, rates)), pick(tensors, 'noised'));
    expectClose('v', plain(trainingTarget('v', clean, noise, rates)), pick(tensors, 'v'));
    expectRelative(rates.map(snr), pick(tensors, 'snr'), 2e-5);
  });

  it('data on their way to noise in a flow', () => {
    const flows = load('diffusion-flows');
    const [x, epsilon] = [unpack(flows.inputs, 'x'), unpack(flows.inputs, 'noise')];
    const times = pick(flows.tensors, 'noisedTimes').data.map(flowRates);
    expectClose('x', plain(addNoise(x, epsilon, times)), pick(flows.tensors, 'noised'));
  });
});

describe.each(['epsilon', 'x0', 'v'] as const)('a step with %s against diffusers', (kind) => {
  const { inputs, tensors } = load('diffusion-samplers');
  const [x, predicted, fresh] = [
    unpack(inputs, 'x'),
    unpack(inputs, 'predicted'),
    unpack(inputs, 'fresh'),
  ];
  const from = diffusionRates(linear, 500);
  const clean = convertPrediction(kind, 'x0', x, predicted, [from]);
  const epsilon = convertPrediction(kind, 'epsilon', x, predicted, [from]);

  it.each([0, 0.6, 1])('DDIM, η = %d', (eta) => {
    const to = diffusionRates(linear, 250);
    const next = ddimStep({ clean, epsilon, from, to, eta, fresh });
    expectClose('x', plain(next), pick(tensors, `ddim-${kind}-${eta}`), 2e-5);
  });

  it.each(['small', 'large'] as const)('DDPM, %s variance', (variance) => {
    const to = diffusionRates(linear, 499);
    const next = ddpmStep(x, { clean, from, to, fresh, variance });
    expectClose('x', plain(next), pick(tensors, `ddpm-${kind}-${variance}`), 2e-5);
  });
});

describe.each([1, 3])('a flow shifted by %i against diffusers', (shift) => {
  const { inputs, tensors } = load('diffusion-flows');
  const [x, w, u] = [unpack(inputs, 'x'), unpack(inputs, 'w'), unpack(inputs, 'u')];
  const predict = (x: tf.Tensor, time: number) => tf.add(tf.mul(tf.mul(x, w), 1 - time), u);

  it('Euler', () => {
    const times = flowTimes(4, shift);
    expectClose('times', packed(times), pick(tensors, `times-${shift}`), 1e-6);
    const sample = sampleFlow(predict, x, { times });
    expectClose('x', plain(sample), pick(tensors, `euler-${shift}`));
  });

  it('Heun, at the times that diffusers takes', () => {
    const times = pick(tensors, `heunTimes-${shift}`).data;
    const sample = sampleFlow(predict, x, { times, solver: 'heun' });
    // diffusers divides a difference by σ = 0.001 before the last step, in float32.
    expectClose('x', plain(sample), pick(tensors, `heun-${shift}`), 3e-5);
  });
});

describe('times against diffusers and PyTorch', () => {
  const { inputs, weights, tensors } = load('diffusion-times');
  const at = pick(inputs, 'times').data;

  it('sinusoids and embedding', () => {
    const { tap, tensors: seen } = recorder();
    const output = timestepEmbedding(tree(weights) as TimestepParams, at, tap);
    seen.forEach((tensor) => {
      expectClose(tensor.name, tensor, pick(tensors, tensor.name), 5e-5);
    });
    expect(seen.map(({ name }) => name)).toEqual(['sinusoids', 'hidden', 'output']);
    expectClose('returned', plain(output), pick(tensors, 'output'), 5e-5);
    expect(timestepSinusoids(at, 6).shape).toEqual([5, 6]);
  });

  it('the density of logit-normal times', () => {
    const t = pick(inputs, 't').data;
    const plain = t.map((time) => logitNormalDensity(time));
    const moved = t.map((time) => logitNormalDensity(time, -0.5, 1.5));
    expectRelative(plain, pick(tensors, 'density-plain'), 1e-6);
    expectRelative(moved, pick(tensors, 'density-moved'), 1e-6);
  });
});

type Inputs = Readonly<Record<string, tf.Tensor>>;

const GRID = { frames: 2, rows: 1, columns: 3 };

describe.each(['joint', 'spatial', 'temporal', 'text'] as const)(
  'ditBlock, %s, against diffusers',
  (kind) => {
    const fixture = load(`diffusion-block-${kind}`);
    const names = kind === 'text' ? ['x', 'c', 'text'] : ['x', 'c'];
    const inputs = Object.fromEntries(names.map((name) => [name, unpack(fixture.inputs, name)]));
    const weights = tree(fixture.weights);
    const axis = kind === 'text' ? undefined : kind;
    const textMask = kind === 'text' ? unpack(fixture.inputs, 'textMask') : undefined;
    const options = { heads: 2, axis, grid: GRID, textMask };
    const forward = (weights: object, inputs: Inputs, tap = recorder().tap) =>
      ditBlock(weights as DitBlockParams, inputs['x'] as tf.Tensor3D, inputs['c'] as tf.Tensor2D, {
        ...options,
        text: inputs['text'] as tf.Tensor3D | undefined,
        tap,
      });

    it('every tapped tensor', () => {
      const { tap, tensors } = recorder();
      const output = forward(weights, inputs, tap);
      const wanted =
        kind === 'text'
          ? { ...fixture.tensors, 'cross.mask': pick(fixture.inputs, 'textMask') }
          : fixture.tensors;
      expectRecorded(
        tensors.map((tensor) => (tensor.name === 'cross.mask' ? narrow(tensor) : tensor)),
        wanted,
      );
      expectClose('returned', plain(output), pick(fixture.tensors, 'residual2'));
    });

    it('every gradient', () => {
      expectSlopes(fixture, { ...weights, ...inputs }, (all) => forward(all, all as Inputs));
    });
  },
);

/** A mask [B, 1, T, S] that is the same for every query, as [B, 1, 1, S]. */
function narrow<R extends { readonly shape: readonly number[]; readonly data: Float32Array }>(
  mask: R,
): R {
  const [B = 0, , T = 0, S = 0] = mask.shape;
  const data = mask.data.filter((_, i) => Math.floor(i / S) % T === 0);
  return { ...mask, shape: [B, 1, 1, S], data };
}

describe('dit against diffusers', () => {
  const fixture = load('diffusion-dit');
  const weights = tree(fixture.weights) as { blocks: object };
  const params = { ...weights, blocks: Object.values(weights.blocks) } as unknown as DitParams;
  const config: DitConfig = {
    width: 8,
    heads: 2,
    layers: 2,
    patch: { frames: 1, height: 2, width: 2 },
    channels: 2,
    frequencies: 6,
    condition: { kind: 'adaLN', classes: 3 },
  };
  const given = {
    grid: { frames: 1, rows: 2, columns: 2 },
    times: fixture.options['times'] as number[],
    labels: fixture.options['labels'] as number[],
  };
  const tokens = unpack<tf.Rank.R3>(fixture.inputs, 'tokens');

  it('every tapped tensor but those inside of attention', () => {
    const { tap, tensors } = recorder();
    const output = dit(params, config, tokens, { ...given, tap });
    expectRecorded(
      tensors.filter(({ name }) => !name.includes('.self.')),
      fixture.tensors,
    );
    expectClose('returned', plain(output), pick(fixture.tensors, 'final.output'));
  });

  it('every gradient', () => {
    expectSlopes(fixture, { ...params, tokens }, (all) => dit(all, config, all.tokens, given));
  });
});
