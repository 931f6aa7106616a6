import { COLORS } from '../../scene.ts';
import { BACKGROUND, PALETTE } from '../palette.ts';
import type { Color } from '../../scene.ts';
import type { Clip } from '../../clip.ts';

/** Of every pixel of a clip, how much of it one color covers: [frames, height, width], 0 to 1. */
export type Coverage = Float32Array;

/** From the background to a color: where the pixels of its edges are. */
interface Ray {
  readonly color: Color;
  readonly to: Vector;
  readonly square: number;
}

type Vector = readonly [number, number, number];

/** A color is there if it covers so many pixels a frame for the most part. */
const LEAST_PIXELS = 2.5;
const MOST = 0.45;
/** What is so near to the background is taken for it, which saves most of the time. */
const DARKEST = 0.1;

const RAYS = COLORS.map((color): Ray => {
  const to = fromBackground(...PALETTE[color]);
  return { color, to, square: dot(to, to) };
});

/** The colors of a clip, and what each of them covers: a pixel belongs to one color at most. */
export function coverageOf(clip: Clip): Map<Color, Coverage> {
  const there = colorsOf(clip);
  const covers = new Map(
    [...there].map((color) => [color, new Float32Array(clip.data.length / 3)]),
  );
  const rays = RAYS.filter(({ color }) => there.has(color));
  forEachPixel(clip, rays, (color, cover, pixel) => {
    covers.get(color)?.fill(cover, pixel, pixel + 1);
  });
  return covers;
}

function colorsOf(clip: Clip): Set<Color> {
  const votes = new Map<Color, number>();
  forEachPixel(clip, RAYS, (color, cover) => {
    if (cover > MOST) votes.set(color, (votes.get(color) ?? 0) + 1);
  });
  const least = LEAST_PIXELS * clip.frames;
  return new Set([...votes].filter(([, count]) => count >= least).map(([color]) => color));
}

/** Tells of every pixel that is not background which color it is of, and how far. */
function forEachPixel(
  { data }: Clip,
  rays: readonly Ray[],
  tell: (color: Color, cover: number, pixel: number) => void,
): void {
  for (let i = 0; i < data.length; i += 3) {
    const pixel = fromBackground(data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0);
    const ray = dot(pixel, pixel) > DARKEST ** 2 && nearestRay(pixel, rays);
    if (ray) tell(ray.color, Math.min(dot(pixel, ray.to) / ray.square, 1), i / 3);
  }
}

/** The ray to which a pixel is nearest. */
function nearestRay(pixel: Vector, rays: readonly Ray[]): Ray | undefined {
  let nearest: Ray | undefined;
  let least = Infinity;
  for (const ray of rays) {
    const cover = Math.min(dot(pixel, ray.to) / ray.square, 1);
    const distance = squaredDistance(pixel, ray.to, cover);
    if (cover <= 0 || distance >= least) continue;
    least = distance;
    nearest = ray;
  }
  return nearest;
}

function fromBackground(red: number, green: number, blue: number): Vector {
  return [red - BACKGROUND[0], green - BACKGROUND[1], blue - BACKGROUND[2]];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function squaredDistance(a: Vector, b: Vector, scale: number): number {
  return (a[0] - scale * b[0]) ** 2 + (a[1] - scale * b[1]) ** 2 + (a[2] - scale * b[2]) ** 2;
}
