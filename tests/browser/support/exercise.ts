import { expect, type Locator, type Page } from '@playwright/test';
import { readFileSync, readdirSync } from 'node:fs';

const FOLDER = 'src/content/exercises';

/** The ids of all exercises. */
export const exerciseIds = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** A file of an exercise. */
export function exerciseFile(id: string, file: string): string {
  return readFileSync(`${FOLDER}/${id}/${file}`, 'utf8');
}

/** Opens an exercise and waits until its editor is alive. */
export async function openExercise(page: Page, id: string): Promise<Locator> {
  await page.goto(`interview/exercises/${id}/`);
  const island = page.locator('astro-island[component-url*="Exercise"]');
  await island.evaluate((element) => element.firstElementChild?.scrollIntoView());
  const exercise = page.locator('section[data-exercise]');
  await expect(exercise).toBeVisible();
  return exercise;
}

export const status = (exercise: Locator): Locator => exercise.getByRole('status');

export const button = (exercise: Locator, name: string): Locator =>
  exercise.getByRole('button', { name, exact: true });

export const report = (exercise: Locator): Locator =>
  exercise.getByRole('group', { name: 'Report', exact: true });

/** Hands code in and waits for what the judge says. */
export async function check(exercise: Locator, code: string): Promise<string> {
  await exercise.getByRole('textbox').fill(code);
  await button(exercise, 'Check').click();
  return verdict(exercise);
}

/** Waits for what the judge says. */
export async function verdict(exercise: Locator): Promise<string> {
  const end = /^(Accepted|Not accepted|The code could not|The judge)/;
  await expect(status(exercise)).toHaveText(end, { timeout: 40_000 });
  return status(exercise).innerText();
}
