import type { Color } from '../scene.ts';

/** Red, green and blue from 0 to 1: the sRGB values that a screen gets. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** What is behind all things. */
export const BACKGROUND: Rgb = rgb(0x14, 0x16, 0x1b);

export const PALETTE: Readonly<Record<Color, Rgb>> = {
  red: rgb(0xdc, 0x1e, 0x2d),
  orange: rgb(0xfa, 0x7d, 0x0a),
  yellow: rgb(0xfa, 0xe1, 0x3c),
  green: rgb(0x28, 0xaa, 0x46),
  blue: rgb(0x28, 0x64, 0xfa),
  purple: rgb(0x8c, 0x32, 0xd2),
  pink: rgb(0xff, 0x87, 0xc3),
  white: rgb(0xf5, 0xf5, 0xf5),
};

function rgb(red: number, green: number, blue: number): Rgb {
  return [red / 255, green / 255, blue / 255];
}
