import { clipTexts, gpuTexts, groupTexts, networkTexts, samplingTexts } from './shared.ts';
import type { Texts } from './texts.ts';

export const serving: Texts<'serving'> = {
  region: 'Calculator: serving a text-to-video model',
  groups: { ...groupTexts, load: 'The load' },
  fields: {
    ...clipTexts,
    ...networkTexts,
    ...samplingTexts,
    ...gpuTexts,
    other: { label: 'Other stages', unit: 's a million pixels' },
    group: { label: 'GPUs that share a clip' },
    split: { label: 'Efficiency of the split', unit: '%' },
    arrivals: { label: 'Requests', unit: 'an hour' },
    wait: { label: 'Mean wait, at most', unit: 'seconds' },
  },
  results: {
    tokens: { label: 'Tokens of a clip, T', unit: 'tokens' },
    prediction: {
      label: 'One prediction',
      unit: 'multiply-accumulates',
      note: 'Projections, attention, feed-forward network: L times each.',
    },
    attention: {
      label: 'Attention’s part of it',
      note: 'It grows with the square of the tokens; the rest grows in step with them.',
    },
    operations: {
      label: 'A whole clip',
      unit: 'operations',
      note: 'Two operations a multiply-accumulate, for each step and evaluation.',
    },
    rate: { label: 'What a GPU gets done', unit: 'operations a second' },
    gpuSeconds: {
      label: 'A clip on one GPU',
      note: 'The network, and beside it text encoder, decoder and checks.',
    },
    service: { label: 'A clip on a group of GPUs' },
    load: { label: 'Groups that are busy on average', unit: 'groups' },
    gpus: {
      label: 'GPUs for this wait',
      unit: 'GPUs',
      note: 'The fewest groups whose mean wait stays within the limit.',
    },
    queued: {
      label: 'Mean wait in the queue',
      note: 'Chance to wait × time of a clip / spare groups, the chance by Erlang’s formula for random arrivals. Its service times vary; if all clips take equally long, the wait is shorter, with one group half.',
    },
    busy: { label: 'How busy the groups are' },
    weights: { label: 'Weights in 16 bits', note: 'Must fit beside the activations.' },
  },
  headline: ['gpuSeconds', 'service', 'gpus'],
};
