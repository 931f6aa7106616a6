import { createRandom, disposeParams, initTextModel, textSession } from '../../src/model/index.ts';
import type { TextModelConfig } from '../../src/model/index.ts';
import { useFastKernels } from './kernels.ts';
import { race } from './race.ts';
import type { Race } from './race.ts';

const TOKENS = 256;
const CONFIG: TextModelConfig = {
  vocabulary: 64,
  layers: 2,
  width: 64,
  inner: 256,
  heads: 4,
  causal: true,
};

/** A language model that writes 256 tokens, one at a time, with and without its cache. */
export async function raceDecoding(): Promise<Race[]> {
  useFastKernels();
  const params = initTextModel(createRandom(5), CONFIG);
  const write = (cached: boolean) => () => {
    const session = textSession(params, CONFIG, { cached });
    for (let i = 0; i < TOKENS; i++) session.feed([[i % CONFIG.vocabulary]]);
    session.dispose();
  };
  const contestants = [
    { name: 'with the cache', run: write(true) },
    { name: 'without', run: write(false) },
  ];
  const times = await race(contestants, { rounds: 3, seconds: 8, warmUp: 1 });
  disposeParams(params);
  return [{ what: `${TOKENS} tokens, D 64, 2 layers`, times }];
}
