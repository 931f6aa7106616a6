import { weighCell } from '../scripts/lib/measure-bytes.mjs';
import { openSite } from '../scripts/lib/open-site.mjs';
import { lesson } from './bytes.mjs';
import { median, milliseconds } from './statistics.mjs';

/** @typedef {import('../scripts/lib/open-site.mjs').OpenSite} OpenSite */
/** @typedef {import('@playwright/test').Locator} Locator */
/** @typedef {import('@playwright/test').Page} Page */

const coldRuns = 5;
const warmRuns = 10;
/** Milliseconds for what the reader will not wait for: fetching, or a spare sandbox. */
const rest = 2000;

/**
 * The live cells: what they weigh, and how long a reader waits.
 * @returns {Promise<import('./parts.mjs').Figure[]>}
 */
export async function measureCells() {
  const site = await openSite();
  try {
    const [editor, runtime] = await weighCell(site, lesson);
    const ready = await timesOf(coldRuns, () => readyToType(site));
    const cold = await timesOf(coldRuns, () => firstRun(site));
    const { again, edited } = await warmTimes(site);
    return [
      {
        what: 'editor, compiler, docstrings',
        value: kilobytes(editor),
        target: '≤ 260 KB',
      },
      { what: 'runtime', value: kilobytes(runtime) },
      { what: 'ready to type, files in the cache', value: time(ready), target: '≤ 300 ms' },
      { what: 'first run, cold: a small attention', value: time(cold), target: '≤ 1000 ms' },
      { what: 'run again, as it was', value: time(again), target: '≤ 100 ms' },
      { what: 'run again, edited', value: time(edited), target: '≤ 100 ms' },
    ];
  } finally {
    await site.close();
  }
}

/** @param {OpenSite} site */
async function readyToType(site) {
  let took = NaN;
  await site.visit(lesson, async (page) => {
    // The second visit finds the files in the cache, and the page knows nothing of them.
    await (await firstCell(page)).getByRole('button', { name: 'Edit', exact: true }).click();
    await page.waitForTimeout(rest);
    await page.reload({ waitUntil: 'networkidle' });
    took = await press(await firstCell(page), 'Edit', 'editor');
  });
  return took;
}

/** @param {OpenSite} site */
async function firstRun(site) {
  let took = NaN;
  await site.visit(lesson, async (page) => {
    took = await press(await firstCell(page), 'Run', 'status');
  });
  return took;
}

/**
 * @param {OpenSite} site
 * @returns {Promise<{ again: number[], edited: number[] }>}
 */
async function warmTimes(site) {
  /** @type {{ again: number[], edited: number[] }} */
  const times = { again: [], edited: [] };
  await site.visit(lesson, async (page) => {
    const cell = await firstCell(page);
    await press(cell, 'Run', 'status');
    for (let run = 0; run < warmRuns; run++) {
      await page.waitForTimeout(rest);
      times.again.push(await press(cell, 'Run', 'status'));
    }
    await press(cell, 'Edit', 'editor');
    for (let run = 0; run < warmRuns; run++) {
      await cell.getByRole('textbox').press('ControlOrMeta+End');
      await cell.getByRole('textbox').pressSequentially(' ');
      await page.waitForTimeout(rest);
      times.edited.push(await press(cell, 'Run', 'status'));
    }
  });
  return times;
}

/** @param {Page} page */
async function firstCell(page) {
  const cell = page.locator('section[data-cell]').first();
  await cell.scrollIntoViewIfNeeded();
  await cell.getByRole('button', { name: 'Run', exact: true }).waitFor();
  return cell;
}

/**
 * Presses a button, and times inside the page until the run has ended or the editor has the focus.
 * @param {Locator} cell
 * @param {string} name
 * @param {'status' | 'editor'} until
 * @returns {Promise<number>} milliseconds
 */
async function press(cell, name, until) {
  const watch = await cell.evaluateHandle(watchCell, until);
  await cell.getByRole('button', { name, exact: true }).click();
  return watch.evaluate(({ done }) => done);
}

/**
 * Runs in the page.
 * @param {Element} root
 * @param {'status' | 'editor'} until
 * @returns {{ done: Promise<number> }}
 */
function watchCell(root, until) {
  let started = 0;
  let left = false;
  root.addEventListener('click', () => (started ||= performance.now()), true);
  const status = () => [...root.querySelectorAll('[role=status]')].at(-1)?.textContent ?? '';
  const reached = () => {
    if (until === 'editor') {
      const inner = document.activeElement?.shadowRoot?.activeElement;
      return inner?.getAttribute('role') === 'textbox';
    }
    left ||= !status().startsWith('Finished');
    return left && status().startsWith('Finished');
  };
  const done = new Promise((resolve, reject) => {
    const limit = performance.now() + 60_000;
    const look = () => {
      if (started && reached()) resolve(performance.now() - started);
      else if (performance.now() > limit) reject(new Error(`The cell says: ${status()}`));
      else setTimeout(look, 2);
    };
    look();
  });
  return { done };
}

/**
 * @param {number} count
 * @param {() => Promise<number>} measure
 */
async function timesOf(count, measure) {
  const times = [];
  for (let run = 0; run < count; run++) times.push(await measure());
  return times;
}

/** @param {number[]} times */
function time(times) {
  return `${milliseconds(median(times))} (${times.length} times)`;
}

/** @param {import('../scripts/lib/measure-bytes.mjs').Weight | undefined} weight */
function kilobytes(weight) {
  return weight ? `${(weight.bytes / 1000).toFixed(1)} KB brotli` : 'not measured';
}
