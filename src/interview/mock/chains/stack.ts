import { countEncoderLayer } from '../../../model/count.ts';
import { countTextModel } from '../../../model/transformer/count.ts';
import { pick } from '../../generators/pick.ts';
import { line, n } from '../../generators/write.ts';
import type { Chain } from './chain.ts';

/** Bytes a parameter of Adam in mixed precision: weight, gradient, copy, two moments. */
const ADAM = 16;

/** A text model to be trained: a layer, the whole, the memory of its training. */
export const stack: Chain = {
  id: 'stack',
  topics: ['transformer', 'pre-training'],
  draw: (random) => ({
    width: pick(random, [512, 768, 1024]),
    vocabulary: pick(random, [16_000, 32_000, 50_000]),
  }),
  steps: [
    {
      name: 'layer',
      card: 'question:transformer/encoder-layer',
      seconds: 120,
      work: ({ drawn: { width = 0 } }) => {
        const inner = 4 * width;
        const answer = countEncoderLayer(width, inner);
        const [d, f] = [n(width), n(inner)];
        return {
          values: { width, inner },
          answer,
          tolerance: 0.01 * answer,
          working: [
            line(`4 × ${d} × ${d} + 4 × ${d}`, 4 * width ** 2 + 4 * width),
            line(`2 × ${d} × ${f} + ${f} + ${d}`, 2 * width * inner + inner + width),
            line(`2 × 2 × ${d}`, 4 * width),
            line(
              `${n(4 * width ** 2 + 4 * width)} + ${n(2 * width * inner + inner + width)} + ${n(4 * width)}`,
              answer,
            ),
          ],
          slips: { oneProjection: answer - 3 * width ** 2, noNetwork: 4 * width ** 2 + 4 * width },
        };
      },
    },
    {
      name: 'whole',
      card: 'question:transformer/model-parameters',
      seconds: 60,
      choices: [6, 12, 24, 48],
      work: ({ drawn: { width = 0, vocabulary = 0 }, chosen: layers, numbers: [layer = NaN] }) => {
        const table = countTable(width, vocabulary);
        const answer = table + layers * layer;
        return {
          values: { width, vocabulary, layers, layer },
          answer,
          tolerance: 0.01 * answer,
          working: [
            line(`${n(vocabulary)} × ${n(width)}`, table),
            line(`${n(layers)} × ${n(layer)}`, layers * layer),
            line(`${n(table)} + ${n(layers * layer)}`, answer),
          ],
          slips: { noTable: layers * layer, untied: answer + table },
        };
      },
    },
    {
      name: 'adam',
      card: 'question:pre-training/adam-bytes',
      seconds: 60,
      unit: 'bytes',
      work: ({ numbers: [, parameters = NaN] }) => {
        const answer = ADAM * parameters;
        return {
          values: { parameters },
          answer,
          tolerance: 0.01 * answer,
          working: [line('2 + 2 + 4 + 4 + 4', ADAM), line(`${ADAM} × ${n(parameters)}`, answer)],
          slips: {
            weightsAlone: 2 * parameters,
            noCopy: 12 * parameters,
            noMoments: 8 * parameters,
          },
        };
      },
    },
  ],
};

/** V·D: what a text model has besides its layers, where the table serves for both ends. */
function countTable(width: number, vocabulary: number): number {
  const inner = 4 * width;
  return countTextModel({ width, vocabulary, inner, heads: 1, layers: 0, norm: 'post' });
}
