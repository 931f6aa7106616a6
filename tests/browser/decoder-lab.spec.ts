import type { Page } from '@playwright/test';
import { atRest, button, goTo, openStepper, tap, taps } from './support/stepper.ts';
import { expect, test } from './support/test.ts';

const LAB = 'labs/decoder-layer/';

test('the last step is reached by keyboard alone, both texts and the mask on the way', async ({
  page,
}) => {
  const stepper = await openStepper(page, LAB);
  await stepper.getByLabel('Target sentence').focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('un cercle rouge');
  await page.keyboard.press('Tab');
  await expect(stepper.getByLabel('Source sentence')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('a red circle');
  await tabTo(page, (element) => element.parentElement?.textContent.trim() === 'Causal mask');
  await page.keyboard.press('Space');
  await tabTo(page, (element) => element.getAttribute('aria-current') === 'step');
  await page.keyboard.press('Home');
  const count = Number(/of (\d+)/.exec(await stepper.locator('.position').innerText())?.[1]);
  for (let step = 1; step < count; step++) await page.keyboard.press('ArrowRight');
  await atRest(stepper);
  await expect(stepper.getByText(`Step ${count} of ${count}`)).toBeVisible();
  await expect(stepper.locator('table[data-tap]')).toHaveCount(count);
  expect((await tap(stepper, 'cross.scores')).shape).toEqual([2, 3, 4]);
  await expect(stepper.locator('[data-tap="decoder.0.self.mask"]')).toHaveCount(0);
});

test('changing token 4 leaves outputs 1 to 3 alone, until the causal mask is taken off', async ({
  page,
}) => {
  const stepper = await openStepper(page, LAB);
  const target = stepper.getByLabel('Target sentence');
  const outputs = async (text: string) => {
    await target.fill(text);
    await atRest(stepper);
    return (await tap(stepper, 'norm3')).bodies[0] ?? [];
  };
  await target.fill('红圆向右移动');
  await goTo(stepper, 'Layer norm 3');
  const [before, after] = [await outputs('红圆向右移动'), await outputs('红圆向左移动')];
  expect(after.slice(0, 3)).toEqual(before.slice(0, 3));
  expect(after[3]).not.toEqual(before[3]);

  await stepper.getByLabel('Causal mask').uncheck();
  const [open, leaked] = [await outputs('红圆向右移动'), await outputs('红圆向左移动')];
  for (const row of [0, 1, 2]) expect(leaked[row]).not.toEqual(open[row]);
  await goTo(stepper, 'Self-attention: attention pattern');
  await expect(stepper.locator('p.sentence')).toContainText('the future leaks');
});

test('cross-attention is a grid of target and source, and hides padding', async ({ page }) => {
  const stepper = await openStepper(page, LAB);
  await goTo(stepper, 'Cross-attention: attention pattern');
  const grid = stepper.getByRole('grid', { name: /^Cross-attention: attention pattern/ });
  await expect(grid.getByRole('gridcell', { name: /^红 to circle: / })).toBeVisible();
  const { shape, bodies } = await tap(stepper, 'cross.pattern');
  expect(shape).toEqual([2, 6, 6]);
  for (const row of bodies.flat()) {
    expect(row[5]).toBe(0);
    expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
  }
  await stepper.getByLabel('Mask the padding').uncheck();
  await atRest(stepper);
  for (const row of (await tap(stepper, 'cross.pattern')).bodies.flat())
    expect(row[5]).toBeGreaterThan(0);
});

test('the address restores both texts and the same numbers', async ({ page, context }) => {
  const stepper = await openStepper(page, LAB);
  await stepper.getByLabel('Target sentence').fill('eins & zwei');
  await stepper.getByLabel('Source sentence').fill('one + two = 3');
  await stepper.getByLabel('Norm', { exact: true }).selectOption('pre');
  await goTo(stepper, 'Residual sum 3');
  const state = await taps(stepper);
  await expect(page).toHaveURL(
    /decoder\.source=one\+%2B\+two.*norm=pre.*step=decoder\.0\.residual3/,
  );
  const other = await context.newPage();
  const copy = await openStepper(other, LAB, new URL(page.url()).hash);
  await expect(copy.getByRole('heading', { name: 'Residual sum 3', exact: true })).toBeVisible();
  await atRest(copy);
  await expect(copy.getByLabel('Source sentence')).toHaveValue('one + two = 3');
  expect(await taps(copy)).toEqual(state);
});

test('a bad source is kept and explained', async ({ page }) => {
  const stepper = await openStepper(page, LAB);
  const source = stepper.getByLabel('Source sentence');
  await source.fill('  ');
  await expect(source).toHaveAccessibleDescription(/no token.*still belong to “a red circle/s);
  await atRest(stepper);
});

test('the line that computes a step is lit, in both languages', async ({ page }) => {
  const stepper = await openStepper(page, LAB);
  const lit = stepper.locator('.code-lines li[aria-current="true"]:visible');
  await goTo(stepper, 'Residual sum 2');
  await expect(lit.first()).toContainText("tap('residual2', tf.add<tf.Tensor3D>(norm1, crossed))");
  await expect(lit.last()).toContainText('residual2 = norm1 + crossed');
});

test('fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const stepper = await openStepper(page, LAB);
  for (const title of ['Cross-attention: scores', 'Hidden layer']) {
    await goTo(stepper, title);
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways).toBe(0);
  }
  await button(stepper, 'Next step').click();
});

async function tabTo(page: Page, isThere: (element: Element) => boolean): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if (await page.locator(':focus').evaluate(isThere)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the Tab key never got there');
}
