import { expect, test, type Locator, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { parseRecord } from '../../src/content/recorded.ts';
import { audit, chooseScheme } from './support/axe.ts';
import {
  button,
  codeIn,
  editorOf,
  LESSON,
  openCell,
  output,
  runCode,
  status,
  write,
} from './support/cell.ts';
import { smallText } from './support/layout.ts';

test('a cell runs TypeScript and shows values, console and time', async ({ page }) => {
  const cell = await openCell(page);
  const text = await runCode(
    cell,
    `interface Row { readonly size: number }
const row: Row = { size: 2 };
const x: tf.Tensor = await Promise.resolve(tf.tensor2d([[1, 2], [3, -4.5]]));
console.log('row', row, typeof model);
show(x.mul(row.size), 'Doubled');
x.sum() as tf.Scalar`,
  );
  expect(text).toContain('row { size: 2 } object');
  expect(text).toContain('Doubled, float32 [2, 2]');
  expect(text).toContain('−9');
  expect(text).toContain('1.5');
  await expect(status(cell)).toHaveText(
    /Finished in [\d.]+ ms; \d+ tensors left \([\d.]+ K?i?B\), at most [\d.]+ K?i?B held/,
  );
});

test('errors name the line and column of the reader', async ({ page }) => {
  const cell = await openCell(page);
  expect(await runCode(cell, 'const a = 1;\nconst b: = 2;')).toContain('Line 2, column 10');
  expect(await runCode(cell, 'enum A { B }')).toContain('does not take an enum');
  const late = await runCode(cell, 'const f = (x?: number[]) =>\n  x!.map(String);\n\nf()');
  expect(late).toContain('TypeError');
  expect(late).toContain('Line 2, column 6');
  // The last expression is returned: its column does not count what that inserts.
  expect(await runCode(cell, 'tf.nothing()')).toContain('Line 1, column 4');
  expect(
    await runCode(cell, 'await Promise.resolve();\ntf.matMul([[1]], [[1, 2], [1, 2]])'),
  ).toContain('Line 2, column 4');
  await output(cell).getByRole('button', { name: 'Line 2, column 4' }).click();
  await expect(cell.getByRole('textbox')).toBeFocused();
});

test('the keyboard brings the editor, runs, leaves and resets, and edits survive a reload', async ({
  page,
}) => {
  let cell = await openCell(page);
  await expect(cell.getByRole('textbox')).toHaveCount(0);
  await button(cell, 'Edit').press('Enter');
  const editor = cell.getByRole('textbox', { name: 'Code: Attention by hand' });
  await expect(editor).toBeFocused();
  const original = await codeIn(editor);
  expect(original).toContain('scaledDotProductAttention');
  await editor.press('ControlOrMeta+a');
  await editor.pressSequentially("console.log('kept')");
  await editor.press('Shift+Enter');
  await expect(output(cell)).toContainText('kept');
  await editor.press('Tab');
  await expect(editor).toBeFocused();
  await editor.press('Escape');
  await editor.press('Tab');
  await expect(button(cell, 'Run')).toBeFocused();
  cell = await openCell(page);
  await expect(cell.locator('pre.own')).toContainText("console.log('kept')");
  await expect(cell.getByText('edited', { exact: true })).toBeVisible();
  await expect(output(cell)).toBeEmpty();
  await button(cell, 'Reset code').click();
  expect(await codeIn(await editorOf(cell))).toBe(original);
  await button(cell, 'Bring my code back').click();
  expect(await codeIn(cell.getByRole('textbox'))).toContain("console.log('kept')");
});

test('what is typed is kept without a run', async ({ page }) => {
  const cell = await openCell(page);
  await write(cell, "console.log('typed')");
  const again = await openCell(page);
  await expect(again.locator('pre.own')).toContainText("console.log('typed')");
});

test('the editor completes names and explains them', async ({ page }) => {
  const cell = await openCell(page);
  const editor = await editorOf(cell);
  const option = cell.getByRole('option', { name: 'scaledDotProductAttention' });
  // On a busy machine the list may be asked for again just when Enter is pressed.
  await expect(async () => {
    await editor.press('ControlOrMeta+a');
    await editor.pressSequentially('model.scaledDot');
    await expect(option).toBeVisible();
    await expect(cell.locator('.docs')).toContainText('takes a weighted mean of the values');
    await editor.press('Enter');
    expect(await codeIn(editor)).toBe('model.scaledDotProductAttention');
  }).toPass({ timeout: 30_000 });
  await editor.press('Escape');
  await cell
    .locator('.cm-line')
    .first()
    .hover({ position: { x: 150, y: 10 } });
  await expect(cell.locator('.cm-tooltip-hover')).toContainText('query: X');
});

test.describe('the cells of a lesson', () => {
  const pair = async (page: Page): Promise<readonly [Locator, Locator]> => [
    await openCell(page),
    page.locator('section[data-cell]').nth(1),
  ];

  test('share what they define, in the order of the page', async ({ page }) => {
    const [first, second] = await pair(page);
    expect(await runCode(second, 'shared * 2')).toContain('ReferenceError: shared is not defined');
    await expect(output(second)).toContainText('press “Run all above”');
    await runCode(first, 'let shared: number = 21');
    expect(await runCode(second, 'shared += 1; shared * 2')).toContain('44');
    // Run again it starts from what stands above, not from what it left behind.
    await button(second, 'Run').click();
    await expect(output(second)).toContainText('44');
    await runCode(first, 'let shared = 1');
    await expect(second.getByText('A cell above has changed since this ran.')).toBeVisible();
    await button(second, 'Run').click();
    await expect(output(second)).toHaveText(/expression\s*4$/);
    await expect(second.getByText('A cell above has changed')).toHaveCount(0);
  });

  test('run all above runs what a cell needs, and an error names the cell that it is in', async ({
    page,
  }) => {
    const [first, second] = await pair(page);
    await write(first, 'function fail(): never {\n  throw new Error("from above");\n}');
    await write(second, '\nfail()');
    await button(second, 'Run all above').click();
    await expect(status(second)).toHaveText('The cell above has run.');
    await button(second, 'Run').click();
    const link = button(second, '“Attention by hand”, line 2, column 9');
    await expect(output(second)).toContainText('from above');
    await link.click();
    await expect(first.getByRole('textbox')).toBeFocused();
  });

  test('restart forgets', async ({ page }) => {
    const [first, second] = await pair(page);
    await runCode(first, 'const gone = 1');
    await page.getByRole('button', { name: 'Restart', exact: true }).click();
    expect(await runCode(second, 'gone')).toContain('gone is not defined');
  });

  test('download with their outputs, which are those that are recorded', async ({ page }) => {
    await openCell(page);
    await page.getByRole('button', { name: 'Run all', exact: true }).click();
    await expect(status(page.locator('section[data-cell]').nth(1))).toHaveText(/Finished/, {
      timeout: 25_000,
    });
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download as Jupyter notebook' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe('scaled-dot-product-attention.ipynb');
    const notebook = JSON.parse(await readFile(await download.path(), 'utf8')) as {
      cells: { cell_type: string; outputs?: { text: string[] }[] }[];
    };
    const outputs = notebook.cells.flatMap((one) => one.outputs ?? []);
    const recorded = parseRecord(
      await readFile(`src/content/recorded/${LESSON.slice(0, -1)}.out`, 'utf8'),
    );
    expect(outputs.map(({ text }) => text.join('').trimEnd())).toEqual(
      recorded.map((one) => one.output),
    );
  });
});

test('plot draws a figure that has words and a table', async ({ page }) => {
  const cell = await openCell(page);
  const code = "plot({ up: [1, 2, 4], down: [4, 1, 0.5] }, { title: 'Two ways', xLabel: 'step' })";
  await runCode(cell, code);
  const figure = output(cell).getByRole('img', { name: /Two ways\. up: 3 points, from 1 to 4/ });
  await expect(figure).toBeVisible();
  await output(cell).getByText('The numbers of the plot').click();
  await expect(output(cell).getByRole('columnheader')).toHaveText(['step', 'up', 'down']);
  await expect(output(cell).getByRole('row')).toHaveCount(4);
  expect(await runCode(cell, 'plot([[1]])')).not.toContain('undefined');
});

test('an open cell with all kinds of output is accessible, light and dark, also on a phone', async ({
  page,
}) => {
  const cell = await openCell(page);
  const code = "show(tf.ones([2, 20])); plot([1, 2, 3]); console.warn('w'); tf.nothing()";
  await runCode(cell, code);
  for (const scheme of ['light', 'dark'] as const) {
    await chooseScheme(page, scheme);
    expect(await audit(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 360, height: 700 });
  const { scroll, client } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scroll: scrollWidth, client: clientWidth };
  });
  expect(scroll).toBeLessThanOrEqual(client);
  expect(await page.evaluate(smallText)).toEqual([]);
});

test('without JavaScript a cell is a listing with what is recorded', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(new URL(LESSON, test.info().project.use.baseURL).href);
  const cell = page.locator('section[data-cell]').first();
  await expect(cell.locator('.expressive-code')).toContainText('scaledDotProductAttention');
  await expect(cell.getByText('Output, recorded when the course was built')).toBeVisible();
  await expect(cell.getByRole('button')).toHaveCount(0);
  await context.close();
});
