import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelFile } from '../../../src/engine/models/manifest.ts';
import { createLibrary, initPocketSora } from '../../../src/engine/trained/worker/library.ts';
import type { PocketSora } from '../../../src/engine/trained/worker/models.ts';
import { createRandom, disposeParams, loadParams } from '../../../src/model/index.ts';
import type { VideoCodecParams } from '../../../src/model/index.ts';

/** Pocket Sora as the page loads it, and with it the encoder, which the page leaves out. */
export interface Shipped {
  readonly sora: PocketSora;
  readonly codec: VideoCodecParams;
}

/** Loads the files below `models`: the caller owns the weights. */
export async function loadShipped(models: string): Promise<Shipped> {
  const read = (name: string) => readFileSync(join(models, name, 'weights.safetensors'));
  const load = ({ name }: ModelFile) => Promise.resolve(read(name));
  const library = createLibrary(load, ['reader', 'pocket-sora'].map(fileOf));
  const waiter = { signal: new AbortController().signal, loading: () => undefined };
  const sora = await library.pocketSora.get(waiter);
  return { sora, codec: loadCodec(read('pocket-sora')) };
}

function loadCodec(file: Uint8Array): VideoCodecParams {
  const template = initPocketSora(createRandom(0));
  const { codec, ...rest } = loadParams(template, file);
  disposeParams({ template, rest });
  return codec;
}

function fileOf(name: string): ModelFile {
  return { name, path: name, bytes: 0, sha256: '', version: '' };
}
