import { kinds, labPaths } from '../scripts/lib/labs.mjs';
import { openSite } from '../scripts/lib/open-site.mjs';
import { longestTasks } from './longest-task.mjs';
import { median, milliseconds } from './statistics.mjs';

/** @typedef {import('../scripts/lib/labs.mjs').Kind} Kind */
/** @typedef {import('./parts.mjs').Figure} Figure */
/** @typedef {import('@playwright/test').Page} Page */

/** Tours of each lab: their median counts, since other programs make single tasks long. */
const tours = 3;

/**
 * The longest task of the page's main thread while a lab goes through all that it can show, on the
 * processor and on the clock: cases of a lab, steps and new weights of a microscope, kinds of fine-tuning.
 * @returns {Promise<Figure[]>}
 */
export async function measureLabs() {
  const site = await openSite();
  try {
    /** @type {Figure[]} */
    const figures = [];
    for (const kind of kinds) {
      for (const path of await labPaths(kind)) {
        await site.visit(path, async (page) => {
          const { processor, clock } = await watch(page, kind);
          const value = `${milliseconds(processor)}, on the clock ${milliseconds(clock)}`;
          figures.push({ what: `/${path}: longest task`, value, target: '< 50 ms' });
        });
      }
    }
    return figures;
  } finally {
    await site.close();
  }
}

/**
 * @param {Page} page
 * @param {Kind} kind
 */
async function watch(page, { wake, states, show }) {
  const lab = await wake(page);
  const names = await states(lab);
  const [first = ''] = names;
  await show(lab, names[1] ?? first);
  await show(lab, first); // the worker and the model are there from now on
  /** @type {{ clock: number, processor: number }[]} */
  const longest = [];
  for (let tour = 0; tour < tours; tour++) {
    const tourOf = async () => {
      for (const name of names) await show(lab, name);
    };
    longest.push(await longestTasks(page, tourOf));
  }
  return {
    processor: median(longest.map(({ processor }) => processor)),
    clock: median(longest.map(({ clock }) => clock)),
  };
}
