import { worked } from '../../../interview/design/write.ts';
import { countEncoderLayer } from '../../../model/count.ts';
import { stateBytes, trainingOperations } from '../../../model/training/count.ts';
import { bytes, plain, share } from './row.ts';

const D = 768;
const layers = 12 * countEncoderLayer(D, 4 * D);
const words = 30_522 * D;
const rank = 8 * (4096 + 4096);
const dense = 4096 * 4096;
const all = 32 * 2 * rank;
const seven = 7e9;
const tokens = 1e12;
const operations = trainingOperations(seven, tokens);
const days = operations / (1000 * 4e14) / 86_400;
const whole = stateBytes(seven, 'nothing', 64);
const optimizer = stateBytes(seven, 'optimizer', 64);
const gradients = stateBytes(seven, 'gradients', 64);
const everything = stateBytes(seven, 'weights', 64);
const bubble = 7 / (32 + 7);
const chosen = 0.15 * 512;

export const preTraining = {
  chosen: plain(chosen, worked(chosen)`0.15 × 512`),
  masked: plain(0.8 * chosen, worked(0.8 * chosen)`0.8 × ${chosen}`),
  randomized: plain(0.1 * chosen, worked(0.1 * chosen)`0.1 × ${chosen}`),
  spans: plain(chosen / 3, worked(chosen / 3)`${chosen} / 3`),
  layers: plain(layers, worked(layers)`12 × (4 × ${D}² + 8 × ${D}² + 13 × ${D})`),
  words: plain(words, worked(words)`30,522 × ${D}`),
  rank: plain(rank, worked(rank)`8 × (4,096 + 4,096)`),
  dense: plain(dense, worked(dense)`4,096 × 4,096`),
  all: plain(all, worked(all)`32 × 2 × ${rank}`),
  whole: bytes(whole, worked(whole)`16 × ${seven}`),
  optimizer: bytes(optimizer, worked(optimizer)`(4 + 12 / 64) × ${seven}`),
  gradients: bytes(gradients, worked(gradients)`(2 + 14 / 64) × ${seven}`),
  everything: bytes(everything, worked(everything)`16 × ${seven} / 64`),
  operations: plain(operations, worked(operations)`6 × ${seven} × ${tokens}`),
  days: plain(days, worked(days)`${operations} / (1,000 × 4e14) / 86,400`),
  bubble: share(bubble, worked(bubble)`7 / (32 + 7)`),
};
