import type { VariantStepKind } from '../../../model/steps/variants.ts';
import type { StepText } from './text.ts';

/** The steps that variants of the 2017 layers add. */
export const variantSteps: Readonly<Record<VariantStepKind, StepText>> = {
  low: {
    title: 'Low-rank adapter',
    what: 'LoRA sends each token through a few directions only: these are its coordinates there.',
    symbol: 'L',
  },
  rotated: {
    title: 'Rotary positions',
    what: 'Each pair of channels is turned by an angle that grows with the place of the token. Scores then depend on distance.',
    symbol: 'Q̃',
  },
  all: {
    title: 'Cache and new tokens',
    what: 'Keys and values of earlier tokens come from the cache; only those of new tokens are computed.',
    symbol: 'K',
  },
  bias: {
    title: 'ALiBi',
    what: 'The farther a key is, the more is taken off its score. Each head has a slope of its own.',
    symbol: 'B',
  },
  biased: {
    title: 'Scores with bias',
    what: 'The bias is added to the scores, before the softmax.',
    symbol: 'Z′',
  },
  rmsNorm: {
    title: 'RMS norm',
    what: 'Each row is divided by its root mean square, then scaled by a learned gain. No mean is subtracted.',
    symbol: 'N',
  },
  gate: {
    title: 'Gate',
    what: 'A second inner layer decides, channel by channel, how much of the first gets through.',
    symbol: 'A',
  },
  up: {
    title: 'Inner layer',
    what: 'The inner layer itself, without an activation: the gate takes that part.',
    symbol: 'U',
  },
  router: {
    title: 'Router',
    what: 'A linear layer scores every expert for every token.',
    symbol: 'Z',
  },
  chosen: {
    title: 'Chosen experts',
    what: 'Each token goes to the few experts with its highest scores: 1 means chosen.',
    symbol: 'A',
  },
  expertGate: {
    title: 'Expert weights',
    what: 'Softmax over the chosen scores says how much each chosen expert counts.',
    symbol: 'P',
  },
  experts: {
    title: 'Sum of experts',
    what: 'What the chosen experts say is added up, each with its weight.',
    symbol: 'G',
  },
  scaled: {
    title: 'Scaled embedding',
    what: 'Embeddings are multiplied by √D, so that they outweigh the positions.',
    symbol: 'E′',
  },
  logits: {
    title: 'Logits',
    what: 'One score for every token of the vocabulary: how likely it comes next, before the softmax.',
    symbol: 'Λ',
  },
};
