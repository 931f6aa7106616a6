import { cacheBytes } from '../../../model/count.ts';
import { pick } from '../../generators/pick.ts';
import { line, n } from '../../generators/write.ts';
import type { Chain } from './chain.ts';

const WIDTH = 128;
const LONG = 32_768;
const HALF = 2;
const GIB = 2 ** 30;

/** Serving a language model: its cache, the cache with groups and more tokens, how many fit. */
export const cache: Chain = {
  id: 'cache',
  topics: ['efficiency', 'attention', 'code'],
  draw: (random) => ({
    layers: pick(random, [24, 32, 40, 48]),
    heads: pick(random, [16, 32, 40]),
    tokens: pick(random, [4096, 8192]),
    room: pick(random, [24, 40, 64]),
  }),
  steps: [
    {
      name: 'full',
      card: 'question:efficiency/cache-full',
      seconds: 90,
      unit: 'bytes',
      work: ({ drawn: { layers = 0, heads = 0, tokens = 0 } }) => {
        const answer = cacheBytes({ layers, keyValueHeads: heads, headWidth: WIDTH, tokens }, HALF);
        return {
          values: { layers, heads, width: WIDTH, tokens },
          answer,
          tolerance: 0.01 * answer,
          working: [
            line(`2 × ${n(layers)} × ${n(heads)} × ${WIDTH} × ${n(tokens)} × ${HALF}`, answer),
          ],
          slips: { keysAlone: answer / 2, oneLayer: answer / layers, single: 2 * answer },
        };
      },
    },
    {
      name: 'grouped',
      card: 'question:efficiency/cache-grouped',
      seconds: 60,
      unit: 'bytes',
      choices: [1, 2, 4, 8],
      work: ({ drawn: { layers = 0, heads = 0, tokens = 0 }, chosen: groups }) => {
        const size = { layers, headWidth: WIDTH, tokens: LONG };
        const answer = cacheBytes({ ...size, keyValueHeads: groups }, HALF);
        return {
          values: { groups, heads, tokens: LONG },
          answer,
          tolerance: 0.01 * answer,
          working: [
            line(`2 × ${n(layers)} × ${n(groups)} × ${WIDTH} × ${n(LONG)} × ${HALF}`, answer),
          ],
          slips: {
            queryHeads: (answer * heads) / groups,
            groupSize: (answer * heads) / groups ** 2,
            oldLength: (answer * tokens) / LONG,
          },
        };
      },
    },
    {
      name: 'fit',
      card: 'question:efficiency/sizing-a-cache',
      seconds: 60,
      work: ({ drawn: { room = 0 }, numbers: [, bytes = NaN] }) => {
        const answer = Math.floor((room * GIB) / bytes);
        return {
          values: { room, bytes },
          answer,
          working: [
            line(`${n(room)} × 2^30`, room * GIB),
            line(`${n(room * GIB)} / ${n(bytes)}`, (room * GIB) / bytes),
          ],
          slips: { roundedUp: answer + 1 },
        };
      },
    },
  ],
};
