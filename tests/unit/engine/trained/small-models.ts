import * as tf from '@tensorflow/tfjs-core';
import {
  createRandom,
  flatten,
  initAnswer,
  initClassifier,
  initDit,
  initSeq2Seq,
  initTextModel,
  initVideoDecoder,
  mapParams,
} from '../../../../src/model/index.ts';
import type { Read } from '../../../../src/engine/models/text.ts';
import type { Models } from '../../../../src/engine/trained/worker/models.ts';
import { initFlat, initLevels } from '../../../../src/engine/trained/worker/levels.ts';
import type { Library } from '../../../../src/engine/trained/worker/table.ts';

export const WORDS = '[pad] [unk] [cls] [sep] [bos] [eos] a red blue circle square moves up'.split(
  ' ',
);

function toRead(tokens: readonly string[]): Read {
  const ids = tokens.map((token) => Math.max(WORDS.indexOf(token), 1));
  return { ids, tokens: ids.map((id) => WORDS[id] ?? '') };
}

const layer = { width: 8, heads: 2, inner: 16, norm: 'pre' } as const;
const textConfig = { ...layer, vocabulary: WORDS.length, layers: 2, tied: false };
const seq2seqConfig = {
  ...layer,
  sourceVocabulary: WORDS.length,
  targetVocabulary: 9,
  encoderLayers: 1,
  decoderLayers: 2,
  padding: 0,
};
const ditConfig = {
  width: 12,
  heads: 2,
  layers: 2,
  patch: { frames: 1, height: 2, width: 2 },
  channels: 3,
  frequencies: 8,
  condition: { kind: 'cross', textWidth: 8 },
} as const;
const codecConfig = {
  channels: [4, 4],
  strides: [{ frames: 2, height: 2, width: 2 }],
  latentChannels: 3,
};

/** Small models with random weights. The caller owns the tensors. */
export function smallModels(): Models {
  const random = createRandom(3);
  // What training starts from is zero in many places, and would hide a mistake.
  const shake = <P extends object>(params: P): P =>
    mapParams(params, (_, tensor) => {
      const data = Float32Array.from(tensor.dataSync(), (x) => x + 0.3 * random.normal());
      tensor.dispose();
      return tf.tensor(data, tensor.shape);
    });
  const reader = {
    params: shake(initTextModel(random, textConfig)),
    config: textConfig,
    read: (tokens: readonly string[]) => toRead(['[cls]', ...tokens]),
    padding: 0,
  };
  return {
    reader,
    translator: {
      params: shake(initSeq2Seq(random, seq2seqConfig)),
      config: seq2seqConfig,
      read: (tokens) => toRead([...tokens, '[eos]']),
      word: (id) => `w${id}`,
      start: 1,
      end: 2,
      longest: 7,
    },
    answerer: {
      params: reader.params,
      config: textConfig,
      head: shake(initAnswer(random, 8)),
      read: (question, paragraph) => ({
        ...toRead(['[cls]', ...question, '[sep]', ...paragraph, '[sep]']),
        passage: [
          ...Array<boolean>(question.length + 2).fill(false),
          ...paragraph.map(() => true),
          false,
        ],
      }),
      longest: 2,
    },
    multilevel: { params: shake(initLevels(random)) },
    multilevelFlat: { params: shake(initFlat(random)) },
    classifier: { ...reader, head: shake(initClassifier(random, 8, 3)), classes: ['x', 'y', 'z'] },
    pocketSora: {
      text: reader,
      dit: { params: shake(initDit(random, ditConfig)), config: ditConfig },
      decoder: { params: shake(initVideoDecoder(random, codecConfig)), config: codecConfig },
      scale: { shift: tf.tensor1d([0.1, 0, -0.2]), scale: tf.tensor1d([1, 2, 0.5]) },
      empty: toRead(['[cls]']),
      shift: 1,
    },
  };
}

/** Models that are there already. */
export function libraryOf(models: Models): Library {
  const there = <Model>(model: Model) => ({ get: () => Promise.resolve(model) });
  return {
    translator: there(models.translator),
    reader: there(models.reader),
    answerer: there(models.answerer),
    multilevel: there(models.multilevel),
    multilevelFlat: there(models.multilevelFlat),
    classifier: there(models.classifier),
    pocketSora: there(models.pocketSora),
  };
}

/** Every number of the models, to see that a job leaves them alone. */
export function numbersOf(models: Models): number[] {
  return flatten(models).flatMap(([, tensor]) => Array.from(tensor.dataSync()));
}
