import { BACKGROUND, PALETTE, renderScene } from '../../../../src/world/video/index.ts';
import type { Color, Thing } from '../../../../src/world/scene.ts';
import type { Clip, ClipSize } from '../../../../src/world/video/index.ts';

export const SQUARE_SIZE: ClipSize = { frames: 9, height: 32, width: 32 };
export const CLIP_SIZES: readonly ClipSize[] = [
  SQUARE_SIZE,
  { frames: 5, height: 32, width: 32 },
  { frames: 9, height: 24, width: 40 },
  { frames: 9, height: 40, width: 24 },
];

export const nameOf = ({ frames, height, width }: ClipSize) => `${frames} × ${height} × ${width}`;

/** A white circle in the center that is still, but for what is said. */
export function thing(parts: Partial<Thing> = {}): Thing {
  return {
    size: 'medium',
    color: 'white',
    shape: 'circle',
    place: 'center',
    motion: 'still',
    ...parts,
  };
}

export function clipOf(parts: Partial<Thing> = {}, size: Partial<ClipSize> = {}): Clip {
  return renderScene([thing(parts)], { ...SQUARE_SIZE, ...size });
}

/** How much of each pixel of one frame a thing covers, told from its red: [height, width]. */
export function coverOf(
  { height, width, data }: Clip,
  frame = 0,
  color: Color = 'white',
): number[] {
  const [none] = BACKGROUND;
  const [all] = PALETTE[color];
  return Array.from({ length: height * width }, (_, pixel) => {
    const red = data[3 * (frame * height * width + pixel)] ?? 0;
    return (red - none) / (all - none);
  });
}

/** Area and centroid of the thing in one frame, in pixels. */
export function momentsOf(clip: Clip, frame = 0): { area: number; x: number; y: number } {
  const cover = coverOf(clip, frame);
  const area = sum(cover);
  const x = sum(cover.map((value, pixel) => value * ((pixel % clip.width) + 0.5))) / area;
  const y = sum(cover.map((value, pixel) => value * (Math.floor(pixel / clip.width) + 0.5))) / area;
  return { area, x, y };
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The clip as a mirror shows it, `x` or `y` turned round. */
export function mirror({ data, ...size }: Clip, axis: 'x' | 'y'): Clip {
  const { height, width } = size;
  const mirrored = data.map((_, i) => {
    const [pixel, channel] = [Math.floor(i / 3), i % 3];
    const [column, row] = [pixel % width, Math.floor(pixel / width) % height];
    const step = axis === 'x' ? width - 1 - 2 * column : (height - 1 - 2 * row) * width;
    return data[3 * (pixel + step) + channel] ?? 0;
  });
  return { ...size, data: mirrored };
}

export function greatestDifference(a: Clip, b: Clip): number {
  return a.data.reduce((most, value, i) => Math.max(most, Math.abs(value - (b.data[i] ?? 0))), 0);
}
