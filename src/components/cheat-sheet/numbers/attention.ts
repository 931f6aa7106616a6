import { worked } from '../../../interview/design/write.ts';
import { cacheBytes, countAttention } from '../../../model/count.ts';
import { bytes, plain } from './row.ts';

const D = 512;
const H = 8;
/** The projections of heads that are each as wide as the model: `key_dim = d_model` in Keras. */
const wide = 3 * (D * D * H + D * H) + D * H * D + D;

const T = 4096;
const scores = 32 * T * T * 2;

const llama = { layers: 32, keyValueHeads: 32, headWidth: 128 };
const large = { layers: 80, headWidth: 128, tokens: T };
const token = cacheBytes({ ...llama, tokens: 1 }, 2);
const sequence = cacheBytes({ ...llama, tokens: T }, 2);
const batch = cacheBytes({ ...llama, tokens: T, batch: 32 }, 2);
const grouped = cacheBytes({ ...large, keyValueHeads: 8 }, 2);
const full = cacheBytes({ ...large, keyValueHeads: 64 }, 2);

const [N, W] = [20, 25];
const levels = N * W * W + N * N;
const flat = (N * W) ** 2;

export const attention = {
  parameters: plain(countAttention(D), worked(countAttention(D))`4 × ${D}² + 4 × ${D}`),
  keyDim: plain(
    wide,
    worked(wide)`3 × (${D} × ${D} × ${H} + ${D} × ${H}) + ${D} × ${H} × ${D} + ${D}`,
  ),
  spread: plain(Math.sqrt(64), worked(8)`√64`),
  pairs: plain(T * T, worked(T * T)`${T}²`),
  scores: bytes(scores, worked(scores)`32 × ${T}² × 2`),
  token: bytes(token, worked(token)`2 × 32 × 32 × 128 × 2`),
  sequence: bytes(sequence, worked(sequence)`${token} × ${T}`),
  batch: bytes(batch, worked(batch)`${sequence} × 32`),
  grouped: bytes(grouped, worked(grouped)`2 × 80 × 8 × 128 × ${T} × 2`),
  full: bytes(full, worked(full)`2 × 80 × 64 × 128 × ${T} × 2`),
  window: plain(16_384 * 512, worked(16_384 * 512)`16,384 × 512`),
  levels: plain(levels, worked(levels)`${N} × ${W}² + ${N}²`),
  flat: plain(flat, worked(flat)`(${N} × ${W})²`),
};
