import type { Locator, Page } from '@playwright/test';
import { goTo, openStepper } from './support/stepper.ts';
import { expect, test } from './support/test.ts';

/** What is lit, as a reader sees it: in a formula, on a matrix, on the button of a step. */
function lit(within: Page | Locator): Promise<readonly string[]> {
  return within
    .locator('[data-lit]:visible')
    .evaluateAll((all) => all.map((one) => one.textContent.replaceAll(/[\s\u200b]/g, '')));
}

const formulaOf = (stepper: Locator) => stepper.locator('.stage .formula');
const stepsOf = (stepper: Locator) => stepper.getByRole('toolbar').getByRole('button');

// Every kind of step that a page steps through: attention, encoder, decoder, DiT block.
for (const name of ['encoder-layer', 'decoder-layer', 'dit-block']) {
  test(`${name}: each matrix of a step is lit in its formula`, async ({ page }) => {
    test.slow();
    const stepper = await openStepper(page, `labs/${name}/`);
    await stepper.locator('figure').first().hover();
    await expect(stepper.locator('figure [data-lit]').first()).toBeVisible();
    const steps = await stepsOf(stepper).count();
    const untied: string[] = [];
    for (let i = 0; i < steps; i++) {
      await stepsOf(stepper).nth(i).click();
      for (const figure of await stepper.locator('.stage figure').all()) {
        await figure.dispatchEvent('pointerover');
        await expect(figure.locator('[data-lit]')).toHaveCount(1);
        const symbols = await lit(formulaOf(stepper));
        const matrix = (await figure.locator('[data-symbol]').textContent()) ?? '';
        const first = matrix.slice(0, 1);
        if (!symbols.some((symbol) => symbol.startsWith(first))) untied.push(`${i}: ${matrix}`);
      }
    }
    expect(untied).toEqual([]);
  });
}

test('a symbol in the text of a lesson is lit with its like and with its step, and says what it is', async ({
  page,
}) => {
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.url()));
  const stepper = await openStepper(page, 'attention/scaled-dot-product-attention/');
  await page.waitForLoadState('networkidle');
  const before = sent.length;
  const formula = page.locator('main .katex-display:visible').first();
  await formula.locator('.role-query').first().hover();
  await expect(stepsOf(stepper).and(page.locator('[data-lit]'))).toHaveAccessibleName('Q: Queries');
  expect(sent.slice(before), 'loaded when it is needed').toHaveLength(1);
  expect(await lit(formula)).toContain('Q');
  expect(await lit(formula)).not.toContain('K');
  await expect(page.locator('main .katex-html [data-lit]').first()).toHaveAttribute(
    'title',
    'Queries',
  );
  // On the stage the matrix itself is framed.
  await goTo(stepper, 'Scores');
  await formula.locator('.role-query').first().hover();
  await expect(stepsOf(stepper).and(page.locator('[data-lit]'))).toHaveAccessibleName('Q: Queries');
  const frame = (name: string) =>
    stepper
      .locator('figure', { hasText: name })
      .first()
      .evaluate((figure) => getComputedStyle(figure).outlineStyle);
  expect([await frame('Queries'), await frame('Keys')]).toEqual(['solid', 'none']);
  await page.locator('h1').hover();
  await expect(page.locator('[data-lit]')).toHaveCount(0);
});

test('by keyboard: the matrix that has the focus lights its symbol', async ({ page }) => {
  const stepper = await openStepper(page, 'labs/encoder-layer/');
  await goTo(stepper, 'Attention pattern');
  await page.keyboard.press('Tab'); // from here on the focus is that of a keyboard
  const gives = stepper.getByRole('group', { name: 'Gives' });
  await gives.locator('[role="gridcell"][tabindex="0"]').focus();
  await page.locator('h1').hover();
  await expect(formulaOf(stepper).locator('[data-lit]:visible')).toHaveCount(1);
  expect(await lit(formulaOf(stepper))).toEqual(['Phts']);
  // What is in an exponent is a symbol too; an index below is none.
  const scores = formulaOf(stepper).locator('.msupsub .mord.mathnormal:visible', {
    hasText: /^Z$/,
  });
  await scores.first().hover();
  await expect(stepsOf(stepper).and(page.locator('[data-lit]'))).toHaveAccessibleName('Z: Scores');
  expect((await lit(formulaOf(stepper))).every((text) => text.startsWith('Zhts'))).toBe(true);
});

test('an index is of its letter, also where a tensor has its name', async ({ page }) => {
  const stepper = await openStepper(page, 'labs/dit-block/');
  await stepsOf(stepper).filter({ hasText: /^E$/ }).last().click();
  const index = formulaOf(stepper).locator('.msupsub .mord.mathnormal:visible', { hasText: /^s$/ });
  await index.first().hover();
  const lighted = stepsOf(stepper).and(page.locator('[data-lit]'));
  await expect(lighted.first()).toHaveText('E');
  await expect(stepsOf(stepper).filter({ hasText: /^s$/ })).not.toHaveAttribute('data-lit');
});

test('without a stepper the same letters of a page are lit, and a number of a matrix with it', async ({
  page,
}) => {
  await page.goto('./reference/notation/');
  const first = page.locator('.katex-html .role-key').first();
  await first.hover();
  await expect(page.locator('[data-lit]').first()).toBeVisible();
  const symbols = await lit(page);
  expect(symbols.every((symbol) => symbol.startsWith('K'))).toBe(true);
});
