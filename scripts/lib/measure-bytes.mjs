import { setTimeout as sleep } from 'node:timers/promises';
import { readPages } from './html.mjs';
import { openSite } from './open-site.mjs';
import { dist } from './paths.mjs';
import { findStepper, recompute } from './stepper.mjs';

/** @typedef {import('./open-site.mjs').OpenSite} OpenSite */
/** @typedef {import('./open-site.mjs').Sent} Sent */

/**
 * @typedef {object} Weight
 * @property {string} name
 * @property {number} bytes
 * @property {Sent[]} files
 */

/** How long a page gets to fetch something unasked, in milliseconds. */
const patience = 1500;

/** Most of the time of a page is waiting, so some are weighed at once, each at a server of its own. */
const atOnce = 4;

/**
 * What each page transfers before the reader touches anything.
 * @returns {Promise<Weight[]>}
 */
export async function weighPages() {
  const paths = (await readPages(dist)).map(({ path }) => path);
  /** @type {Weight[]} */
  const weights = [];
  const left = paths.entries();
  const weighLeft = async () => {
    const site = await openSite();
    try {
      for (const [place, path] of left) {
        weights[place] = await weigh(site, `/${path}`, () =>
          site.visit(path, async () => sleep(patience)),
        );
      }
    } finally {
      await site.close();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, weighLeft));
  return weights;
}

/**
 * What the first computation on a lesson fetches.
 * @param {OpenSite} site
 * @param {string} lesson
 * @returns {Promise<Weight | undefined>} nothing when the lesson has no stepper
 */
export async function weighEngine(site, lesson) {
  /** @type {Weight | undefined} */
  let weight;
  await site.visit(lesson, async (page) => {
    const stepper = await findStepper(page);
    if (!stepper) return;
    await sleep(patience); // what it fetches on being seen is the page's own weight
    weight = await weigh(site, 'the engine, at first use', async () => {
      await recompute(stepper, 'a large red circle moves right');
      await sleep(patience);
    });
  });
  return weight;
}

/**
 * What the first touch of a code cell fetches: the editor with its docstrings and the compiler, and
 * apart from them the runtime.
 * @param {OpenSite} site
 * @param {string} lesson
 * @returns {Promise<Weight[]>}
 */
export async function weighCell(site, lesson) {
  /** @type {Sent[]} */
  let files = [];
  await site.visit(lesson, async (page) => {
    const cell = page.locator('section[data-cell]').first();
    await cell.scrollIntoViewIfNeeded();
    await sleep(patience); // what it fetches on being seen is the page's own weight
    const weight = await weigh(site, 'cell', async () => {
      await cell.getByRole('button', { name: 'Edit', exact: true }).click();
      await cell.getByRole('textbox').pressSequentially('model.');
      await sleep(patience);
    });
    files = weight.files;
  });
  const [runtime, editor] = [true, false].map((wanted) =>
    files.filter(({ path }) => path.includes('notebook-runtime') === wanted),
  );
  return [
    weightOf('editor and compiler, at first touch', editor ?? []),
    weightOf('runtime of the cells, at first touch', runtime ?? []),
  ];
}

/**
 * @param {OpenSite} site
 * @param {string} name
 * @param {() => Promise<void>} act
 * @returns {Promise<Weight>}
 */
async function weigh(site, name, act) {
  const before = site.sent.length;
  await act();
  return weightOf(name, site.sent.slice(before));
}

/**
 * @param {string} name
 * @param {Sent[]} files
 * @returns {Weight}
 */
function weightOf(name, files) {
  return { name, files, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}
