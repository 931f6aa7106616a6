import { cell, range } from './build.ts';
import { call, given, minus, ofCell, product, quotient, sum } from './expression.ts';
import type { Expression } from './expression.ts';
import type { Shapes } from './step.ts';
import { videoDecoderSteps, videoEncoderSteps } from './video-codec.ts';
import type { VideoCodecSpec } from './video-codec.ts';
import type { VideoStep } from './video.ts';

/** What the steps of the latents need to know. */
export interface LatentSpec {
  /** The scope of the encoder's taps, which end with `mean` and `logVariance`. */
  readonly encoder: string;
  /** The names of the two steps. */
  readonly deviation: string;
  readonly latents: string;
  /** ε, by name. */
  readonly noise: string;
}

/** The steps of `sampleLatents`, in the order of its taps. */
export function latentSteps({ encoder, deviation, latents, noise }: LatentSpec): VideoStep[] {
  const [mean, logVariance] = [`${encoder}.mean`, `${encoder}.logVariance`];
  return [
    {
      name: deviation,
      kind: 'videoDeviation',
      formula: String.raw`\sigma = \exp\left(\tfrac12 \log \sigma^2\right)`,
      shape: ['N', 'Y', 'X', 'C'],
      inputs: [logVariance],
      explain: (index) => {
        const half = product(given(0.5), ofCell(logVariance, ...index));
        return { kind: 'expression', value: call('exp', half) };
      },
    },
    {
      name: latents,
      kind: 'videoLatents',
      formula: String.raw`Z = \mu + \sigma \odot \epsilon`,
      shape: ['N', 'Y', 'X', 'C'],
      inputs: [mean, deviation, noise],
      explain: (index) => ({
        kind: 'dot',
        pairs: [[cell(deviation, ...index), cell(noise, ...index)]],
        plus: cell(mean, ...index),
      }),
    },
  ];
}

/** What the steps of the loss need to know. */
export interface VideoLossSpec extends Omit<VideoCodecSpec, 'name'> {
  /** ε, by name. */
  readonly noise: string;
  /** 10⁻⁶ unless told otherwise, as in `videoCodecLoss`. */
  readonly klWeight?: number | undefined;
  readonly error?: 'squared' | 'absolute' | undefined;
}

/** The steps of `videoCodecLoss`, in the order of its taps. `x` is the clip. */
export function videoLossSteps(spec: VideoLossSpec): VideoStep[] {
  const { x, config, noise, klWeight = 1e-6 } = spec;
  const names = { encoder: 'encoder', deviation: 'deviation', latents: 'latents', noise };
  return [
    ...videoEncoderSteps({ name: 'encoder', x, config }),
    ...latentSteps(names),
    ...videoDecoderSteps({ name: 'decoder', x: 'latents', config }),
    errorStep(spec),
    meanStep('reconstruction', 'videoReconstruction', 'E', 'error'),
    divergenceStep,
    meanStep('kl', 'videoKl', 'D', 'divergence'),
    {
      name: 'loss',
      kind: 'videoLoss',
      formula: String.raw`L = \bar E + \beta\,\bar D`,
      shape: [],
      inputs: ['reconstruction', 'kl'],
      explain: () => ({
        kind: 'expression',
        value: sum(ofCell('reconstruction'), product(given(klWeight), ofCell('kl'))),
      }),
    },
  ];
}

function errorStep({ x, error = 'squared' }: VideoLossSpec): VideoStep {
  const difference = 'V - \\hat V';
  return {
    name: 'error',
    kind: 'videoError',
    formula: error === 'squared' ? `E = (${difference})^2` : `E = |${difference}|`,
    shape: ['N', 'Y', 'X', 'C'],
    inputs: [x, 'decoder.output'],
    explain: (index) => {
      const [clip, back] = [ofCell(x, ...index), ofCell('decoder.output', ...index)];
      const gap = minus(clip, back);
      const size = sum(call('relu', gap), call('relu', minus(back, clip)));
      return { kind: 'expression', value: error === 'squared' ? product(gap, gap) : size };
    },
  };
}

const divergenceStep: VideoStep = {
  name: 'divergence',
  kind: 'videoDivergence',
  formula: String.raw`D = \tfrac12 \left(\mu^2 + \sigma^2 - 1 - \log \sigma^2\right)`,
  shape: ['N', 'Y', 'X', 'C'],
  inputs: ['encoder.mean', 'encoder.logVariance'],
  explain: (index) => {
    const [mean, log] = [ofCell('encoder.mean', ...index), ofCell('encoder.logVariance', ...index)];
    const gain = sum(product(mean, mean), call('exp', log));
    return { kind: 'expression', value: product(given(0.5), minus(minus(gain, given(1)), log)) };
  },
};

/** The mean of all cells of `of`. */
function meanStep(name: string, kind: VideoStep['kind'], symbol: string, of: string): VideoStep {
  return {
    name,
    kind,
    formula: `\\bar ${symbol} = \\frac{1}{N\\,Y\\,X\\,C} \\sum ${symbol}_{n,y,x,c}`,
    shape: [],
    inputs: [of],
    explain: (_, shapes) => {
      const all = everyCell(of, shapes);
      return { kind: 'expression', value: quotient(sum(...all), given(all.length)) };
    },
  };
}

function everyCell(name: string, shapes: Shapes): Expression[] {
  const places = shapes(name).reduce<number[][]>(
    (before, size) => before.flatMap((place) => range(size).map((i) => [...place, i])),
    [[]],
  );
  return places.map((place) => ofCell(name, ...place));
}
