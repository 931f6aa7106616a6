import type { MicroscopeName } from '../../components/stepper/microscopes.ts';

/** What the microscopes and their cases are called. */
export const microscopeStrings = {
  examples: 'Worth seeing',
  gallery: 'All of these, as computed when the course was built',
  titles: {
    'encoder-layer': 'Encoder-layer microscope',
    'decoder-layer': 'Decoder-layer microscope',
    'dit-block': 'DiT-block microscope',
  } satisfies Record<MicroscopeName, string>,
  cases: {
    'encoder-layer': {
      first: 'The words become rows, with their positions',
      attention: 'Who looks at whom',
      padding: 'Three padding tokens and no mask: attention goes to padding',
      unplaced: 'Without positions',
      heads: 'Four heads, four patterns',
      pre: 'The norm before the sub-layer',
      output: 'The output of the layer',
    },
    'decoder-layer': {
      first: 'The target looks across at the source',
      causal: 'Nobody sees the future',
      leak: 'Without the causal mask the future leaks',
      padding: 'Three padding tokens in the source and no mask',
      pre: 'The norm before the sub-layer',
      output: 'The output of the layer',
    },
    'dit-block': {
      first: 'The gate of the attention',
      zero: 'Modulation at zero: the block is the identity',
      noise: 'The gate where all is noise',
      data: 'The gate where all is data',
      caption: 'Another caption, another condition',
      frames: 'Four frames look at each other',
    },
  } satisfies Record<MicroscopeName, Readonly<Record<string, string>>>,
} as const;
