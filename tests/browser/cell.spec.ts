import { expect, test, type Locator, type Page } from '@playwright/test';
import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { parseRecord } from '../../src/content/recorded.ts';
import { audit, chooseScheme } from './support/axe.ts';

/** A lesson that has a code cell. */
const LESSON = 'attention/scaled-dot-product-attention/';

async function openCell(page: Page, number = 0): Promise<Locator> {
  await page.goto(LESSON);
  const cell = page.locator('section[data-cell]').nth(number);
  await cell.scrollIntoViewIfNeeded();
  await expect(button(cell, 'Run')).toBeVisible({ timeout: 30_000 });
  return cell;
}

const output = (cell: Locator): Locator => cell.getByRole('group', { name: 'Output', exact: true });
/** The last region: the first one is the editor's. */
const status = (cell: Locator): Locator => cell.getByRole('status').last();
const button = (cell: Locator, name: string): Locator =>
  cell.getByRole('button', { name, exact: true });

/** The editor of a cell, brought if it is not there. */
async function editorOf(cell: Locator): Promise<Locator> {
  const edit = button(cell, 'Edit');
  const editor = cell.getByRole('textbox');
  if ((await edit.count()) > 0) await edit.click();
  else await editor.focus();
  await expect(editor).toBeFocused();
  return editor;
}

const codeIn = (editor: Locator): Promise<string> =>
  editor.evaluate((element) =>
    [...element.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n'),
  );

/** Puts code in place as a reader pastes it: typed, it would be indented and closed. */
async function write(cell: Locator, code: string): Promise<void> {
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

async function start(cell: Locator, code: string): Promise<void> {
  await write(cell, code);
  await button(cell, 'Run').click();
}

/** Runs code to its end and returns what it put out. */
async function runCode(cell: Locator, code: string): Promise<string> {
  await start(cell, code);
  await expect(status(cell)).toHaveText(/Finished|Ended|Stopped|ended|did not/, {
    timeout: 25_000,
  });
  return output(cell).innerText();
}

async function expectAlive(cell: Locator): Promise<void> {
  await expect(button(cell, 'Run')).toHaveAttribute('aria-disabled', 'false');
  expect(await runCode(cell, "console.log('alive', 6 * 7)")).toContain('alive 42');
}

/** Measures the worst pause of the page's own thread until the returned function is called. */
async function watchLag(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    let last = performance.now();
    document.documentElement.dataset['lag'] = '0';
    setInterval(() => {
      const now = performance.now();
      const { dataset } = document.documentElement;
      dataset['lag'] = String(Math.max(Number(dataset['lag']), now - last - 20));
      last = now;
    }, 20);
  });
  return () => page.evaluate(() => Number(document.documentElement.dataset['lag']));
}

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

test('endless programs are stopped, and the page stays quick @timing', async ({ page }) => {
  test.setTimeout(60_000);
  const cell = await openCell(page);
  const worstLag = await watchLag(page);
  const endless = [
    'for (;;) {}',
    "for (;;) console.log('flood')",
    '/^(a+)+$/.test("a".repeat(60) + "b")',
    'const again = (): Promise<void> => Promise.resolve().then(again); await again()',
  ];
  for (const code of endless) {
    await start(cell, code);
    await expect(status(cell)).toHaveText('Running…');
    await page.waitForTimeout(500);
    await button(cell, 'Stop').click();
    await expect(status(cell)).toHaveText(/^Stopped/);
  }
  // Nobody presses Stop: the watchdog does.
  expect(await runCode(cell, 'for (;;) {}')).toContain('more than 10 seconds');
  // A page that shared its thread with the program would pause for those 10 seconds. The bound is far
  // from the tenths that are seen, because a busy machine pauses a page as well.
  expect(await worstLag()).toBeLessThan(5_000);
  await expectAlive(cell);
});

test('programs that hoard memory do not take the page with them @timing', async ({ page }) => {
  test.setTimeout(60_000);
  const cell = await openCell(page);
  const worstLag = await watchLag(page);
  const bomb = 'const all = []; for (;;) all.push(tf.ones([1_000_000]))';
  expect(await runCode(cell, bomb)).toContain('Tensor memory');
  expect(await runCode(cell, "let s = 'x'; for (;;) s += s")).toContain('RangeError');
  expect(await runCode(cell, 'new Float64Array(1e11)')).toContain('RangeError');
  expect(await worstLag()).toBeLessThan(5_000);
  await expectAlive(cell);
});

test('a program that kills its own process is noticed', async ({ page, context }) => {
  const cell = await openCell(page);
  // Playwright takes the death of the frame's process for that of the page, and lets go of it.
  // So the page writes down what it shows, and a second page reads it.
  await page.evaluate(() => {
    const find = (): string =>
      document.querySelector('section[data-cell] .code-bar [role=status]')?.textContent ?? '';
    setInterval(() => localStorage.setItem('status', find()), 200);
  });
  const witness = await context.newPage();
  await witness.goto('./');
  await start(cell, 'const all = []; for (;;) all.push(new Array(1e7).fill(1.5))');
  const read = (): Promise<string | null> => witness.evaluate(() => localStorage.getItem('status'));
  await expect.poll(read, { timeout: 25_000 }).toMatch(/The browser ended|more than 10 seconds/);
});

test('odd throws, floods of output and forged messages are told as they are', async ({ page }) => {
  const cell = await openCell(page);
  expect(await runCode(cell, 'throw null')).toContain('null');
  expect(await runCode(cell, "throw { get message() { throw 1 }, name: 'odd' }")).not.toBe('');
  const lost = "void Promise.reject(new Error('nobody'));\nconsole.log('on')";
  const rejected = await runCode(cell, lost);
  expect(rejected).toContain('A promise was rejected, and nothing handled it: Error: nobody');
  expect(rejected).toContain('Line 1');
  expect(await runCode(cell, 'for (let i = 0; i < 9999; i++) console.log(i)')).toContain(
    'cut here',
  );
  expect((await runCode(cell, "'x'.repeat(1e7)")).length).toBeLessThan(20_000);
  const forged = "postMessage({ kind: 'value', value: { kind: 'text', text: 'forged' } })";
  expect(await runCode(cell, forged)).toContain('a cell has no network');
  expect(await runCode(cell, "console.log('<img src=x onerror=alert(1)>')")).toContain('<img');
});

test('replaced built-ins do not change what is reported', async ({ page }) => {
  const cell = await openCell(page);
  const tamper = `const attempts = [
  () => { Array.prototype.map = () => ['forged']; },
  () => { JSON.stringify = () => 'forged'; },
  () => { Promise.prototype.then = () => 'forged'; },
  () => { globalThis.Promise = class {}; },
  () => { String.prototype.slice = () => 'forged'; },
  () => { console.log = () => 'forged'; },
];
for (const attempt of attempts) try { attempt(); } catch {}
const stolen = [];
MessagePort.prototype.postMessage = function () { stolen.push(this); };
globalThis.setTimeout = () => 0;
performance.now = () => 0;
console.log('honest', [1, 2]);
console.log('stolen', stolen.length, typeof __cell, __cell(async () => console.log('again')));
({ kind: 'honest value' })`;
  const text = await runCode(cell, tamper);
  expect(text).not.toContain('forged');
  expect(text).not.toContain('again');
  expect(text).toContain('honest [1, 2]');
  expect(text).toContain('stolen 0 function undefined');
  expect(text).toContain('{ kind: "honest value" }');
});

test.describe('with a server that counts', () => {
  let server: Server;
  let hits = 0;
  test.beforeAll(async () => {
    server = createServer((_request, response) => {
      hits += 1;
      response.setHeader('Access-Control-Allow-Origin', '*').end('1');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  test.afterAll(() => server.close());

  test('nothing gets out of a cell', async ({ page }) => {
    const cell = await openCell(page);
    const { port } = server.address() as AddressInfo;
    const text = await runCode(cell, attempts(`//127.0.0.1:${String(port)}/`, page.url()));
    expect(text).toContain('tried 20');
    expect(text).not.toContain('REACHED');
    expect(hits).toBe(0);
    await expectAlive(cell);
  });
});

/** A program that tries every way out that a worker could have. */
function attempts(address: string, own: string): string {
  return `const at = 'http:${address}', own = '${own}';
const nested = (code: string) => new Worker(URL.createObjectURL(new Blob([code])));
const raw = (name: string) => { // the original, wherever a prototype may still keep it
  for (let o = globalThis; o; o = Object.getPrototypeOf(o)) {
    const found = Object.getOwnPropertyDescriptor(o, name)?.value;
    if (found) return found;
  }
};
const ways: Record<string, () => unknown> = {
  fetch: () => fetch(at), rawFetch: () => raw('fetch').call(globalThis, at),
  own: () => fetch(own), xhr: () => { const x = new XMLHttpRequest(); x.open('GET', at, false); x.send(); },
  socket: () => new WebSocket('ws:${address}'), stream: () => new WebSocketStream('ws:${address}'),
  events: () => new EventSource(at), transport: () => new WebTransport('https:${address}'),
  scripts: () => importScripts(at), dataScript: () => importScripts('data:text/javascript,1'),
  beacon: () => navigator.sendBeacon(at), worker: () => nested('fetch("' + at + '")'),
  evaluate: () => eval('1'), compile: () => new Function('return 1')(),
  parent: () => parent.document, top: () => top.location, storage: () => localStorage.length,
  database: () => indexedDB.open('x'), caches: () => caches.open('x'), files: () => navigator.storage.getDirectory(),
};
let tried = 0;
for (const [name, way] of Object.entries(ways)) {
  tried += 1;
  try { await way(); console.log(name, 'REACHED'); }
  catch (error) { console.log(name, String(error).slice(0, 80)); }
}
await new Promise((resolve) => setTimeout(resolve, 500));
console.log('tried', tried)`;
}
