/** Signed values, or weights from 0 to 1. */
export type Scale = 'diverging' | 'sequential';

/** How many steps of color there are on each side of zero. */
export const LEVELS = 10;

/** How much of the full color the strongest level has, so that dark text stays readable on it. */
export const STRONGEST = 85;

/** The level of color of a value, −10 to 10. */
export function levelOf(value: number, extent: number): number {
  if (extent === 0 || !Number.isFinite(value)) return 0;
  return Math.round(Math.max(-1, Math.min(1, value / extent)) * LEVELS);
}

/** Whether a level is so strong that its number is black in both themes: as `heat.css` has it. */
export function isStrong(level: number, scale: Scale): boolean {
  if (level < 0) return level <= -8;
  return level >= (scale === 'sequential' ? 6 : 7);
}

/** The class that colors a cell: see `matrix.css`. */
export function heatClass(value: number, extent: number, scale: Scale): string {
  const level = levelOf(value, extent);
  if (level === 0) return 'heat-0';
  const side = level < 0 ? 'n' : scale === 'sequential' ? 'w' : 'p';
  return `heat-${side}${Math.abs(level)}`;
}

/** Red, green and blue, 0 to 255. */
export type Color = readonly [number, number, number];

/** The colors that a heat map is mixed from. */
export interface Palette {
  readonly zero: Color;
  readonly negative: Color;
  readonly positive: Color;
  readonly weight: Color;
}

/** The color of a value: what `color-mix` makes of its class, for a canvas. */
export function heatColor(value: number, extent: number, scale: Scale, palette: Palette): Color {
  const level = levelOf(value, extent);
  const strong = level < 0 ? 'negative' : scale === 'sequential' ? 'weight' : 'positive';
  return mix(palette.zero, palette[strong], (Math.abs(level) / LEVELS) * (STRONGEST / 100));
}

function mix(from: Color, to: Color, part: number): Color {
  const channel = (i: 0 | 1 | 2) => Math.round(from[i] + (to[i] - from[i]) * part);
  return [channel(0), channel(1), channel(2)];
}
