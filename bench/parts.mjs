import { measureAccess } from './access.mjs';
import { measureBytes } from './bytes.mjs';
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
  { name: 'engine', measure: measureOwnEngine },
  { name: 'access', measure: measureAccess },
  { name: 'lighthouse', measure: measureLighthouse },
];

/**
 * The engine alone, in Node: loaded late, since it brings tfjs.
 * @returns {Promise<Figure[]>}
 */
async function measureOwnEngine() {
  const { measureEngine } = await import('./engine.mjs');
  return measureEngine();
}
