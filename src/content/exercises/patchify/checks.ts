import {
  defineChecks,
  draw,
  everyAnswer,
  influence,
  samplesApart,
} from '../../../notebook/judge/index.ts';
import type { Case } from '../../../notebook/judge/index.ts';

type Five = readonly [number, number, number, number, number];

/** A clip [B, N, Y, X, C] and the patch [frames, height, width]. */
function sizes(clip: Five, patch: readonly [number, number, number]): Case['draw'] {
  return (random) => [draw.normal(random, clip), patch];
}

export default defineChecks({
  entry: 'patchify',
  parameters: ['video', 'patch'],
  cases: [
    { title: 'patch 1 × 2 × 2, as in DiT', draw: sizes([1, 2, 4, 6, 3], [1, 2, 2]) },
    { title: 'patch 2 × 2 × 2', draw: sizes([2, 4, 4, 6, 2], [2, 2, 2]) },
    { title: 'patch 2 × 2 × 3: not square', draw: sizes([2, 4, 4, 6, 1], [2, 2, 3]) },
    { title: 'an image of one frame', draw: sizes([2, 1, 6, 4, 3], [1, 3, 2]) },
    { title: 'patch 3 × 1 × 1: over time alone', draw: sizes([1, 6, 2, 3, 2], [3, 1, 1]) },
    { title: 'one pixel a token', draw: sizes([2, 2, 2, 3, 2], [1, 1, 1]) },
    { title: 'one token', draw: sizes([2, 2, 4, 2, 3], [2, 4, 2]) },
  ],
  properties: [
    everyAnswer({
      id: 'nothing-lost',
      asks: 'Is every number of the clip there once?',
      draw: sizes([2, 2, 4, 6, 2], [2, 2, 3]),
      test: ({ data }, [video]) => {
        const wanted = Float32Array.from((video as { data: Float32Array }).data).sort();
        const got = Float32Array.from(data).sort();
        const same = wanted.length === got.length && wanted.every((value, i) => value === got[i]);
        return same ? undefined : 'Some number of the clip is missing, or there twice.';
      },
    }),
    influence({
      id: 'frames',
      asks: 'Are the tokens of one frame together, one frame after the other?',
      draw: sizes([1, 4, 2, 2, 3], [2, 2, 2]),
      argument: 0,
      axis: 1,
      sees: (to, from) => to === Math.floor(from / 2),
      leak: 'the frames mix',
      blind: 'the frame is not used',
    }),
    samplesApart({
      draw: sizes([3, 2, 4, 4, 2], [2, 2, 2]),
      argument: 0,
    }),
  ],
});
