import { expect, test as base } from '@playwright/test';
import type { Page, Route } from '@playwright/test';
import { serveTrained } from './support/trained.ts';
import type { TrainedSite } from './support/trained.ts';
import type { Outcome, TrainedPage } from './trained/page.ts';

/** Trained models in a page: the real fetch, cache, worker and wasm, on a file with random weights. */

const test = base.extend<object, { site: TrainedSite }>({
  site: [
    // Playwright wants a pattern, also where nothing is needed of it.
    async ({ browserName: _ }, use) => {
      const site = await serveTrained();
      await use(site);
      await site.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

// In one worker: the page is built once.
test.describe.configure({ mode: 'default' });

test.beforeEach(async ({ page, site }) => {
  await page.goto(site.address);
  await page.waitForFunction('globalThis.trained');
});

async function translate(page: Page, stop?: number): Promise<Outcome> {
  const trained = await page.evaluateHandle<TrainedPage>('globalThis.trained');
  return trained.evaluate((trained, stop) => trained.translate(stop), stop);
}

const WEIGHTS = '**/weights.safetensors*';

test('a model is fetched at its first use, with progress, and then from the cache', async ({
  page,
  site,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const { pathname } = new URL(site.address);
  const first = await translate(page);
  expect(first.error).toBeUndefined();
  expect(first.backend).toBe('wasm');
  expect([first.loaded[0], first.loaded.at(-1)]).toEqual([0, site.file.bytes]);
  expect(first.steps.length).toBeGreaterThanOrEqual(first.tokens.length);
  expect(first.steps[0]?.heads).toEqual([4, 4]);
  expect(asked.filter((path) => path === `${pathname}${site.file.path}`)).toHaveLength(1);
  expect(asked.some((path) => path.endsWith('.wasm'))).toBe(true);
  expect(asked.every((path) => path.startsWith(pathname))).toBe(true);

  await page.reload();
  await page.waitForFunction('globalThis.trained');
  await page.route(WEIGHTS, (route) => route.abort());
  const second = await translate(page);
  expect(second.tokens).toEqual(first.tokens);
  expect(second.loaded).toEqual([site.file.bytes]);
});

const altered = (bytes: Buffer) =>
  Buffer.from(bytes.map((byte, i) => (i === 5000 ? byte ^ 1 : byte)));
const bad: readonly [string, (route: Route, site: TrainedSite) => Promise<void>, string][] = [
  ['cut short', (route, { bytes }) => route.fulfill({ body: bytes.subarray(0, -1) }), 'truncated'],
  ['altered', (route, { bytes }) => route.fulfill({ body: altered(bytes) }), 'altered'],
  ['missing', (route) => route.fulfill({ status: 404, body: '' }), 'missing'],
  ['a page', (route) => route.fulfill({ contentType: 'text/html', body: '<p>' }), 'missing'],
  ['out of reach', (route) => route.abort(), 'unreachable'],
];

for (const [what, answer, code] of bad) {
  test(`a file that is ${what} gives an error, and another try works`, async ({ page, site }) => {
    await page.route(WEIGHTS, (route) => answer(route, site));
    expect((await translate(page)).error).toEqual({ name: 'LoadError', code });
    await page.unroute(WEIGHTS);
    const again = await translate(page);
    expect(again.error).toBeUndefined();
    expect(again.loaded.at(-1)).toBe(site.file.bytes);
  });
}

test('a run that is called off ends at that step, and the next one is whole', async ({ page }) => {
  const whole = await translate(page);
  const stopped = await translate(page, 2);
  expect(stopped.error).toEqual({ name: 'CalledOff' });
  expect(stopped.steps.length).toBeLessThan(whole.steps.length);
  expect((await translate(page)).tokens).toEqual(whole.tokens);
});

test('where WebAssembly is refused it computes on cpu, and says so', async ({ page }) => {
  await page.route(/trained-worker-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    const policy = { 'Content-Security-Policy': "script-src 'self'" };
    await route.fulfill({ response, headers: { ...response.headers(), ...policy } });
  });
  const { error, backend, tokens } = await translate(page);
  expect(error).toBeUndefined();
  expect(backend).toBe('cpu');
  expect(tokens.length).toBeGreaterThan(0);
});
