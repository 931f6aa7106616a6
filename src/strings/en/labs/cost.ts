import type { CostPartName } from '../../../engine/labs/cost.ts';
import type { LabTexts } from './texts.ts';

export const costTexts: LabTexts<'cost'> = {
  title: 'Cost lab',
  fields: {
    kind: 'Kind of model',
    layers: 'Layers L (each stack)',
    width: 'Width D',
    heads: 'Heads H',
    sharing: 'Heads that share keys and values',
    inner: 'Hidden width F',
    gated: 'Gate (SwiGLU)',
    norm: 'Norm',
    vocabulary: 'Vocabulary V',
    tied: 'Logits use the embedding’s matrix',
    positions: 'Learned positions P',
    tokens: 'Tokens T',
    textTokens: 'Tokens of the text S',
    side: 'Side of the latents',
    patch: 'Side of a patch p',
    batch: 'Batch B',
    bytes: 'Bytes a number in the cache',
    sharding: 'Spread over the devices',
    devices: 'Devices',
    recompute: 'Compute activations again',
  },
  options: {
    kind: {
      'encoder-decoder': 'Encoder and decoder',
      encoder: 'Encoder',
      decoder: 'Decoder',
      diffusion: 'Diffusion transformer for images',
      'text-to-video': 'Text-to-video transformer',
    },
    norm: { post: 'layer norm after', pre: 'layer norm before', rms: 'RMS norm before' },
    sharding: {
      nothing: 'nothing',
      optimizer: 'the optimizer',
      gradients: 'optimizer and gradients',
      weights: 'optimizer, gradients and weights',
    },
  },
  cases: {
    first: 'Transformer base (2017)',
    big: 'Transformer big (2017)',
    bertBase: 'BERT Base',
    bertLarge: 'BERT Large',
    gpt2: 'GPT-2',
    gpt3: 'GPT-3, spread over 1,024 devices',
    llama7: 'Llama 2 7B, one sequence',
    llama7Batch: 'Llama 2 7B, 32 sequences',
    llama70: 'Llama 2 70B, 8 key and value heads',
    llama70Full: 'Llama 2 70B, had it 64 of them',
    ditS: 'DiT-S/2',
    ditB: 'DiT-B/2',
    ditL: 'DiT-L/2',
    ditXL: 'DiT-XL/2',
    ditXL8: 'DiT-XL/8',
    ditXL512: 'DiT-XL/2 at 512 × 512 pixels',
    wanSmall: 'Wan 2.1 1.3B, 81 frames of 480p',
    wanLarge: 'Wan 2.1 14B, 81 frames of 720p',
  },
};

const parts: Readonly<Record<CostPartName, string>> = {
  embedding: 'Embedding',
  attention: 'Attention',
  network: 'Feed-forward networks',
  norms: 'Norms',
  modulation: 'Modulation',
  output: 'Logits',
  rest: 'Patches, time, classes, last layer',
};

export const costStrings = {
  parts,
  /** Below a column. */
  short: {
    embedding: 'embed',
    attention: 'attention',
    network: 'FFN',
    norms: 'norms',
    modulation: 'adaLN',
    output: 'logits',
    rest: 'rest',
  } satisfies Record<CostPartName, string>,
  part: 'Part',
  totals: {
    parameters: 'Parameters',
    macs: 'Multiply-accumulates of one sample',
    cache: 'Cached keys and values',
    state: 'Weights, gradients and Adam, a device',
    activations: 'Activations of the batch',
  },
  formulas: {
    parameters:
      'Part by part. N is how many of them there are; a decoder behind an encoder has two attentions a layer:',
    macs: 'One forward pass; twice as many operations:',
    cache:
      'Keys and values · layers · G · K · bytes, of one token; then · T · B. Behind an encoder, a decoder caches two attentions a layer.',
    state:
      '2 bytes a parameter for the weight, 2 for its gradient, 12 for Adam and its 32-bit copy:',
    activations:
      'Numbers a token that a block keeps, about; of all blocks; then 2 bytes each · T · B. Scores are not kept.',
  },
  question: 'Which part has the most parameters?',
  why: (part: string, share: string) => `${part}: ${share} of all parameters.`,
  divisor: (of: number) => `a divisor of ${of}`,
  multiple: (of: number) => `a multiple of the patch, ${of}`,
  caches: (bytes: string, batch: number, tokens: number) =>
    `the cache of ${batch === 1 ? 'one sequence' : `${batch} sequences`} of ${tokens} tokens takes ${bytes}`,
  sentence: (of: {
    kind: string;
    parameters: string;
    macs: string;
    tokens: string;
    cache: string | undefined;
    training: string;
  }) =>
    `${of.kind}: ${of.parameters} parameters, ${of.macs} multiply-accumulates for a sample of ${of.tokens} tokens; ` +
    `${of.cache === undefined ? '' : `${of.cache}; `}training holds ${of.training} on each device, were the batch on it.`,
};
