import { countDecoderLayer, countEncoderLayer, countFeedForward } from '../../model/count.ts';
import type { Generator } from './generator.ts';
import { pick, step, whole, wholes } from './pick.ts';
import { about, join, line, n } from './write.ts';

const WIDTHS = [128, 256, 384, 512, 768, 1024] as const;
const mean = (list: readonly number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;

/** 2DF + F + D */
const feedForwardParameters: Generator = (random) => {
  const width = pick(random, WIDTHS);
  const inner = width * pick(random, [2, 3, 4]);
  const answer = countFeedForward(width, inner);
  const [d, f] = [n(width), n(inner)];
  return {
    values: { width, inner },
    answer,
    working: [line(`${d} × ${f} + ${f} + ${f} × ${d} + ${d}`, answer)],
    slips: {
      noBias: 2 * width * inner,
      oneLayer: width * inner + inner,
      square: 2 * (width * width + width),
    },
  };
};

/** Attention, feed-forward network, two norms. */
const encoderLayerParameters: Generator = (random) => {
  const width = pick(random, WIDTHS);
  const inner = width * pick(random, [2, 3, 4]);
  const answer = countEncoderLayer(width, inner);
  const [d, f] = [n(width), n(inner)];
  const attention = 4 * width * width + 4 * width;
  const network = 2 * width * inner + inner + width;
  return {
    values: { width, inner },
    answer,
    working: [
      line(`4 × ${d} × ${d} + 4 × ${d}`, attention),
      line(`2 × ${d} × ${f} + ${f} + ${d}`, network),
      line(`${n(attention)} + ${n(network)} + 2 × 2 × ${d}`, answer),
    ],
    slips: {
      noNorms: attention + network,
      decoder: countDecoderLayer(width, inner),
      noFeedForward: attention + 4 * width,
    },
  };
};

/** Two attentions, feed-forward network, three norms. */
const decoderLayerParameters: Generator = (random) => {
  const width = pick(random, WIDTHS);
  const inner = width * pick(random, [2, 3, 4]);
  const answer = countDecoderLayer(width, inner);
  const [d, f] = [n(width), n(inner)];
  const attention = 4 * width * width + 4 * width;
  const network = 2 * width * inner + inner + width;
  return {
    values: { width, inner },
    answer,
    working: [
      line(`4 × ${d} × ${d} + 4 × ${d}`, attention),
      line(`2 × ${d} × ${f} + ${f} + ${d}`, network),
      line(`2 × ${n(attention)} + ${n(network)} + 3 × 2 × ${d}`, answer),
    ],
    slips: {
      encoder: countEncoderLayer(width, inner),
      twoNorms: answer - 2 * width,
      noNorms: answer - 6 * width,
    },
  };
};

/** 12·L·D² */
const modelParameters: Generator = (random) => {
  const layers = pick(random, [12, 24, 32, 40, 48]);
  const width = pick(random, [768, 1024, 2048, 4096, 5120]);
  const answer = 12 * layers * width * width;
  const d = n(width);
  return {
    values: { layers, width },
    answer,
    tolerance: 0.03 * answer,
    working: [line(`(4 + 8) × ${n(layers)} × ${d} × ${d}`, answer)],
    slips: {
      attentionAlone: 4 * layers * width * width,
      feedForwardAlone: 8 * layers * width * width,
      withCross: 16 * layers * width * width,
      oneLayer: 12 * width * width,
    },
  };
};

/** V·D, twice if the output has a table of its own. */
const embeddingParameters: Generator = (random) => {
  const vocabulary = 1000 * whole(random, 16, 128);
  const width = pick(random, [512, 768, 1024, 2048, 4096]);
  const tied = random.uniform() < 0.5;
  const one = vocabulary * width;
  const answer = tied ? one : 2 * one;
  return {
    values: { vocabulary, width, table: tied ? 'uses the same table' : 'has a table of its own' },
    answer,
    tolerance: 0.005 * answer,
    working: [line(`${tied ? '' : '2 × '}${n(vocabulary)} × ${n(width)}`, answer)],
    slips: { otherCase: tied ? 2 * one : one, sum: vocabulary + width, square: width * width },
  };
};

/** Three matrices of F = ⅔·4D hold what two of 4D do. */
const gatedWidth: Generator = (random) => {
  const width = 96 * whole(random, 2, 60);
  const answer = (8 * width) / 3;
  return {
    values: { width },
    answer,
    tolerance: 1,
    working: [line(`2 / 3 × 4 × ${n(width)}`, answer)],
    slips: { unchanged: 4 * width, half: 2 * width, otherWay: 6 * width },
  };
};

/** (x − μ) / σ */
const layerNorm: Generator = (random) => {
  const inputs = wholes(random, 4, -4, 8);
  const [first = 0] = inputs;
  const centre = mean(inputs);
  const variance = mean(inputs.map((x) => (x - centre) ** 2));
  const spread = Math.sqrt(variance);
  const answer = spread === 0 ? 0 : (first - centre) / spread;
  const squares = join(inputs.map((x) => `(${n(x)} − ${n(centre)})²`));
  return {
    values: { inputs },
    answer,
    tolerance: 0.01,
    working: [
      line(`(${join(inputs.map((x) => n(x)))}) / 4`, centre),
      line(`(${squares}) / 4`, variance),
      line(`(${n(first)} − ${n(centre)}) / √${n(variance)}`, answer, 3),
    ],
    slips: {
      byVariance: variance === 0 ? 0 : (first - centre) / variance,
      sampleSpread: answer * Math.sqrt(3 / 4),
      rms: first / Math.sqrt(mean(inputs.map((x) => x * x))),
    },
  };
};

/** x / √mean(x²) */
const rmsNorm: Generator = (random) => {
  const inputs = wholes(random, 4, -4, 8);
  const [first = 0] = inputs;
  const power = mean(inputs.map((x) => x * x));
  const answer = power === 0 ? 0 : first / Math.sqrt(power);
  const centre = mean(inputs);
  const variance = mean(inputs.map((x) => (x - centre) ** 2));
  return {
    values: { inputs },
    answer,
    tolerance: 0.01,
    working: [
      line(`(${join(inputs.map((x) => `${n(x)}²`))}) / 4`, power),
      line(`${n(first)} / √${n(power)}`, answer, 3),
    ],
    slips: {
      centred: variance === 0 ? 0 : (first - centre) / Math.sqrt(variance),
      sumOfSquares: answer / 2,
      noRoot: power === 0 ? 0 : first / power,
    },
  };
};

/** D^−½ · min(t^−½, t·w^−1½) */
const warmupRate: Generator = (random) => {
  const width = pick(random, [256, 400, 900, 1024]);
  const warmup = pick(random, [1600, 2500, 4900, 6400]);
  const at = pick(random, [100, 400, 900, 10_000, 40_000, 90_000]);
  const [rising, falling] = [at * warmup ** -1.5, at ** -0.5];
  const answer = width ** -0.5 * Math.min(rising, falling);
  const w = n(warmup);
  return {
    values: { width, warmup, at },
    answer,
    tolerance: 0.01 * answer,
    working: [
      line(`1 / √${n(at)}`, falling, 7),
      line(`${n(at)} / (${w} × √${w})`, rising, 7),
      line(`${n(Math.min(rising, falling), 9)} / √${n(width)}`, answer, 8),
    ],
    slips: {
      otherBranch: width ** -0.5 * Math.max(rising, falling),
      noWidth: Math.min(rising, falling),
      peak: (width * warmup) ** -0.5,
    },
  };
};

/** Σ ln p */
const beamScore: Generator = (random) => {
  const chances = Array.from({ length: 3 }, () => step(random, 0.1, 0.9, 0.1));
  const logs = chances.map(Math.log);
  const answer = logs.reduce((sum, x) => sum + x, 0);
  return {
    values: { chances },
    answer,
    tolerance: 0.01,
    working: [line(join(chances.map((p) => `ln(${n(p)})`)), answer, 3)],
    slips: {
      product: chances.reduce((all, p) => all * p, 1),
      mean: answer / 3,
      sum: chances.reduce((all, p) => all + p, 0),
      last: logs.at(-1) ?? 0,
    },
  };
};

/** The smallest set of likeliest tokens that holds p. */
const topSet: Generator = (random) => {
  const tails = [
    [0.4, 0.25, 0.15, 0.1, 0.06, 0.04],
    [0.3, 0.25, 0.2, 0.12, 0.08, 0.05],
    [0.5, 0.2, 0.12, 0.08, 0.06, 0.04],
    [0.6, 0.18, 0.1, 0.06, 0.04, 0.02],
    [0.22, 0.2, 0.18, 0.16, 0.14, 0.1],
    [0.35, 0.27, 0.17, 0.11, 0.07, 0.03],
  ] as const;
  const chances = pick(random, tails);
  const threshold = step(random, 0.45, 0.95, 0.05);
  const sums = chances.map((_, i) =>
    Number(
      chances
        .slice(0, i + 1)
        .reduce((sum, p) => sum + p, 0)
        .toFixed(6),
    ),
  );
  const answer = sums.findIndex((sum) => sum >= threshold) + 1;
  const kept = chances.slice(0, answer).map((p) => n(p));
  return {
    values: { chances, threshold },
    answer,
    working: [line(join(kept), sums[answer - 1] ?? 0), line(join(kept.map(() => '1')), answer)],
    slips: {
      below: answer - 1,
      oneMore: answer + 1,
    },
  };
};

/** exp(−mean ln p) */
const perplexity: Generator = (random) => {
  const chances = Array.from({ length: 4 }, () => pick(random, [0.5, 0.25, 0.2, 0.1, 0.8, 0.05]));
  const loss = -mean(chances.map(Math.log));
  const answer = Math.exp(loss);
  return {
    values: { chances },
    answer,
    tolerance: 0.02 * answer,
    working: [
      line(`−(${join(chances.map((p) => `ln(${n(p)})`))}) / 4`, loss, 4),
      about(`exp(${n(loss, 4)})`, answer, 2),
    ],
    slips: {
      lossItself: loss,
      arithmetic: 1 / mean(chances),
      noMean: 1 / chances.reduce((all, p) => all * p, 1),
    },
  };
};

/** Two logits and a temperature: 1 / (1 + exp(−(a − b)/T)). */
const temperature: Generator = (random) => {
  const [first, second] = [whole(random, 1, 4), whole(random, -2, 0)];
  const heat = pick(random, [0.5, 2, 4]);
  const chance = (gap: number) => 1 / (1 + Math.exp(-gap));
  const gap = first - second;
  const answer = chance(gap / heat);
  return {
    values: { first, second, heat },
    answer,
    tolerance: 0.004,
    working: [
      line(`${n(first)} / ${n(heat)}`, first / heat),
      line(`${n(second)} / ${n(heat)}`, second / heat),
      line(
        `exp(${n(first / heat)}) / (exp(${n(first / heat)}) + exp(${n(second / heat)}))`,
        answer,
        3,
      ),
    ],
    slips: { times: chance(gap * heat), ignored: chance(gap), other: 1 - answer },
  };
};

export const transformer = {
  'feed-forward-parameters': feedForwardParameters,
  'encoder-layer-parameters': encoderLayerParameters,
  'decoder-layer-parameters': decoderLayerParameters,
  'model-parameters': modelParameters,
  'embedding-parameters': embeddingParameters,
  'gated-width': gatedWidth,
  'layer-norm': layerNorm,
  'rms-norm': rmsNorm,
  'warmup-rate': warmupRate,
  'beam-score': beamScore,
  'top-set': topSet,
  perplexity,
  temperature,
};
