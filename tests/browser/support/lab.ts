import type { Locator, Page } from '@playwright/test';
import { open } from './pages.ts';
import { expect } from './test.ts';

/** A lab in a page, as a reader meets it. */
export interface OpenLab {
  readonly region: Locator;
  readonly sentence: Locator;
  readonly cases: Locator;
  /** Waits until the result on show is that of the settings. */
  readonly settle: () => Promise<void>;
  /** Stops what plays, so that all stays as it is. */
  readonly rest: () => Promise<void>;
  /** Everything that the view says. */
  readonly text: () => Promise<string>;
}

/** How long a lab may compute on a busy machine, in milliseconds. */
const PATIENCE = 90_000;

export async function openLab(page: Page, name: string, fragment = ''): Promise<OpenLab> {
  await open(page, `labs/${name}/${fragment}`);
  return labIn(page, name);
}

export function labIn(page: Page, name: string): OpenLab {
  const region = page.locator(`[data-lab="${name}"]`);
  const run = region.getByRole('button', { name: 'Compute', exact: true });
  return {
    region,
    sentence: region.locator('[data-sentence]'),
    cases: region.getByLabel('Examples', { exact: true }),
    settle: async () => {
      await expect(region).toHaveAttribute('aria-busy', 'false', { timeout: PATIENCE });
      const stale = region.getByText('The settings have changed since this was computed.');
      if (await stale.isVisible()) await run.click();
      await expect(stale).toBeHidden({ timeout: PATIENCE });
      await expect(region).toHaveAttribute('aria-busy', 'false', { timeout: PATIENCE });
    },
    rest: async () => {
      for (const pause of await region.getByRole('button', { name: 'Pause' }).all()) {
        await pause.click();
      }
    },
    text: async () => {
      await region.evaluate((lab) => {
        lab.querySelectorAll('details').forEach((details) => (details.open = true));
      });
      return (await region.locator('[data-view]').innerText()).replace(/\s+/g, ' ');
    },
  };
}
