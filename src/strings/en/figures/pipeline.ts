/** What the figure of the whole model says, in English. */
export const pipelineStrings = {
  title: 'Pocket Sora, from a prompt to pixels',
  description: (
    {
      text,
      latents,
      tokens,
      pixels,
    }: Readonly<Record<'text' | 'latents' | 'tokens' | 'pixels', string>>,
    layers: number,
  ) =>
    `A prompt is expanded to a long caption, which the reader turns into ${text}. Noise of ${latents} ` +
    `numbers, as ${tokens}, goes through the ${String(layers)} blocks of the transformer, which look at the ` +
    `text. What comes out, a little less noisy, goes in again, step by step. The decoder makes ${pixels} ` +
    'numbers of the last latents: the clip.',
  columns: { text: 'the text', clip: 'the clip' },
  parts: {
    expansion: 'expansion',
    reader: 'reader',
    noise: 'noise',
    dit: 'transformer',
    latents: 'latents',
    decoder: 'decoder',
  },
  notes: {
    expansion: 'prompt → caption',
    dit: (layers: number) => `${String(layers)} blocks`,
  },
  text: (width: number) => `tokens of width ${String(width)}`,
  box: (frames: number, height: number, width: number, channels: number) =>
    [frames, height, width, channels].join(' × '),
  tokens: (count: number, width: number) => `${String(count)} tokens of width ${String(width)}`,
  loop: 'each step',
  caption:
    'What is trained apart stands in a box of its own. Only the transformer runs again and again.',
} as const;
