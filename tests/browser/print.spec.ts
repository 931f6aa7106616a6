import { audit } from './support/axe.ts';
import { sidewaysScroll } from './support/layout.ts';
import { open } from './support/pages.ts';
import { expect, test } from './support/test.ts';

/** The course on paper: one page of each kind. */
const pages = [
  '',
  'attention/positions/',
  'sora/pocket-sora/',
  'labs/masks/',
  'labs/encoder-layer/',
  'interview/bank/advantages/',
  'interview/concept-bank/attention/',
  'interview/exercises/encoder-layer/',
  'reference/glossary/',
  'reference/models/',
];

/** What A4 leaves between the margins, in pixels of CSS. */
const PAPER = { width: 688, height: 1010 };

/** What cannot be used on paper, and is seen all the same. */
function controls(): string[] {
  const all = document.querySelectorAll<HTMLElement>(
    'button, input[type=range], .page > header, .pagination-links, nav, main .settings',
  );
  return [...all].filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 80));
}

for (const path of pages) {
  test(`/${path} is printed light, whole and without controls`, async ({ page }) => {
    await page.setViewportSize(PAPER);
    await page.addInitScript(() => localStorage.setItem('starlight-theme', 'dark'));
    await open(page, path);
    const html = page.locator('html');
    await expect(html).toHaveAttribute('data-theme', 'dark');
    await page.emulateMedia({ media: 'print' });
    // The event comes with the next frame.
    await expect(html).toHaveAttribute('data-theme', 'light');
    expect(await page.evaluate(controls)).toEqual([]);
    expect(await page.evaluate(sidewaysScroll)).toBe(0);
    expect(await audit(page, 'contrast')).toEqual([]);
    await expect(page.locator('p.printed')).toHaveText('From Attention to Sora');
    await expect(page.locator('p.printed')).toBeVisible();
    await page.emulateMedia({ media: 'screen' });
    await expect(html).toHaveAttribute('data-theme', 'dark');
  });
}

test('graded answers are printed open; hints and solutions stay closed', async ({ page }) => {
  await page.emulateMedia({ media: 'print' });
  await page.goto('./interview/bank/advantages/');
  const answers = page.locator('details.graded');
  await expect(answers).toHaveCount(3);
  for (const answer of await answers.all()) {
    await expect(answer.locator('p').first()).toBeVisible();
  }
  await page.goto('./interview/exercises/encoder-layer/');
  const closed = page.locator('main details:not([open])');
  expect(await closed.count()).toBeGreaterThan(2);
  for (const one of await closed.all()) {
    expect(await one.evaluate((details) => details.lastElementChild?.checkVisibility())).toBe(
      false,
    );
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the dark theme is printed in colors that can be read on paper', async ({ page }) => {
    await page.goto('./attention/scaled-dot-product-attention/');
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    const lightness = (selector: string, property: 'color' | 'backgroundColor') =>
      page.locator(selector).evaluateAll((all, name) => {
        const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
        return all.map((element) => {
          if (!pen) throw new Error('no canvas');
          pen.fillStyle = getComputedStyle(element)[name];
          pen.fillRect(0, 0, 1, 1);
          return Math.max(...pen.getImageData(0, 0, 1, 1).data.slice(0, 3));
        });
      }, property);
    const zeros = await lightness('.heat-0, .heat-p1, .heat-n1', 'backgroundColor');
    expect(zeros.length).toBeGreaterThan(0);
    expect(Math.min(...zeros)).toBeGreaterThan(200);
    const inks = await lightness('.expressive-code .ec-line span', 'color');
    expect(inks.length).toBeGreaterThan(0);
    expect(Math.max(...inks)).toBeLessThan(160);
    expect(
      Math.min(...(await lightness('.expressive-code pre', 'backgroundColor'))),
    ).toBeGreaterThan(240);
  });
});
