import type { Page } from '@playwright/test';
import { chooseScheme } from './support/axe.ts';
import { open } from './support/pages.ts';
import { expect, test } from './support/test.ts';

/** The cheat sheets on paper. */

const INDEX = 'interview/cheat-sheets/';
const parts = ['attention', 'transformer', 'pre-training', 'sora'];

/** How many pages a page prints on. */
async function countPages(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

test('the index leads to every sheet', async ({ page }) => {
  await open(page, INDEX);
  for (const part of parts) {
    await expect(page.locator(`main a[href="${part}/"]`)).toBeVisible();
  }
});

for (const part of parts) {
  test(`${part} prints on two sides of A4, in light colors, without the site around it`, async ({
    page,
  }) => {
    await open(page, `${INDEX}${part}/`);
    await chooseScheme(page, 'dark');
    expect(await countPages(page)).toBe(2);

    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.side')).toHaveCount(2);
    for (const around of ['header.header', '#starlight__sidebar', 'footer', '.sheet-hint']) {
      await expect(page.locator(around).first()).toBeHidden();
    }
    const colors = await page.evaluate(() => {
      const of = (selector: string) => {
        const element = document.querySelector(selector);
        return element ? getComputedStyle(element).color : '';
      };
      return { page: getComputedStyle(document.body).backgroundColor, query: of('.role-query') };
    });
    expect(colors.page).toBe('rgb(255, 255, 255)');
    if (part === 'attention') expect(colors.query).toBe('rgb(154, 75, 0)');
  });

  test(`${part}: nothing on a side is wider than its column`, async ({ page }) => {
    // As wide as the paper, without its margins.
    await page.setViewportSize({ width: 718, height: 1050 });
    await open(page, `${INDEX}${part}/`);
    await page.emulateMedia({ media: 'print' });
    const wide = await page
      .locator('.side > *')
      .evaluateAll((all) =>
        all
          .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
          .map((one) => `${one.tagName}: ${one.textContent.slice(0, 60)}`),
      );
    expect(wide).toEqual([]);
  });
}
