/** What a saved picture of a step says, beside what the page says. */
export const stepperPictureStrings = {
  step: (title: string, at: number, all: number, step: string) =>
    `Step ${at} of ${all} through ${title}: ${step}`,
  setting: (name: string, value: string | number) => `${name}: ${value}`,
  on: 'on',
  off: 'off',
  headOf: (head: number, heads: number) => `Head ${head} of ${heads}`,
  edits: (edits: readonly string[]) => `Weights set by hand: ${edits.join(', ')}`,
  framed: (title: string, place: string) =>
    `Framed: ${title}, ${place}, and what it is computed from`,
};
