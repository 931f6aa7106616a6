/** The fields that every kind of question has, for tests. */
export const common = {
  topic: 'attention',
  level: 'junior',
  lesson: 'a/b',
  sources: ['vaswani2017'],
  seconds: 30,
  tests: 'Counting.',
  prompt: 'How many?',
  hint: 'Count.',
};
