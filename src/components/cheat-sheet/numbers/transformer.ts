import { worked } from '../../../interview/design/write.ts';
import {
  countAttention,
  countDecoderLayer,
  countEncoderLayer,
  countFeedForward,
} from '../../../model/count.ts';
import { plain, share } from './row.ts';

const [D, F] = [512, 2048];
const attention = countAttention(D);
const network = countFeedForward(D, F);
const encoder = countEncoderLayer(D, F);
const decoder = countDecoderLayer(D, F);
const stack = 6 * (encoder + decoder);
const shared = stack + 37_000 * D;
const norm = 2 * D;
const rate = D ** -0.5 * 4000 ** -0.5;

export const transformer = {
  attention: plain(attention, worked(attention)`4 × ${D}² + 4 × ${D}`),
  network: plain(network, worked(network)`2 × ${D} × ${F} + ${F} + ${D}`),
  norm: plain(norm, worked(norm)`2 × ${D}`),
  encoder: plain(encoder, worked(encoder)`${attention} + ${network} + 2 × ${norm}`),
  decoder: plain(decoder, worked(decoder)`2 × ${attention} + ${network} + 3 × ${norm}`),
  stack: plain(stack, worked(stack)`6 × (${encoder} + ${decoder})`),
  shared: plain(shared, worked(shared)`${stack} + 37,000 × ${D}`),
  rule: plain(12 * D * D, worked(12 * D * D)`4 × ${D}² + 8 × ${D}²`),
  networkShare: share(network / encoder, worked(network / encoder)`${network} / ${encoder}`),
  crossover: plain(6 * D, worked(6 * D)`12 × ${D} / 2`),
  swiglu: plain((2 / 3) * 3072, worked(2048)`2 × 3,072 / 3`),
  rate: plain(rate, worked(rate)`${D}^(−0.5) × 4,000^(−0.5)`),
  experts: plain(8 * network, worked(8 * network)`8 × ${network}`),
  active: plain(2 * network, worked(2 * network)`2 × ${network}`),
};
