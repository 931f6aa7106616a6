import { measureAccess } from './access.mjs';
import { measureBytes } from './bytes.mjs';
import { measureCells } from './cells.mjs';
import { measureLabs } from './labs.mjs';
import { measureLighthouse } from './lighthouse.mjs';
import { measureStepper } from './stepper.mjs';

/**
 * One line of a table.
 * @typedef {object} Figure
 * @property {string} what
 * @property {string} value with its unit
 * @property {string} [target]
 */

/** @type {{ name: string, measure: () => Promise<Figure[]> }[]} */
export const parts = [
  { name: 'bytes', measure: measureBytes },
  { name: 'stepper', measure: measureStepper },
  { name: 'cells', measure: measureCells },
  { name: 'labs', measure: measureLabs },
  { name: 'engine', measure: measureOwnEngine },
  { name: 'reader', measure: measureReaderData },
  { name: 'access', measure: measureAccess },
  { name: 'lighthouse', measure: measureLighthouse },
  { name: 'model', measure: measureLibrary },
  { name: 'trained', measure: measureTrainedModels },
];

/**
 * The engine alone, in Node: loaded late, since it brings tfjs.
 * @returns {Promise<Figure[]>}
 */
async function measureOwnEngine() {
  const { measureEngine } = await import('./engine.mjs');
  return measureEngine();
}

/**
 * The reader's log and the review: loaded late, since it brings a bundler.
 * @returns {Promise<Figure[]>}
 */
async function measureReaderData() {
  const { measureReader } = await import('./reader.mjs');
  return measureReader();
}

/**
 * The model library against its peers: loaded late, since it brings a bundler.
 * @returns {Promise<Figure[]>}
 */
async function measureLibrary() {
  const { measureModel } = await import('./model/measure.mjs');
  return measureModel();
}

/**
 * The trained models in a page: loaded late, since it brings a bundler.
 * @returns {Promise<Figure[]>}
 */
async function measureTrainedModels() {
  const { measureTrained } = await import('./trained/measure.mjs');
  return measureTrained();
}
