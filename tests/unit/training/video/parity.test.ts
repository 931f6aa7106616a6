import '../../model/backend.ts';
import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  FLOW_TIME_SCALE,
  createRandom,
  decodeVideo,
  dit,
  encodeVideo,
  flowTimes,
  initDit,
  initTextModel,
  initVideoCodec,
  loadParams,
  patchify,
  recorder,
  sampleFlow,
  scope,
  textModel,
  withGuidance,
} from '../../../../src/model/index.ts';
import type {
  DitConfig,
  Tap,
  TextModelConfig,
  VideoCodecConfig,
} from '../../../../src/model/index.ts';
import { expectClose, expectRecorded, pick, plain, unpack } from '../../model/fixtures.ts';
import type { Fixture, Group } from '../../model/fixtures.ts';

interface Options {
  readonly codec: {
    channels: number[];
    strides: [number, number, number][];
    latentChannels: number;
  };
  readonly reader: Pick<TextModelConfig, 'vocabulary' | 'width' | 'heads' | 'inner' | 'layers'>;
  readonly dit: Omit<DitConfig, 'patch' | 'condition'> & { readonly textWidth: number };
  readonly steps: number;
  readonly guidance: number;
}

const folder = new URL('../../../fixtures/video/', import.meta.url);
const json = JSON.parse(readFileSync(new URL('parity.json', folder), 'utf8')) as Fixture;
const { inputs, tensors } = json;
const options = json.options as unknown as Options;

const patch = { frames: 1, height: 1, width: 1 };
const reader: TextModelConfig = { ...options.reader, norm: 'pre', positions: 'rotary' };
const codec: VideoCodecConfig = { ...options.codec, strides: options.codec.strides.map(extent) };
const { textWidth, ...sizes } = options.dit;
const config: DitConfig = { ...sizes, patch, condition: { kind: 'cross', textWidth } };

const random = createRandom(1);
const template = {
  codec: initVideoCodec(random, codec),
  reader: initTextModel(random, reader),
  dit: initDit(random, config),
};
const params = loadParams(template, readFileSync(new URL('parity.safetensors', folder)));

/** What the modules of training/video compute, with the weights that they exported. */
describe('the PyTorch modules and src/model', () => {
  it('encode a clip and decode its latents alike', () => {
    const { tap, tensors: recorded } = recorder();
    const clip = unpack<tf.Rank.R5>(inputs, 'clip');
    const { mean } = encodeVideo(params.codec.encoder, clip, codec, scope(tap, 'encoder'));
    decodeVideo(params.codec.decoder, mean, codec, scope(tap, 'decoder'));
    expectRecorded(recorded, part('encoder.', 'decoder.'));
  });

  it('read captions alike', () => {
    expectClose(
      'reader',
      plain(read(unpack<tf.Rank.R2>(inputs, 'ids')).text),
      pick(tensors, 'reader'),
    );
  });

  it('predict velocities alike', () => {
    const { tap, tensors: recorded } = recorder();
    predict(
      unpack<tf.Rank.R5>(inputs, 'noise'),
      pick(inputs, 'times').data,
      captions(),
      scope(tap, 'dit'),
    );
    expectRecorded(recorded, part('dit.'));
  });

  it('sample with guidance alike', () => {
    const nothing = read(tf.tensor2d([2, 3, 2, 3], [2, 2], 'int32'));
    const velocity = withGuidance(
      (x: tf.Tensor5D, time: number, text: Text) => predict(x, [time, time], text),
      captions(),
      nothing,
      options.guidance,
    );
    const times = flowTimes(options.steps);
    const sampled = sampleFlow(velocity, unpack<tf.Rank.R5>(inputs, 'noise'), { times });
    expectClose('sampled', plain(sampled), pick(tensors, 'sampled'), 1e-4);
  });

  it('have taps of every part', () => {
    expect(Object.keys(part('dit.')).length).toBeGreaterThan(60);
    expect(Object.keys(part('encoder.', 'decoder.')).length).toBeGreaterThan(40);
  });
});

type Text = ReturnType<typeof read>;

function captions(): Text {
  return read(unpack<tf.Rank.R2>(inputs, 'ids'));
}

function read(ids: tf.Tensor2D) {
  const [B, S] = ids.shape;
  const mask = tf.reshape(tf.cast(tf.notEqual(ids, 0), 'float32'), [B, 1, 1, S]);
  return { text: textModel(params.reader, reader, ids, { mask }), textMask: mask };
}

function predict(x: tf.Tensor5D, times: readonly number[], text: Text, tap?: Tap): tf.Tensor5D {
  const [, frames, rows, columns] = x.shape;
  const velocity = dit(params.dit, config, patchify(x, patch), {
    ...text,
    grid: { frames, rows, columns },
    times: times.map((time) => time * FLOW_TIME_SCALE),
    tap,
  });
  return tf.reshape(velocity, x.shape);
}

function part(...prefixes: readonly string[]): Group {
  const wanted = Object.entries(tensors).filter(([name]) =>
    prefixes.some((prefix) => name.startsWith(prefix)),
  );
  return Object.fromEntries(wanted);
}

function extent([frames, height, width]: readonly [number, number, number]) {
  return { frames, height, width };
}
