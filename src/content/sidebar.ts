import { bankPages, labPages } from './course.ts';

/** The order of the course: parts, and the lessons of each. */
export const sidebar = [
  { label: 'Start', items: ['start/how-this-course-works', 'start/what-sora-was'] },
  {
    label: 'Attention',
    items: [
      'attention/tokens-and-embeddings',
      'attention/positions',
      'attention/scaled-dot-product-attention',
      'attention/many-heads',
      'attention/masks',
      'attention/multi-level-attention',
    ],
  },
  {
    label: 'Transformer',
    items: [
      'transformer/residuals-and-norms',
      'transformer/feed-forward-network',
      'transformer/encoder-layer',
      'transformer/decoder-layer',
      'transformer/translation',
      'transformer/decoding-and-cache',
      'transformer/modern-blocks',
    ],
  },
  {
    label: 'Pre-training and fine-tuning',
    items: [
      'pre-training/objectives',
      'pre-training/fine-tuning',
      'pre-training/lora-and-forgetting',
      'pre-training/cost-and-scaling',
    ],
  },
  {
    label: 'Sora',
    items: [
      'sora/video-as-tokens',
      'sora/compression-network',
      'sora/diffusion-and-flow-matching',
      'sora/dit-block',
      'sora/text-conditioning',
      'sora/pocket-sora',
      'sora/real-sora-and-relatives',
    ],
  },
  { label: 'Labs', items: ['labs', ...labPages, 'labs/gallery'] },
  {
    label: 'Interview',
    items: [
      'interview/exercises',
      'interview/bug-hunts',
      'interview/concept-bank',
      {
        label: 'By topic',
        collapsed: true,
        items: [
          'interview/concept-bank/attention',
          'interview/concept-bank/transformer',
          'interview/concept-bank/efficiency',
          'interview/concept-bank/pre-training',
          'interview/concept-bank/diffusion',
          'interview/concept-bank/video',
          'interview/concept-bank/code',
          'interview/concept-bank/design',
        ],
      },
      'interview/design-questions',
      {
        label: 'One by one',
        collapsed: true,
        items: [
          'interview/design-questions/serving',
          'interview/design-questions/training',
          'interview/design-questions/evaluation',
          'interview/design-questions/data',
          'interview/design-questions/safety',
          'interview/design-questions/cost',
        ],
      },
      'interview/bank',
      { label: 'Question by question', collapsed: true, items: [...bankPages] },
      'interview/mock-interview',
      'interview/review',
      'interview/progress',
      'interview/cheat-sheets',
      {
        label: 'By part',
        collapsed: true,
        items: [
          'interview/cheat-sheets/attention',
          'interview/cheat-sheets/transformer',
          'interview/cheat-sheets/pre-training',
          'interview/cheat-sheets/sora',
        ],
      },
    ],
  },
  {
    label: 'Reference',
    items: [
      'reference/audit',
      'reference/elsewhere',
      'reference/notation',
      'reference/glossary',
      'reference/timeline',
      'reference/models',
      'reference/sources',
    ],
  },
];
