/** What the figure of a hidden layer says, in English. */
export const hiddenStrings = {
  title: 'Which hidden units each token wakes',
  description: (tokens: number, units: number, active: number, words: readonly string[]) =>
    `${tokens} tokens of width 8 go through a network with ${units} hidden units and random weights. ` +
    `${active} of the ${tokens * units} activations are above 0, the rest are exactly 0. ` +
    `Each word has its own pattern; ${words.join(', ')}.`,
  count: (word: string, active: number) => `${word} wakes ${active}`,
  units: (count: number) => `${count} hidden units`,
  caption: (active: number, all: number) =>
    `Random weights. Filled: above 0, the wider the larger. ${active} of ${all} activations are. Both “a” wake the same units, because no token sees another.`,
} as const;
