/** What the figure of the two stories says, in English. */
export const storiesStrings = {
  title: 'Two stories under one name',
  description:
    'The bank’s Sora: text, embeddings, an encoder, a decoder, then text or a label. The report’s Sora: ' +
    'noise, patches and a caption, a diffusion transformer in many steps, latents, a decoder to pixels, then ' +
    'video. The encoder of the one and the transformer of the other are built of the same kind of layer.',
  columns: [
    {
      name: 'The bank’s Sora',
      boxes: ['text', 'words as vectors', 'encoder', 'decoder', 'text or label'],
      shared: 2,
    },
    {
      name: 'The report’s Sora',
      boxes: [
        'noise, and a text',
        'patches as vectors',
        'transformer, in steps',
        'decoder to pixels',
        'video',
      ],
      shared: 2,
    },
  ],
  caption:
    'What both have in common is the outlined box: layers of attention over a list of vectors.',
} as const;
