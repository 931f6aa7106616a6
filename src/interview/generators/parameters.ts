import { countDecoderLayer, countEncoderLayer, countFeedForward } from '../../model/count.ts';
import type { Random } from '../../model/random.ts';
import type { Generator } from './generator.ts';
import { pick, whole } from './pick.ts';
import { line, n } from './write.ts';

const WIDTHS = [128, 256, 384, 512, 768, 1024] as const;

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

/** The widths of a layer, the parameters of its parts, and the widths as they are written. */
function drawLayer(random: Random) {
  const width = pick(random, WIDTHS);
  const inner = width * pick(random, [2, 3, 4]);
  const attention = 4 * width * width + 4 * width;
  const network = 2 * width * inner + inner + width;
  return { width, inner, attention, network, d: n(width), f: n(inner) };
}

/** Attention, feed-forward network, two norms. */
const encoderLayerParameters: Generator = (random) => {
  const { width, inner, attention, network, d, f } = drawLayer(random);
  const answer = countEncoderLayer(width, inner);
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
  const { width, inner, attention, network, d, f } = drawLayer(random);
  const answer = countDecoderLayer(width, inner);
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

export const parameters = {
  'feed-forward-parameters': feedForwardParameters,
  'encoder-layer-parameters': encoderLayerParameters,
  'decoder-layer-parameters': decoderLayerParameters,
  'model-parameters': modelParameters,
  'embedding-parameters': embeddingParameters,
  'gated-width': gatedWidth,
};
