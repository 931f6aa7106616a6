import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { audit, chooseScheme } from './support/axe.ts';
import { serveGallery } from './support/gallery.ts';
import { unreached } from './support/keyboard.ts';
import { runningAnimations, sidewaysScroll, smallTargets } from './support/layout.ts';
import { expect, test as base } from './support/test.ts';
import type { Fake } from './widgets/fake-engine.ts';

/** The widgets of the trained models, with an engine that plays along: what a reader does and sees. */

const test = base.extend<object, { address: string }>({
  address: [
    // Playwright wants a pattern, also where nothing is needed of it.
    async ({ browserName: _ }, use) => {
      const { address, close } = await serveGallery();
      await use(address);
      await close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ address }, use) => use(address),
});

// In one worker: the page is built once.
test.describe.configure({ mode: 'default' });

const MAIN = {
  translator: 'Translate',
  answerer: 'Ask',
  levels: 'Ask',
  classifier: 'Classify',
  tuner: 'Train',
} as const;
type Name = keyof typeof MAIN;
const names = Object.keys(MAIN) as Name[];

const widget = (page: Page): Locator => page.locator('[data-widget]');
const button = (page: Page, name: string | RegExp): Locator =>
  widget(page).getByRole('button', { name, exact: true });
const status = (page: Page): Locator => widget(page).getByRole('status');
const tokens = (page: Page): Locator => widget(page).getByRole('list', { name: /Chinese/ });
const atRest = (page: Page): Promise<void> =>
  expect(widget(page)).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });

async function open(page: Page, name: Name, setup: Partial<Fake> = {}): Promise<void> {
  await page.goto(`./#${name}`);
  await expect(widget(page)).toBeVisible();
  await page.evaluate((given) => {
    Object.assign((window as unknown as { fake: Fake }).fake, given);
  }, setup);
}

const inputs = (page: Page): Promise<Fake['inputs']> =>
  page.evaluate(() => (window as unknown as { fake: Fake }).fake.inputs);

/** Does what the widget is for, and waits until it is done. */
async function run(page: Page, name: Name): Promise<void> {
  await button(page, MAIN[name]).press('Enter');
  await expect.poll(async () => (await inputs(page)).length).toBeGreaterThan(0);
  await atRest(page);
}

for (const name of names) {
  test.describe(name, () => {
    test.beforeEach(async ({ page }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
    });

    for (const scheme of ['light', 'dark'] as const) {
      test(`is accessible before and after a run, ${scheme}`, async ({ page }) => {
        await open(page, name);
        await chooseScheme(page, scheme);
        expect(await audit(page)).toEqual([]);
        await run(page, name);
        for (const details of await page.locator('summary').all()) await details.click();
        expect(await audit(page)).toEqual([]);
      });
    }

    test('fits 360 pixels, with targets large enough', async ({ page }) => {
      await page.setViewportSize({ width: 360, height: 740 });
      await open(page, name);
      await run(page, name);
      for (const details of await page.locator('summary').all()) await details.click();
      expect(await page.evaluate(sidewaysScroll)).toBe(0);
      expect(await page.evaluate(smallTargets)).toEqual([]);
    });

    test('gives Tab all that it gives the mouse', async ({ page }) => {
      await open(page, name);
      await run(page, name);
      // From the beginning, not from the button that was pressed.
      await page.locator('h1').click();
      expect(await unreached(page)).toEqual([]);
    });

    test('keeps still for those who ask for less motion', async ({ page }) => {
      await open(page, name);
      await run(page, name);
      expect(await page.evaluate(runningAnimations)).toEqual([]);
      // Until all is said.
      await page.waitForTimeout(1500);
      const before = await widget(page).innerText();
      await page.waitForTimeout(900);
      expect(await widget(page).innerText()).toBe(before);
    });

    test('shows how far the weights are, and has one live region', async ({ page }) => {
      await open(page, name, { weights: 1_200_000, pace: 60 });
      await button(page, MAIN[name]).click();
      await expect(widget(page).getByRole('progressbar')).toBeVisible();
      await expect(widget(page)).toContainText(/Loading the [\w ]+: 0\.\d of 1\.2 MB/);
      await expect(widget(page).locator('[role=status], [aria-live]')).toHaveCount(1);
    });

    for (const [failure, text] of [
      ['missing', /weights are not at/],
      ['truncated', /cut short: 1,000 bytes were published, 999 came/],
      ['altered', /SHA-256 is another one/],
      ['stalled', /stopped coming/],
      ['unavailable', /cannot run in this browser/],
      ['died', /stopped over this/],
    ] as const) {
      test(`says that it failed (${failure}), and another try works`, async ({ page }) => {
        await open(page, name, { failure });
        await run(page, name);
        await expect(widget(page).locator('[data-problem]')).toHaveText(text);
        expect(await audit(page)).toEqual([]);
        await page.evaluate(() => {
          (window as unknown as { fake: Fake }).fake.failure = undefined;
        });
        await button(page, 'Try again').press('Enter');
        await expect(widget(page).locator('[data-problem]')).toHaveCount(0);
        await atRest(page);
        await expect(status(page)).not.toBeEmpty();
      });
    }
  });
}

test.describe('the translator', () => {
  test('shows the tokens one by one, and goes back and forward', async ({ page }) => {
    await open(page, 'translator', { pace: 5 });
    await run(page, 'translator');
    const list = tokens(page).getByRole('listitem');
    await expect.poll(() => list.count()).toBeGreaterThan(1);
    await button(page, /Pause|Play/).click();
    const slider = widget(page).getByRole('slider', { name: 'Token' });
    await slider.focus();
    await slider.press('End');
    await expect(list).toHaveCount(14);
    await expect(list.last()).toHaveText('[eos]');
    await button(page, 'Back').click();
    await expect(list).toHaveCount(13);
    await expect(widget(page)).toContainText('Token 13 of 14');
    await expect(status(page)).toContainText('13 of 14: 移动');
  });

  test('with less motion all tokens are there at once', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(page, 'translator');
    await run(page, 'translator');
    await expect(tokens(page).getByRole('listitem')).toHaveCount(14);
    await expect(status(page)).toContainText(
      'became “顶部的一个小的红色圆形在蓝色正方形上方向右移动”',
    );
  });

  test('shows what each token looked at, by head and layer, and the cache', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(page, 'translator');
    await run(page, 'translator');
    const matrix = widget(page).getByRole('grid');
    await expect(matrix.getByRole('columnheader')).toHaveCount(10);
    await expect(matrix.getByRole('rowheader')).toHaveCount(14);
    await widget(page).getByRole('slider', { name: 'Token' }).fill('3');
    await expect(matrix.getByRole('rowheader')).toHaveCount(3);
    const layer = widget(page).getByLabel('Layer', { exact: true });
    const head = widget(page).getByLabel('Head', { exact: true });
    await layer.selectOption('1');
    await head.selectOption('1');
    await expect(widget(page)).toContainText('layer 1, head 1 looked most at “red”: 40%');
    await head.selectOption('2');
    await layer.selectOption('2');
    await expect(widget(page)).toContainText('layer 2, head 2 looked most at “moves”');
    await expect(widget(page)).toContainText(
      'After 3 tokens the cache holds 13,312 bytes. Each token adds 1,024 bytes',
    );
    await widget(page).getByText('The same as a table').click();
    await expect(widget(page).getByRole('table').getByRole('row')).toHaveCount(4);
  });

  test('marks unknown words, names near ones, and reads them all the same', async ({ page }) => {
    await open(page, 'translator');
    const field = widget(page).getByRole('textbox');
    await field.fill('a crimson circel moves up');
    await expect(field).toHaveAccessibleDescription(/“crimson”.*“circel”. Near it: “circle”/);
    await expect(widget(page).locator('mark')).toHaveText(['crimson', 'circel']);
    await field.press('Enter');
    await atRest(page);
    const [{ input } = { input: undefined }] = await inputs(page);
    expect(input).toMatchObject({ tokens: ['a', 'crimson', 'circel', 'moves', 'up'] });
    await field.fill('a red blue circle');
    await expect(field).toHaveAccessibleDescription(/red and blue at once/);
  });

  test('takes no text that it could not read, and cuts nothing off', async ({ page }) => {
    await open(page, 'translator');
    const field = widget(page).getByRole('textbox');
    for (const text of ['', ' ', 'a '.repeat(65), 'a '.repeat(10_000), 'x'.repeat(41)]) {
      await field.fill(text);
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(field).toHaveAccessibleDescription(/word|characters/);
      await expect(button(page, 'Translate')).toHaveAttribute('aria-disabled', 'true');
      await button(page, 'Translate').press('Enter');
      await expect(field).toHaveValue(text);
    }
    expect(await inputs(page)).toEqual([]);
  });

  test('a second translation takes the place of the first', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(page, 'translator', { pace: 50 });
    await button(page, 'Translate').click();
    await expect(tokens(page).getByRole('listitem').first()).toBeVisible();
    await widget(page).getByRole('textbox').fill('a ring');
    await button(page, 'Translate').click();
    await expect(widget(page)).toHaveAttribute('aria-busy', 'true');
    await atRest(page);
    await expect(status(page)).toContainText('“a ring” became');
    await expect(tokens(page).getByRole('listitem')).toHaveCount(14);
  });
});

test.describe('the answerer', () => {
  test('marks the answer in the paragraph, and says it', async ({ page }) => {
    await open(page, 'answerer');
    await widget(page).getByLabel('A paragraph').fill('the red ring is small. a cross loops.');
    await widget(page).getByLabel('A question').fill('what size is the red ring?');
    await run(page, 'answerer');
    await expect(widget(page).locator('[data-answer]')).toHaveText(/“is small”, in sentence 1/);
    await expect(widget(page).locator('mark')).toHaveText(['is', 'small']);
    await expect(status(page)).toContainText('“is small”, in sentence 1');
    await expect(widget(page).getByRole('list', { name: 'Starts at' })).toContainText(
      /is \(6\)\s*47%/,
    );
    await widget(page).getByText('The same as a table').click();
    await expect(widget(page).getByRole('table').getByRole('row')).toHaveCount(11);
  });

  test('shows what a word looked at, by word and by sentence', async ({ page }) => {
    await open(page, 'answerer');
    await run(page, 'answerer');
    const matrix = widget(page).getByRole('grid');
    await expect(matrix.getByRole('columnheader')).toHaveCount(8);
    const before = await widget(page)
      .getByText(/looks most at/)
      .innerText();
    await widget(page).getByLabel('Seen from').selectOption('2');
    await expect(widget(page).getByText(/looks most at/)).not.toHaveText(before);
    await matrix.getByRole('gridcell').nth(1).focus();
    await page.keyboard.press('ArrowDown');
    await expect(widget(page).getByLabel('Seen from')).toHaveValue('1');
  });

  test('draws another paragraph, and any number of sentences', async ({ page }) => {
    await open(page, 'answerer');
    const paragraph = widget(page).getByLabel('A paragraph');
    const first = await paragraph.inputValue();
    await button(page, 'New paragraph').click();
    await expect(paragraph).not.toHaveValue(first);
    await widget(page).getByLabel('Seed').fill('7');
    await expect(paragraph).toHaveValue(first);
    await widget(page).getByLabel('Sentences').fill('48');
    expect((await paragraph.inputValue()).split('.')).toHaveLength(49);
    await run(page, 'answerer');
    await widget(page).getByLabel('Sentences').fill('49');
    await expect(widget(page).getByLabel('Sentences')).toHaveAccessibleDescription(/from 2 to 48/);
  });
});

test.describe('the tuner', () => {
  test('compares four runs, and a fifth takes the place of the oldest', async ({ page }) => {
    await open(page, 'tuner');
    await widget(page).getByLabel('Steps').fill('20');
    for (const [i, mode] of ['full', 'frozen', 'lora', 'scratch', 'full'].entries()) {
      await widget(page).getByLabel('What is trained').selectOption(mode);
      await button(page, 'Train').click();
      const run = new RegExp(`Run ${i + 1}: .*right`);
      await expect(widget(page).getByRole('listitem').filter({ hasText: run })).toBeVisible();
      await atRest(page);
    }
    await expect(widget(page).getByRole('listitem')).toHaveCount(4);
    const accuracy = widget(page).getByRole('img', { name: /^Accuracy/ });
    await expect(accuracy).toHaveAccessibleName(/Run 2: \d+% at step 20\. Run 3.*Run 5/);
    await widget(page).getByText('The same as a table').click();
    await expect(widget(page).getByRole('table').first().getByRole('row')).toHaveCount(5);
    await button(page, 'Remove all runs').click();
    await expect(accuracy).toHaveCount(0);
  });

  test('a cancelled run keeps what it had learned, and can be tried and downloaded', async ({
    page,
  }) => {
    await open(page, 'tuner', { pace: 10 });
    await button(page, 'Train').click();
    await expect(widget(page).getByText(/^Step \d+ of 200/)).toBeVisible();
    await expect(status(page)).toContainText(/step \d+: loss/);
    await button(page, 'Cancel').click();
    await atRest(page);
    await expect(widget(page)).toContainText('It was stopped; what it had learned is kept.');
    await button(page, 'Classify').click();
    await expect(widget(page)).toContainText('The model says “yes”: 88%');
    await widget(page).getByRole('textbox').last().fill('a blue ring grows');
    await expect(widget(page)).not.toContainText('The model says');
    const download = page.waitForEvent('download');
    await button(page, 'Download run 1').click();
    expect((await download).suggestedFilename()).toBe('reader-full-run-1.safetensors');
  });

  test('its runs are saved as SVG and PNG, with their settings', async ({ page }) => {
    await open(page, 'tuner');
    await expect(button(page, 'Save as SVG')).toHaveCount(0);
    await widget(page).getByLabel('Steps').fill('20');
    await widget(page).getByLabel('What is trained').selectOption('lora');
    await run(page, 'tuner');
    const save = async (kind: string): Promise<Buffer> => {
      const download = page.waitForEvent('download');
      await button(page, `Save as ${kind}`).click();
      expect((await download).suggestedFilename()).toBe(`fine-tuning.${kind.toLowerCase()}`);
      return readFile(await (await download).path());
    };
    const { words, errors } = await page.evaluate(
      (svg) => {
        const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
        const texts = [...parsed.querySelectorAll('text')].map((one) => one.textContent);
        const errors = parsed.querySelectorAll('parsererror').length;
        return { words: texts.join(' ').replaceAll('\u00a0', ' '), errors };
      },
      (await save('SVG')).toString(),
    );
    expect(errors).toBe(0);
    const said = await widget(page).getByRole('listitem').first().innerText();
    expect(words).toContain(said.replace('Run 1: LoRA, 200 labels. ', ''));
    expect(words).toMatch(
      /Run 1: LoRA, 200 labels · .*Rank R: 4 · Rate: 0.005 · Seed: 1 · Steps: 20/,
    );
    expect((await save('PNG')).length).toBeGreaterThan(10_000);
  });

  test('learns labels that a reader gives by keyboard', async ({ page }) => {
    await open(page, 'tuner');
    await widget(page).getByLabel('Labels').selectOption('own');
    await expect(button(page, 'Train')).toHaveAttribute('aria-disabled', 'true');
    await widget(page).getByLabel('Name of label 1').fill('hot');
    const rows = widget(page).getByRole('listitem');
    for (let i = 0; i < 8; i++) {
      await rows
        .nth(i)
        .getByRole('button')
        .nth(i % 2)
        .press('Space');
    }
    await expect(rows.first().getByRole('button').first()).toHaveAttribute('aria-pressed', 'true');
    await button(page, 'Train').press('Enter');
    await expect(
      widget(page)
        .getByText(/Run 1: full, 6 labels/)
        .first(),
    ).toBeVisible();
    await atRest(page);
    const [{ input } = { input: undefined }] = await inputs(page);
    const { examples, heldOut } = input as Record<string, { label: string }[]>;
    expect(examples?.map(({ label }) => label)).toEqual(['hot', 'hot', 'hot', 'no', 'no', 'no']);
    expect(heldOut?.map(({ label }) => label)).toEqual(['hot', 'no']);
  });

  test('says a number that is out of bounds, and keeps the last good one', async ({ page }) => {
    await open(page, 'tuner');
    const rate = widget(page).getByLabel('Learning rate');
    for (const bad of ['5', '0', '-1', '']) {
      await rate.fill(bad);
      await expect(rate).toHaveAccessibleDescription(
        'A number from 0.00001 to 0.1. Until then 0.001 is used.',
      );
    }
    await button(page, 'Train').click();
    await atRest(page);
    const [{ input } = { input: undefined }] = await inputs(page);
    expect(input).toMatchObject({ learningRate: 0.001 });
  });

  test('forgets what was wrong with a number when another takes its place', async ({ page }) => {
    await open(page, 'tuner');
    const rate = widget(page).getByLabel('Learning rate');
    await rate.fill('5');
    await widget(page).getByLabel('Steps').fill('20');
    await expect(rate).toHaveValue('5');
    await expect(rate).toHaveAttribute('aria-invalid', 'true');
    await widget(page).getByLabel('What is trained').selectOption('frozen');
    await expect(rate).toHaveValue('0.01');
    await expect(rate).toHaveAttribute('aria-invalid', 'false');
    await expect(rate).toHaveAccessibleDescription('');
  });

  test('speaks at most once a second while it trains', async ({ page }) => {
    await open(page, 'tuner', { pace: 1 });
    await status(page).evaluate((region) => {
      const times: number[] = [];
      Object.assign(window, { times });
      new MutationObserver(() => times.push(performance.now())).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
    await widget(page).getByLabel('Steps').fill('1000');
    await run(page, 'tuner');
    const times = await page.evaluate(() => (window as unknown as { times: number[] }).times);
    const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0));
    expect(times.length).toBeGreaterThan(0);
    expect(Math.min(Infinity, ...gaps)).toBeGreaterThan(950);
  });
});

test.describe('the reader on two levels', () => {
  const part = (page: Page, level: string): Locator =>
    widget(page).locator(`[data-level=${level}]`);

  test.beforeEach(async ({ page }) => {
    await open(page, 'levels');
    await widget(page).getByLabel('A paragraph').fill('the red ring is small. a cross loops.');
    await widget(page).getByLabel('A question').fill('what size is the red ring?');
    await run(page, 'levels');
  });

  test('is given sentences, and says the answer', async ({ page }) => {
    const [{ name, input } = { name: '', input: undefined }] = await inputs(page);
    expect(name).toBe('answerByLevels');
    expect(input).toEqual({
      question: 'what size is the red ring ?'.split(' '),
      sentences: ['the red ring is small .', 'a cross loops .'].map((text) => text.split(' ')),
    });
    await expect(widget(page).locator('[data-answer]')).toHaveText('small (60%).');
    await expect(widget(page).locator('[data-flat]')).toHaveText(/says of the same: .+ \(60%\)\.$/);
    await expect(status(page)).toHaveText('small (60%).');
  });

  test('shows the words of each sentence, and how much each counts', async ({ page }) => {
    await expect(part(page, 'words')).toContainText('In the question, “what” counts most');
    await widget(page).getByLabel('Seen from').selectOption('sentence 2');
    await expect(part(page, 'words')).toContainText('In sentence 2, “cross” counts most');
    await part(page, 'words').getByText('The same as a table').click();
    await expect(part(page, 'words').getByRole('row')).toHaveCount(1 + 8 + 6 + 4);
  });

  test('shows what the question and each sentence look at, in the taught head first', async ({
    page,
  }) => {
    const sentences = part(page, 'sentences');
    await expect(sentences.getByLabel('Layer', { exact: true })).toHaveValue('2');
    await expect(sentences.getByRole('rowheader')).toHaveText(['question', '1', '2']);
    await expect(sentences).toContainText('the question looks most at sentence 1');
    await expect(sentences).toContainText('“the red ring is small.”');
    await sentences.getByLabel('Layer', { exact: true }).selectOption('2');
    await expect(sentences).toContainText('the question looks most at the question');
  });

  test('takes no more sentences than fit, and cuts nothing off', async ({ page }) => {
    const paragraph = widget(page).getByLabel('A paragraph');
    const text = 'it moves. '.repeat(65);
    await paragraph.fill(text);
    await expect(paragraph).toHaveAccessibleDescription(/65 sentences; up to 64 fit/);
    await expect(button(page, 'Ask')).toHaveAttribute('aria-disabled', 'true');
    await expect(paragraph).toHaveValue(text);
  });
});

test.describe('the classifier', () => {
  test('takes back what it said of another sentence', async ({ page }) => {
    await open(page, 'classifier');
    const sentence = widget(page).getByRole('textbox');
    const first = await sentence.inputValue();
    await run(page, 'classifier');
    await expect(status(page)).toContainText('The model says');
    await sentence.fill('a blue ring grows');
    await expect(status(page)).toHaveText(/^Press Classify/);
    await expect(widget(page)).not.toContainText('%');
    await sentence.fill(first);
    await expect(status(page)).toContainText('The model says');
  });
});
