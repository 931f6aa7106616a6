import { countActive, countLayer } from '../../model/transformer/count.ts';
import type { Generator } from './generator.ts';
import { pick, whole, wholes } from './pick.ts';
import { join, line, n } from './write.ts';

/** 2 + 2 + 4 + 4 + 4 bytes a parameter. */
const adamBytes: Generator = (random) => {
  const billions = pick(random, [1, 2, 3, 7, 8, 13, 30, 70]);
  const answer = 16e9 * billions;
  return {
    values: { billions },
    answer,
    tolerance: 0.02 * answer,
    working: [line('2 + 2 + 4 + 4 + 4', 16), `16 × ${n(billions)}e9 = ${answer.toExponential()}`],
    slips: { weightsAlone: answer / 8, noMoments: answer / 2, noMaster: (answer * 12) / 16 },
  };
};

/** r·(d_in + d_out) a matrix. */
const loraParameters: Generator = (random) => {
  const width = pick(random, [1024, 2048, 4096, 5120]);
  const rank = pick(random, [4, 8, 16, 32]);
  const matrices = pick(random, [1, 2, 4]);
  const layers = pick(random, [12, 24, 32, 40]);
  const answer = layers * matrices * rank * 2 * width;
  const d = n(width);
  return {
    values: { width, rank, matrices, layers },
    answer,
    tolerance: 0.005 * answer,
    working: [line(`${n(layers)} × ${n(matrices)} × ${n(rank)} × (${d} + ${d})`, answer)],
    slips: {
      oneFactor: answer / 2,
      wholeMatrix: layers * matrices * width * width,
      oneLayer: answer / layers,
    },
  };
};

/** r·(d_in + d_out) / (d_in·d_out), in percent. */
const loraShare: Generator = (random) => {
  const width = pick(random, [512, 1024, 2048, 4096]);
  const inner = width * pick(random, [1, 2, 4]);
  const rank = pick(random, [4, 8, 16, 32, 64]);
  const answer = (100 * rank * (width + inner)) / (width * inner);
  const [d, f, r] = [n(width), n(inner), n(rank)];
  return {
    values: { width, inner, rank },
    answer,
    tolerance: 0.02 * answer,
    working: [
      line(`${r} × (${d} + ${f})`, rank * (width + inner)),
      line(`${d} × ${f}`, width * inner),
      line(`100 × ${n(rank * (width + inner))} / ${n(width * inner)}`, answer, 4),
    ],
    slips: {
      oneFactor: (100 * rank) / inner,
      rankShare: (100 * rank) / (width + inner),
      fraction: answer / 100,
    },
  };
};

/** (α / r)·(row of B)·(column of A) */
const loraDelta: Generator = (random) => {
  const rank = pick(random, [2, 4]);
  const alpha = rank * pick(random, [2, 4]);
  const [row, column] = [wholes(random, rank, -3, 4), wholes(random, rank, -3, 4)];
  const plain = row.reduce((sum, x, i) => sum + x * (column[i] ?? 0), 0);
  const answer = (alpha / rank) * plain;
  return {
    values: { rank, alpha, row, column },
    answer,
    working: [
      line(join(row.map((x, i) => `${n(x)} × ${n(column[i] ?? 0)}`)), plain),
      line(`${n(alpha)} / ${n(rank)} × ${n(plain)}`, answer),
    ],
    slips: { unscaled: plain, inverted: (rank / alpha) * plain, alphaAlone: alpha * plain },
  };
};

/** T · 15 % · 80 % */
const maskedTokens: Generator = (random) => {
  const tokens = 100 * whole(random, 1, 40);
  const answer = (tokens * 15 * 80) / 10_000;
  const t = n(tokens);
  return {
    values: { tokens },
    answer,
    working: [
      line(`${t} × 15 / 100`, (tokens * 15) / 100),
      line(`${t} × 15 / 100 × 80 / 100`, answer),
    ],
    slips: {
      allChosen: (tokens * 15) / 100,
      replacedAtRandom: (tokens * 15) / 1000,
      ofAll: (tokens * 80) / 100,
    },
  };
};

/** T5: 15 % of the tokens in spans of 3 on average. */
const spans: Generator = (random) => {
  const tokens = 20 * whole(random, 5, 100);
  const answer = (tokens * 15) / 100 / 3;
  return {
    values: { tokens },
    answer,
    working: [line(`${n(tokens)} × 15 / 100 / 3`, answer)],
    slips: { tokensGone: 3 * answer, perToken: tokens / 3, tenth: tokens / 10 },
  };
};

/** Attention, router and the experts that a token is sent to. */
const activeParameters: Generator = (random) => {
  const width = pick(random, [256, 512, 1024]);
  const count = pick(random, [4, 8, 16, 64]);
  const top = pick(random, [1, 2]);
  const inner = 4 * width;
  const config = { width, heads: width / 64, inner, experts: { count, top } };
  const answer = countActive(config);
  const network = 2 * width * inner + inner + width;
  const rest = answer - top * network;
  const [d, f, e] = [n(width), n(inner), n(count)];
  return {
    values: { width, inner, count, top },
    answer,
    tolerance: 0.002 * answer,
    working: [
      line(`2 × ${d} × ${f} + ${f} + ${d}`, network),
      line(`4 × ${d} × ${d} + 4 × ${d} + ${d} × ${e} + ${e} + 2 × 2 × ${d}`, rest),
      line(`${n(rest)} + ${n(top)} × ${n(network)}`, answer),
    ],
    slips: {
      total: countLayer(config),
      networksAlone: top * network,
      divided: countLayer(config) / count,
    },
  };
};

export const preTraining = {
  'adam-bytes': adamBytes,
  'lora-parameters': loraParameters,
  'lora-share': loraShare,
  'lora-delta': loraDelta,
  'masked-tokens': maskedTokens,
  spans,
  'active-parameters': activeParameters,
};
