import { microscopeNames, microscopes } from '../../src/components/stepper/microscopes.ts';
import { microscopeStrings } from '../../src/strings/en/microscopes.ts';
import { audit, chooseScheme } from './support/axe.ts';
import { sidewaysScroll } from './support/layout.ts';
import { open } from './support/pages.ts';
import { atRest, openStepper } from './support/stepper.ts';
import { expect, test } from './support/test.ts';

for (const name of microscopeNames) {
  test.describe(`the microscope ${name}`, () => {
    test('computes in the browser what was computed at build, in every case', async ({ page }) => {
      await open(page, `labs/gallery/${name}/`);
      const cases = Object.keys(microscopes[name].cases);
      const built = new Map<string, string>();
      for (const one of cases) {
        const shown = page.locator(`[data-case="${name}.${one}"] [data-sentence]`);
        built.set(one, await shown.innerText());
      }
      const stepper = await openStepper(page, `labs/${name}/`);
      // The first one last: it takes everything back.
      for (const one of [...cases.slice(1), 'first']) {
        const names: Readonly<Record<string, string>> = microscopeStrings.cases[name];
        await page.getByRole('link', { name: names[one] ?? '', exact: true }).press('Enter');
        await expect(stepper.locator('p.sentence')).toHaveText(built.get(one) ?? '');
        await atRest(stepper);
      }
    });

    for (const scheme of ['light', 'dark'] as const) {
      test(`its gallery is accessible and fits a phone, ${scheme}`, async ({ page }) => {
        await page.setViewportSize({ width: 360, height: 740 });
        await open(page, `labs/gallery/${name}/`);
        await chooseScheme(page, scheme);
        expect(await audit(page)).toEqual([]);
        expect(await page.evaluate(sidewaysScroll)).toBe(0);
      });
    }
  });
}
