import { runnerImport } from 'vite';
import { openSite } from '../scripts/lib/open-site.mjs';
import { root } from '../scripts/lib/paths.mjs';
import { median, milliseconds } from './statistics.mjs';

/** @typedef {typeof import('./reader-replay.ts')} Replay */
/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../src/reader/event.ts').ReaderEvent} ReaderEvent */

const cards = 2000;
const entries = 10_000;
const visits = 7;

/** @returns {Promise<import('./parts.mjs').Figure[]>} */
export async function measureReader() {
  const file = `${root}bench/reader-replay.ts`;
  const loaded = await runnerImport(file, { configFile: false, root });
  const { manyCards, timeReplay } = /** @type {Replay} */ (loaded.module);
  const { cold, warm } = timeReplay(entries, 10);
  const { first, interactive, graded } = await timePage(manyCards(cards, Date.now()));
  return [
    {
      what: '10,000 entries replayed in Node, at first',
      value: milliseconds(cold),
      target: '≤ 100 ms',
    },
    { what: '10,000 entries replayed in Node, warm', value: milliseconds(median(warm)) },
    {
      what: `review of ${cards} cards of ${4 * cards} entries, each in a row of its own`,
      value: milliseconds(first),
    },
    {
      what: `the same, packed by that visit: from the request to usable, median`,
      value: milliseconds(interactive),
      target: '≤ 300 ms',
    },
    {
      what: `a grade among ${cards} cards, until the next card stands, median`,
      value: milliseconds(graded),
    },
  ];
}

/**
 * How long the review page takes with a database that is full of cards.
 * @param {readonly ReaderEvent[]} events
 */
async function timePage(events) {
  const site = await openSite();
  try {
    const context = await site.browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(noteUsable);
    await page.goto(`${site.address}404.html`);
    await page.evaluate(fillDatabase, [...events]);
    /** @type {number[]} */
    const interactive = [];
    /** @type {number[]} */
    const graded = [];
    for (let visit = 0; visit < visits; visit++) {
      await page.goto(`${site.address}interview/review/`);
      interactive.push(await page.evaluate(untilUsable));
      graded.push(await page.evaluate(gradeOne));
    }
    const [first = Number.NaN, ...packed] = interactive;
    return { first, interactive: median(packed), graded: median(graded) };
  } finally {
    await site.close();
  }
}

/**
 * Runs in the page.
 * @param {readonly ReaderEvent[]} events
 * @returns {Promise<void>}
 */
function fillDatabase(events) {
  return new Promise((resolve) => {
    const request = indexedDB.open('from-attention-to-sora', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('events', { keyPath: 'id' });
      request.result.createObjectStore('blocks', { keyPath: 'id' });
      request.result.createObjectStore('log');
    };
    request.onsuccess = () => {
      const transaction = request.result.transaction('events', 'readwrite');
      for (const event of events) transaction.objectStore('events').put(event);
      transaction.oncomplete = () => {
        request.result.close();
        resolve();
      };
    };
  });
}

/** Runs in the page before all else: notes when a card stands there to be answered. */
function noteUsable() {
  const observer = new MutationObserver(() => {
    if (!document.querySelector('[data-widget=review] .desk form')) return;
    observer.disconnect();
    Object.assign(window, { usableAt: performance.now() });
  });
  observer.observe(document, { childList: true, subtree: true });
}

/**
 * Runs in the page: milliseconds from its request until it was usable.
 * @returns {Promise<number>}
 */
async function untilUsable() {
  const noted = /** @type {{ usableAt?: number }} */ (/** @type {unknown} */ (window));
  while (noted.usableAt === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
  return noted.usableAt;
}

/**
 * Runs in the page: milliseconds from a grade until the next card stands there.
 * @returns {Promise<number>}
 */
async function gradeOne() {
  const button = (/** @type {string} */ text) =>
    [...document.querySelectorAll('button')].find((one) => one.textContent.includes(text));
  const before = document.querySelector('[data-widget=review] .desk form');
  button('Show the answer')?.click();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const start = performance.now();
  button('Good')?.click();
  const next = () => document.querySelector('[data-widget=review] .desk form');
  while (next() === before || next() === null)
    await new Promise((resolve) => setTimeout(resolve, 1));
  return performance.now() - start;
}
