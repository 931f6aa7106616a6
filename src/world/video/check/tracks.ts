import type { Color } from '../../scene.ts';
import type { Clip } from '../../clip.ts';
import { blobsOf } from './blobs.ts';
import { coverageOf } from './coverage.ts';
import type { Blob } from './blobs.ts';
import type { Coverage } from './coverage.ts';

/** One thing through the frames of a clip in which it is by itself. */
export interface Track {
  readonly color: Color;
  readonly blobs: readonly Blob[];
}

/** All that is in a clip for most of its frames. */
export function tracksOf(clip: Clip): Track[] {
  return [...coverageOf(clip)].flatMap(([color, coverage]) => tracksOfColor(clip, color, coverage));
}

/**
 * Two things of one color are one blob in frames in which they touch: such frames, whose number of
 * blobs is not the usual one, tell nothing and are left out.
 */
function tracksOfColor(clip: Clip, color: Color, coverage: Coverage): Track[] {
  const frames = Array.from({ length: clip.frames }, (_, frame) => blobsOf(coverage, frame, clip));
  const count = mostFrequent(frames.map((blobs) => blobs.length));
  const tracks = Array.from({ length: count }, (): Blob[] => []);
  for (const blobs of frames.filter(({ length }) => length === count)) {
    const left = [...blobs];
    for (const track of tracks) track.push(...takeNearest(left, track.at(-1)));
  }
  return tracks.map((blobs) => ({ color, blobs }));
}

function mostFrequent(counts: readonly number[]): number {
  const times = (count: number) => counts.filter((other) => other === count).length;
  return counts.reduce(
    (best, count) => (times(count) > times(best) ? count : best),
    counts[0] ?? 0,
  );
}

/** Takes out of a list the blob that is nearest to another one. */
function takeNearest(left: Blob[], to?: Blob): Blob[] {
  const distances = left.map(({ x, y }) => (to ? Math.hypot(x - to.x, y - to.y) : 0));
  return left.splice(distances.indexOf(Math.min(...distances)), 1);
}
