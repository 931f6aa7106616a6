import { expect, test, type Locator, type Page } from '@playwright/test';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A lesson that has a code cell. */
const LESSON = 'attention/scaled-dot-product-attention/';

async function openCell(page: Page): Promise<Locator> {
  await page.goto(LESSON);
  // The island comes alive when it is seen. It has no box itself, only its content has.
  const island = page.locator('astro-island[component-url*="Cell"]').first();
  await island.evaluate((element) => element.firstElementChild?.scrollIntoView());
  const cell = page.locator('section[data-cell]').first();
  await expect(cell).toBeVisible();
  return cell;
}

const output = (cell: Locator): Locator => cell.getByRole('group', { name: 'Output', exact: true });
const status = (cell: Locator): Locator => cell.getByRole('status');
const button = (cell: Locator, name: string): Locator => cell.getByRole('button', { name });

async function start(cell: Locator, code: string): Promise<void> {
  await cell.getByRole('textbox').fill(code);
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
  const before = page.workers().length;
  expect(before).toBe(0);
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
  await expect(status(cell)).toHaveText(/Finished in [\d.]+ ms; \d+ tensors left/);
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

test('the keyboard runs, leaves and resets a cell, and edits survive a reload', async ({
  page,
}) => {
  let cell = await openCell(page);
  const editor = cell.getByRole('textbox');
  const original = await editor.inputValue();
  await editor.fill("console.log('kept')");
  await editor.press('Control+Enter');
  await expect(output(cell)).toContainText('kept');
  await editor.press('Tab');
  await expect(button(cell, 'Run')).toBeFocused();
  cell = await openCell(page);
  await expect(cell.getByRole('textbox')).toHaveValue("console.log('kept')");
  await expect(cell.getByText('edited', { exact: true })).toBeVisible();
  await expect(output(cell)).toBeEmpty();
  await button(cell, 'Reset code').click();
  await expect(cell.getByRole('textbox')).toHaveValue(original);
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
    await expect(status(cell)).toHaveText('Stopped.');
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
      document.querySelector('section[data-cell] [role=status]')?.textContent ?? '';
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
  expect(rejected).toContain('nobody');
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
