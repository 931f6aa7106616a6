/** What the table of the two readers says. */
export const levelsTableStrings = {
  columns: (words: number) => [
    'Sentences',
    'Right, two levels',
    'Right, flat',
    `Millions of multiplications at ${words} words a sentence, two levels`,
    'The same, flat',
  ],
};
