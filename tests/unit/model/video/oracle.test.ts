import '../backend.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  conv3d,
  countVideoCodec,
  createRandom,
  denormalizeLatents,
  initVideoCodec,
  klDivergence,
  linear,
  measureLatents,
  normalizeLatents,
  patchify,
  recorder,
  rotateGrid,
  sampleLatents,
  unpatchify,
  upsample,
  videoCodecLoss,
  videoCodecMacs,
} from '../../../../src/model/index.ts';
import type {
  CodecCost,
  Conv3dParams,
  Extent,
  LinearParams,
  VideoCodecConfig,
} from '../../../../src/model/index.ts';
import { expectClose, expectRecorded, load, pick, plain, tree, unpack } from '../fixtures.ts';
import { expectGradients, fill } from './support.ts';

describe('patchify against PyTorch', () => {
  const { inputs, options, weights, tensors } = load('video-patches');
  const { patch, grid } = options as { patch: Extent; grid: Extent };
  const video = unpack<tf.Rank.R5>(inputs, 'video');

  it('cuts as Tensor.unfold does, exactly', () => {
    expect(plain(patchify(video, patch))).toEqual(plain(unpack(tensors, 'patches')));
  });

  it('puts together again', () => {
    const tokens = unpack<tf.Rank.R3>(tensors, 'patches');
    expect(plain(unpatchify(tokens, grid, patch))).toEqual(plain(video));
  });

  it('with a linear layer is a convolution whose stride is the patch', () => {
    const embedded = linear(tree(weights) as LinearParams, patchify(video, patch));
    expectClose('embedded', plain(embedded), pick(tensors, 'embedded'));
  });
});

describe('conv3d against PyTorch', () => {
  it.each(['video-conv-causal', 'video-conv-centered'])('%s: output and gradients', (name) => {
    const fixture = load(name);
    const options = fixture.options as { stride: Extent; causal: boolean };
    const { weight, bias } = tree(fixture.weights) as Conv3dParams;
    const x = unpack<tf.Rank.R5>(fixture.inputs, 'x');
    const cotangent = unpack(fixture.inputs, 'cotangent');
    expectClose('y', plain(conv3d({ weight, bias }, x, options)), pick(fixture.tensors, 'y'));
    expectGradients(fixture, { x, weight, bias }, cotangent, ({ x, ...params }) =>
      conv3d(params, x, options),
    );
  });
});

describe('upsample against PyTorch', () => {
  const { inputs, options, tensors, gradients } = load('video-upsample');
  const x = unpack<tf.Rank.R5>(inputs, 'x');
  const stride = options['stride'] as Extent;

  it.each([
    ['plain', false],
    ['causal', true],
  ])('%s: exactly, and the gradient', (name, causal) => {
    expect(plain(upsample(x, stride, causal))).toEqual(plain(unpack(tensors, name)));
    const cotangent = unpack(inputs, `cotangent.${name}`);
    const wanted = { gradients: { x: pick(gradients, name) } };
    expectGradients(wanted, { x }, cotangent, ({ x }) => upsample(x, stride, causal));
  });
});

describe('the latents against torch.distributions', () => {
  const { inputs, tensors } = load('video-bottleneck');
  const mean = unpack<tf.Rank.R5>(inputs, 'mean');
  const logVariance = unpack<tf.Rank.R5>(inputs, 'logVariance');

  it('are drawn as Normal.rsample draws them', () => {
    const { tap, tensors: seen } = recorder();
    sampleLatents({ mean, logVariance }, unpack<tf.Rank.R5>(inputs, 'noise'), tap);
    expect(seen.map(({ name }) => name)).toEqual(['deviation', 'latents']);
    for (const tensor of seen) expectClose(tensor.name, tensor, pick(tensors, tensor.name));
  });

  it('have the divergence of kl_divergence', () => {
    const divergence = plain(klDivergence({ mean, logVariance }));
    expectClose('divergence', divergence, pick(tensors, 'divergence'));
  });

  it('are measured and normalized as by F.batch_norm, and back', () => {
    const latents = unpack<tf.Rank.R5>(tensors, 'latents');
    const { shift, scale } = measureLatents(latents);
    expectClose('shift', plain(shift), pick(tensors, 'shift'));
    expectClose('scale', plain(scale), pick(tensors, 'scale'));
    const normal = normalizeLatents({ shift, scale }, latents);
    expectClose('normalized', plain(normal), pick(tensors, 'normalized'));
    const back = denormalizeLatents({ shift, scale }, normal);
    expectClose('back', plain(back), pick(tensors, 'latents'));
  });
});

describe('rotateGrid against torch.polar', () => {
  it('turns every pair', () => {
    const { inputs, options, tensors } = load('video-rotary');
    const settings = options as { grid: Extent; widths: Extent; base: number };
    const rotated = rotateGrid(unpack<tf.Rank.R4>(inputs, 'x'), settings);
    expectClose('rotated', plain(rotated), pick(tensors, 'rotated'));
  });
});

describe('the compression network against PyTorch', () => {
  it.each(['video-codec-causal', 'video-codec-centered'])(
    '%s: every tapped tensor and every gradient',
    (name) => {
      const fixture = load(name);
      const { config, ...options } = fixture.options as {
        config: VideoCodecConfig;
        error: 'squared' | 'absolute';
        klWeight: number;
      };
      const params = fill(initVideoCodec(createRandom(1), config), fixture.weights);
      const clip = unpack<tf.Rank.R5>(fixture.inputs, 'clip');
      const noise = unpack<tf.Rank.R5>(fixture.inputs, 'noise');
      const { tap, tensors } = recorder();
      const loss = videoCodecLoss(params, clip, noise, config, { ...options, tap });
      expectRecorded(tensors, fixture.tensors);
      expectClose('returned', plain(loss), pick(fixture.tensors, 'loss'));
      expectGradients(fixture, { ...params, clip }, tf.scalar(1), ({ clip, ...params }) =>
        videoCodecLoss(params, clip, noise, config, options),
      );
    },
  );

  it('has the parameters and the multiplications that torch counts', () => {
    const { rows } = load('video-costs').options as {
      rows: {
        config: VideoCodecConfig;
        clip: Extent;
        encoder: { parameters: number; macs: number };
        decoder: { parameters: number; macs: number };
      }[];
    };
    for (const { config, clip, encoder, decoder } of rows) {
      const parameters: CodecCost = { encoder: encoder.parameters, decoder: decoder.parameters };
      expect(countVideoCodec(config)).toEqual(parameters);
      const macs: CodecCost = { encoder: encoder.macs, decoder: decoder.macs };
      expect(videoCodecMacs(config, clip)).toEqual(macs);
    }
    expect(rows.length).toBe(2);
  });
});
