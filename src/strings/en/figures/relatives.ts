/** What the figure of the open models' budgets says, in English. */
const number = (value: number) => value.toLocaleString('en-US');
const percent = (share: number) => `${String(Math.round(100 * share))} %`;

export const relativesStrings = {
  title: 'Tokens of a clip in open models',
  size: ({ frames, height, width }: { frames: number; height: number; width: number }) =>
    `${String(frames)} × ${String(height)} × ${String(width)}`,
  label: (tokens: number, share: number) => `${number(tokens)}, ${percent(share)}`,
  description: (rows: readonly { name: string; size: string; tokens: number; share: number }[]) =>
    rows
      .map(
        ({ name, size, tokens, share }) =>
          `${name} with ${size}: ${number(tokens)} tokens, attention ${percent(share)} of a block.`,
      )
      .join(' '),
  caption:
    'Bars: tokens of a clip of frames × height × width. Outlined, and in percent: how much of the multiply-accumulates of a block attention takes, if its inner width is four times the width.',
} as const;
