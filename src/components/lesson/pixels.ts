import type { Clip } from '../../world/video/index.ts';

/** The pixels of one color, as the outline of a drawing: a rectangle for each run in a row. */
export interface Paint {
  readonly color: string;
  readonly path: string;
}

/**
 * One frame of a clip as paths, one a color: no image file, and sharp at any size.
 *
 * @param levels above 0 that a channel has: 15, 5, 3 or 1; fewer make a shorter page
 */
export function paintsOf({ height, width, data }: Clip, frame: number, levels = 15): Paint[] {
  const paths = new Map<string, string>();
  const from = frame * height * width;
  for (let row = 0; row < height; row++) {
    for (let start = 0; start < width;) {
      const colorIn = (column: number) => colorAt(data, from + row * width + column, levels);
      const color = colorIn(start);
      let end = start + 1;
      while (end < width && colorIn(end) === color) end++;
      paths.set(
        color,
        `${paths.get(color) ?? ''}M${start} ${row}h${end - start}v1h${start - end}z`,
      );
      start = end;
    }
  }
  return Array.from(paths, ([color, path]) => ({ color, path }));
}

/** `#f84`: a hexadecimal digit a channel. */
function colorAt(data: Float32Array, pixel: number, levels: number): string {
  const channels = [0, 1, 2].map((channel) => data[3 * pixel + channel] ?? 0);
  const level = (share: number) =>
    (Math.round(Math.min(Math.max(share, 0), 1) * levels) * (15 / levels)).toString(16);
  return `#${channels.map(level).join('')}`;
}
