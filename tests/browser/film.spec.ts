import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { playFilm, readGif, readStrip } from './film/decode.ts';
import { openLab } from './support/lab.ts';
import { expect, test } from './support/test.ts';

/** Of the clip, and how many pixels of a file show one of it. */
const [FRAMES, SIDE, SCALE] = [9, 32, 8];
const CLIP = '#studio.size=9x32x32&studio.steps=1&studio.guidance=1';

/** A clip of nine frames in one step, and the picture of its film strip. */
async function openClip(page: Page) {
  const { region, settle } = await openLab(page, 'studio', CLIP);
  await settle();
  await expect(region).not.toHaveAttribute('data-tensors', '');
  const strip = region.locator('svg[data-picture] image').last();
  await expect(strip).toHaveAttribute('width', String(2 * FRAMES * SIDE), { timeout: 90_000 });
  return { region, strip: (await strip.getAttribute('href')) ?? '' };
}

async function save(page: Page, ending: 'gif' | 'webm'): Promise<string> {
  const waiting = page.waitForEvent('download');
  await page
    .getByRole('button', { name: ending === 'gif' ? 'Save as GIF' : 'Save as WebM' })
    .click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe(`pocket-sora.${ending}`);
  return (await readFile(await download.path())).toString('base64');
}

test.describe('the film of a clip', () => {
  test('is saved as a GIF with every frame in its place', async ({ page }) => {
    test.slow();
    const { strip } = await openClip(page);
    const bytes = await save(page, 'gif');
    const gif = await page.evaluate(readGif, bytes);
    expect(gif).toMatchObject({ width: SCALE * SIDE, height: SCALE * SIDE, repeats: true });
    expect(gif.frames.map(({ milliseconds }) => milliseconds)).toEqual(Array(FRAMES).fill(130));
    const wanted = await page.evaluate(readStrip, { strip, frames: FRAMES });
    gif.frames.forEach(({ pixels }, at) => {
      const gaps = wanted.map((frame) => meanGap(pixels, frame));
      expect(gaps[at]).toBeLessThan(4);
      expect(gaps[at]).toBe(Math.min(...gaps));
    });
    expect(meanGap(wanted[0] ?? [], wanted[8] ?? [])).toBeGreaterThan(1); // it moves
  });

  test('is saved as a WebM that plays, where the browser can record', async ({ page, context }) => {
    test.slow();
    const { region, strip } = await openClip(page);
    const records = await page.evaluate(
      () => typeof MediaRecorder !== 'undefined' && MediaRecorder.isTypeSupported('video/webm'),
    );
    const button = region.getByRole('button', { name: 'Save as WebM' });
    await expect(button).toHaveCount(records ? 1 : 0);
    if (!records) return;
    const bytes = await save(page, 'webm');
    const empty = await context.newPage(); // the policy of the course plays no films
    const film = await empty.evaluate(playFilm, bytes);
    expect(film).toMatchObject({ width: SCALE * SIDE, height: SCALE * SIDE, ended: true });
    expect(film.seconds).toBeGreaterThan(0.5);
    const wanted = await empty.evaluate(readStrip, { strip, frames: FRAMES });
    expect(meanGap(film.last, wanted[8] ?? [])).toBeLessThan(12); // colors of a video are coarser
  });

  test('offers no WebM where the browser cannot record, and says when a file fails', async ({
    page,
  }) => {
    await page.addInitScript(() => {
      Reflect.deleteProperty(globalThis, 'MediaRecorder');
      HTMLImageElement.prototype.decode = () => Promise.reject(new Error('broken'));
    });
    const { region } = await openLab(page, 'studio');
    await region.getByRole('button', { name: 'Save as GIF' }).click();
    await expect(region.getByText('The browser could not make the file.')).toBeVisible();
    await expect(region.getByRole('button', { name: 'Save as WebM' })).toHaveCount(0);
  });
});

function meanGap(a: readonly number[], b: readonly number[]): number {
  expect(a.length).toBe(b.length);
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length;
}
