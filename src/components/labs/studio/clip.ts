import type { StudioResult, Strip } from '../../../engine/labs/studio.ts';

/** What is on the screen of each sample after one step of the first. */

/** The place of the strip after a step: the last one until then, or the first of all. */
export function placeAt(strips: readonly Strip[], step: number): number {
  return Math.max(
    0,
    strips.findLastIndex((strip) => strip.step <= step),
  );
}

/** The strip of each sample: that of the first at a place, of the others with as much noise or more. */
export function stripsAt({ samples }: StudioResult, place: number): readonly (Strip | undefined)[] {
  const time = samples[0]?.strips[place]?.time ?? 0;
  return samples.map(
    ({ strips }) => strips.findLast((strip) => strip.time >= time - CLOSE) ?? strips[0],
  );
}

/** Times that are closer than this are the same. */
const CLOSE = 1e-6;

/** At most three, at the same distance: where each step is kept, a film strip shows no more. */
export function firstMiddleLast<T>(all: readonly T[]): readonly T[] {
  const places = new Set([0, (all.length - 1) >> 1, all.length - 1]);
  return all.filter((_, place) => places.has(place));
}
