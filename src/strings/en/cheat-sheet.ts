/** What a row of numbers is called, and what it counts. */
export interface NumberText {
  readonly label: string;
  readonly unit?: string;
}

/** What the cheat sheets say in their tables of numbers, in English. */
export const cheatSheetStrings = {
  print: 'Print, or save as PDF: two A4 pages.',
  what: 'What',
  how: 'How',
  howMuch: 'How much',
  dit: { name: 'DiT', layers: 'L', width: 'D', heads: 'H', parameters: 'Parameters' },
  patch: (size: number) => `GMACs, p = ${size}`,
} as const;

export const numberTexts: Readonly<
  Record<'attention' | 'transformer' | 'preTraining' | 'sora', Readonly<Record<string, NumberText>>>
> = {
  attention: {
    parameters: { label: 'Parameters, D 512, any number of heads' },
    keyDim: { label: 'The same with `key_dim` 512 and 8 heads (Keras)' },
    spread: { label: 'Spread of unscaled scores, width 64' },
    pairs: { label: 'Scores a head, 4,096 tokens' },
    scores: { label: 'All scores, 32 heads, 16 bits' },
    token: { label: 'Cache a token: 32 layers, 32 heads of 128, 16 bits' },
    sequence: { label: 'Cache of 4,096 tokens' },
    batch: { label: 'Cache of 32 such sequences' },
    grouped: { label: 'Cache: 80 layers, 8 groups, 4,096 tokens' },
    full: { label: 'The same with 64 key and value heads' },
    window: { label: 'Pairs in windows of 512, 16,384 tokens' },
    levels: { label: 'Pairs on two levels, 20 sentences of 25' },
    flat: { label: 'Pairs if all words meet' },
  },
  transformer: {
    attention: { label: 'Attention, D 512' },
    network: { label: 'Feed-forward network, F 2,048' },
    norm: { label: 'A norm: gain and bias' },
    encoder: { label: 'Encoder layer' },
    decoder: { label: 'Decoder layer' },
    stack: { label: 'Six of each' },
    shared: { label: 'With one table of 37,000 words' },
    rule: { label: 'Rule for a layer, 12D²' },
    networkShare: { label: 'The network’s part of an encoder layer' },
    crossover: { label: 'Attention costs as much as the rest at T = 6D', unit: 'tokens' },
    swiglu: { label: 'F with SwiGLU, as many parameters as 3,072' },
    rate: { label: 'Highest learning rate of 2017' },
    experts: { label: 'Eight experts hold' },
    active: { label: 'A token uses two of them' },
  },
  preTraining: {
    chosen: { label: 'Tokens chosen of 512', unit: 'tokens' },
    masked: { label: 'Of these, [MASK]', unit: 'tokens' },
    randomized: { label: 'Random, and as many unchanged', unit: 'tokens' },
    spans: { label: 'Spans of T5, mean length 3', unit: 'spans' },
    layers: { label: 'BERT Base: 12 layers, D 768' },
    words: { label: 'BERT Base: table of words' },
    rank: { label: 'LoRA, rank 8, a matrix of 4,096²' },
    dense: { label: 'The matrix itself' },
    all: { label: 'LoRA on two matrices in 32 layers' },
    whole: { label: 'Fine-tuning 7 billion, Adam' },
    optimizer: { label: 'Optimizer spread over 64 GPUs' },
    gradients: { label: 'And gradients' },
    everything: { label: 'And weights' },
    operations: { label: '7 billion parameters, 1e12 tokens', unit: 'operations' },
    days: { label: '1,000 GPUs at 4e14 a second', unit: 'days' },
    bubble: { label: 'Bubble: 8 stages, 32 microbatches' },
  },
  sora: {
    cogvideox: { label: 'CogVideoX, 49 frames, 480 × 720', unit: 'tokens' },
    wan480: { label: 'Wan 2.1, 81 frames, 480 × 832', unit: 'tokens' },
    wan720: { label: 'Wan 2.1, 81 frames, 720 × 1280', unit: 'tokens' },
    hunyuan: { label: 'HunyuanVideo, 129 frames, 720 × 1280', unit: 'tokens' },
    wan5: { label: 'Wan 2.2 5B, 121 frames, 704 × 1280', unit: 'tokens' },
    compression: { label: 'Compression 4 × 8 × 8, 16 channels', unit: 'times' },
    strong: { label: 'Compression 4 × 32 × 32, 128 channels', unit: 'times' },
    full: { label: 'Full over factorized, HunyuanVideo', unit: 'times' },
    fullCog: { label: 'Full over factorized, CogVideoX', unit: 'times' },
    evaluations: { label: 'Fifty steps with guidance', unit: 'predictions' },
  },
};
