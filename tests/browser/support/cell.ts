import { expect, type Locator, type Page } from '@playwright/test';

/** A lesson that has code cells. */
export const LESSON = 'attention/scaled-dot-product-attention/';

export async function openCell(page: Page, number = 0): Promise<Locator> {
  await page.goto(LESSON);
  const cell = page.locator('section[data-cell]').nth(number);
  await cell.scrollIntoViewIfNeeded();
  await expect(button(cell, 'Run')).toBeVisible({ timeout: 30_000 });
  return cell;
}

export const output = (cell: Locator): Locator =>
  cell.getByRole('group', { name: 'Output', exact: true });
/** The last region: the first one is the editor's. */
export const status = (cell: Locator): Locator => cell.getByRole('status').last();
export const button = (cell: Locator, name: string): Locator =>
  cell.getByRole('button', { name, exact: true });

/** The editor of a cell, brought if it is not there. */
export async function editorOf(cell: Locator): Promise<Locator> {
  const edit = button(cell, 'Edit');
  const editor = cell.getByRole('textbox');
  if ((await edit.count()) > 0) await edit.click();
  else await editor.focus();
  await expect(editor).toBeFocused();
  return editor;
}

export const codeIn = (editor: Locator): Promise<string> =>
  editor.evaluate((element) =>
    [...element.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n'),
  );

/** Puts code in place as a reader pastes it: typed, it would be indented and closed. */
export async function write(cell: Locator, code: string): Promise<void> {
  const editor = await editorOf(cell);
  await editor.press('ControlOrMeta+a');
  await editor.evaluate((element, text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    const init = { clipboardData: data, bubbles: true, cancelable: true };
    element.dispatchEvent(new ClipboardEvent('paste', init));
  }, code);
  await expect.poll(() => codeIn(editor)).toBe(code);
}

export async function start(cell: Locator, code: string): Promise<void> {
  await write(cell, code);
  await button(cell, 'Run').click();
}

/** Runs code to its end and returns what it put out. */
export async function runCode(cell: Locator, code: string): Promise<string> {
  await start(cell, code);
  await expect(status(cell)).toHaveText(/Finished|Ended|Stopped|ended|did not/, {
    timeout: 25_000,
  });
  return output(cell).innerText();
}

export async function expectAlive(cell: Locator): Promise<void> {
  await expect(button(cell, 'Run')).toHaveAttribute('aria-disabled', 'false');
  expect(await runCode(cell, "console.log('alive', 6 * 7)")).toContain('alive 42');
}
