import {
  createRandom,
  disposeParams,
  initSeq2Seq,
  initTextModel,
  loadParams,
} from '../../../model/index.ts';
import type { Random } from '../../../model/index.ts';
import { PAD } from '../../../world/language/index.ts';
import { READER, TRANSLATOR } from '../../models/config.ts';
import type { ModelFile } from '../../models/manifest.ts';
import { TARGET, readSource, readText } from '../../models/text.ts';
import { LoadError } from '../../weights/error.ts';
import { initLevels } from './levels.ts';
import { shelve } from './shelf.ts';
import type { Load, Shelved } from './shelf.ts';
import type { Library } from './table.ts';

/** Every model of the course, wired to its file and its words. */
export function createLibrary(load: Load, files: readonly ModelFile[]): Library {
  const shelf = <Model>(name: string, build: (bytes: Uint8Array) => Model): Shelved<Model> => {
    const file = files.find((one) => one.name === name);
    return file ? shelve(file, load, build) : unpublished(name);
  };
  return {
    translator: shelf('translator', (bytes) => ({
      params: fromFile((random) => initSeq2Seq(random, TRANSLATOR), bytes),
      config: TRANSLATOR,
      read: readSource,
      ...TARGET,
    })),
    reader: shelf('reader', (bytes) => ({
      params: fromFile((random) => initTextModel(random, READER), bytes),
      config: READER,
      read: readText,
      padding: PAD,
    })),
    answerer: unpublished('answerer'),
    multilevel: shelf('multilevel', (bytes) => ({ params: fromFile(initLevels, bytes) })),
    classifier: unpublished('classifier'),
    pocketSora: unpublished('pocket-sora'),
  };
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
