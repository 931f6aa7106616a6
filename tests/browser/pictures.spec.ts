import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { audit, chooseScheme } from './support/axe.ts';
import { atRest, button, goTo, openStepper, say, tap } from './support/stepper.ts';
import { expect, test } from './support/test.ts';

/** What a stepper's two picture buttons hand to the reader. */

/** The texts of an SVG, as a browser reads them, and what it says is wrong. */
interface Read {
  readonly texts: readonly string[];
  readonly errors: readonly string[];
  /** Elements that do something: a picture has none. */
  readonly active: number;
}

async function press(page: Page, widget: Locator, kind: 'SVG' | 'PNG') {
  const waiting = page.waitForEvent('download');
  await button(widget, `Save as ${kind}`).click();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

async function saveSvg(page: Page, widget: Locator): Promise<Read & { readonly name: string }> {
  const { name, bytes } = await press(page, widget, 'SVG');
  const read = await page.evaluate((svg) => {
    const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
    const texts = (selector: string) =>
      [...parsed.querySelectorAll(selector)].map(({ textContent }) => textContent);
    const active = parsed.querySelectorAll('script, foreignObject, image, a, [href], [onload]');
    return { texts: texts('text'), errors: texts('parsererror'), active: active.length };
  }, bytes.toString());
  return { name, ...read };
}

/** Width and height of a PNG, from its header. */
function sizeOf(png: Buffer): readonly [number, number] {
  expect([...png.subarray(0, 4)]).toEqual([0x89, ...Buffer.from('PNG')]);
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

/** A number as a cell of a picture has it. */
function written(value: number): string {
  return value === 0 ? '0' : value.toFixed(2).replace('-', '−');
}

/** The files that make a picture. */
const PARTS = /\/(picture|take|ink)\.[^/]*\.js$/;

const steppers = [
  {
    path: 'attention/scaled-dot-product-attention/',
    step: 'Scores',
    tensor: 'attention.scores',
    file: 'attention-scores',
    said: ['Seed: 7', 'Causal mask: off', 'through attention'],
  },
  {
    path: 'labs/encoder-layer/',
    step: 'Attention pattern',
    tensor: 'encoder.0.self.pattern',
    file: 'encoder-attention-pattern',
    said: ['Padding tokens: 1', 'Norm: after the sum (2017)', 'Head 1 of 2'],
  },
  {
    path: 'labs/decoder-layer/',
    step: 'Cross-attention: mix',
    tensor: 'decoder.0.cross.mix',
    file: 'decoder-cross-attention-mix',
    said: ['Source sentence: a red circle moves right', 'Causal mask: on'],
  },
  {
    path: 'labs/dit-block/',
    step: 'Gate 1',
    tensor: 'dit.blocks.0.gate1',
    file: 'dit-block-gate-1',
    said: ['Caption: a small red circle moves right', 'Timestep t: 500', 'Frames: 2'],
  },
];

for (const { path, step, tensor, file, said } of steppers) {
  test(`${path}: a step is saved as SVG and PNG, with its numbers and settings`, async ({
    page,
  }) => {
    const stepper = await openStepper(page, path);
    await goTo(stepper, step);
    const { texts, ...svg } = await saveSvg(page, stepper);
    expect(svg).toEqual({ name: `${file}.svg`, errors: [], active: 0 });
    const words = texts
      .join(' ')
      .replaceAll(/[\u2068\u2069]/g, '')
      .replaceAll(/\s+/g, ' ');
    for (const text of said) expect(words).toContain(text);
    expect(words).toContain(await stepper.locator('p.sentence').innerText());
    const numbers = (await tap(stepper, tensor)).bodies[0]?.flat().map(written) ?? [];
    const at = texts.findIndex((_, i) => numbers.every((number, j) => texts[i + j] === number));
    expect(numbers.length).toBeGreaterThan(7);
    expect(at).toBeGreaterThan(0);

    const png = await press(page, stepper, 'PNG');
    expect(png.name).toBe(`${file}.png`);
    expect(Math.min(...sizeOf(png.bytes))).toBeGreaterThan(400);
    expect(png.bytes.length).toBeGreaterThan(20_000);
  });
}

test('nonsense and many tokens are in the picture as they were typed, in both themes', async ({
  page,
}) => {
  const stepper = await openStepper(page, 'labs/encoder-layer/');
  const text = `<b>&"quoted" \u0001 שלום 红 👩‍🚀 ]]> ${'W'.repeat(40)}`;
  await say(stepper, text);
  await stepper.getByLabel('Width D').selectOption('64');
  await goTo(stepper, 'Hidden layer');
  const pixels = [];
  for (const scheme of ['light', 'dark'] as const) {
    await chooseScheme(page, scheme);
    const { texts, errors, active } = await saveSvg(page, stepper);
    expect({ errors, active }).toEqual({ errors: [], active: 0 });
    for (const token of ['שלום', '红', '👩‍🚀', 'W'.repeat(40), '\ufffd']) {
      expect(texts.join('')).toContain(token);
    }
    const { bytes } = await press(page, stepper, 'PNG');
    pixels.push(bytes);
    // Not more than a phone's canvas holds.
    const [width, height] = sizeOf(bytes);
    expect(width * height).toBeLessThanOrEqual(16_000_000);
  }
  expect(pixels[0]?.equals(pixels[1] ?? Buffer.from(''))).toBe(false);
});

test('a picture has the colors of the page, in both themes', async ({ page }) => {
  const stepper = await openStepper(page, 'attention/scaled-dot-product-attention/');
  await goTo(stepper, 'Queries');
  for (const scheme of ['light', 'dark'] as const) {
    await chooseScheme(page, scheme);
    const { bytes } = await press(page, stepper, 'SVG');
    const found = new Set(bytes.toString().match(/#[0-9a-f]{6}/g));
    for (const [selector, property] of [
      ['body', 'backgroundColor'],
      ['.symbol.role-query', 'color'],
      ['.heat-n10, .heat-p10', 'backgroundColor'],
      ['.heat-0, .heat-p1, .heat-n1', 'backgroundColor'],
    ] as const) {
      const seen = await page.locator(selector).first().evaluate(colorOf, property);
      expect(distance(seen, found), `${scheme}: ${selector}`).toBeLessThanOrEqual(1);
    }
  }
});

/** Runs in the page: a color of an element as red, green and blue. */
function colorOf(element: Element, property: 'color' | 'backgroundColor'): number[] {
  const pen = new OffscreenCanvas(1, 1).getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.fillStyle = getComputedStyle(element)[property];
  pen.fillRect(0, 0, 1, 1);
  return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
}

/** How far a color is from the nearest of some, in the channel that is furthest off. */
function distance(color: readonly number[], hexes: ReadonlySet<string>): number {
  const channels = (hex: string) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return Math.min(
    ...[...hexes].map((hex) =>
      Math.max(...channels(hex).map((value, i) => Math.abs(value - (color[i] ?? NaN)))),
    ),
  );
}

test('what waits for a prediction is in no picture, and the cell that is pointed at is framed', async ({
  page,
}) => {
  const stepper = await openStepper(page, 'labs/encoder-layer/');
  await goTo(stepper, 'Scores');
  const cells = stepper.getByRole('group', { name: 'Gives' }).getByRole('gridcell');
  await cells.filter({ hasText: /\d/ }).nth(2).hover();
  const { texts } = await saveSvg(page, stepper);
  expect(texts.join(' ')).toContain('Framed: Scores, a to red');
  await stepper.getByLabel('Predict, then reveal').check();
  await expect(button(stepper, 'Save as SVG')).toHaveCount(0);
  await button(stepper, 'Skip').click();
  await expect(button(stepper, 'Save as SVG')).toBeVisible();
});

test('nothing of it is loaded before the first press, and a failure is said', async ({ page }) => {
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.url()));
  const stepper = await openStepper(page, 'labs/encoder-layer/');
  await goTo(stepper, 'Scores');
  const before = sent.length;
  expect(sent.filter((url) => PARTS.test(url))).toEqual([]);
  const broken = { contentType: 'text/javascript', body: 'throw new Error("broken");' };
  await page.route(/\/take\.[^/]*\.js$/, (route) => route.fulfill(broken));
  await button(stepper, 'Save as SVG').click();
  await expect(stepper.getByRole('status')).toHaveText('That did not work: Error: broken');
  expect(sent.slice(before).filter((url) => PARTS.test(url)).length).toBeGreaterThan(1);
  expect(await audit(page)).toEqual([]);
  await atRest(stepper);
});
