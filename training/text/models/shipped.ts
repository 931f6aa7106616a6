import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createRandom,
  disposeParams,
  initTextModel,
  loadParams,
} from '../../../src/model/index.ts';
import { READER } from '../../../src/engine/models/config.ts';
import { readText } from '../../../src/engine/models/text.ts';
import type { Reader } from '../../../src/engine/trained/worker/models.ts';
import { PAD } from '../../../src/world/language/index.ts';

/** The reader as it ships, which is fine-tuned. The caller owns its weights. */
export function loadReader(models: string): Reader {
  const template = initTextModel(createRandom(0), READER);
  try {
    const file = readFileSync(join(models, 'reader', 'weights.safetensors'));
    const params = loadParams(template, file);
    return { params, config: READER, read: readText, padding: PAD };
  } finally {
    disposeParams(template);
  }
}
