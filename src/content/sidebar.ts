import { bankPages, designPages, labPages, parts } from './course.ts';

/** The order of the pages: the parts of the course, then what goes with them. */
export const sidebar = [
  ...Object.entries(parts).map(([label, lessons]) => ({ label, items: [...lessons] })),
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
        items: [...designPages],
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
