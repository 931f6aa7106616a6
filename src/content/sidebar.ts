/** The order of the course: parts, and the lessons of each. */
export const sidebar = [
  { label: 'Start', items: ['start/how-this-course-works'] },
  { label: 'Attention', items: ['attention/scaled-dot-product-attention'] },
  { label: 'Transformer', items: ['transformer/encoder-layer'] },
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
  { label: 'Reference', items: ['reference/notation', 'reference/models', 'reference/sources'] },
];
