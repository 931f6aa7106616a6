import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** Moves through a stepper of a page, and reads what it computed. */

export type Matrix = readonly (readonly number[])[];

export interface Tap {
  readonly shape: readonly number[];
  /** One matrix a head. */
  readonly bodies: readonly Matrix[];
}

export async function openStepper(page: Page, path: string, fragment = ''): Promise<Locator> {
  await page.goto(`./${path}${fragment}`);
  const stepper = page.locator('[data-stepper]').first();
  await page.waitForFunction(() => !document.querySelector('astro-island[ssr] [data-stepper]'));
  return stepper;
}

export const button = (stepper: Locator, name: string): Locator =>
  stepper.getByRole('button', { name, exact: true });
export const field = (stepper: Locator): Locator => stepper.getByLabel('Your sentence');
export const atRest = (stepper: Locator): Promise<void> =>
  expect(stepper).toHaveAttribute('aria-busy', 'false');

export async function say(stepper: Locator, text: string): Promise<void> {
  await field(stepper).fill(text);
  await atRest(stepper);
}

export async function goTo(stepper: Locator, title: string): Promise<void> {
  await stepper
    .getByRole('toolbar')
    .getByRole('button', { name: new RegExp(`: ${title}$`) })
    .click();
  await atRest(stepper);
}

/** Every tap in the page, as a program would copy it. */
export async function taps(stepper: Locator): Promise<Record<string, Tap>> {
  return stepper.locator('table[data-tap]').evaluateAll((tables) =>
    Object.fromEntries(
      tables.map((table) => {
        const { tap = '', shape = '' } = (table as HTMLElement).dataset;
        const bodies = [...table.querySelectorAll('tbody')].map((body) =>
          [...body.querySelectorAll('tr')].map((row) =>
            [...row.querySelectorAll('td')].map((cell) => Number(cell.dataset['value'])),
          ),
        );
        return [tap, { shape: shape.split(',').map(Number), bodies }];
      }),
    ),
  );
}

export async function tap(stepper: Locator, end: string): Promise<Tap> {
  const all = await taps(stepper);
  const [name] = Object.keys(all).filter((one) => one === end || one.endsWith(`.${end}`));
  const found = all[name ?? ''];
  if (!found) throw new Error(`no ${end} among ${Object.keys(all).join(', ')}`);
  return found;
}
