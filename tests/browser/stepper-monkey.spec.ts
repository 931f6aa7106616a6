import { atRest, openStepper } from './support/stepper.ts';
import { expect, test } from './support/test.ts';
import { monkey } from './labs/monkey.ts';

const pages = [
  ['attention', 'attention/scaled-dot-product-attention/'],
  ['encoder', 'labs/encoder-layer/'],
  ['decoder', 'labs/decoder-layer/'],
  ['DiT block', 'labs/dit-block/'],
] as const;

for (const [model, path] of pages) {
  test(`500 random dealings with the stepper of ${model} break and leak nothing`, async ({
    page,
  }) => {
    test.setTimeout(90_000);
    const stepper = await openStepper(page, path);
    expect(await page.evaluate(monkey, { seed: 11, dealings: 500, root: '[data-stepper]' })).toBe(
      500,
    );
    await atRest(stepper);
    await expect(
      stepper.getByText(/could not be computed|not available|had to start again/),
    ).toHaveCount(0);
    await stepper.getByRole('button', { name: 'Start over', exact: true }).click();
    await atRest(stepper);
    await expect(stepper.locator('[data-tensors-left]')).toHaveAttribute('data-tensors-left', '0');
    await expect(stepper.locator('[data-status]')).toContainText('Computed in your browser');
  });
}
