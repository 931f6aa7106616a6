import * as tf from '@tensorflow/tfjs-core';
import {
  createRandom,
  crossEntropy,
  maskTokens,
  textLogits,
  tokenMask,
} from '../../../model/index.ts';
import type { Example, TextModelParams } from '../../../model/index.ts';
import { ENGLISH, SPECIAL, caption } from '../../../world/language/index.ts';
import { pick } from '../../../world/random.ts';
import { drawFrom } from '../../../world/split.ts';
import type { Reader } from './models.ts';

/** How many captions are asked for their hidden words; the same ones each time. */
const [TEXTS, SEED] = [16, 1] as const;

/**
 * The loss at what the reader was pre-trained for: the mean cross-entropy of the hidden words of
 * captions that it never saw, 15 % of each. Keeps no tensor.
 *
 * @param model the reader's weights after some fine-tuning; its logits are the reader's own
 */
export function hiddenWordLoss(reader: Reader, model: TextModelParams): number {
  const examples = hiddenWords(reader);
  const longest = Math.max(...examples.map(({ ids }) => ids.length));
  const rows = (
    of: (example: Example) => readonly number[],
    filler: number,
    type: 'int32' | 'float32',
  ) =>
    tf.tensor2d(
      examples.map((one) => [...of(one), ...Array<number>(longest).fill(filler)].slice(0, longest)),
      [examples.length, longest],
      type,
    );
  const loss = tf.tidy(() => {
    const ids = rows((one) => one.ids, reader.padding, 'int32'); // [B, T]
    const params = { ...model, logits: reader.params.logits };
    const mask = tokenMask(ids, reader.padding);
    const logits = textLogits(params, reader.config, ids, { mask }); // [B, T, V]
    const weights = rows((one) => one.weights, 0, 'float32');
    return crossEntropy(
      logits,
      rows((one) => one.targets, reader.padding, 'int32'),
      { weights },
    );
  });
  const [value = NaN] = loss.dataSync();
  loss.dispose();
  return value;
}

function hiddenWords({ read }: Reader): Example[] {
  const random = createRandom(SEED);
  return Array.from({ length: TEXTS }, () => {
    const scene = drawFrom(random, 'test', pick(random, [1, 2] as const));
    const { ids } = read(caption(scene, random).englishTokens);
    return maskTokens(random, ids, {
      mask: ENGLISH.idOf('[mask]'),
      special: ['[pad]', '[cls]', '[sep]'].map(ENGLISH.idOf),
      words: { first: SPECIAL.length, end: ENGLISH.size },
      masked: 1,
      replaced: 0,
    });
  });
}
