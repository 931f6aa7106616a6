/** What the figure of a stack's depth says, in English. */
export const depthStrings = {
  title: 'How large the channels are, layer by layer',
  description: (depth: number, sizes: Readonly<Record<string, string>>) =>
    `Four stacks of ${depth} random layers start with channels of size 1. ` +
    `Without sum and norm the size falls to ${sizes.bare}. With the sum alone it rises to ${sizes.sum}. ` +
    `With the sum and a norm before each part it is ${sizes.pre}, with the norm after each sum ${sizes.post}.`,
  names: { bare: 'neither', sum: 'sum alone', pre: 'pre-norm', post: 'post-norm' },
  axis: 'layers',
  caption:
    'The same random layers, wired in four ways. The vertical scale is logarithmic: each line is a factor of ten.',
} as const;
