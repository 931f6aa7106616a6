/** What a question is about: what the bank is filtered by and a report is ordered by. */
export const TOPICS = [
  'attention',
  'transformer',
  'efficiency',
  'pre-training',
  'diffusion',
  'video',
  'code',
  'design',
] as const;
export type Topic = (typeof TOPICS)[number];

/** For whom it is asked in an interview. */
export const LEVELS = ['junior', 'middle', 'senior'] as const;
export type Level = (typeof LEVELS)[number];
