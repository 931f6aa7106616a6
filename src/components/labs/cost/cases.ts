import type { CostSettings } from '../../../engine/labs/cost.ts';
import { DIT_SIZES } from '../../../model/diffusion/config.ts';

const bert = {
  kind: 'encoder',
  layers: 12,
  width: 768,
  heads: 12,
  inner: 3072,
  vocabulary: 30_522,
  positions: 512,
  tokens: 512,
} as const;
const gpt = {
  kind: 'decoder',
  norm: 'pre',
  vocabulary: 50_257,
} as const;
const llama = {
  kind: 'decoder',
  layers: 32,
  width: 4096,
  heads: 32,
  inner: 11_008,
  gated: true,
  norm: 'rms',
  vocabulary: 32_000,
  tied: false,
  tokens: 4096,
} as const;
const large = { ...llama, layers: 80, width: 8192, heads: 64, inner: 28_672 } as const;
const dit = (size: keyof typeof DIT_SIZES, patch: CostSettings['patch']) =>
  ({ kind: 'diffusion', ...DIT_SIZES[size], patch }) as const;

/** Models that are known, by the sizes that their papers and files give. */
export const costCases: Readonly<Record<string, Partial<CostSettings>>> = {
  first: {},
  big: { width: 1024, heads: 16, inner: 4096 },
  bertBase: bert,
  bertLarge: { ...bert, layers: 24, width: 1024, heads: 16, inner: 4096 },
  gpt2: { ...gpt, layers: 48, width: 1600, heads: 25, inner: 6400, positions: 1024, tokens: 1024 },
  gpt3: {
    ...gpt,
    layers: 96,
    width: 12_288,
    heads: 96,
    inner: 49_152,
    positions: 2048,
    tokens: 2048,
    sharding: 'weights',
    devices: 1024,
  },
  llama7: llama,
  llama7Batch: { ...llama, batch: 32 },
  llama70: { ...large, sharing: 8 },
  llama70Full: large,
  ditS: dit('S', 2),
  ditB: dit('B', 2),
  ditL: dit('L', 2),
  ditXL: dit('XL', 2),
  ditXL8: dit('XL', 8),
  ditXL512: { ...dit('XL', 2), side: 64 },
  wanSmall: {
    kind: 'text-to-video',
    layers: 30,
    width: 1536,
    heads: 12,
    inner: 8960,
    tokens: 32_760,
  },
  wanLarge: {
    kind: 'text-to-video',
    layers: 40,
    width: 5120,
    heads: 40,
    inner: 13_824,
    tokens: 75_600,
    sharding: 'weights',
    devices: 64,
    recompute: true,
  },
};
