import { cacheBytes } from '../../model/count.ts';
import { multiplyLayer } from '../../model/transformer/count.ts';
import type { Generator } from './generator.ts';
import { pick, step, whole } from './pick.ts';
import { line, n } from './write.ts';

const LENGTHS = [2048, 4096, 8192, 16_384, 32_768] as const;

/** 2·L·G·K·S·B·bytes, as many key/value heads as query heads. */
const cacheFull: Generator = (random) => {
  const layers = pick(random, [16, 24, 32, 40]);
  const heads = pick(random, [16, 32, 40]);
  const headWidth = pick(random, [64, 128]);
  const tokens = pick(random, LENGTHS);
  const batch = pick(random, [4, 8, 16, 32]);
  const size = { layers, keyValueHeads: heads, headWidth, tokens, batch };
  const answer = cacheBytes(size, 2);
  const sizes = [layers, heads, headWidth, tokens, batch].map((x) => n(x)).join(' × ');
  return {
    values: { layers, heads, headWidth, tokens, batch },
    answer,
    tolerance: 0.01 * answer,
    working: [line(`2 × ${sizes} × 2`, answer)],
    slips: {
      oneSequence: answer / batch,
      keysAlone: answer / 2,
      oneLayer: answer / layers,
      single: answer * 2,
    },
  };
};

/** The same with groups: G key/value heads. */
const cacheGrouped: Generator = (random) => {
  const layers = pick(random, [32, 48, 64, 80]);
  const heads = pick(random, [32, 64]);
  const groups = pick(random, [2, 4, 8]);
  const tokens = pick(random, LENGTHS);
  const size = { layers, keyValueHeads: groups, headWidth: 128, tokens };
  const answer = cacheBytes(size, 2);
  return {
    values: { layers, heads, groups, tokens },
    answer,
    tolerance: 0.01 * answer,
    working: [line(`2 × ${n(layers)} × ${n(groups)} × 128 × ${n(tokens)} × 2`, answer)],
    slips: {
      queryHeads: (answer / groups) * heads,
      keysAlone: answer / 2,
      oneLayer: answer / layers,
      groupSize: (answer / groups) * (heads / groups),
    },
  };
};

/** MLA: one latent and one rotary key a token and layer, shared by all heads. */
const cacheLatent: Generator = (random) => {
  const layers = pick(random, [27, 32, 48, 60]);
  const latent = pick(random, [256, 384, 512]);
  const rotary = pick(random, [32, 64]);
  const heads = pick(random, [16, 32, 128]);
  const answer = layers * (latent + rotary) * 2;
  return {
    values: { layers, latent, rotary, heads },
    answer,
    working: [line(`${n(layers)} × (${n(latent)} + ${n(rotary)}) × 2`, answer)],
    slips: {
      keysAndValues: 2 * answer,
      noRotary: layers * latent * 2,
      timesHeads: heads * answer,
    },
  };
};

/** B·H·T² numbers, if they are written out. */
const scoreBytes: Generator = (random) => {
  const batch = pick(random, [1, 2, 4, 8]);
  const heads = pick(random, [8, 12, 16, 32]);
  const tokens = pick(random, [1024, 2048, 4096, 8192]);
  const answer = batch * heads * tokens ** 2 * 2;
  const t = n(tokens);
  return {
    values: { batch, heads, tokens },
    answer,
    tolerance: 0.01 * answer,
    working: [line(`${n(batch)} × ${n(heads)} × ${t} × ${t} × 2`, answer)],
    slips: {
      oneHead: answer / heads,
      linear: batch * heads * tokens * 2,
      notBytes: answer / 2,
      single: answer * 2,
    },
  };
};

/** 4TD² + 2T²D + 2TDF */
const layerMacs: Generator = (random) => {
  const width = pick(random, [256, 512, 768, 1024]);
  const tokens = pick(random, [128, 256, 512, 1024, 2048]);
  const inner = 4 * width;
  const answer = multiplyLayer({ width, heads: width / 64, inner }, tokens);
  const [d, t, f] = [n(width), n(tokens), n(inner)];
  const meetings = 2 * tokens ** 2 * width;
  return {
    values: { width, tokens, inner },
    answer,
    tolerance: 0.005 * answer,
    working: [
      line(`4 × ${t} × ${d} × ${d}`, 4 * tokens * width ** 2),
      line(`2 × ${t} × ${t} × ${d}`, meetings),
      line(`2 × ${t} × ${d} × ${f}`, 2 * tokens * width * inner),
      line(
        `${n(4 * tokens * width ** 2)} + ${n(meetings)} + ${n(2 * tokens * width * inner)}`,
        answer,
      ),
    ],
    slips: {
      flops: 2 * answer,
      noPairs: answer - meetings,
      oneProduct: answer - meetings / 2,
      noNetwork: answer - 2 * tokens * width * inner,
    },
  };
};

/** 2T²D = 12TD² at T = 6D. */
const crossover: Generator = (random) => {
  const width = 128 * whole(random, 2, 40);
  const answer = 6 * width;
  const d = n(width);
  return {
    values: { width },
    answer,
    working: [line(`12 × ${d} × ${d} / (2 × ${d})`, answer)],
    slips: { noNetwork: 2 * width, oneProduct: 12 * width, width },
  };
};

/** 2·m·k·n / bytes of the three matrices. */
const intensity: Generator = (random) => {
  const rows = pick(random, [1, 8, 64, 512]);
  const width = pick(random, [1024, 2048, 4096]);
  const flops = 2 * rows * width * width;
  const bytes = 2 * (2 * rows * width + width * width);
  const answer = flops / bytes;
  const [m, d] = [n(rows), n(width)];
  return {
    values: { rows, width },
    answer,
    tolerance: 0.01 * answer,
    working: [
      line(`2 × ${m} × ${d} × ${d}`, flops),
      line(`2 × (${m} × ${d} + ${d} × ${d} + ${m} × ${d})`, bytes),
      line(`${n(flops)} / ${n(bytes)}`, answer, 3),
    ],
    slips: { macs: answer / 2, perNumber: answer * 2, times: answer * 4 },
  };
};

/** Each token reads every weight once: bandwidth / bytes of the weights. */
const decodeRate: Generator = (random) => {
  const billions = pick(random, [3, 7, 8, 13, 14, 32, 70]);
  const bandwidth = pick(random, [300, 600, 900, 1500, 2000, 3000]);
  const bytes = pick(random, [1, 2]);
  const answer = bandwidth / (billions * bytes);
  return {
    values: { billions, bandwidth, bytes },
    answer,
    tolerance: 0.02 * answer,
    working: [
      line(`${n(billions)} × ${n(bytes)}`, billions * bytes),
      line(`${n(bandwidth)} / ${n(billions * bytes)}`, answer, 3),
    ],
    slips: {
      twice: answer / 2,
      bits: answer / 8,
      inverse: 1 / answer,
    },
  };
};

/** (p − 1) / (m + p − 1), in percent. */
const bubble: Generator = (random) => {
  const stages = pick(random, [2, 4, 8, 16]);
  const batches = pick(random, [4, 8, 16, 24, 32, 64]);
  const answer = (100 * (stages - 1)) / (batches + stages - 1);
  const [p, m] = [n(stages), n(batches)];
  return {
    values: { stages, batches },
    answer,
    tolerance: 0.1,
    working: [line(`100 × (${p} − 1) / (${m} + ${p} − 1)`, answer, 2)],
    slips: {
      overIdeal: (100 * (stages - 1)) / batches,
      allStages: (100 * stages) / (batches + stages),
      oneStage: 100 / (batches + stages - 1),
    },
  };
};

/** 6·N·D */
const trainingFlops: Generator = (random) => {
  const billions = pick(random, [1, 3, 7, 13, 30, 70]);
  const tokens = pick(random, [100, 200, 300, 500, 1000, 2000]);
  const answer = 6 * billions * 1e9 * tokens * 1e9;
  return {
    values: { billions, tokens },
    answer,
    tolerance: 0.01 * answer,
    working: [`6 × ${n(billions)}e9 × ${n(tokens)}e9 = ${answer.toExponential()}`],
    slips: { forwardAlone: answer / 3, backwardAlone: (answer * 2) / 3, macs: answer / 2 },
  };
};

/** 6·N·D / (GPUs · peak · share), in days. */
const trainingDays: Generator = (random) => {
  const billions = pick(random, [1, 3, 7, 13]);
  const tokens = pick(random, [100, 300, 500, 1000]);
  const devices = pick(random, [64, 128, 256, 512, 1024]);
  const share = step(random, 30, 50, 5);
  const flops = 6 * billions * 1e9 * tokens * 1e9;
  const rate = devices * 1e15 * (share / 100);
  const answer = flops / rate / 86_400;
  return {
    values: { billions, tokens, devices, share },
    answer,
    tolerance: 0.02 * answer,
    working: [
      `6 × ${n(billions)}e9 × ${n(tokens)}e9 = ${flops.toExponential()}`,
      `${n(devices)} × 1e15 × ${n(share)} / 100 = ${rate.toExponential()}`,
      line(`${flops.toExponential()} / ${rate.toExponential()} / 86,400`, answer, 4),
    ],
    slips: {
      atPeak: (answer * share) / 100,
      forwardAlone: answer / 3,
      hours: answer * 24,
      oneDevice: answer * devices,
    },
  };
};

export const efficiency = {
  'cache-full': cacheFull,
  'cache-grouped': cacheGrouped,
  'cache-latent': cacheLatent,
  'score-bytes': scoreBytes,
  'layer-macs': layerMacs,
  crossover,
  intensity,
  'decode-rate': decodeRate,
  bubble,
  'training-flops': trainingFlops,
  'training-days': trainingDays,
};
