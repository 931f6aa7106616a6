import { ranking } from '../../scripts/search-weights.mjs';
import { expect, test } from './support/test.ts';

/** What somebody who reads a lesson or prepares an interview looks for, and the lesson that explains it. */
const terms: readonly (readonly [term: string, lesson: string])[] = [
  ['world simulator', 'start/what-sora-was'],
  ['embedding', 'attention/tokens-and-embeddings'],
  ['RoPE', 'attention/positions'],
  ['sinusoidal positions', 'attention/positions'],
  ['positional encoding', 'attention/positions'],
  ['softmax', 'attention/scaled-dot-product-attention'],
  ['scaled dot product', 'attention/scaled-dot-product-attention'],
  ['multi-head attention', 'attention/many-heads'],
  ['causal mask', 'attention/masks'],
  ['padding mask', 'attention/masks'],
  ['hierarchical attention', 'attention/multi-level-attention'],
  ['layer normalization', 'transformer/residuals-and-norms'],
  ['pre-norm', 'transformer/residuals-and-norms'],
  ['residual connection', 'transformer/residuals-and-norms'],
  ['feed-forward network', 'transformer/feed-forward-network'],
  ['GELU', 'transformer/feed-forward-network'],
  ['encoder layer', 'transformer/encoder-layer'],
  ['decoder layer', 'transformer/decoder-layer'],
  ['cross-attention', 'transformer/decoder-layer'],
  ['teacher forcing', 'transformer/translation'],
  ['KV cache', 'transformer/decoding-and-cache'],
  ['beam search', 'transformer/decoding-and-cache'],
  ['masked language model', 'pre-training/objectives'],
  ['fine-tuning', 'pre-training/fine-tuning'],
  ['LoRA', 'pre-training/lora-and-forgetting'],
  ['catastrophic forgetting', 'pre-training/lora-and-forgetting'],
  ['scaling laws', 'pre-training/cost-and-scaling'],
  ['patchify', 'sora/video-as-tokens'],
  ['spacetime patches', 'sora/video-as-tokens'],
  ['latent', 'sora/compression-network'],
  ['flow matching', 'sora/diffusion-and-flow-matching'],
  ['adaLN', 'sora/dit-block'],
  ['guidance', 'sora/text-conditioning'],
  ['CogVideoX', 'sora/real-sora-and-relatives'],
];

/** The part of Pagefind that the search of the site stands on. */
interface Pagefind {
  options: (options: { ranking: typeof ranking }) => Promise<void>;
  search: (term: string) => Promise<{ results: { data: () => Promise<{ url: string }> }[] }>;
}

test(`the search finds the lesson for each of ${terms.length} terms among its first three`, async ({
  page,
}) => {
  await page.goto('./reference/notation/');
  const found = await page.evaluate(
    async ({ asked, options }) => {
      const address = '/pagefind/pagefind.js';
      const pagefind = (await import(address)) as Pagefind;
      await pagefind.options(options);
      const first: string[][] = [];
      for (const term of asked) {
        const { results } = await pagefind.search(term);
        const top = await Promise.all(results.slice(0, 3).map((result) => result.data()));
        first.push(top.map(({ url }) => url.slice(1, -1)));
      }
      return first;
    },
    { asked: terms.map(([term]) => term), options: { ranking } },
  );
  const missed = terms.flatMap(([term, lesson], i) =>
    found[i]?.includes(lesson) ? [] : [{ term, lesson, found: found[i] }],
  );
  expect(missed).toEqual([]);
});

test('the dialog of the search leads to the lesson', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('KV cache');
  const titles = page
    .getByRole('dialog')
    .locator('.pagefind-ui__result-inner > .pagefind-ui__result-title a');
  await expect(titles.nth(2)).toBeVisible();
  const three = (await titles.allInnerTexts()).slice(0, 3);
  expect(three).toContain('Decoding and the cache');
  await titles.getByText('Decoding and the cache', { exact: true }).click();
  await expect(page).toHaveURL(/transformer\/decoding-and-cache/);
});
