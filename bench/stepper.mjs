import { openSite } from '../scripts/lib/open-site.mjs';
import {
  choose,
  drawWeights,
  findStepper,
  nextStep,
  previousStep,
  recompute,
} from '../scripts/lib/stepper.mjs';
import { lesson } from './bytes.mjs';
import { longestTask } from './longest-task.mjs';
import { median, milliseconds, quantile } from './statistics.mjs';

/** @typedef {import('../scripts/lib/open-site.mjs').OpenSite} OpenSite */
/** @typedef {import('@playwright/test').Locator} Locator */

const coldRuns = 5;
const warmRuns = 40;

const twelveTokens = 'a large blue square moves left below a small red circle slowly';

/** @returns {Promise<import('./parts.mjs').Figure[]>} */
export async function measureStepper() {
  const site = await openSite();
  try {
    /** @type {number[]} */
    const cold = [];
    for (let run = 0; run < coldRuns; run++) await withStepper(site, coldStart(cold));
    return [
      { what: 'first computation, cold engine', value: medianOf(cold), target: '< 1500 ms' },
      ...(await warmFigures(site)),
    ];
  } finally {
    await site.close();
  }
}

/** @param {number[]} times */
function coldStart(times) {
  return async (/** @type {Locator} */ stepper) => {
    times.push(await drawWeights(stepper));
  };
}

/**
 * @param {OpenSite} site
 * @returns {Promise<import('./parts.mjs').Figure[]>}
 */
async function warmFigures(site) {
  /** @type {number[]} */
  const computed = [];
  /** @type {number[]} */
  const stepped = [];
  let longest = 0;
  await withStepper(site, async (stepper) => {
    await recompute(stepper, twelveTokens);
    await choose(stepper, /width/i, '32');
    await choose(stepper, /heads/i, '4');
    for (let run = 0; run < warmRuns; run++) computed.push(await drawWeights(stepper));
    longest = await longestTask(stepper.page(), async () => {
      for (let run = 0; run < warmRuns / 2; run++) {
        stepped.push(await nextStep(stepper), await previousStep(stepper));
      }
    });
  });
  const size = '12 tokens, width 32, 4 heads';
  return [
    { what: `recomputed, ${size}: median`, value: medianOf(computed) },
    { what: `recomputed, ${size}: p95`, value: p95(computed), target: '< 50 ms' },
    { what: 'step to step: p95', value: p95(stepped), target: '< 50 ms' },
    { what: 'longest task while stepping', value: milliseconds(longest), target: '< 50 ms' },
  ];
}

/**
 * @param {OpenSite} site
 * @param {(stepper: Locator) => Promise<void>} use
 */
async function withStepper(site, use) {
  await site.visit(lesson, async (page) => {
    const stepper = await findStepper(page);
    if (!stepper) throw new Error(`no stepper on /${lesson}`);
    await use(stepper);
  });
}

/** @param {number[]} times */
function medianOf(times) {
  return milliseconds(median(times));
}

/** @param {number[]} times */
function p95(times) {
  return milliseconds(quantile(times, 0.95));
}
