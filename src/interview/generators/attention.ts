import { countAttention } from '../../model/count.ts';
import type { Generator } from './generator.ts';
import { pick, step, whole, wholes } from './pick.ts';
import { about, join, line, n } from './write.ts';

const products = (a: readonly number[], b: readonly number[]) =>
  join(a.map((x, i) => `${n(x)} × ${n(b[i] ?? 0)}`));
const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

/** q·k / √4 */
const scaledScore: Generator = (random) => {
  const [query, key] = [wholes(random, 4, -3, 4), wholes(random, 4, -3, 4)];
  const plain = dot(query, key);
  return {
    values: { query, key },
    answer: plain / 2,
    working: [line(products(query, key), plain), line(`${n(plain)} / √4`, plain / 2)],
    slips: { unscaled: plain, byWidth: plain / 4, times: plain * 2 },
  };
};

/** exp(sᵢ) / Σ exp(sⱼ) */
const softmaxWeight: Generator = (random) => {
  const scores = wholes(random, 3, 0, 4);
  const [first = 0] = scores;
  const total = scores.reduce((sum, score) => sum + Math.exp(score), 0);
  const answer = Math.exp(first) / total;
  const all = join(scores.map((score) => `exp(${n(score)})`));
  return {
    values: { scores },
    answer,
    tolerance: 0.005,
    working: [
      line(`exp(${n(first)})`, Math.exp(first), 3),
      line(all, total, 3),
      about(`${n(Math.exp(first), 3)} / ${n(total, 3)}`, answer, 3),
    ],
    slips: {
      noExponential: first / Math.max(1, dot(scores, [1, 1, 1])),
      sigmoid: 1 / (1 + Math.exp(-first)),
      complement: 1 - answer,
    },
  };
};

/** Σ wᵢvᵢ, weights in tenths. */
const mix: Generator = (random) => {
  const a = step(random, 0.1, 0.6, 0.1);
  const b = step(random, 0.1, 0.9 - a - 0.1, 0.1);
  const weights = [a, b, Number((1 - a - b).toFixed(1))];
  const contents = wholes(random, 3, -5, 10);
  const answer = Number(dot(weights, contents).toFixed(6));
  const best = contents[weights.indexOf(Math.max(...weights))] ?? 0;
  const total = dot(contents, [1, 1, 1]);
  return {
    values: { weights, contents },
    answer,
    tolerance: 0.01,
    working: [line(products(weights, contents), answer)],
    slips: { mean: total / 3, sum: total, hardest: best },
  };
};

/** The standard deviation of q·k is √d. */
const scoreSpread: Generator = (random) => {
  const width = pick(random, [16, 36, 64, 100, 144, 256, 400, 576, 1024]);
  const answer = Math.sqrt(width);
  return {
    values: { width },
    answer,
    working: [line(`√${n(width)}`, answer)],
    slips: { variance: width, unitVectors: 1 / answer, scaled: 1 },
  };
};

/** 4D² + 4D, whatever the number of heads. */
const attentionParameters: Generator = (random) => {
  const headWidth = pick(random, [32, 64, 128]);
  const heads = pick(random, [4, 6, 8, 12, 16]);
  const width = heads * headWidth;
  const answer = countAttention(width);
  const [d, weights] = [n(width), width * width];
  return {
    values: { width, heads, headWidth },
    answer,
    working: [line(`4 × ${d} × ${d} + 4 × ${d}`, answer)],
    slips: {
      noBias: 4 * weights,
      noOutput: 3 * (weights + width),
      timesHeads: heads * answer,
    },
  };
};

/** Keras with `key_dim=D`: each head is as wide as the model. */
const keyDimParameters: Generator = (random) => {
  const heads = pick(random, [2, 4, 8, 16]);
  const width = heads * pick(random, [16, 32, 64]);
  const inner = heads * width;
  const answer = 3 * (width * inner + inner) + inner * width + width;
  const [d, wide] = [n(width), n(inner)];
  return {
    values: { width, heads },
    answer,
    working: [
      line(`${n(heads)} × ${d}`, inner),
      line(`3 × (${d} × ${wide} + ${wide}) + ${wide} × ${d} + ${d}`, answer),
    ],
    slips: {
      divided: countAttention(width),
      noBias: 4 * width * inner,
      allTimesHeads: heads * countAttention(width),
    },
  };
};

/** T·d_v numbers come out. */
const outputNumbers: Generator = (random) => {
  const [queries, keys] = [whole(random, 3, 12), whole(random, 3, 12)];
  const [keyWidth, valueWidth] = [pick(random, [16, 32, 64, 128]), pick(random, [8, 24, 48, 96])];
  const answer = queries * valueWidth;
  return {
    values: { queries, keys, keyWidth, valueWidth },
    answer,
    working: [line(`${n(queries)} × ${n(valueWidth)}`, answer)],
    slips: {
      rowPerKey: keys * valueWidth,
      widthOfKeys: queries * keyWidth,
      pattern: queries * keys,
    },
  };
};

/** T(T + 1)/2 pairs are left by a causal mask. */
const causalPairs: Generator = (random) => {
  const tokens = whole(random, 5, 200);
  const answer = (tokens * (tokens + 1)) / 2;
  return {
    values: { tokens },
    answer,
    working: [line(`${n(tokens)} × (${n(tokens)} + 1) / 2`, answer)],
    slips: {
      all: tokens ** 2,
      noSelf: (tokens * (tokens - 1)) / 2,
      half: tokens ** 2 / 2,
    },
  };
};

/** With a padded key column, T·(T − P) pairs count. */
const paddedPairs: Generator = (random) => {
  const words = whole(random, 4, 20);
  const padding = whole(random, 1, 8);
  const tokens = words + padding;
  const answer = tokens * words;
  return {
    values: { words, padding, tokens },
    answer,
    working: [line(`(${n(words)} + ${n(padding)}) × ${n(words)}`, answer)],
    slips: { bothAxes: words ** 2, none: tokens ** 2, onlyPadding: tokens * padding },
  };
};

/** sin or cos of t / 10000^(2i/D), D = 4. */
const sinusoid: Generator = (random) => {
  const position = whole(random, 1, 60);
  const channel = whole(random, 0, 3);
  const divisor = channel < 2 ? 1 : 100;
  const angle = position / divisor;
  const [wave, other] = channel % 2 === 0 ? (['sin', 'cos'] as const) : (['cos', 'sin'] as const);
  return {
    values: { position, channel },
    answer: Math[wave](angle),
    tolerance: 0.01,
    working: [
      line(`${n(position)} / ${n(divisor)}`, angle),
      line(`${wave}(${n(angle)})`, Math[wave](angle), 3),
    ],
    slips: {
      otherWave: Math[other](angle),
      otherPair: Math[wave](position / (divisor === 1 ? 100 : 1)),
    },
  };
};

/** 2π · 10000^(2i/D) */
const wavelength: Generator = (random) => {
  const width = pick(random, [64, 128, 256, 512]);
  const eighths = whole(random, 1, 7);
  const pair = (width / 16) * eighths;
  const divisor = 10000 ** ((2 * pair) / width);
  const answer = 2 * Math.PI * divisor;
  return {
    values: { width, pair },
    answer,
    tolerance: 0.01 * answer,
    working: [
      line(`2 × ${n(pair)} / ${n(width)}`, (2 * pair) / width),
      line(`10,000^${n((2 * pair) / width)}`, divisor, 3),
      about(`2 × 3.14159 × ${n(divisor, 3)}`, answer, 1),
    ],
    slips: {
      noCircle: divisor,
      halfExponent: 2 * Math.PI * 10000 ** (pair / width),
      longest: 2 * Math.PI * 10000,
    },
  };
};

/** RoPE: what counts is the difference of the positions. */
const rotaryAngle: Generator = (random) => {
  const [query, key] = [whole(random, 20, 90), whole(random, 0, 19)];
  const frequency = step(random, 0.01, 0.1, 0.01);
  const answer = Number(((query - key) * frequency).toFixed(6));
  return {
    values: { query, key, frequency },
    answer,
    tolerance: 0.001,
    working: [line(`(${n(query)} − ${n(key)}) × ${n(frequency)}`, answer)],
    slips: {
      sum: (query + key) * frequency,
      queryAlone: query * frequency,
      keyAlone: key * frequency,
    },
  };
};

/** A window of w to each side carries news w tokens a layer. */
const windowLayers: Generator = (random) => {
  const side = whole(random, 1, 4);
  const tokens = whole(random, 12, 40);
  const answer = Math.ceil((tokens - 1) / side);
  return {
    values: { side, tokens },
    answer,
    working: [`(${n(tokens)} − 1) / ${n(side)} ≤ ${n(answer)}`],
    slips: {
      wholeWindow: Math.ceil((tokens - 1) / (2 * side + 1)),
      oneLayer: 1,
      everyToken: tokens,
    },
  };
};

export const attention = {
  'scaled-score': scaledScore,
  'softmax-weight': softmaxWeight,
  mix,
  'score-spread': scoreSpread,
  'attention-parameters': attentionParameters,
  'key-dim-parameters': keyDimParameters,
  'output-numbers': outputNumbers,
  'causal-pairs': causalPairs,
  'padded-pairs': paddedPairs,
  sinusoid,
  wavelength,
  'rotary-angle': rotaryAngle,
  'window-layers': windowLayers,
};
