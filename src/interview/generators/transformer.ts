import type { Generator } from './generator.ts';
import { pick, wholes } from './pick.ts';
import { join, line, n } from './write.ts';

const mean = (list: readonly number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;

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

export const transformer = {
  'layer-norm': layerNorm,
  'rms-norm': rmsNorm,
  'warmup-rate': warmupRate,
};
