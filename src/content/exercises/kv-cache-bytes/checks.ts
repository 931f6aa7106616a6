import { defineChecks, follows, mapNumbers } from '../../../notebook/judge/index.ts';
import type { Case, Value } from '../../../notebook/judge/index.ts';

/** What is told of a model and of the run. */
interface Told {
  readonly [name: string]: Value;
  readonly layers: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly width: number;
  readonly batch: number;
  readonly tokens: number;
  readonly bytes: number;
  readonly window?: number;
}

/** The sizes, with a number of layers and of tokens that nobody can know beforehand. */
function told(sizes: Told): Case['draw'] {
  return (random) => {
    const more = (count: number) => count + Math.floor(random.uniform() * 8);
    return [{ ...sizes, layers: more(sizes.layers), tokens: more(sizes.tokens) }];
  };
}

const GROUPED = {
  layers: 30,
  heads: 32,
  kvHeads: 8,
  width: 4096,
  batch: 4,
  tokens: 3000,
  bytes: 2,
};

/** The first argument with one of its sizes doubled. */
function doubled(name: keyof Told) {
  return ([sizes]: readonly Value[]) => {
    const before = sizes as Told;
    return [{ ...before, [name]: 2 * Number(before[name]) }];
  };
}

export default defineChecks({
  entry: 'kvCacheBytes',
  parameters: ['config'],
  cases: [
    {
      title: 'a small model in float32',
      draw: told({ layers: 4, heads: 4, kvHeads: 4, width: 64, batch: 3, tokens: 20, bytes: 4 }),
    },
    { title: 'grouped queries', draw: told(GROUPED) },
    { title: 'one head for all: multi-query', draw: told({ ...GROUPED, kvHeads: 1 }) },
    { title: 'a head for each query', draw: told({ ...GROUPED, kvHeads: 32 }) },
    { title: 'one sample, one byte a number', draw: told({ ...GROUPED, batch: 1, bytes: 1 }) },
    { title: 'a window shorter than the text', draw: told({ ...GROUPED, window: 1024 }) },
    { title: 'a window longer than the text', draw: told({ ...GROUPED, window: 8192 }) },
  ],
  properties: [
    follows({
      id: 'twice-the-tokens',
      asks: 'Without a window, does a text of twice the length take twice the bytes?',
      draw: told(GROUPED),
      change: doubled('tokens'),
      expected: (bytes) => mapNumbers(bytes, (value) => 2 * value),
      says: () => 'With twice the tokens the bytes did not double.',
    }),
    follows({
      id: 'full-window',
      asks: 'Once the window is full, does a longer text take no more?',
      draw: told({ ...GROUPED, window: 1024 }),
      change: doubled('tokens'),
      says: () => 'A longer text took more bytes, though the window was full.',
    }),
  ],
});
