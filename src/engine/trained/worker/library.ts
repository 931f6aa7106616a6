import * as tf from '@tensorflow/tfjs-core';
import {
  createRandom,
  disposeParams,
  initAnswer,
  initDit,
  initSeq2Seq,
  initTextModel,
  initVideoCodec,
  loadParams,
} from '../../../model/index.ts';
import type { LatentScale, Random } from '../../../model/index.ts';
import { PAD } from '../../../world/language/index.ts';
import { LABELINGS } from '../../../world/story/index.ts';
import { ANSWERER, CLASSIFIER, POCKET_SORA, READER, TRANSLATOR } from '../../models/config.ts';
import type { ModelFile } from '../../models/manifest.ts';
import { TARGET, readQuestion, readSource, readText } from '../../models/text.ts';
import { LoadError } from '../../weights/error.ts';
import { initFlat, initLevels } from './levels.ts';
import type { Reader } from './models.ts';
import { shelve, shelveBoth } from './shelf.ts';
import type { Load, Shelved } from './shelf.ts';
import type { Library } from './table.ts';
import { putBack } from './tuned-file.ts';

/** Every model of the course, wired to its file and its words. */
export function createLibrary(load: Load, files: readonly ModelFile[]): Library {
  const shelf = <Model>(name: string, build: (bytes: Uint8Array) => Model): Shelved<Model> => {
    const file = files.find((one) => one.name === name);
    return file ? shelve(file, load, build) : unpublished(name);
  };
  const reader: Shelved<Reader> = shelf('reader', (bytes) => ({
    params: fromFile((random) => initTextModel(random, READER), bytes),
    config: READER,
    read: readText,
    padding: PAD,
  }));
  return {
    translator: shelf('translator', (bytes) => ({
      params: fromFile((random) => initSeq2Seq(random, TRANSLATOR), bytes),
      config: TRANSLATOR,
      read: readSource,
      ...TARGET,
    })),
    reader,
    answerer: shelf('answerer', (bytes) => {
      const { model: params, head } = fromFile(initAnswerer, bytes);
      return { params, head, config: READER, read: readQuestion, ...ANSWERER };
    }),
    multilevel: shelf('multilevel', (bytes) => ({ params: fromFile(initLevels, bytes) })),
    multilevelFlat: shelf('multilevel-flat', (bytes) => ({ params: fromFile(initFlat, bytes) })),
    classifier: shelveBoth(
      reader,
      shelf('classifier', (bytes) => bytes),
      (reader, bytes) => putBack(reader, TUNED, bytes).classifier,
    ),
    pocketSora: shelveBoth(
      reader,
      shelf('pocket-sora', (bytes) => fromFile(initPocketSora, bytes)),
      (text, { codec, dit, scale }) => ({
        text,
        dit: { params: dit, config: POCKET_SORA.dit },
        decoder: { params: codec.decoder, config: POCKET_SORA.codec },
        scale,
        empty: readText([]),
        shift: 1,
      }),
    ),
  };
}

/** What the classifier's file holds: see `CLASSIFIER`. */
const TUNED = {
  mode: 'lora',
  classes: LABELINGS[CLASSIFIER.labeling].classes,
  rank: CLASSIFIER.rank,
} as const;

function initAnswerer(random: Random) {
  return { model: initTextModel(random, READER), head: initAnswer(random, READER.width) };
}

/** Weights in the form of pocket Sora's file. */
export function initPocketSora(random: Random) {
  const { codec, dit } = POCKET_SORA;
  const scale: LatentScale = {
    shift: tf.zeros([codec.latentChannels]),
    scale: tf.ones([codec.latentChannels]),
  };
  return { codec: initVideoCodec(random, codec), dit: initDit(random, dit), scale };
}

/** The tree of a file. What `init` makes serves as its template only. */
function fromFile<P extends object>(init: (random: Random) => P, bytes: Uint8Array): P {
  const template = init(createRandom(0));
  try {
    return loadParams(template, bytes);
  } finally {
    disposeParams(template);
  }
}

/** A model that the manifest does not list. */
function unpublished(name: string): Shelved<never> {
  const error = new LoadError('missing', name, 'a published file', 'none');
  return { get: () => Promise.reject(error) };
}
