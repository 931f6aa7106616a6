import { clipTexts, gpuTexts, groupTexts, networkTexts, samplingTexts } from './shared.ts';
import type { Texts } from './texts.ts';

export const cost: Texts<'cost'> = {
  region: 'Calculator: a minute of video',
  groups: { ...groupTexts, use: 'How it is used', money: 'Money and energy' },
  fields: {
    ...clipTexts,
    rate: { label: 'Frame rate', unit: 'a second' },
    ...networkTexts,
    ...samplingTexts,
    ...gpuTexts,
    other: { label: 'Other stages', unit: 's a million pixels' },
    takes: { label: 'Takes for one that is kept' },
    busy: { label: 'Time that paid GPUs work', unit: '%' },
    price: { label: 'An hour of a GPU', unit: 'dollars' },
    watts: { label: 'Power of a GPU at work', unit: 'watts' },
    overhead: { label: 'Power of the whole, times the GPU’s' },
    energyPrice: { label: 'A kilowatt-hour', unit: 'dollars' },
  },
  results: {
    tokens: { label: 'Tokens of a clip, T', unit: 'tokens' },
    operations: {
      label: 'A whole clip',
      unit: 'operations',
      note: 'Two operations a multiply-accumulate, for each step and evaluation.',
    },
    gpuSeconds: { label: 'A clip on one GPU' },
    clips: {
      label: 'Clips for a minute',
      unit: 'clips',
      note: 'With the takes that are thrown away.',
    },
    minute: { label: 'GPU time for a minute' },
    times: { label: 'For each second of video', unit: 'GPU seconds' },
    price: { label: 'Price of the GPUs' },
    energy: { label: 'Energy', unit: 'kWh' },
    energyCost: { label: 'Price of the energy' },
  },
  headline: ['minute', 'price', 'energy'],
};
