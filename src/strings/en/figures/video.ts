/** What the figures of the lessons on video say. */
export const videoFigureStrings = {
  tokens: {
    title: 'A clip becomes 48 tokens',
    description: (groups: readonly string[], rows: number, columns: number, tokens: number) =>
      `Three layers of latents, made of ${groups.join(', ')}. A grid of ${String(rows)} rows and ` +
      `${String(columns)} columns lies over each, with one number a cell, from 1 to ` +
      `${String(tokens)}: the tokens.`,
    group: (first: number, last: number) =>
      first === last ? `frame ${String(first)}` : `frames ${String(first)} to ${String(last)}`,
    caption: (frames: number, layers: number, cells: number, tokens: number) =>
      `${String(frames)} frames, ${String(layers)} layers of latents, ${String(cells)} cells each: ` +
      `${String(tokens)} tokens. Of each group the middle frame is shown.`,
  },
  compression: {
    title: 'The encoder of pocket Sora makes a clip smaller, step by step',
    description: (levels: readonly string[]) =>
      `Boxes from left to right, each smaller than the one before: ${levels.join('; ')}.`,
    level: (frames: number, side: number, channels: number) =>
      `${String(frames)} frames of ${String(side)} × ${String(side)} with ${String(channels)} channels`,
    names: ['pixels', '', '', 'latents'],
    frames: (count: number) => `${String(count)} frames`,
    side: (side: number) => `${String(side)} × ${String(side)}`,
    channels: (count: number) => `${String(count)} channels`,
    caption: (pixels: number, latents: number) =>
      `${pixels.toLocaleString('en-US')} numbers become ${latents.toLocaleString('en-US')}, one for ` +
      `every ${String(pixels / latents)}. The decoder goes the same way back.`,
  },
  noise: {
    title: 'A frame fades into noise',
    description: (times: readonly number[]) =>
      `The same frame with a red circle above a blue square, at the times ${times.join(', ')}. At 0 it ` +
      'is clear, at a quarter grainy, at a half it can just be made out, at 1 there is only noise.',
    time: (time: number) => `t = ${String(time)}`,
    caption: 'The same noise throughout, only more and more of it.',
  },
  block: {
    title: 'A DiT block',
    description:
      'Two rows of the same form. Tokens are normalized, scaled and shifted, then go through attention, ' +
      'then through a gate, and are added to what they were. In the second row the feed-forward ' +
      'network stands in the place of attention. The condition c sets scale, shift and gate of both.',
    names: ['X', 'X₁'],
    boxes: [
      ['norm', 'scale, shift', 'attention', 'gate'],
      ['norm', 'scale, shift', 'MLP', 'gate'],
    ],
    note: 'c: the time, and a label if there is one',
    caption: 'An encoder layer with the norm first, and six knobs that the condition turns.',
  },
} as const;
