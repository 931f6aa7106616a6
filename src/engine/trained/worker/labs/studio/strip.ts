import type { Clip } from '../../../../../world/video/index.ts';
import { encode } from 'fast-png';
import { toBase64 } from '../../../../base64.ts';

/** The frames of a clip side by side, as a PNG in a data address. */
export function stripOf({ frames, height, width, data }: Clip): string {
  const across = frames * width;
  const pixels = new Uint8Array(3 * height * across);
  for (let frame = 0; frame < frames; frame++) {
    for (let y = 0; y < height; y++) {
      const from = 3 * width * (frame * height + y);
      const row = Uint8Array.from(data.subarray(from, from + 3 * width), (value) =>
        Math.round(255 * value),
      );
      pixels.set(row, 3 * (y * across + frame * width));
    }
  }
  const png = encode({ width: across, height, channels: 3, data: pixels });
  return `data:image/png;base64,${toBase64(png)}`;
}

/** The steps of which a picture is kept before the last: each, or the first and the middle one. */
export function stepsKept(steps: number, each: boolean): ReadonlySet<number> {
  const kept = each ? Array.from({ length: steps }, (_, i) => i + 1) : [1, Math.ceil(steps / 2)];
  return new Set(kept.filter((step) => step < steps));
}
