// Run in Node: writes the file of a translator with random weights, and a manifest that lists it.
import '@tensorflow/tfjs-backend-cpu';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import * as tf from '@tensorflow/tfjs-core';
import { TRANSLATOR } from '../../../src/engine/models/config.ts';
import type { ModelFile } from '../../../src/engine/models/manifest.ts';
import { createRandom, initSeq2Seq, saveParams } from '../../../src/model/index.ts';

const [, , folder = ''] = process.argv;
await tf.setBackend('cpu');
const bytes = saveParams(initSeq2Seq(createRandom(1), TRANSLATOR), { dtype: 'F16' });
const sha256 = createHash('sha256').update(bytes).digest('hex');
const file: ModelFile = {
  name: 'translator',
  path: 'models/translator/weights.safetensors',
  bytes: bytes.length,
  sha256,
  version: sha256.slice(0, 12),
};
mkdirSync(join(folder, dirname(file.path)), { recursive: true });
writeFileSync(join(folder, file.path), bytes);
writeFileSync(join(folder, 'manifest.json'), JSON.stringify([file]));
