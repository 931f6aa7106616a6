import { PLACES, SIZES } from '../../scene.ts';
import type { Place, Shape, Size, Thing } from '../../scene.ts';
import type { Clip } from '../../clip.ts';
import { RADII, THIRDS, unitOf } from '../layout.ts';
import { motionOf } from './motion.ts';
import { AREAS, shapeOf } from './shape.ts';
import { tracksOf } from './tracks.ts';
import type { Blob } from './blobs.ts';
import type { Track } from './tracks.ts';

/** What was seen of a thing. What could not be told is undefined: of one frame, the motion. */
export type SeenThing = { readonly [Key in keyof Thing]: Thing[Key] | undefined };

/**
 * What is in a clip, from its pixels alone, in no order. It knows the palette, the background and
 * how large and where things can be, but not how the renderer draws or moves them: so it can judge
 * what a model draws.
 */
export function measureClip(clip: Clip): SeenThing[] {
  return tracksOf(clip).map((track) => measureTrack(track, clip));
}

function measureTrack({ color, blobs }: Track, clip: Clip): SeenThing {
  const unit = unitOf(clip);
  const shape = shapeOf(blobs);
  return {
    size: shape && sizeOf(blobs, shape, unit),
    color,
    shape,
    place: placeOf(blobs, clip),
    motion: motionOf(
      blobs.map(({ x, y, area }) => [x / unit, y / unit, Math.log(area) / 2]),
      blobs.map(({ frame }) => frame / (clip.frames - 1)),
    ),
  };
}

/** The size whose radius is nearest, as a ratio, to the median of those seen. */
function sizeOf(blobs: readonly Blob[], shape: Shape, unit: number): Size {
  const areas = blobs.map(({ area }) => area).toSorted((a, b) => a - b);
  const radius = Math.sqrt((areas[Math.floor(areas.length / 2)] ?? 0) / AREAS[shape]) / unit;
  return nearest(SIZES, (size) => Math.abs(Math.log(radius / RADII[size])));
}

/** The place that is nearest to the middle of its way. */
function placeOf(blobs: readonly Blob[], { height, width }: Clip): Place | undefined {
  const column = third(middle(blobs.map(({ x }) => x)) / width);
  const row = third(middle(blobs.map(({ y }) => y)) / height);
  return PLACES[3 * row + column];
}

function third(share: number): number {
  return nearest([0, 1, 2] as const, (index) => Math.abs(share - THIRDS[index]));
}

function middle(values: readonly number[]): number {
  return (Math.min(...values) + Math.max(...values)) / 2;
}

function nearest<Item>(list: readonly [Item, ...Item[]], distance: (item: Item) => number): Item {
  return list.reduce((best, item) => (distance(item) < distance(best) ? item : best));
}
