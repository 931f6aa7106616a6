import { gpuTexts } from './shared.ts';
import type { Texts } from './texts.ts';

export const data: Texts<'data'> = {
  region: 'Calculator: from raw video to captioned clips',
  groups: {
    raw: 'Raw video',
    clip: 'A clip',
    duplicates: 'Duplicates',
    captions: 'Captions',
    audit: 'Audit',
  },
  fields: {
    hours: { label: 'Raw video', unit: 'hours' },
    megabits: { label: 'Its rate', unit: 'Mbit/s' },
    kept: { label: 'Survives the filters', unit: '%' },
    frames: { label: 'Frames' },
    rate: { label: 'Frame rate', unit: 'a second' },
    height: { label: 'Height', unit: 'pixels' },
    width: { label: 'Width', unit: 'pixels' },
    channels: { label: 'Channels of a latent' },
    duplicates: { label: 'Duplicates among clips', unit: '%' },
    recall: { label: 'Duplicates found', unit: '%' },
    mistaken: { label: 'Good clips taken for one', unit: '%' },
    billions: { label: 'Captioner', unit: 'billion parameters' },
    read: { label: 'Tokens it reads', unit: 'a clip' },
    written: { label: 'Tokens it writes', unit: 'a clip' },
    ...gpuTexts,
    price: { label: 'An hour of a GPU', unit: 'dollars' },
    wrong: { label: 'Captions that are wrong', unit: '%' },
    audited: { label: 'Audited without a fault', unit: 'clips' },
  },
  results: {
    found: { label: 'Clips after the filters', unit: 'clips' },
    pairs: {
      label: 'Pairs, if all were compared',
      unit: 'pairs',
      note: 'Why near neighbors are looked up in an index.',
    },
    left: { label: 'Duplicates that stay', unit: 'clips' },
    lost: { label: 'Good clips that go', unit: 'clips' },
    clips: { label: 'Clips to caption', unit: 'clips' },
    caption: {
      label: 'One caption',
      unit: 'operations',
      note: 'Two operations a parameter and token. Writing token by token uses a GPU badly, so utilization is low.',
    },
    gpuHours: { label: 'All captions', unit: 'GPU hours' },
    cost: { label: 'Cost of all captions' },
    raw: { label: 'Raw video on disk' },
    latents: {
      label: 'Latents on disk',
      note: 'Compression 4 × 8 × 8 with the first frame alone, 16 bits.',
    },
    faulty: { label: 'Wrong captions to expect', unit: 'captions' },
    bound: {
      label: 'Faults that the audit still allows',
      note: 'With 95 % confidence: the rate at which so many in a row are right once in 20 times.',
    },
  },
  headline: ['clips', 'gpuHours', 'latents'],
};
