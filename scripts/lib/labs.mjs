import { readPages } from './html.mjs';
import { dist } from './paths.mjs';
import { drawWeights, findStepper } from './stepper.mjs';

/** @typedef {import('@playwright/test').Locator} Locator */
/** @typedef {import('@playwright/test').Page} Page */

/** How long a lab may compute on a busy machine, in milliseconds. */
const patience = 180_000;

/**
 * A kind of lab: all of a kind have one frame.
 * @typedef {object} Kind
 * @property {string} mark what their pages have in them
 * @property {(page: Page) => Promise<Locator>} wake the lab of a page, alive
 * @property {(lab: Locator) => Promise<string[]>} states names of what it can show
 * @property {(lab: Locator, state: string) => Promise<void>} show comes back when it is shown
 */

/** @type {readonly Kind[]} */
export const kinds = [
  { mark: 'data-lab=', wake: wakeLab, states: casesOf, show: chooseCase },
  { mark: 'data-stepper=', wake: wakeStepper, states: stepsOf, show: goToStep },
  { mark: 'data-widget="tuner"', wake: wakeTuner, states: modesOf, show: tune },
];

/**
 * The addresses of the labs' own pages, of one kind. A lesson may hold a lab too, among other things.
 * @param {Kind} kind
 * @returns {Promise<string[]>}
 */
export async function labPaths({ mark }) {
  const pages = await readPages(dist);
  return pages
    .filter(({ path, text }) => /^labs\/[\w-]+\/$/.test(path) && text.includes(mark))
    .map(({ path }) => path);
}

/** @param {Page} page */
async function wakeLab(page) {
  const lab = page.locator('[data-lab]');
  await lab.scrollIntoViewIfNeeded();
  await lab.getByLabel('Examples', { exact: true }).waitFor();
  return lab;
}

/** @param {Locator} lab */
function casesOf(lab) {
  return optionsOf(lab.getByLabel('Examples', { exact: true }));
}

/**
 * Sets a case and waits for its numbers; a lab that computes when told to is told to.
 * @param {Locator} lab
 * @param {string} name
 */
async function chooseCase(lab, name) {
  await lab.getByLabel('Examples', { exact: true }).selectOption(name);
  const run = lab.getByRole('button', { name: 'Compute', exact: true });
  if ((await run.count()) > 0) await run.click();
  await lab.page().waitForFunction(
    () => {
      const lab = /** @type {HTMLElement | null} */ (document.querySelector('[data-lab]'));
      return lab?.dataset.tensors !== undefined && lab.ariaBusy === 'false';
    },
    undefined,
    { timeout: patience },
  );
}

const NEW_WEIGHTS = 'new weights';

/** @param {Page} page */
async function wakeStepper(page) {
  const stepper = await findStepper(page);
  if (!stepper) throw new Error(`no stepper on ${page.url()}`);
  return stepper;
}

/** @param {Locator} stepper */
async function stepsOf(stepper) {
  const last = Number(await sliderOf(stepper).getAttribute('max'));
  return [NEW_WEIGHTS, ...Array.from({ length: last }, (_, i) => String(i + 1))];
}

/**
 * @param {Locator} stepper
 * @param {string} state
 */
async function goToStep(stepper, state) {
  if (state === NEW_WEIGHTS) await drawWeights(stepper);
  else await sliderOf(stepper).fill(state);
}

/** @param {Locator} stepper */
function sliderOf(stepper) {
  return stepper.getByRole('slider', { name: 'Step', exact: true });
}

/** @param {Page} page */
async function wakeTuner(page) {
  const tuner = page.locator('[data-widget=tuner]');
  await tuner.scrollIntoViewIfNeeded();
  await page.locator('astro-island:not([ssr]) [data-widget=tuner]').waitFor();
  await tuner.getByLabel('Labeled sentences').selectOption('50');
  await tuner.getByLabel('Steps', { exact: true }).fill('20');
  return tuner;
}

/** @param {Locator} tuner */
function modesOf(tuner) {
  return optionsOf(tuner.getByLabel('What is trained'));
}

/**
 * @param {Locator} tuner
 * @param {string} mode
 */
async function tune(tuner, mode) {
  await tuner.getByLabel('What is trained').selectOption(mode);
  await tuner.getByRole('button', { name: 'Train', exact: true }).click();
  await tuner.and(tuner.page().locator('[aria-busy=true]')).waitFor();
  await tuner.and(tuner.page().locator('[aria-busy=false]')).waitFor({ timeout: patience });
}

/**
 * @param {Locator} select
 * @returns {Promise<string[]>}
 */
function optionsOf(select) {
  const options = select.locator('option');
  return options.evaluateAll((all) => all.map((one) => one.getAttribute('value') ?? ''));
}
