/** What the classifier says, in English. */
export const classifierStrings = {
  region: 'Classify a sentence',
  label: 'A sentence about two things',
  classify: 'Classify',
  nothing: 'Press Classify: the model gives each class a chance.',
  result: (label: string, chance: string) => `The model says “${label}”: ${chance}.`,
  chances: 'Chances of the classes',
  noScript: (sentence: string) =>
    `With JavaScript, the model classifies sentences of your own here, such as “${sentence}”.`,
} as const;
