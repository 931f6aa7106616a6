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

/** Opens an exercise and waits until it is alive. */
export async function openExercise(page: Page, id: string): Promise<Locator> {
  await page.goto(`interview/exercises/${id}/`);
  const exercise = page.locator('section[data-exercise]');
  await exercise.scrollIntoViewIfNeeded();
  await expect(button(exercise, 'Check')).toBeVisible();
  return exercise;
}

/** The last region: the first one may be the editor's. */
export const status = (exercise: Locator): Locator => exercise.getByRole('status').last();

export const button = (exercise: Locator, name: string): Locator =>
  exercise.getByRole('button', { name, exact: true });

export const report = (exercise: Locator): Locator =>
  exercise.getByRole('group', { name: 'Report', exact: true });

/** The editor, brought if it is not there. */
export async function editorOf(exercise: Locator): Promise<Locator> {
  const edit = button(exercise, 'Edit');
  if ((await edit.count()) > 0) await edit.click();
  const editor = exercise.getByRole('textbox');
  await expect(editor).toBeVisible();
  return editor;
}

/** The code in the editor. */
export const codeIn = (editor: Locator): Promise<string> =>
  editor.evaluate((element) =>
    [...element.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n'),
  );

/** Puts code in place as a reader pastes it: typed, it would be indented and closed. */
export async function write(exercise: Locator, code: string): Promise<void> {
  const editor = await editorOf(exercise);
  await editor.press('ControlOrMeta+a');
  await editor.evaluate((element, text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    const init = { clipboardData: data, bubbles: true, cancelable: true };
    element.dispatchEvent(new ClipboardEvent('paste', init));
  }, code);
}

/** Hands code in and waits for what the judge says. */
export async function check(exercise: Locator, code: string): Promise<string> {
  await write(exercise, code);
  await button(exercise, 'Check').click();
  return verdict(exercise);
}

/** Waits for what the judge says. */
export async function verdict(exercise: Locator): Promise<string> {
  const end = /^(Accepted|Not accepted|The code could not|The judge)/;
  await expect(status(exercise)).toHaveText(end, { timeout: 40_000 });
  return status(exercise).innerText();
}
