import type { Page } from '@playwright/test';
import { monkey } from './labs/monkey.ts';
import { expect, test } from './support/test.ts';
import { openTuner } from './support/tuner.ts';
import type { OpenTuner } from './support/tuner.ts';

/** Typed in the address, one a round: settings of short runs, and what is none. */
const LINKS = [
  '#tuner.count=50&tuner.steps=2',
  '#tuner.mode=lora&tuner.rank=99&tuner.steps=1',
  '#tuner.steps=NaN&tuner.seed=-1&tuner.task=own',
  '#tuner.mode=frozen&tuner.learningRate=0.1&tuner.steps=3',
  '#tuner.x=%&tuner.count=51&tuner.steps=2&other.seed=7',
  '#tuner.mode=scratch&tuner.learningRate=1e9&tuner.steps=2&tuner.task=warm',
  '#tuner.task=%E7%B4%85&tuner.mode=<b>&tuner.steps=1',
  '#a-run-of-each-kind',
  '#tuner.mode=lora&tuner.rank=1&tuner.learningRate=0.1&tuner.steps=2&tuner.task=row',
  '#tuner.steps=2.5&tuner.seed=999999&tuner.steps=3',
];
/** In a round, before it ends what runs, follows its link, starts a run, and ends or saves that. */
const DEALINGS = 46;

/** Cancels a run that is on its way, or waits for its end; then saves what came of it. */
async function endRun(page: Page, { button, rest }: OpenTuner, cancel: boolean): Promise<void> {
  if (cancel) await button('Cancel').press('Enter');
  await rest();
  const save = button(cancel ? 'Save as SVG' : 'Save as PNG');
  if (!(await save.isVisible())) return;
  const download = page.waitForEvent('download');
  await save.click();
  expect((await download).suggestedFilename()).toMatch(/^fine-tuning\.(svg|png)$/);
}

test('500 random dealings with fine-tuning: no error, no tensor left, and the link restores settings and numbers', async ({
  page,
  context,
}) => {
  test.setTimeout(180_000);
  const tuner = await openTuner(page, '#tuner.count=50&tuner.steps=3');
  await tuner.train();
  const tensors = await tuner.tensors();

  let dealt = 0;
  for (const [round, link] of LINKS.entries()) {
    dealt += await page.evaluate(monkey, {
      seed: 20 + round,
      dealings: DEALINGS,
      root: '[data-widget=tuner]',
    });
    await tuner.button('Cancel').press('Enter');
    await tuner.rest();
    await tuner.follow(link);
    await tuner.button('Train').press('Enter');
    await endRun(page, tuner, round % 2 === 0);
    dealt += 4;
  }
  expect(dealt).toBe(500);
  await expect(
    tuner.region.getByText(/stopped over this|cannot run in this browser|NaN/),
  ).toHaveCount(0);

  const other = await openTuner(await context.newPage(), new URL(await tuner.link()).hash);
  expect(await other.settings()).toEqual(await tuner.settings());
  expect(await other.link()).toBe(await tuner.link());

  // Numbers of a run: labels of the course, since those of the reader's own are not in a link.
  await tuner.region.getByLabel('Labels', { exact: true }).selectOption('mover');
  await tuner.region.getByLabel('Labeled sentences', { exact: true }).selectOption('50');
  await tuner.region.getByLabel('Steps', { exact: true }).fill('3');
  await tuner.train();
  await other.follow(new URL(await tuner.link()).hash);
  await other.train();
  expect(await tuner.newest()).toContain('3');
  expect(await other.newest()).toEqual(await tuner.newest());
  expect(await tuner.tensors()).toBe(tensors);
});
