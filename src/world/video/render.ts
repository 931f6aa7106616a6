import { WorldError } from '../error.ts';
import type { Scene, Thing } from '../scene.ts';
import type { Clip, ClipSize } from '../clip.ts';
import { RADII, centerOf, unitOf } from './layout.ts';
import { POSES, REST } from './motions.ts';
import type { Pose } from './motions.ts';
import { BACKGROUND, PALETTE } from './palette.ts';
import { DISTANCES } from './shapes.ts';

/**
 * The clip of a scene, the first thing over the second. A single frame has every thing at its place.
 *
 * A pixel is covered by `clamp(½ − distance from its middle to the edge, 0, 1)`, which is smooth in
 * where the edge is. Colors mix in the sRGB values that a screen gets, without gamma: so a pixel of
 * an edge is on the straight line between two colors.
 *
 * @throws WorldError if a size is no whole number above 0
 */
export function renderScene(scene: Scene, size: ClipSize): Clip {
  checkSize(size);
  const { frames, height, width } = size;
  const data = new Float32Array(frames * height * width * 3);
  for (let i = 0; i < data.length; i++) data[i] = BACKGROUND[i % 3] ?? 0;
  const clip = { frames, height, width, data };
  for (let frame = 0; frame < frames; frame++) {
    for (const thing of scene.toReversed()) {
      const pose = frames === 1 ? REST : POSES[thing.motion](frame / (frames - 1));
      draw(clip, frame, thing, pose);
    }
  }
  return clip;
}

function checkSize({ frames, height, width }: ClipSize): void {
  if ([frames, height, width].every((side) => Number.isInteger(side) && side > 0)) return;
  const got = `${frames} × ${height} × ${width}`;
  throw new WorldError('renderScene', 'frames, height and width of whole numbers above 0', got);
}

function draw(clip: Clip, frame: number, thing: Thing, pose: Pose): void {
  const { height, width, data } = clip;
  const unit = unitOf(clip);
  const radius = RADII[thing.size] * pose.scale * unit;
  const [x, y] = centerOf(thing.place, clip);
  const [left, top] = [x + pose.x * unit, y + pose.y * unit];
  const distance = DISTANCES[thing.shape];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [dx, dy] = [column + 0.5 - left, row + 0.5 - top];
      const cover = 0.5 - radius * distance(dx / radius, dy / radius);
      if (cover > 0) {
        mix(data, 3 * ((frame * height + row) * width + column), thing, Math.min(cover, 1));
      }
    }
  }
}

function mix(data: Float32Array, at: number, { color }: Thing, cover: number): void {
  PALETTE[color].forEach((value, channel) => {
    data[at + channel] = (data[at + channel] ?? 0) * (1 - cover) + value * cover;
  });
}
