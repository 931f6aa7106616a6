import { readFile } from 'node:fs/promises';
import { labs } from '../../src/components/labs/labs.ts';
import { labFields, labNames } from '../../src/engine/labs/index.ts';
import type { Field } from '../../src/engine/labs/field.ts';
import { monkey } from './labs/monkey.ts';
import { audit, chooseScheme } from './support/axe.ts';
import { labIn, openLab } from './support/lab.ts';
import { smallText } from './support/layout.ts';
import { open } from './support/pages.ts';
import { expect, test } from './support/test.ts';

for (const name of labNames) {
  const lab = labs[name];
  const cases = Object.keys(lab.cases);
  const last = cases.at(-1) ?? 'first';
  const fields = Object.entries<Field>(labFields[name]);
  const hidden = (lab.looks ?? []).map(String);

  test.describe(`the lab ${name}`, () => {
    test('computes in the browser what was computed at build, in every case', async ({ page }) => {
      test.slow();
      await open(page, `labs/gallery/${name}/`);
      const built = new Map<string, string>();
      for (const one of cases) {
        const shown = page.locator(`[data-case="${name}.${one}"] [data-sentence]`);
        built.set(one, await shown.innerText());
      }
      const { cases: picker, sentence, settle } = await openLab(page, name);
      await expect(sentence).toHaveText(built.get('first') ?? '');
      for (const one of [...cases.slice(1), 'first']) {
        await picker.selectOption(one);
        await settle();
        await expect(sentence).toHaveText(built.get(one) ?? '');
      }
    });

    test('is drawn with text that can be read on a phone, in every case', async ({ page }) => {
      await page.setViewportSize({ width: 360, height: 740 });
      await page.goto(`./labs/gallery/${name}/`);
      expect(await page.locator('main svg[data-picture]').count()).toBeGreaterThan(0);
      expect(await page.evaluate(smallText)).toEqual([]);
    });

    test('is used from start to end by keyboard alone', async ({ page }) => {
      test.slow();
      const { cases: picker, region, sentence, settle } = await openLab(page, name);
      await expect(picker).toBeVisible();
      await region.scrollIntoViewIfNeeded();
      const before = await sentence.innerText();
      await picker.focus();
      await page.keyboard.press('End');
      await settle();
      await expect(picker).toHaveValue(last);
      if (cases.length > 1) await expect(sentence).not.toHaveText(before);
      const reached = new Set<string>();
      for (let presses = 0; presses < 120; presses++) {
        await page.keyboard.press('Tab');
        const at = await page.evaluate(() => {
          const { activeElement: active } = document;
          if (!active?.closest('[data-lab]')) return undefined;
          return active.id || active.textContent.trim();
        });
        if (at === undefined) break;
        reached.add(at);
      }
      expect(reached).toContain('Copy link to this state');
      expect(reached).toContain('Save as SVG');
      await page.keyboard.press('Shift+Tab');
      expect(await region.evaluate((one) => one.contains(document.activeElement))).toBe(true);
    });

    if (lab.guess) {
      test('asks for a prediction, judges it, then reveals', async ({ page }) => {
        test.slow();
        const { cases: picker, region, sentence, settle } = await openLab(page, name);
        await region.getByLabel('Predict first').check();
        await picker.selectOption(last);
        await settle();
        const form = region.locator('[data-prediction]');
        await expect(form).toBeVisible();
        await expect(sentence).toBeHidden();
        await form.getByRole('button', { name: 'Check my prediction' }).click();
        await expect(form.getByRole('alert')).toContainText('Choose an answer');
        await chooseScheme(page, 'dark');
        expect(await audit(page)).toEqual([]);
        await form.getByRole('radio').first().check();
        await form.getByRole('button', { name: 'Check my prediction' }).click();
        await expect(region.locator('[data-verdict]')).toContainText(/^(Right|Not quite)/);
        await expect(sentence).toBeVisible();
      });
    }

    test('says what is wrong with a nonsense field, and keeps the last result', async ({
      page,
    }) => {
      const { region, sentence } = await openLab(page, name);
      const before = await sentence.innerText();
      for (const [field, { kind }] of fields) {
        if ((kind !== 'whole' && kind !== 'decimal') || hidden.includes(field)) continue;
        const input = region.locator(`#${name}-${field}`);
        if ((await input.count()) === 0) continue;
        await input.fill('nonsense');
        await expect(region.locator(`#${name}-${field}-problem`)).toContainText('got “nonsense”');
        await expect(input).toHaveValue('nonsense');
      }
      await expect(sentence).toHaveText(before);
    });

    test('says what it left out of a link', async ({ page }) => {
      const [[field] = ['none']] = fields;
      const { region } = await openLab(page, name, `#${name}.${field}=$&${name}.colour=blue`);
      await expect(region.getByRole('alert')).toHaveCount(fields[0]?.[1].kind === 'text' ? 1 : 2);
      await expect(region.getByRole('alert').first()).toContainText('colour');
    });

    test('is saved as a picture with its settings', async ({ page }) => {
      const { region, sentence } = await openLab(page, name);
      for (const kind of ['SVG', 'PNG'] as const) {
        const waiting = page.waitForEvent('download');
        await region.getByRole('button', { name: `Save as ${kind}` }).click();
        const download = await waiting;
        expect(download.suggestedFilename()).toBe(`${name}.${kind.toLowerCase()}`);
        const bytes = await readFile(await download.path());
        if (kind === 'PNG') {
          expect([...bytes.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
          expect(bytes.length).toBeGreaterThan(4000);
          continue;
        }
        const { texts, errors } = await page.evaluate((svg) => {
          const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
          const textsOf = (name: string) =>
            [...parsed.querySelectorAll(name)].map((one) => one.textContent);
          return { texts: textsOf('text'), errors: textsOf('parsererror') };
        }, bytes.toString());
        const words = texts.join(' ').replace(/\s+/g, ' ');
        expect(errors).toEqual([]);
        expect(words).toContain((await sentence.innerText()).slice(0, 40));
        expect(words).toContain(lab.texts.title);
      }
    });

    test('500 random dealings: no error, no tensor left, and the link restores the numbers', async ({
      page,
      context,
    }) => {
      test.setTimeout(300_000);
      await page.emulateMedia({ reducedMotion: 'reduce' }); // nothing plays by itself
      const { cases: picker, region, rest, settle } = await openLab(page, name);
      for (const one of [...cases, 'first']) {
        await picker.selectOption(one);
        await settle();
      }
      const tensors = await region.getAttribute('data-tensors');
      expect(await page.evaluate(monkey, { seed: 7, dealings: 500 })).toBeGreaterThan(450);
      await region
        .getByLabel('Predict first')
        .uncheck({ timeout: 1000 })
        .catch(() => undefined);
      const reveal = region.getByRole('button', { name: 'Show the result' });
      await settle();
      if (await reveal.isVisible()) await reveal.click();
      await rest();
      await page.waitForTimeout(400); // the address waits for the reader to rest
      const other = await context.newPage();
      await other.emulateMedia({ reducedMotion: 'reduce' });
      await other.goto(page.url());
      const restored = labIn(other, name);
      await expect(restored.cases).toBeVisible();
      await restored.settle();
      const now = labIn(page, name);
      expect(await restored.text()).toBe(await now.text());
      await picker.selectOption(cases[1] ?? 'first');
      await settle();
      await picker.selectOption('first');
      await settle();
      if (await reveal.isVisible()) await reveal.click();
      expect(await region.getAttribute('data-tensors')).toBe(tensors);
    });
  });
}
