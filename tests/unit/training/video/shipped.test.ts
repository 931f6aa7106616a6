import '../../model/kernels/backend.ts';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, describe, expect, it } from 'vitest';
import { readText } from '../../../../src/engine/models/text.ts';
import { POCKET_SORA } from '../../../../src/engine/models/config.ts';
import {
  FLOW_TIME_SCALE,
  decodeVideo,
  denormalizeLatents,
  disposeParams,
  dit,
  flowTimes,
  patchify,
  recorder,
  sampleFlow,
  scope,
  textModel,
  tokenMask,
  withGuidance,
} from '../../../../src/model/index.ts';
import type { Recorded, Tap } from '../../../../src/model/index.ts';
import { tokenizeEnglish } from '../../../../src/world/language/index.ts';
import type { Card } from '../../../../training/text/harness/card.ts';
import { loadShipped } from '../../../../training/video/check/shipped.ts';

/** A tensor of which the fixture has every `every`-th number. */
interface Thin {
  readonly shape: readonly number[];
  readonly every: number;
  readonly data: readonly number[];
}

interface Fixture {
  readonly sha256: string;
  readonly caption: string;
  readonly time: number;
  readonly steps: number;
  readonly guidance: number;
  readonly noise: readonly number[];
  readonly tensors: Readonly<Record<string, Thin>>;
}

const url = new URL('../../../fixtures/video/shipped.json', import.meta.url);
const fixture = JSON.parse(readFileSync(url, 'utf8')) as Fixture;
const { sora, codec } = await loadShipped('public/models');
const { params, config } = sora.dit;
const grid = { frames: 3, rows: 4, columns: 4 };
const noise = tf.tensor5d([...fixture.noise], [1, 3, 4, 4, 16]);
const words = tokenizeEnglish(fixture.caption).map(({ text }) => text);
const told = read(words);

afterAll(() => {
  disposeParams({ sora: { ...sora, text: sora.text.params }, codec });
});

/** The weights of the page, in `src/model` and in PyTorch. */
describe('pocket Sora as it ships', () => {
  it('is the file that PyTorch computed with', () => {
    const file = readFileSync('public/models/pocket-sora/weights.safetensors');
    expect(createHash('sha256').update(file).digest('hex')).toBe(fixture.sha256);
  });

  it('is as small and as good as it has to be', () => {
    const sizes = ['reader', 'pocket-sora'].map(
      (name) => readFileSync(`public/models/${name}/weights.safetensors`).length,
    );
    expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(4e6);
    const path = 'public/models/pocket-sora/card.json';
    const { figures } = JSON.parse(readFileSync(path, 'utf8')) as Pick<Card, 'figures'>;
    const held = figures.filter(({ bar }) => bar !== undefined);
    expect(held).toHaveLength(3);
    for (const { value, bar = 0 } of held) expect(value).toBeGreaterThanOrEqual(bar);
  });

  it('reads the caption alike', () => {
    expectClose('reader', told.text);
  });

  it('predicts the same velocity, through the same tensors', () => {
    const { tap, tensors } = recorder();
    expectClose('velocity', predict(noise, fixture.time, told, scope(tap, 'dit')));
    expectAll('dit.', tensors);
  });

  it('samples the same latents with guidance, and decodes the same clip, through the same tensors', () => {
    const velocity = withGuidance(predict, told, read([]), fixture.guidance);
    const sampled = sampleFlow(velocity, noise, { times: flowTimes(fixture.steps, sora.shift) });
    expectClose('sampled', sampled);
    const { tap, tensors } = recorder();
    const latents = denormalizeLatents(sora.scale, sampled);
    const { decoder } = sora;
    expectClose(
      'clip',
      decodeVideo(decoder.params, latents, decoder.config, scope(tap, 'decoder')),
    );
    expectAll('decoder.', tensors);
  });

  it('has a fixture of every part', () => {
    const names = Object.keys(fixture.tensors);
    expect(names.filter((name) => name.startsWith('dit.')).length).toBeGreaterThan(150);
    expect(names.filter((name) => name.startsWith('decoder.')).length).toBeGreaterThan(30);
    expect(POCKET_SORA.dit.layers).toBe(5);
  });
});

type Told = ReturnType<typeof read>;

function read(tokens: readonly string[]) {
  const { ids } = readText(tokens);
  const row = tf.tensor2d([...ids], [1, ids.length], 'int32');
  const textMask = tokenMask(row, sora.text.padding);
  const text = textModel(sora.text.params, sora.text.config, row, { mask: textMask });
  return { text, textMask };
}

function predict(x: tf.Tensor5D, time: number, text: Told, tap?: Tap): tf.Tensor5D {
  const tokens = patchify(x, config.patch);
  const velocity = dit(params, config, tokens, {
    ...text,
    grid,
    times: [time * FLOW_TIME_SCALE],
    tap,
  });
  return tf.reshape(velocity, x.shape);
}

/** Exactly the tensors of the fixture that begin so. */
function expectAll(prefix: string, recorded: readonly Recorded[]): void {
  const wanted = Object.keys(fixture.tensors).filter((name) => name.startsWith(prefix));
  expect(recorded.map(({ name }) => name).toSorted()).toEqual(wanted.toSorted());
  for (const { name, shape, data } of recorded) compare(name, shape, data);
}

function expectClose(name: string, tensor: tf.Tensor): void {
  compare(name, tensor.shape, tensor.dataSync());
}

/** Within 10⁻⁴, or 10⁻⁴ of the largest number where that is more than 1. */
function compare(name: string, shape: readonly number[], data: ArrayLike<number>): void {
  const thin = fixture.tensors[name];
  if (!thin) throw new Error(`the fixture has no ${name}`);
  expect(shape, `${name}: shape`).toEqual(thin.shape);
  const allowed = 1e-4 * Math.max(1, largestOf(thin)) + roundingOf(name);
  const gaps = thin.data.map((wanted, i) => Math.abs((data[i * thin.every] ?? NaN) - wanted));
  expect(Math.max(...gaps), `${name}: largest gap`).toBeLessThanOrEqual(allowed);
}

/**
 * What attention cannot know better in float32: scores are rounded, to 4·10⁻³ where they are 6·10⁴, as
 * in block 3, and the weights are as far off as the exponents of their softmax.
 */
function roundingOf(name: string): number {
  const [, attention] = /^(.*)\.(?:pattern|mix|joined)$/.exec(name) ?? [];
  const scores = fixture.tensors[`${attention ?? ''}.scores`];
  return scores ? 2 ** -23 * largestOf(scores) : 0;
}

function largestOf({ data }: Thin): number {
  return Math.max(...data.map(Math.abs));
}
