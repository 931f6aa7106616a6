import { readFile } from 'node:fs/promises';
import { caseLink } from '../../src/components/tuner/cases.ts';
import { resultSentence } from '../../src/components/tuner/runs.ts';
import { tuningRuns } from '../../src/content/tuning-runs.ts';
import { tunerStrings } from '../../src/strings/en/tuner.ts';
import { audit, chooseScheme } from './support/axe.ts';
import { sidewaysScroll } from './support/layout.ts';
import { open } from './support/pages.ts';
import { expect, test } from './support/test.ts';
import { tunerIn } from './support/tuner.ts';

/** The gallery of fine-tuning: its recorded runs. */
const GALLERY = 'labs/gallery/fine-tuning/';
const { runs } = tuningRuns.parse(
  JSON.parse(await readFile('public/models/tuning-runs.json', 'utf8')),
);

for (const run of runs) {
  const { settings } = run;
  const { mode } = settings;

  test(`the case ${mode} shows its record, and its link sets the lab to it`, async ({ page }) => {
    await open(page, GALLERY);
    const section = page.locator(`[data-case="fine-tuning.${mode}"]`);
    await expect(page.getByRole('region', { name: tunerStrings.cases[mode] })).toContainText(
      resultSentence(run),
    );
    const link = section.getByRole('link');
    await expect(link).toHaveAttribute('href', caseLink('../../fine-tuning/', settings));
    await link.click();
    const { settings: read } = tunerIn(page);
    const { task, count, learningRate, rank, steps, seed } = settings;
    await expect.poll(read).toEqual({
      ...{ task, mode, count: `${count}`, rate: `${learningRate}` },
      ...{ steps: `${steps}`, seed: `${seed}` },
      ...(mode === 'lora' ? { rank: `${rank}` } : {}),
    });
  });
}

for (const scheme of ['light', 'dark'] as const) {
  test(`its gallery is accessible and fits a phone, ${scheme}`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open(page, GALLERY);
    await chooseScheme(page, scheme);
    for (const details of await page.locator('main summary').all()) await details.click();
    expect(await audit(page)).toEqual([]);
    expect(await page.evaluate(sidewaysScroll)).toBe(0);
  });
}
