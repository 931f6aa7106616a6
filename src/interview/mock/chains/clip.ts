import { countVideoTokens } from '../../../model/video/count.ts';
import { pick, whole } from '../../generators/pick.ts';
import { line, n } from '../../generators/write.ts';
import type { Chain } from './chain.ts';

const tokenizer = {
  stride: { frames: 4, height: 8, width: 8 },
  patch: { frames: 1, height: 2, width: 2 },
};
/** Pixels to a side of a token. */
const CELL = 16;

/** The frames of latents: the first alone, the others in fours. */
const kept = (frames: number) => (frames - 1) / 4 + 1;

/** A clip for a diffusion transformer: its tokens, those of a smaller one, what attention saves. */
export const clip: Chain = {
  id: 'clip',
  topics: ['video', 'diffusion', 'design'],
  draw: (random) => {
    const [height, width] = pick(random, [
      [480, 720],
      [480, 832],
      [720, 1280],
    ]);
    return { frames: 4 * whole(random, 12, 40) + 1, height, width };
  },
  steps: [
    {
      name: 'tokens',
      card: 'question:video/tokens',
      seconds: 90,
      unit: 'tokens',
      work: ({ drawn: { frames = 0, height = 0, width = 0 } }) => {
        const answer = countVideoTokens({ frames, height, width }, tokenizer);
        const place = (height / CELL) * (width / CELL);
        return {
          values: { frames, height, width },
          answer,
          tolerance: 0.001 * answer,
          working: [
            line(`(${n(frames)} − 1) / 4 + 1`, kept(frames)),
            line(`${n(height)} / ${CELL} × ${n(width)} / ${CELL}`, place),
            line(`${n(kept(frames))} × ${n(place)}`, answer),
          ],
          slips: { latents: 4 * answer, allFrames: frames * place },
        };
      },
    },
    {
      name: 'small',
      card: 'question:video/latent-numbers',
      seconds: 60,
      unit: 'tokens',
      choices: [256, 384, 512],
      work: ({ drawn: { frames = 0 }, chosen: side }) => {
        const answer = countVideoTokens({ frames, height: side, width: side }, tokenizer);
        const place = (side / CELL) ** 2;
        return {
          values: { frames, side },
          answer,
          tolerance: 0.001 * answer,
          working: [
            line(`${n(side)} / ${CELL} × ${n(side)} / ${CELL}`, place),
            line(`${n(kept(frames))} × ${n(place)}`, answer),
          ],
          slips: { latents: 4 * answer, allFrames: frames * place, oneFrame: place },
        };
      },
    },
    {
      name: 'saved',
      card: 'question:video/patch-pairs',
      seconds: 60,
      work: ({ numbers: [large = NaN, small = NaN] }) => {
        const ratio = large / small;
        const answer = ratio ** 2;
        return {
          values: { large, small },
          answer,
          tolerance: 0.02 * answer,
          working: [
            line(`${n(large)} / ${n(small)}`, ratio),
            line(`(${n(large)} / ${n(small)})^2`, answer),
          ],
          slips: { tokensAlone: ratio },
        };
      },
    },
  ],
};
