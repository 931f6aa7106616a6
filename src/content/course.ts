/** The parts of the course in their order, and the addresses of their lessons. */
export const parts = {
  Start: ['start/how-this-course-works', 'start/what-sora-was'],
  Attention: [
    'attention/tokens-and-embeddings',
    'attention/positions',
    'attention/scaled-dot-product-attention',
    'attention/many-heads',
    'attention/masks',
    'attention/multi-level-attention',
  ],
  Transformer: [
    'transformer/residuals-and-norms',
    'transformer/feed-forward-network',
    'transformer/encoder-layer',
    'transformer/decoder-layer',
    'transformer/translation',
    'transformer/decoding-and-cache',
    'transformer/modern-blocks',
  ],
  'Pre-training and fine-tuning': [
    'pre-training/objectives',
    'pre-training/fine-tuning',
    'pre-training/lora-and-forgetting',
    'pre-training/cost-and-scaling',
  ],
  Sora: [
    'sora/video-as-tokens',
    'sora/compression-network',
    'sora/diffusion-and-flow-matching',
    'sora/dit-block',
    'sora/text-conditioning',
    'sora/pocket-sora',
    'sora/real-sora-and-relatives',
  ],
} as const;

/** All lessons. A question names one of them. */
export const courseLessons = Object.values(parts).flat();

/** The labs, in the order of the course. */
export const labPages = [
  'labs/encoder-layer',
  'labs/decoder-layer',
  'labs/masks',
  'labs/scale',
  'labs/positions',
  'labs/norms',
  'labs/levels',
  'labs/translation',
  'labs/fine-tuning',
  'labs/lora',
  'labs/cost',
  'labs/patches',
  'labs/diffusion',
  'labs/noising',
  'labs/denoising',
  'labs/dit-block',
  'labs/studio',
] as const;

/** The design questions, each a page with a worked answer and a calculator. */
export const designPages = [
  'interview/design-questions/serving',
  'interview/design-questions/training',
  'interview/design-questions/evaluation',
  'interview/design-questions/data',
  'interview/design-questions/safety',
  'interview/design-questions/cost',
] as const;

/** The bank's own five questions, each a page with three graded answers. */
export const bankPages = [
  'interview/bank/advantages',
  'interview/bank/training',
  'interview/bank/components',
  'interview/bank/encoder',
  'interview/bank/decoder',
] as const;

/** Whether the course has a lesson or a design question at the address. */
export function isCourseLesson(address: string): boolean {
  return ([...courseLessons, ...designPages] as readonly string[]).includes(address);
}
