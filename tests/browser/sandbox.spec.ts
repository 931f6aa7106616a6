import { expect, test, type Page } from '@playwright/test';
import { deceiving, endless, hoarding } from './hostile/programs.ts';
import { intrusions, program, requests } from './hostile/ways-out.ts';
import { startCounting } from './hostile/server.ts';
import { payloads } from './hostile/links.ts';
import {
  button,
  expectAlive,
  LESSON,
  openCell,
  output,
  runCode,
  start,
  status,
} from './support/cell.ts';

/** Prints a figure that docs/security.md quotes. */
function figure(text: string): void {
  console.log(`security: ${text}`);
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

test('endless programs are stopped, and the page stays quick @timing', async ({ page }) => {
  test.setTimeout(60_000);
  const cell = await openCell(page);
  const worstLag = await watchLag(page);
  for (const { code, says } of endless) {
    await start(cell, code);
    await expect(status(cell)).toHaveText('Running…');
    await page.waitForTimeout(500);
    await button(cell, 'Stop').click();
    await expect(status(cell)).toHaveText(says);
  }
  // Nobody presses Stop: the watchdog does.
  expect(await runCode(cell, 'for (;;) {}')).toContain('more than 10 seconds');
  // A page that shared its thread with the program would pause for those 10 seconds. The bound is far
  // from the tenths that are seen, because a busy machine pauses a page as well.
  const lag = await worstLag();
  expect(lag).toBeLessThan(5_000);
  await expectAlive(cell);
  figure(`${String(endless.length)} of ${String(endless.length)} endless programs stopped`);
  figure(`${lag.toFixed(0)} ms was the longest pause of the page meanwhile`);
});

test('programs that hoard memory do not take the page with them @timing', async ({ page }) => {
  test.setTimeout(60_000);
  const cell = await openCell(page);
  const worstLag = await watchLag(page);
  for (const { code, says } of hoarding) expect(await runCode(cell, code)).toMatch(says);
  expect(await worstLag()).toBeLessThan(5_000);
  await expectAlive(cell);
  figure(`${String(hoarding.length)} of ${String(hoarding.length)} hoarding programs survived`);
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
  figure('1 of 1 heap bombs survived');
});

test('floods, odd errors and forged messages are told as they are', async ({ page }) => {
  const cell = await openCell(page);
  for (const { name, code, says } of deceiving) {
    const text = await runCode(cell, code);
    expect(text, name).toMatch(says);
    expect(text.length, name).toBeLessThan(20_000);
  }
  expect(await output(cell).locator('img').count()).toBe(0);
  expect((await runCode(cell, "'x'.repeat(1e7)")).length).toBeLessThan(20_000);
  await expectAlive(cell);
  figure(
    `${String(deceiving.length)} of ${String(deceiving.length)} deceiving programs seen through`,
  );
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

for (const [what, ways] of Object.entries({ requests, intrusions })) {
  test(`nothing gets out of a cell: ${what}`, async ({ page }) => {
    const server = await startCounting();
    const cell = await openCell(page);
    const text = await runCode(cell, program(ways, server.at, page.url()));
    expect(text).toContain(`tried ${String(Object.keys(ways).length)}`);
    expect(text).not.toContain('REACHED');
    expect(server.arrivals()).toBe(0);
    // The server is there and counts: what comes from outside the sandbox arrives.
    await fetch(`http:${server.at}`);
    expect(server.arrivals()).toBe(1);
    server.close();
    await expectAlive(cell);
    figure(`${String(Object.keys(ways).length)} kinds of ${what} tried, 0 got through`);
  });
}

test('nothing that comes with a link runs by itself', async ({ page }) => {
  test.slow();
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const pages = [LESSON, 'interview/exercises/stable-softmax/', 'interview/concept-bank/', ''];
  for (const path of pages) {
    for (const payload of payloads) {
      await page.goto('about:blank');
      await page.goto(`./${path}${payload}`);
      await page
        .locator('section[data-cell], section[data-exercise], h1')
        .last()
        .scrollIntoViewIfNeeded();
      await page.waitForTimeout(150);
      expect(await page.evaluate(() => 'intruder' in window), path + payload).toBe(false);
      await expect(page.locator('.code-bar [role=status]:not(:empty)')).toHaveCount(0);
    }
  }
  expect(dialogs).toEqual([]);
  figure(`${String(pages.length * payloads.length)} links with code in them opened, 0 executions`);
});
