import { atRest, goTo, openStepper, tap, taps } from './support/stepper.ts';
import { expect, test } from './support/test.ts';

const LAB = 'labs/dit-block/';
const ZERO = 'Modulation at zero, as at initialization';

test('with its modulation at zero the block is the identity, and says so', async ({ page }) => {
  const stepper = await openStepper(page, LAB);
  await stepper.getByLabel(ZERO).check();
  await goTo(stepper, 'Gated residual sum 2');
  await expect(stepper.locator('p.sentence')).toContainText('The block is the identity');
  const output = async () => (await tap(stepper, 'residual2')).bodies;
  const input = (await tap(stepper, 'x')).bodies;
  expect(await output()).toEqual(input);
  await stepper.getByLabel('Timestep t as a number').fill('900');
  await stepper.getByLabel('Caption', { exact: true }).fill('something else');
  await atRest(stepper);
  expect(await output()).toEqual(input);
  expect((await tap(stepper, 'gate1')).bodies.flat(2)).toEqual(Array<number>(8).fill(0));

  await stepper.getByLabel(ZERO).uncheck();
  await atRest(stepper);
  expect(await output()).not.toEqual(input);
  await expect(stepper.locator('p.sentence')).toContainText('The largest change');
});

test('time and caption turn the six vectors, and leave the tokens alone', async ({ page }) => {
  const stepper = await openStepper(page, LAB);
  await stepper.getByLabel('Timestep t as a number').fill('250');
  await goTo(stepper, 'Gated residual sum 2');
  const before = await taps(stepper);
  await stepper.getByRole('slider', { name: 'Timestep t', exact: true }).fill('251');
  await atRest(stepper);
  const later = await taps(stepper);
  for (const name of ['shift1', 'scale1', 'gate1', 'shift2', 'scale2', 'gate2'])
    expect(later[`dit.blocks.0.${name}`]).not.toEqual(before[`dit.blocks.0.${name}`]);
  expect(later['x']).toEqual(before['x']);
  expect(later['words']).toEqual(before['words']);
});

test('a wrong timestep is explained; the right ones come back by link', async ({
  page,
  context,
}) => {
  const stepper = await openStepper(page, LAB);
  const time = stepper.getByLabel('Timestep t as a number');
  await time.fill('1001');
  await expect(time).toHaveAttribute('aria-invalid', 'true');
  await expect(time).toHaveAccessibleDescription(/from 0 to 1000/);
  await time.fill('77');
  await stepper.getByLabel('Frames').selectOption('3');
  await goTo(stepper, 'Attention pattern');
  const state = await taps(stepper);
  expect((await tap(stepper, 'pattern')).shape).toEqual([2, 9, 9]);
  await expect(page).toHaveURL(/dit\.time=77&dit\.frames=3&dit\.zero=off/);
  const other = await context.newPage();
  const copy = await openStepper(other, LAB, new URL(page.url()).hash);
  await expect(copy.getByRole('heading', { name: 'Attention pattern', exact: true })).toBeVisible();
  await atRest(copy);
  expect(await taps(copy)).toEqual(state);
});

test('the keyboard alone leads from the caption to the last step', async ({ page }) => {
  const stepper = await openStepper(page, LAB);
  await stepper.getByLabel('Caption', { exact: true }).focus();
  const current = stepper.locator('[aria-current="step"]');
  for (let presses = 0; presses < 40; presses++) {
    if (await current.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('End');
  await expect(current).toHaveAccessibleName('R2: Gated residual sum 2');
  await page.keyboard.press('Home');
  const count = Number(/of (\d+)/.exec(await stepper.locator('.position').innerText())?.[1]);
  for (let step = 1; step < count; step++) await page.keyboard.press('ArrowRight');
  await atRest(stepper);
  await expect(stepper.locator('table[data-tap]')).toHaveCount(count);
});

test('the line that computes a step is lit, in both languages', async ({ page }) => {
  const stepper = await openStepper(page, LAB);
  const lit = stepper.locator('.code-lines li[aria-current="true"]:visible');
  await goTo(stepper, 'Modulated 1');
  await expect(lit.first()).toContainText('const modulated1 = modulatedNorm(');
  await expect(lit.last()).toContainText('modulated1 = norm1 * (1 + scale1) + shift1');
});

test('fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const stepper = await openStepper(page, LAB);
  for (const title of ['Gate 1', 'Modulated 1', 'Hidden layer']) {
    await goTo(stepper, title);
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways).toBe(0);
  }
});
