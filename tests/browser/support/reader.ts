import type { Page } from '@playwright/test';

/** A row of the reader's database, whatever is in it. */
export type Row = Readonly<Record<string, unknown>>;

/** Puts rows into the reader's database, as if they had been written before. */
export async function putEvents(page: Page, rows: readonly Row[]): Promise<void> {
  await page.goto('./404.html');
  await page.evaluate(
    (all) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('from-attention-to-sora', 1);
        request.onupgradeneeded = () => {
          request.result.createObjectStore('events', { keyPath: 'id' });
          request.result.createObjectStore('blocks', { keyPath: 'id' });
          request.result.createObjectStore('log');
        };
        request.onerror = () => reject(new Error('not opened'));
        request.onsuccess = () => {
          const transaction = request.result.transaction('events', 'readwrite');
          for (const row of all) transaction.objectStore('events').put(row);
          transaction.oncomplete = () => {
            request.result.close();
            resolve();
          };
        };
      }),
    [...rows],
  );
}

/** How many rows the reader's database has; none before the page has made it. */
export function rowsKept(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const request = indexedDB.open('from-attention-to-sora');
        let isNew = false;
        // An empty one, left behind, would keep the page from making its own.
        request.onupgradeneeded = () => {
          isNew = true;
          request.transaction?.abort();
        };
        request.onerror = () => (isNew ? resolve(0) : reject(new Error('not opened')));
        request.onsuccess = () => {
          const { result } = request;
          const count = result.transaction('events').objectStore('events').count();
          count.onsuccess = () => {
            result.close();
            resolve(count.result);
          };
        };
      }),
  );
}
