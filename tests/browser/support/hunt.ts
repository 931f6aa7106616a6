import { expect, type Locator, type Page } from '@playwright/test';
import { readFileSync, readdirSync } from 'node:fs';

const FOLDER = 'src/content/hunts';

/** The ids of all hunts. */
export const huntIds = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** A file of a hunt. */
export function huntFile(id: string, file: string): string {
  return readFileSync(`${FOLDER}/${id}/${file}`, 'utf8').trimEnd();
}

/** Opens a hunt and waits until it is alive. */
export async function openHunt(page: Page, id: string): Promise<Locator> {
  await page.goto(`interview/bug-hunts/${id}/`);
  const hunt = page.locator('section[data-hunt]');
  await hunt.scrollIntoViewIfNeeded();
  await expect(hunt).toHaveAttribute('data-stage', /./);
  return hunt;
}

export const stage = (hunt: Locator, name: string): Promise<void> =>
  expect(hunt).toHaveAttribute('data-stage', name);

/** How many pieces of evidence are counted, in words. */
export const counted = (hunt: Locator): Locator => hunt.locator('[data-used]');

/** Asks for a piece of evidence and waits for it. */
export async function askFor(hunt: Locator, id: string): Promise<Locator> {
  const piece = hunt.locator(`[data-evidence=${id}]`);
  await piece.getByRole('button').click();
  await expect(piece.getByRole('button', { name: /^(Ask|Show)/ })).toHaveCount(0, {
    timeout: 30_000,
  });
  return piece;
}

/** The number of the right cause, from 0, and that of the wrong line, from 1. */
export function factsOf(id: string): { readonly cause: number; readonly line: number } {
  const [broken, fixed] = ['broken.cell', 'fixed.cell'].map((file) =>
    huntFile(id, file).split('\n'),
  );
  const line = (broken ?? []).findIndex((text, at) => text !== fixed?.[at]) + 1;
  const causes = huntFile(id, 'hunt.mdx')
    .split(/^ {2}- text: /m)
    .slice(1);
  return { cause: causes.findIndex((text) => /^ {4}right: true/m.test(text)), line };
}

/** Names the cause and marks the line, both right. */
export async function find(hunt: Locator, id: string): Promise<void> {
  const { cause, line } = factsOf(id);
  await hunt.getByRole('group', { name: 'What is wrong?' }).getByRole('radio').nth(cause).check();
  await hunt.getByRole('button', { name: 'This is the cause' }).click();
  await stage(hunt, 'line');
  await hunt.locator(`.code-line:has(.number:text-is("${line}")) input`).check();
  await hunt.getByRole('button', { name: 'This is the line' }).click();
  await stage(hunt, 'repair');
}
