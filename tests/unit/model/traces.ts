/**
 * The one list of traced forward passes with the steps that explain them: the test of the steps
 * walks it. One file a topic in `traces/`.
 */
import { layerTraces } from './traces/layers.ts';
import type { Traced } from './traces/support.ts';

export function traces(): Traced[] {
  return [...layerTraces()];
}
