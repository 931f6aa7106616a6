import '../../model/backend.ts';
import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { POCKET_SORA } from '../../../../src/engine/models/config.ts';
import { createLibrary } from '../../../../src/engine/trained/worker/library.ts';
import type { ModelFile } from '../../../../src/engine/models/manifest.ts';
import { createRandom, initDit, initVideoCodec, saveParams } from '../../../../src/model/index.ts';
import manifest from '../../../../src/engine/models/manifest.json' with { type: 'json' };

const { codec, dit } = POCKET_SORA;

function trained(name: string): { readonly model: Record<string, unknown> } {
  return JSON.parse(readFileSync(`training/video/configs/${name}.json`, 'utf8')) as {
    model: Record<string, unknown>;
  };
}

test('the compression network is the one that is trained', () => {
  const strides = codec.strides.map(({ frames, height, width }) => [frames, height, width]);
  expect({ ...codec, strides }).toEqual(trained('codec').model);
});

test('the diffusion transformer is the one that is trained', () => {
  const { patch, condition, ...sizes } = dit;
  expect(patch).toEqual({ frames: 1, height: 1, width: 1 });
  const textWidth = condition.kind === 'cross' ? condition.textWidth : undefined;
  expect({ ...sizes, textWidth }).toEqual(trained('dit').model);
});

test('a file of its weights and the reader make the model', async () => {
  const random = createRandom(1);
  const scale = { shift: tf.fill([16], 2), scale: tf.fill([16], 3) };
  const tree = { codec: initVideoCodec(random, codec), dit: initDit(random, dit), scale };
  const bytes = saveParams(tree);
  const own: ModelFile = {
    name: 'pocket-sora',
    path: 'own',
    bytes: bytes.length,
    sha256: '',
    version: '1',
  };
  const files = [...manifest.filter(({ name }) => name === 'reader'), own];
  const load = ({ path }: ModelFile) =>
    Promise.resolve(path === 'own' ? bytes : readFileSync(`public/${path}`));
  const waiter = { signal: new AbortController().signal, loading: () => undefined };
  const model = await createLibrary(load, files).pocketSora.get(waiter);
  expect(model.empty.tokens).toEqual(['[cls]', '[sep]']);
  expect(model.scale.shift.arraySync()).toEqual(Array(16).fill(2));
  expect(model.scale.scale.arraySync()).toEqual(Array(16).fill(3));
  expect(model.decoder.params.output.bias.shape).toEqual([3]);
});
