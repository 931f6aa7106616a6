/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */

/**
 * The first stepper of a page, alive.
 * @param {Page} page
 * @returns {Promise<Locator | undefined>}
 */
export async function findStepper(page) {
  const next = page.getByRole('button', { name: 'Next step' });
  const stepper = page.locator('astro-island').filter({ has: next }).first();
  if ((await stepper.count()) === 0) return undefined;
  // An island has no box of its own: only what is in it can be scrolled to.
  await stepper.locator(':scope > *').first().scrollIntoViewIfNeeded();
  // Astro takes the attribute away when the island runs.
  await stepper.and(page.locator(':not([ssr])')).waitFor({ state: 'attached' });
  return stepper;
}

/**
 * Gives the stepper another sentence and waits for its numbers.
 * @param {Locator} stepper
 * @param {string} sentence
 * @returns {Promise<number>} milliseconds from the input to the new numbers on the screen
 */
export async function recompute(stepper, sentence) {
  return timed(stepper, () => stepper.getByRole('textbox').first().fill(sentence));
}

/**
 * Sets a select that has a label, and waits until the stepper is done.
 * @param {Locator} stepper
 * @param {RegExp} label
 * @param {string} value
 */
export async function choose(stepper, label, value) {
  await stepper.getByLabel(label).first().selectOption(value);
  await stepper.locator('[aria-busy=true]').waitFor({ state: 'detached' });
}

/**
 * Draws new weights: a computation without the rest that typing is given.
 * @param {Locator} stepper
 */
export function drawWeights(stepper) {
  return press(stepper, 'New seed');
}

/** @param {Locator} stepper */
export function nextStep(stepper) {
  return press(stepper, 'Next step');
}

/** @param {Locator} stepper */
export function previousStep(stepper) {
  return press(stepper, 'Previous step');
}

/**
 * Presses a button and waits for the new matrix.
 * @param {Locator} stepper
 * @param {string} name
 * @returns {Promise<number>} milliseconds from the click to the new numbers on the screen
 */
async function press(stepper, name) {
  return timed(stepper, () => stepper.getByRole('button', { name }).click());
}

/**
 * Times an act inside the page, so that the test's own messages do not count.
 * @param {Locator} stepper
 * @param {() => Promise<void>} act
 * @returns {Promise<number>}
 */
async function timed(stepper, act) {
  const watch = await stepper.evaluateHandle(watchNumbers);
  await act();
  return watch.evaluate(({ done }) => done);
}

/**
 * Runs in the page: waits for the first input and then for numbers that are new and final.
 * @param {Element} root
 * @returns {{ done: Promise<number> }}
 */
function watchNumbers(root) {
  const read = () =>
    [...root.querySelectorAll('table[data-tap]')].map((table) => table.outerHTML).join();
  const old = read();
  let started = 0;
  const start = () => (started ||= performance.now());
  for (const type of ['input', 'change', 'click']) root.addEventListener(type, start, true);
  const done = new Promise((resolve, reject) => {
    const limit = performance.now() + 30_000;
    const look = () => {
      const busy = root.querySelector('[aria-busy=true]') !== null;
      if (started && !busy && read() !== old) resolve(performance.now() - started);
      else if (performance.now() > limit) reject(new Error('The stepper shows no new numbers.'));
      else requestAnimationFrame(look);
    };
    look();
  });
  return { done };
}
