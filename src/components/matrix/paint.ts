import { boxesOf } from './boxes.ts';
import { heatColor } from './heat.ts';
import type { Color, Palette, Scale } from './heat.ts';
import type { Slice } from './slice.ts';

/** How large a cell of a dense matrix is, in CSS pixels. */
export interface CellSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Small cells for wide matrices, so that a whole weight is seen at once. Rows with words beside
 * them stay high enough to read.
 */
export function denseSize(rows: number, columns: number, words: boolean): CellSize {
  const width = Math.max(2.5, Math.min(16, (columns <= 32 ? 448 : 640) / columns));
  const tall = rows === 1 ? 14 : Math.max(2.5, Math.min(width, 320 / rows));
  const height = words ? 18 : tall;
  return { width, height };
}

/** Draws a dense matrix; lit cells get a frame. */
export function paint(
  canvas: HTMLCanvasElement,
  slice: Slice,
  scale: Scale,
  size: CellSize,
  lit: ReadonlySet<string>,
): void {
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const ratio = devicePixelRatio || 1;
  canvas.width = Math.round(slice.columns * size.width * ratio);
  canvas.height = Math.round(slice.rows * size.height * ratio);
  pen.scale(ratio, ratio);
  paintCells(pen, slice, scale, size);
  paintFrames(pen, size, lit, styleOf(canvas, '--matrix-lit'));
}

function paintCells(
  pen: CanvasRenderingContext2D,
  slice: Slice,
  scale: Scale,
  size: CellSize,
): void {
  const palette = paletteOf(pen);
  // A hairline between cells, where there is room for one.
  const gap = Math.min(size.width, size.height) >= 6 ? 1 : 0;
  slice.data.forEach((value, i) => {
    const [row, column] = [Math.floor(i / slice.columns), i % slice.columns];
    pen.fillStyle = `rgb(${heatColor(value, slice.extent, scale, palette).join(' ')})`;
    pen.fillRect(
      column * size.width,
      row * size.height,
      size.width - gap + (gap ? 0 : 0.5),
      size.height - gap + (gap ? 0 : 0.5),
    );
  });
}

function paintFrames(
  pen: CanvasRenderingContext2D,
  { width, height }: CellSize,
  lit: ReadonlySet<string>,
  color: string,
): void {
  pen.strokeStyle = color;
  pen.lineWidth = 2;
  // Inside of large cells, around small ones, which a frame would cover.
  const inset = Math.min(width, height) >= 10 ? 1 : -1;
  for (const box of boxesOf(lit)) {
    pen.strokeRect(
      box.column * width + inset,
      box.row * height + inset,
      box.columns * width - 2 * inset,
      box.rows * height - 2 * inset,
    );
  }
}

function paletteOf(pen: CanvasRenderingContext2D): Palette {
  const color = (name: string): Color => {
    pen.fillStyle = styleOf(pen.canvas, name);
    return channels(pen.fillStyle);
  };
  return {
    zero: color('--heat-zero'),
    negative: color('--heat-negative'),
    positive: color('--heat-positive'),
    weight: color('--heat-weight'),
  };
}

/** `#rrggbb`, which is how a canvas gives back any opaque color, as channels. */
function channels(hex: string): Color {
  const channel = (at: number) => parseInt(hex.slice(at, at + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

function styleOf(element: Element, name: string): string {
  return getComputedStyle(element).getPropertyValue(name).trim();
}
