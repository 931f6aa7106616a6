import { clipTexts, gpuTexts, groupTexts, networkTexts } from './shared.ts';
import type { Texts } from './texts.ts';

export const training: Texts<'training'> = {
  region: 'Calculator: training on many GPUs',
  groups: {
    clip: 'A clip of the data',
    network: groupTexts.network,
    data: 'The data',
    cluster: 'The cluster',
    parallel: 'How it is split',
    failures: 'Failures',
  },
  fields: {
    ...clipTexts,
    ...networkTexts,
    millions: { label: 'Clips', unit: 'million' },
    passes: { label: 'Passes over them' },
    gpus: { label: 'GPUs' },
    ...gpuTexts,
    memory: { label: 'Memory of a GPU', unit: 'GB' },
    bandwidth: { label: 'Network of a GPU', unit: 'GB/s' },
    sharding: {
      label: 'Spread over all GPUs',
      options: {
        0: 'nothing',
        1: 'optimizer',
        2: 'optimizer, gradients',
        3: 'optimizer, gradients, weights',
      },
    },
    split: { label: 'GPUs that share a clip' },
    recompute: {
      label: 'Activations of a block',
      options: { 0: 'kept', 1: 'recomputed in the backward pass' },
    },
    between: { label: 'Hours to a failure of one GPU', unit: 'hours' },
    saving: { label: 'A checkpoint stops all for', unit: 'seconds' },
    restart: { label: 'A restart takes', unit: 'minutes' },
  },
  results: {
    parameters: {
      label: 'Parameters, N',
      unit: 'parameters',
      note: 'Two attentions and a feed-forward network a layer, without biases and modulation.',
    },
    tokens: { label: 'Tokens, n', unit: 'tokens' },
    rule: { label: 'The rule of thumb, 6Nn', unit: 'operations' },
    operations: {
      label: 'Operations, attention included',
      unit: 'operations',
      note: 'Two a multiply-accumulate forward, four backward.',
    },
    beyond: { label: 'How far off the rule is', unit: 'times' },
    days: { label: 'Days without failures', unit: 'days' },
    state: {
      label: 'Weights, gradients, optimizer',
      note: 'Sixteen bytes a parameter: 2 + 2 in 16 bits, 12 for Adam’s 32-bit copy and its two means.',
    },
    activations: {
      label: 'Activations',
      note: 'One clip a group of GPUs, 16 bits. About 12D + 2F numbers a token and block; scores are not kept, as in FlashAttention.',
    },
    held: {
      label: 'Held by a GPU',
      note: 'Buffers, fragments and the gathered weights of a block come on top.',
    },
    filled: {
      label: 'Its memory that this fills',
      note: 'More than 100 % does not fit: spread more, split a clip over more GPUs, or recompute.',
    },
    batch: { label: 'A batch: one clip a group', unit: 'tokens' },
    step: { label: 'A step computes for' },
    traffic: {
      label: 'Moving weights and gradients for',
      note: 'If weights are spread: gathered forward and backward, gradients scattered, 2 bytes each. It has to hide behind the step.',
    },
    failures: {
      label: 'Failures to expect',
      unit: 'failures',
      note: 'Seconds from one failure of the cluster to the next, then how many fit into the run.',
    },
    interval: {
      label: 'Save every',
      note: 'Where saving and repeating lost work cost the least together: √(2 × time to save × time between failures).',
    },
    overhead: { label: 'Lost to saving and failing' },
    whole: { label: 'Days with failures', unit: 'days' },
  },
  headline: ['whole', 'held', 'beyond'],
};
