import * as tf from '@tensorflow/tfjs-core';
import { crossEntropy, initTextModel, textLogits, tokenMask } from '../../../src/model/index.ts';
import type { Example, TextModelParams } from '../../../src/model/index.ts';
import { READER } from '../../../src/engine/models/config.ts';
import { PAD } from '../../../src/world/language/index.ts';
import type { Split } from '../../../src/world/split.ts';
import { READER_RUN } from '../configs/reader.ts';
import { bestFinds } from '../data/best.ts';
import { shareOf, slices } from '../data/measure.ts';
import { padRows } from '../data/pad.ts';
import { heldOutReading, readingBatches } from '../data/reading.ts';
import type { Figure, Recipe } from '../harness/recipe.ts';

/** How many texts are read at once when figures are measured. */
const AT_ONCE = 20;

/** The encoder that is pre-trained by masked tokens. */
export function readerRecipe(): Recipe<TextModelParams, Example> {
  return {
    config: READER_RUN,
    init: (random) => initTextModel(random, READER),
    batches: readingBatches(READER_RUN.data),
    loss: readingLoss,
    measure,
    about: {
      task: 'English texts of Shapes World: which words are hidden?',
      architecture: 'encoder: pre-norm, rotary positions, logits tied to the embedding',
      data: 'endless captions and paragraphs of 2 to 12 sentences of the training split, half of the paragraphs with a question before them',
      notes: [],
    },
  };
}

/** The cross-entropy of the hidden words. */
export function readingLoss(params: TextModelParams, batch: readonly Example[]): tf.Scalar {
  const targets = padRows(
    batch.map((example) => example.targets),
    PAD,
  );
  const weights = padRows(
    batch.map((example) => example.weights),
    0,
    'float32',
  );
  return crossEntropy(logitsOf(params, batch), targets, { weights });
}

function logitsOf(params: TextModelParams, batch: readonly Example[]): tf.Tensor3D {
  const ids = padRows(
    batch.map((example) => example.ids),
    PAD,
  );
  return textLogits(params, READER, ids, { mask: tokenMask(ids, PAD) });
}

/** How many of the hidden words are found, and in captions how many could be. */
function measure(params: TextModelParams, split: Split, samples: number): Figure[] {
  const captions = heldOutReading('captions', split, samples);
  const best = shareOf(bestFinds(captions));
  const found = shareOf(finds(params, captions));
  const paragraphs = heldOutReading('paragraphs', split, samples);
  return [
    { what: 'hidden words found in captions', ...found, bar: best.value - 0.02 },
    { what: 'hidden words of captions that the best possible guess finds', ...best },
    { what: 'hidden words found in paragraphs', ...shareOf(finds(params, paragraphs)) },
  ];
}

/** Whether each hidden word is found. */
function finds(params: TextModelParams, examples: readonly Example[]): boolean[] {
  return slices(examples, AT_ONCE).flatMap((batch) => {
    const said = tf.tidy(() => tf.argMax(logitsOf(params, batch), -1).arraySync()) as number[][];
    return batch.flatMap(({ targets, weights }, b) =>
      targets.flatMap((target, t) => (weights[t] === 1 ? [said[b]?.[t] === target] : [])),
    );
  });
}
