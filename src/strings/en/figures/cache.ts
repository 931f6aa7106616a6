/** What the figure of decoding with a cache says, in English. */
export const cacheStrings = {
  title: 'What each step computes, and what it takes from the cache',
  description: (steps: number, without: number, bytes: string) =>
    `A triangle of ${steps} rows, a row a step. Step t needs the keys and values of t tokens. With a ` +
    `cache it computes those of its own token and takes the others from the cache: ${steps} tokens in ` +
    `all. Without a cache it computes all of them anew: ${without} tokens. The cache grows to ${bytes}.`,
  step: 'step',
  bytes: 'cache, bytes',
  size: (bytes: number) => bytes.toLocaleString('en-US'),
  caption: (steps: number, without: number) =>
    `Filled: computed in this step. Outlined: taken from the cache. ${steps} tokens go through the decoder with a cache, ${without} without one. Bytes are those of the translator’s self-attention: 2 layers, 4 heads of width 16, keys and values, 4 bytes a number.`,
} as const;
