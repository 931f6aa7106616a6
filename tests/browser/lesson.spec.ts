import type { Locator, Page } from '@playwright/test';
import { open } from './support/pages.ts';
import { expect, test } from './support/test.ts';

const LESSON = 'attention/scaled-dot-product-attention/';

const ask = (page: Page, id: string): Locator => page.locator(`form[data-question="${id}"]`);
const verdict = (form: Locator): Locator => form.getByRole('status');
const check = (form: Locator): Promise<void> => form.getByRole('button', { name: 'Check' }).click();

test('one choice: verdict, its explanation, then all explanations', async ({ page }) => {
  await open(page, LESSON);
  const form = ask(page, 'attention/softmax-axis');
  await expect(form.getByRole('group').first()).toHaveAccessibleName(/Along which direction/);
  await check(form);
  await expect(verdict(form)).toHaveText('Pick an answer first.');
  await form.getByRole('radio', { name: 'Along each column' }).check();
  await check(form);
  await expect(verdict(form)).toContainText('Not right.');
  await expect(verdict(form)).toContainText('the columns add up to 1');
  await expect(form.locator('details li')).toHaveCount(4);
  await expect(form.locator('details')).toContainText('right: Along each row');
});

test('several choices: a missing one is counted', async ({ page }) => {
  await open(page, LESSON);
  const form = ask(page, 'attention/true-statements');
  await form.getByRole('checkbox', { name: 'Without positions and masks' }).check();
  await check(form);
  await expect(verdict(form)).toContainText('3 of 4 right.');
  await expect(verdict(form)).toContainText('One right choice is missing.');
});

test('a number: a word is no attempt, a slip is named, the arithmetic is shown', async ({
  page,
}) => {
  await open(page, LESSON);
  const form = ask(page, 'attention/score-by-hand');
  const field = form.getByLabel('Your number');
  await field.fill('two');
  await check(form);
  await expect(verdict(form)).toContainText('“two” is no unit');
  const { plain } = await readVectors(form);
  await field.fill(String(plain));
  await field.press('Enter');
  await expect(verdict(form)).toContainText('The scale is missing.');
  await expect(form.locator('details.explained')).toContainText('/ √4 =');
});

test('a drawn number: once more with other numbers, and the focus goes along', async ({ page }) => {
  await open(page, LESSON);
  const form = ask(page, 'attention/score-by-hand');
  const before = await readVectors(form);
  await form.getByLabel('Your number').fill(`${String(before.plain)} / 2`);
  await check(form);
  await expect(verdict(form)).toContainText('Right.');
  await form.getByRole('button', { name: 'Again, with other numbers' }).press('Enter');
  await expect(form).toBeFocused();
  await expect(form.getByLabel('Your number')).toHaveValue('');
  const after = await readVectors(form);
  expect(after.text).not.toBe(before.text);
  await form.getByLabel('Your number').fill(`${String(after.plain)} / √4`);
  await check(form);
  await expect(verdict(form)).toContainText('Right.');
});

/** The query and the key that the question shows, and their dot product. */
async function readVectors(form: Locator): Promise<{ text: string; plain: number }> {
  const text = (await form.locator('legend').innerText()).replaceAll('−', '-');
  const [query = [], key = []] = [...text.matchAll(/\(([^)]+)\)/g)].map(([, list = '']) =>
    list.split(',').map(Number),
  );
  return { text, plain: query.reduce((sum, q, i) => sum + q * (key[i] ?? NaN), 0) };
}

test('a whole quiz by keyboard: the score counts, names what was missed, and starts anew', async ({
  page,
}) => {
  await open(page, 'start/how-this-course-works/');
  const [first, second, third] = [
    ask(page, 'start/what-was-sora'),
    ask(page, 'start/whose-story'),
    ask(page, 'start/attention-weights'),
  ];
  await first.getByRole('radio', { name: 'A diffusion transformer' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(verdict(first)).toContainText('Right.');
  await expect(page.getByText('2 questions are open.')).toBeVisible();
  await second.getByRole('checkbox', { name: 'A decoder writes' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await third.getByLabel('Your number').fill('100');
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 of 3 right. Look again at question 2.')).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).press('Enter');
  await expect(first.getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(page.getByText('3 questions are open.')).toBeVisible();
});

test('the focus stays on Check after the check', async ({ page }) => {
  await open(page, LESSON);
  const form = ask(page, 'attention/why-root-d');
  await form.getByRole('radio', { name: 'So that their spread' }).check();
  await form.getByRole('button', { name: 'Check' }).press('Enter');
  await expect(verdict(form)).toContainText('Right.');
  await expect(form.getByRole('button', { name: 'Check' })).toBeFocused();
});

test('a citation leads to its source at the end of the lesson', async ({ page }) => {
  await open(page, LESSON);
  await page.getByRole('link', { name: '[Vaswani et al. 2017, §3.2.1]' }).first().click();
  await expect(page.locator('#source-vaswani2017')).toBeInViewport();
});

/** What the drawings of lessons say of the numbers that the text works out by hand. */
const drawings = [
  ['attention/tokens-and-embeddings/', '“red” is 4 and gets (0, 3, 1)'],
  ['attention/positions/', 'turned by 4 and 5 radians, their product is 0.540'],
  ['attention/many-heads/', 'Head 1 gives 0.164 to “red”, 0.673 to “circle”'],
  ['attention/masks/', 'Both: “a” sees a; “small” sees a, small'],
  ['attention/multi-level-attention/', 'full: 256 pairs'],
  ['pre-training/objectives/', 'the decoder says “<X> circle moves <Y> square <Z>”'],
  ['pre-training/fine-tuning/', 'The best span is “in the corner” with 6'],
  ['pre-training/lora-and-forgetting/', '8 rows and 64 columns: 1,024 numbers that are trained'],
  ['pre-training/cost-and-scaling/', 'all trained, Adam: 112.0 GB'],
] as const;

for (const [lesson, said] of drawings) {
  test(`a drawing says what it shows: ${lesson}`, async ({ page }) => {
    await open(page, lesson);
    const told = await page.locator('figure svg[role=img] desc').allTextContents();
    expect(told.join(' ')).toContain(said);
  });
}

test('the lesson on several levels answers a question with the model that it speaks of', async ({
  page,
}) => {
  test.slow();
  await open(page, 'attention/multi-level-attention/');
  const levels = page.locator('[data-widget=levels]');
  await levels.scrollIntoViewIfNeeded();
  await levels.getByRole('button', { name: 'Ask' }).click();
  await expect(levels.locator('[data-answer]')).toContainText('%', { timeout: 30_000 });
  await expect(levels).toContainText(/the question looks most at sentence \d+/);
});

test('pocket Sora fetches no weights before one asks for a clip', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('.safetensors')) fetched.push(request.url());
  });
  await open(page, 'sora/pocket-sora/');
  const sample = page.locator('[data-lab=studio]').getByRole('button', { name: 'Compute' });
  await sample.scrollIntoViewIfNeeded();
  await expect(sample).toBeVisible();
  expect(fetched).toEqual([]);
  await sample.click();
  await expect.poll(() => fetched.join()).toContain('pocket-sora');
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('each question opens its answer and its explanations', async ({ page }) => {
    await page.goto(LESSON);
    const form = ask(page, 'attention/softmax-axis');
    await expect(form.getByRole('button')).toHaveCount(0);
    await form.getByText('The answer, and why').click();
    await expect(form.getByText('Each query shares out one unit')).toBeVisible();
  });
});
