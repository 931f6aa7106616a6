import { atRest, button, field, goTo, openStepper, say, tap, taps } from './support/stepper.ts';
import type { Matrix } from './support/stepper.ts';
import { expect, test } from './support/test.ts';

const ATTENTION = 'attention/scaled-dot-product-attention/';
const ENCODER = 'transformer/encoder-layer/';

/** Attention in plain double arithmetic, as its formula says it. */
function attend(query: Matrix, key: Matrix, value: Matrix, causal: boolean, temperature = 1) {
  const scores = query.map((q) => key.map((k) => dot(q, k) / Math.sqrt(q.length)));
  const pattern = scores.map((row, t) => {
    const allowed = row.map((score, s) => (causal && s > t ? 0 : Math.exp(score / temperature)));
    const sum = allowed.reduce((a, b) => a + b, 0);
    return allowed.map((weight) => weight / sum);
  });
  const mix = pattern.map((row) =>
    (value[0] ?? []).map((_, d) =>
      dot(
        row,
        value.map((v) => v[d] ?? NaN),
      ),
    ),
  );
  return { scores, pattern, mix };
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] ?? NaN), 0);
}

function expectNear(actual: Matrix | undefined, wanted: Matrix): void {
  expect(actual?.length).toBe(wanted.length);
  wanted.forEach((row, i) => {
    expect(actual?.[i]?.length).toBe(row.length);
    row.forEach((number, j) => {
      expect(Math.abs((actual?.[i]?.[j] ?? NaN) - number)).toBeLessThan(1e-5);
    });
  });
}

test('steps through a sentence of the reader, and the numbers are those of the formula', async ({
  page,
}) => {
  const stepper = await openStepper(page, ATTENTION);
  await say(stepper, 'the cat sat on the mat');
  await expect(stepper.getByRole('list', { name: 'Tokens' }).getByRole('listitem')).toHaveCount(6);
  await expect(stepper.locator('table[data-tap]')).toHaveCount(1);
  for (let step = 2; step <= 11; step++) {
    await button(stepper, 'Next step').click();
    await atRest(stepper);
    await expect(stepper.getByText(`Step ${step} of 11`)).toBeVisible();
    await expect(stepper.locator('table[data-tap]')).toHaveCount(step);
  }
  const all = await taps(stepper);
  for (const { shape, bodies } of Object.values(all)) {
    expect(bodies.flat(2)).toHaveLength(shape.reduce((a, b) => a * b, 1));
    expect(bodies.flat(2).every((value) => Number.isFinite(value))).toBe(true);
  }
  const [query, key, value] = ['query', 'key', 'value'].map(
    (name) => all[`attention.${name}`]?.bodies[0] ?? [],
  );
  const own = attend(query ?? [], key ?? [], value ?? [], false);
  expectNear(all['attention.scores']?.bodies[0], own.scores);
  expectNear(all['attention.pattern']?.bodies[0], own.pattern);
  expectNear(all['attention.mix']?.bodies[0], own.mix);
  expect(all['attention.scores']?.shape).toEqual([6, 6]);

  await button(stepper, 'Previous step').click();
  await expect(stepper.locator('table[data-tap]')).toHaveCount(10);
  await expect(stepper.locator('[data-tap="attention.output"]')).toHaveCount(0);
});

test('a causal mask makes the future exactly 0; the temperature flattens the rest', async ({
  page,
}) => {
  const stepper = await openStepper(page, ATTENTION);
  await stepper.getByLabel('Causal mask').check();
  await stepper.getByLabel('Temperature τ as a number').fill('2');
  await goTo(stepper, 'Mix');
  const [query, key, value] = await Promise.all(
    ['query', 'key', 'value'].map(async (name) => (await tap(stepper, name)).bodies[0] ?? []),
  );
  const { bodies } = await tap(stepper, 'pattern');
  expectNear(bodies[0], attend(query ?? [], key ?? [], value ?? [], true, 2).pattern);
  bodies[0]?.forEach((row, t) => row.slice(t + 1).forEach((weight) => expect(weight).toBe(0)));
});

test('masked padding gets no attention', async ({ page }) => {
  const stepper = await openStepper(page, ATTENTION);
  await say(stepper, 'two words');
  await stepper.getByLabel('Padding tokens').selectOption('2');
  await goTo(stepper, 'Attention pattern');
  const masked = await tap(stepper, 'pattern');
  expect(masked.shape).toEqual([4, 4]);
  masked.bodies[0]?.forEach((row) => expect(row.slice(2)).toEqual([0, 0]));
  await stepper.getByLabel('Mask the padding').uncheck();
  await atRest(stepper);
  (await tap(stepper, 'pattern')).bodies[0]?.forEach((row) => expect(row[3]).toBeGreaterThan(0));
});

test('a weight is edited cell by cell, is marked, and has its effect', async ({ page }) => {
  const stepper = await openStepper(page, ATTENTION);
  await goTo(stepper, 'Queries');
  const [x, before] = [await tap(stepper, 'x'), await tap(stepper, 'query')];
  const weights = stepper.getByRole('grid', { name: /^Query weights/ });
  const cell = weights.getByRole('gridcell', { name: /^row 1, channel 2:/ });
  const old = Number((await cell.innerText()).replace('−', '-'));

  await cell.click();
  await page.keyboard.type('abc');
  await page.keyboard.press('Enter');
  await expect(stepper.getByText('That is not a number')).toBeVisible();
  expect(await tap(stepper, 'query')).toEqual(before);

  const input = stepper.getByLabel('Query weights, row 1, channel 2');
  await input.fill('2.5');
  await input.press('Enter');
  await atRest(stepper);
  await expect(cell).toHaveAccessibleName(/2\.50, edited$/);
  const after = await tap(stepper, 'query');
  after.bodies[0]?.forEach((row, t) =>
    row.forEach((value, d) => {
      const change = d === 2 ? (2.5 - old) * (x.bodies[0]?.[t]?.[1] ?? NaN) : 0;
      expect(Math.abs(value - (before.bodies[0]?.[t]?.[d] ?? NaN) - change)).toBeLessThan(0.02);
    }),
  );

  await button(stepper, 'Reset weights').click();
  await atRest(stepper);
  expect(await tap(stepper, 'query')).toEqual(before);
});

test('the address restores the exact state', async ({ page, context }) => {
  const stepper = await openStepper(page, ATTENTION);
  await say(stepper, 'red & blue + 50%');
  await stepper.getByLabel('Seed', { exact: true }).fill('12');
  await goTo(stepper, 'Attention pattern');
  const state = await taps(stepper);
  await expect(page).toHaveURL(/#attention\.text=red\+%26\+blue.*seed=12.*step=attention\.pattern/);

  const other = await context.newPage();
  await other.goto(page.url());
  const copy = other.locator('[data-stepper]').first();
  await expect(copy.getByRole('heading', { name: 'Attention pattern', exact: true })).toBeVisible();
  await atRest(copy);
  await expect(field(copy)).toHaveValue('red & blue + 50%');
  expect(await taps(copy)).toEqual(state);
});

test('hostile links change nothing and are reported', async ({ page }) => {
  const hostile = [
    `attention.text=${'x'.repeat(10_000)}`,
    'attention.seed=NaN',
    'attention.width=1e999',
    'attention.heads=%E0%A4%A',
    'attention.step=<img src=x onerror=alert(1)>',
    'attention.nonsense=1',
  ];
  page.on('dialog', () => expect('a dialog').toBe('never shown'));
  const stepper = await openStepper(page, ATTENTION, `#${hostile.join('&')}`);
  const notice = stepper.getByRole('alert');
  for (const key of ['text=', 'seed=NaN', 'width=', 'heads=', 'step=<img', 'nonsense=']) {
    await expect(notice).toContainText(key);
  }
  await expect(notice.locator('img')).toHaveCount(0);
  await expect(stepper.getByText('Step 1 of 11')).toBeVisible();
  await atRest(stepper);
  await expect(stepper.locator('table[data-tap]')).toHaveCount(1);
});

test('a heading anchor is left alone', async ({ page }) => {
  const stepper = await openStepper(page, ATTENTION, '#why-the-square-root');
  await expect(stepper.getByRole('alert')).toHaveCount(0);
  expect(new URL(page.url()).hash).toBe('#why-the-square-root');
});

const texts: [what: string, text: string, message: RegExp][] = [
  ['nothing', '  ', /no token/],
  ['too many characters', 'x '.repeat(400), /800 characters; up to 600/],
  ['too many tokens', 'a '.repeat(25), /25 tokens; up to 24/],
  ['one endless word', 'y'.repeat(50), /50 characters long/],
];
for (const [what, text, message] of texts) {
  test(`a bad sentence is kept and explained: ${what}`, async ({ page }) => {
    const stepper = await openStepper(page, ATTENTION);
    await say(stepper, 'good words');
    const before = await taps(stepper);
    await say(stepper, text);
    await expect(field(stepper)).toHaveValue(text);
    await expect(field(stepper)).toHaveAttribute('aria-invalid', 'true');
    await expect(field(stepper)).toHaveAccessibleDescription(message);
    await expect(field(stepper)).toHaveAccessibleDescription(/still belong to “good words”/);
    expect(await taps(stepper)).toEqual(before);
  });
}

for (const text of ['a 😀 b', '一个红色的圆', 'שלום עולם', '<script>alert(1)</script>']) {
  test(`an unusual sentence is computed and explained: ${text}`, async ({ page }) => {
    const stepper = await openStepper(page, ATTENTION);
    await say(stepper, text);
    await expect(field(stepper)).toHaveAttribute('aria-invalid', 'false');
    await expect(field(stepper)).toHaveAccessibleDescription(/./);
    const chips = stepper.getByRole('list', { name: 'Tokens' }).getByRole('listitem');
    expect((await tap(stepper, 'embedding')).shape[0]).toBe(await chips.count());
  });
}

test('predicting hides a result until it is predicted', async ({ page }) => {
  const stepper = await openStepper(page, ATTENTION);
  await goTo(stepper, 'Scores');
  await stepper.getByLabel('Predict, then reveal').check();
  await expect(stepper.locator('table[data-tap]')).toHaveCount(6);
  // The result, and the code, whose comments tell the shape.
  await expect(stepper.getByText('Hidden until you have predicted.')).toHaveCount(3);
  await expect(stepper.locator('.code-lines:visible')).toHaveCount(0);
  await button(stepper, 'Reveal').click();
  await expect(stepper.getByText('Choose an answer first')).toBeVisible();
  await stepper.getByLabel('[T, S] = [10, 10]', { exact: true }).check();
  await button(stepper, 'Reveal').click();
  await expect(stepper.getByText('Right.')).toBeVisible();
  await expect(stepper.getByText('1 of 1 prediction right')).toBeVisible();
  await expect(stepper.locator('table[data-tap]')).toHaveCount(7);

  await button(stepper, 'Next step').click();
  const pattern = stepper.getByRole('group', { name: /attend to most/ });
  await stepper.getByLabel('[T, D] = [10, 8]', { exact: true }).check();
  await pattern.getByRole('radio').first().check();
  await button(stepper, 'Reveal').click();
  await expect(stepper.getByText('Not quite.').first()).toBeVisible();
  await expect(stepper.getByText(/of 3 predictions right/)).toBeVisible();
  await button(stepper, 'Next step').click();
  await button(stepper, 'Skip').click();
  await expect(stepper.getByText(/of 3 predictions right/)).toBeVisible();
  await expect(stepper.locator('[data-tap="attention.mix"]')).toHaveCount(1);
});

test('the keyboard alone is enough', async ({ page }) => {
  const stepper = await openStepper(page, ATTENTION);
  await field(stepper).focus();
  const current = stepper.locator('[aria-current="step"]');
  for (let presses = 0; presses < 30; presses++) {
    if (await current.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(current).toBeFocused();
  await page.keyboard.press('End');
  await expect(stepper.getByText('Step 11 of 11')).toBeVisible();
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft');
  await expect(current).toHaveAccessibleName('Z: Scores');
  await expect(current).toBeFocused();

  const scores = stepper.getByRole('grid', { name: /^Scores/ });
  for (let presses = 0; presses < 12; presses++) {
    await page.keyboard.press('Tab');
    if (await scores.evaluate((grid) => grid.contains(document.activeElement))) break;
  }
  const focused = page.locator(':focus');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await expect(focused).toHaveAccessibleName(/^small to square: −?\d/);
  await expect(stepper.getByRole('heading', { name: 'Scores, small to square' })).toBeVisible();
  await page.keyboard.press('Home');
  await expect(focused).toHaveAccessibleName(/^small to a₁: /);
});

test('a cell tells how it was computed, product by product', async ({ page }) => {
  const stepper = await openStepper(page, ATTENTION);
  await goTo(stepper, 'Scores');
  const cell = stepper.getByRole('gridcell', { name: /^red to circle: / });
  await cell.hover();
  const work = stepper.locator('.work');
  await expect(work).toContainText('Scores, red to circle');
  const text = (await work.locator('p').innerText()).replaceAll('−', '-');
  const [, left = '', sum = ''] = /^(\S+) = \((.*)\) \/ √8$/.exec(text) ?? [];
  const products = sum.split(' + ').map((product) => product.split(' × ').map(Number));
  expect(products).toHaveLength(8);
  const total = products.reduce((all, [a = NaN, b = NaN]) => all + a * b, 0) / Math.sqrt(8);
  expect(Math.abs(total - Number(left))).toBeLessThan(0.01);
  const lit = stepper.getByRole('grid', { name: /^Queries/ }).locator('.lit');
  await expect(lit).toHaveCount(8);
  await expect(lit.first()).toHaveAccessibleName(/^red, channel 0: /);
});

test('the line that computes a step is lit, in both languages', async ({ page }) => {
  const stepper = await openStepper(page, ATTENTION);
  await goTo(stepper, 'Scores');
  const lit = stepper.locator('.code-lines li[aria-current="true"]:visible');
  await expect(lit).toHaveCount(2);
  await expect(lit.first()).toContainText("tap('scores'");
  await expect(lit.last()).toContainText('scores = query @');
  await goTo(stepper, 'Mix');
  await expect(lit.first()).toContainText("tap('mix'");
});

test('four heads have four matrices, and the encoder both norms', async ({ page }) => {
  const stepper = await openStepper(page, ENCODER);
  await stepper.getByLabel('Width D').selectOption('32');
  await stepper.getByLabel('Heads H').selectOption('4');
  await goTo(stepper, 'Layer norm 2');
  const pattern = await tap(stepper, 'pattern');
  expect(pattern.shape[0]).toBe(4);
  expect(pattern.bodies).toHaveLength(4);
  const [query, key, value] = await Promise.all(
    ['query', 'key', 'value'].map(async (name) => (await tap(stepper, name)).bodies),
  );
  pattern.bodies.forEach((body, h) =>
    expectNear(body, attend(query?.[h] ?? [], key?.[h] ?? [], value?.[h] ?? [], false).pattern),
  );
  const normal = (await tap(stepper, 'norm2')).bodies[0]?.[0] ?? [];
  expect(Math.abs(normal.reduce((a, b) => a + b, 0) / normal.length)).toBeLessThan(1e-5);

  await stepper.getByLabel('Norm', { exact: true }).selectOption('pre');
  await atRest(stepper);
  await expect(stepper.locator('[data-tap]').last()).toHaveAttribute('data-tap', /norm2$/);
  await goTo(stepper, 'Attention pattern');
  await stepper.getByLabel('3', { exact: true }).check();
  await expect(stepper.getByRole('grid', { name: /^Attention pattern/ })).toBeVisible();
  await expect(stepper.getByText('Attention pattern · Head 3')).toBeVisible();
});

test('a table shows what the heat map shows', async ({ page }) => {
  const stepper = await openStepper(page, ATTENTION);
  await goTo(stepper, 'Scores');
  const { bodies } = await tap(stepper, 'scores');
  await stepper.getByLabel('Table', { exact: true }).check();
  const table = stepper.getByRole('table', { name: /^Scores/ });
  const numbers = await table.locator('td').allInnerTexts();
  const shown = numbers.slice(1).map((text) => Number(text.replace('−', '-')));
  expect(shown).toHaveLength(100);
  bodies[0]?.flat().forEach((value, i) => expect(shown[i]).toBeCloseTo(value, 3));
});

test('the numbers come from the build first, and from the browser after a touch', async ({
  page,
}) => {
  const stepper = await openStepper(page, ATTENTION);
  await expect(stepper.getByText('Computed when this page was built.')).toBeVisible();
  const built = await taps(stepper);
  await button(stepper, 'Play').focus();
  await expect(stepper.getByText(/Computed in your browser, [\d.]+ ms, cpu\./)).toBeVisible();
  const live = await taps(stepper);
  expect(Object.keys(live)).toEqual(Object.keys(built));
  // The page carries three of four bytes of each number.
  for (const [name, { bodies }] of Object.entries(built)) {
    const computed = live[name]?.bodies.flat(2) ?? [];
    bodies.flat(2).forEach((value, i) => {
      const off = Math.abs((computed[i] ?? NaN) - value);
      expect(off).toBeLessThanOrEqual(Math.abs(value) * 2 ** -15);
    });
  }
});

test('without an engine the example still steps, and the page says what is missing', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'Worker', {
      value: function NoWorker() {
        throw new Error('blocked');
      },
    });
  });
  const stepper = await openStepper(page, ATTENTION);
  await button(stepper, 'Next step').click();
  await expect(stepper.getByText(/The engine is not available \(blocked\)/)).toBeVisible();
  await expect(stepper.locator('table[data-tap]')).toHaveCount(2);
  await field(stepper).fill('other words');
  await expect(stepper.getByText(/still belong to “a small red/)).toBeVisible();
  await atRest(stepper);
});

test('Play walks through the steps and pauses', async ({ page }) => {
  const stepper = await openStepper(page, ATTENTION);
  await button(stepper, 'Play').click();
  await expect(stepper.getByText('Step 3 of 11')).toBeVisible({ timeout: 10_000 });
  await button(stepper, 'Pause').click();
  await expect(button(stepper, 'Play')).toBeVisible();
  await stepper.getByRole('slider', { name: 'Step', exact: true }).fill('7');
  await expect(stepper.getByRole('heading', { name: 'Scores', exact: true })).toBeVisible();
});

test('fits a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const stepper = await openStepper(page, ENCODER);
  await stepper.getByLabel('Width D').selectOption('64');
  await goTo(stepper, 'Hidden layer');
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBe(0);
  const box = stepper.getByRole('group', { name: /^Inner weights/ });
  await expect(box).toHaveAttribute('tabindex', '0');
});
