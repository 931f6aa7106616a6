import { block } from './block.ts';
import { decoder } from './decoder.ts';
import type { Instrument } from './instrument.ts';
import { layers } from './layers.ts';
import type { Model } from './state.ts';

/** The instrument of a model. For the build and for tests: a page has the one of its island. */
export function instrumentOf(model: Model): Instrument {
  if (model === 'dit-block') return block;
  return model === 'decoder' ? decoder : layers(model);
}
