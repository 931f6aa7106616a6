/** The wasm backend. Import it before anything that makes a tensor. */
import '../backend.ts';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

const folder = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));
setWasmPaths(`${folder}/`);
export const ready = await tf.setBackend('wasm');
// In test mode tfjs takes a tensor saved for the gradient for a leak: on wasm a clone is a copy.
tf.env().set('IS_TEST', false);
