import { reachOf, windowRelation } from '../../../../../src/model/multilevel/reach.ts';
import { countCells, product, type Independent } from './values.ts';

/** How many frames of latents: the first alone, then groups of four. */
function latentFrames(frames: number): number {
  let groups = 1;
  for (let left = frames - 1; left > 0; left -= 4) groups++;
  return groups;
}

export const video: Record<string, Independent> = {
  'video-tokens': (values) => {
    const { frames, height, width } = values.pick('frames', 'height', 'width');
    const corners = countCells(height, width, (y, x) => y % 16 === 0 && x % 16 === 0);
    return latentFrames(frames) * corners;
  },
  'latent-numbers': (values) => {
    const { frames, height, width, channels } = values.pick(
      'frames',
      'height',
      'width',
      'channels',
    );
    const corners = countCells(height, width, (y, x) => y % 8 === 0 && x % 8 === 0);
    return product(latentFrames(frames), corners, channels);
  },
  compression: (values) => {
    // A clip of one latent: its pixels over its numbers.
    const { time, space, channels } = values.pick('time', 'space', 'channels');
    return product(time, space, space, 3) / channels;
  },
  'image-tokens': (values) => {
    const { size, patch } = values.pick('size', 'patch');
    const side = 8 * patch;
    return countCells(size, size, (y, x) => y % side === 0 && x % side === 0);
  },
  'patch-pairs': (values) => {
    // On a square of 16 × 16 latents.
    const { before, after } = values.pick('before', 'after');
    const pairs = (patch: number) => ((16 / patch) * (16 / patch)) ** 2;
    return pairs(after) / pairs(before);
  },
  factorised: (values) => {
    const { frames, rows, columns } = values.pick('frames', 'rows', 'columns');
    const places = rows * columns;
    const full = product(frames, places, frames, places);
    const apart = product(frames, places, places) + product(places, frames, frames);
    return full / apart;
  },
  'dit-block-parameters': (values) => {
    const D = values.number('width');
    const attention = 4 * (D * D + D);
    const network = D * 4 * D + 4 * D + 4 * D * D + D;
    const modulation = D * 6 * D + 6 * D;
    return attention + network + modulation;
  },
  'dit-macs': (values) => {
    const { layers, width: D, tokens: N } = values.pick('layers', 'width', 'tokens');
    const products = [
      ...Array.from({ length: 4 }, () => product(N, D, D)),
      product(N, D, 4 * D),
      product(N, 4 * D, D),
      product(N, D, N),
      product(N, N, D),
    ];
    return layers * products.reduce((sum, macs) => sum + macs, 0);
  },
  'shifted-reach': (values) => {
    // The library's own relation, on a row that is long enough.
    const { window, blocks } = values.pick('window', 'blocks');
    const places = window * (2 * blocks + 2);
    const relations = Array.from({ length: blocks }, (_, block) =>
      windowRelation([1, places], [1, window], block % 2 === 1),
    );
    const middle = window * (blocks + 1);
    return reachOf(relations, middle).length;
  },
  'raw-bytes': (values) => {
    const { seconds, rate, height, width } = values.pick('seconds', 'rate', 'height', 'width');
    return product(seconds, rate) * product(height, width, 24 / 8);
  },
};
