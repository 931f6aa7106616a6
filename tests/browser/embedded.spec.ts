import { labIn } from './support/lab.ts';
import { open } from './support/pages.ts';
import { expect, test } from './support/test.ts';

test('a lab in a lesson begins with a case of its own, and a link leads to each of its states', async ({
  page,
  context,
}) => {
  test.slow();
  await open(page, 'attention/masks/');
  const here = labIn(page, 'masks');
  await here.region.scrollIntoViewIfNeeded();
  await expect(here.cases).toHaveValue('transposed');
  for (const one of ['source', 'first']) {
    await here.cases.selectOption(one);
    await here.settle();
    await expect.poll(() => page.url()).toContain('#masks.');
    const other = await context.newPage();
    await other.goto(page.url());
    const there = labIn(other, 'masks');
    await expect(there.cases).toHaveValue(one);
    await there.settle();
    await expect(there.region).toBeInViewport();
    expect(await there.text()).toBe(await here.text());
    await other.close();
    await here.cases.selectOption('transposed');
    await here.settle();
    await expect.poll(() => page.url()).not.toContain('#masks.');
  }
});

test('a link wakes a stepper far down a lesson', async ({ page }) => {
  await page.goto('./transformer/decoder-layer/#decoder.source=one+two+three');
  const stepper = page.locator('[data-stepper=decoder]');
  await expect(stepper.getByLabel('Source sentence')).toHaveValue('one two three');
  await expect(stepper).toBeInViewport();
});
