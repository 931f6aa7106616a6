// `npm run world:count`: how many scenes Shapes World has, and how many captions.
import './lib/need-node.mjs';

const { runnerImport } = await import('vite');
const { root } = await import('./lib/paths.mjs');
const { table } = await import('./lib/table.mjs');

/** @typedef {typeof import('../src/world/language/index.ts')} Language */

const loaded = await runnerImport(`${root}src/world/language/index.ts`, {
  configFile: false,
  root,
});
const { ALL_VALUES, countCaptions, countScenes } = /** @type {Language} */ (loaded.module);

/**
 * @param {string} name
 * @param {(things: 1 | 2) => number} count
 */
function row(name, count) {
  return [name, count(1), count(2), count(1) + count(2)].map((cell) => cell.toLocaleString('en'));
}

const splits = /** @type {const} */ (['train', 'validation', 'test']);

console.log(
  table([
    ['', 'one thing', 'two things', 'together'],
    row('scenes', (things) => countScenes(things)),
    ...splits.map((split) =>
      row(`  of ${split}`, (things) => countScenes(things, ALL_VALUES, split)),
    ),
    row('English captions', (things) => countCaptions('english', things)),
    row('Chinese captions', (things) => countCaptions('chinese', things)),
  ]),
);
