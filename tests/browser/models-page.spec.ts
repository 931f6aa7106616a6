import type { Locator, Page, Route } from '@playwright/test';
import { audit, chooseScheme } from './support/axe.ts';
import { open } from './support/pages.ts';
import { expect, test } from './support/test.ts';

/** The models that ship, on their page: the weights of the site, fetched, checked, run and refused. */

const PAGE = 'reference/models/';
const WEIGHTS = '**/models/translator/weights.safetensors*';

const translator = (page: Page): Locator => page.locator('[data-widget=translator]');
const button = (page: Page, name: string): Locator =>
  translator(page).getByRole('button', { name, exact: true });

async function translate(page: Page, sentence?: string): Promise<void> {
  if (sentence !== undefined) await translator(page).getByRole('textbox').fill(sentence);
  await button(page, 'Translate').press('Enter');
  await expect(translator(page)).toHaveAttribute('aria-busy', 'false', { timeout: 50_000 });
}

test('every card says what it must, and its files are there', async ({ page, request }) => {
  await open(page, PAGE);
  const cards = page.locator('section.model-card');
  expect(await cards.count()).toBeGreaterThan(0);
  for (const card of await cards.all()) {
    await expect(card).toContainText(/npm run train -- |sh training\/video\/train\.sh/);
    await expect(card).toContainText(/[0-9a-f]{64}/);
    for (const link of await card.getByRole('definition').getByRole('link').all()) {
      const address = new URL((await link.getAttribute('href')) ?? '', page.url());
      expect((await request.get(address.href)).ok(), address.pathname).toBe(true);
    }
    const plot = card.getByRole('img', { name: /^Loss of the/ });
    await plot.scrollIntoViewIfNeeded();
    await expect
      .poll(() => plot.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0);
  }
});

test('no weights are asked for before the reader asks', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (one) => asked.push(one.url()));
  await open(page, PAGE);
  await page.waitForLoadState('networkidle');
  expect(asked.filter((url) => /safetensors|\.wasm|worker/.test(url))).toEqual([]);
});

test('the translator translates, with less motion and in the dark', async ({ page }) => {
  await open(page, PAGE);
  await chooseScheme(page, 'dark');
  await translate(page, 'a large green ring grows');
  await expect(translator(page).getByRole('status')).toContainText('大');
  await expect(translator(page).getByRole('status')).toContainText('绿色圆环');
  await expect(translator(page).getByRole('grid')).toBeVisible();
  expect(await audit(page)).toEqual([]);
});

const short = async (route: Route) => {
  const body = await (await route.fetch()).body();
  await route.fulfill({ body: body.subarray(0, -1) });
};
const altered = async (route: Route) => {
  const body = await (await route.fetch()).body();
  await route.fulfill({ body: Buffer.from(body.map((byte, i) => (i === 9000 ? byte ^ 1 : byte))) });
};

for (const [what, answer, text] of [
  ['missing', (route) => route.fulfill({ status: 404, body: '' }), /weights are not at/],
  ['truncated', short, /cut short/],
  ['altered', altered, /SHA-256 is another one/],
  ['stalled', () => Promise.resolve(), /stopped coming/],
  ['out of reach', (route) => route.abort(), /cannot be reached/],
] as const satisfies readonly [string, (route: Route) => Promise<void>, RegExp][]) {
  test(`weights that are ${what} are told, and another try works`, async ({ page, problems }) => {
    await open(page, PAGE);
    await page.route(WEIGHTS, answer);
    await translate(page);
    await expect(translator(page).locator('[data-problem]')).toHaveText(text);
    await expect(translator(page).locator('[data-problem]')).toContainText('goes on without it');
    await page.unroute(WEIGHTS);
    await button(page, 'Try again').press('Enter');
    await expect(translator(page).getByRole('status')).toContainText('became', {
      timeout: 30_000,
    });
    await expect(translator(page).locator('[data-problem]')).toHaveCount(0);
    // The browser reports what the test did to the line.
    expect(problems.filter((problem) => !/Failed to load resource/.test(problem))).toEqual([]);
    problems.length = 0;
  });
}

test('the answerer finds the answer in its paragraph', async ({ page }) => {
  await open(page, PAGE);
  const answerer = page.locator('[data-widget=answerer]');
  await answerer.getByRole('button', { name: 'Ask' }).press('Enter');
  const answer = answerer.locator('[data-answer]');
  await expect(answer).toContainText('The paragraph was written with', { timeout: 50_000 });
  const [said, written] = [...(await answer.innerText()).matchAll(/“([^”]+)”/g)].map(
    ([, words]) => words,
  );
  expect(said).toBe(written);
});

test('the reader on two levels answers, and its taught head looks at one sentence', async ({
  page,
}) => {
  await open(page, PAGE);
  const levels = page.locator('[data-widget=levels]');
  await levels.getByRole('button', { name: 'Ask' }).press('Enter');
  const answer = levels.locator('[data-answer]');
  await expect(answer).toContainText('The paragraph was written with', { timeout: 50_000 });
  await expect(answer).toHaveText(/^(.+) \(\d+(\.\d)?%\)\..*“\1”/);
  await expect(levels.locator('[data-flat]')).toContainText(/says of the same: .+%\)/);
  await expect(levels).toContainText(/the question looks most at sentence \d+ \((9\d|100)/);
  expect(await audit(page)).toEqual([]);
});

test('what pre-training saves in labels is drawn, said and listed', async ({ page }) => {
  await open(page, PAGE);
  const curve = page.locator('.label-curve');
  await expect(curve.getByRole('img', { name: /against the number of labels/ })).toHaveCount(2);
  await expect(curve.getByText(/^With [\d,]+ labels .*pre-training/)).toHaveCount(6);
  await curve.getByText('The same as a table').click();
  await expect(curve.getByRole('table')).toHaveCount(2);
  await expect(curve.getByRole('row')).toHaveCount(2 * 13);
  expect(await audit(page)).toEqual([]);
});
