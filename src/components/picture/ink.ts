import type { Color, Palette } from '../matrix/heat.ts';
import type { Paper } from './sheet.ts';

/** What a tensor is to an attention. */
export type Role = 'query' | 'key' | 'value' | 'output';

/** The colors of the page, as an SVG file can have them: `#rrggbb`. */
export interface Ink extends Paper {
  /** Of what is said beside the numbers. */
  readonly quiet: string;
  /** Of axes and arrows. */
  readonly line: string;
  /** Of the frame around cells. */
  readonly frame: string;
  readonly roles: Readonly<Record<Role, string>>;
  readonly heat: Palette;
  /** Of numbers on weak and on strong colors. */
  readonly onWeak: string;
  readonly onStrong: string;
}

/** The colors of the page now, in the theme that the reader chose. */
export function inkOfPage(): Ink {
  const pen = document.createElement('canvas').getContext('2d');
  if (!pen) throw new Error('ink: the browser has no canvas');
  const styles = getComputedStyle(document.documentElement);
  const color = (name: string): string => {
    pen.fillStyle = styles.getPropertyValue(name).trim();
    return pen.fillStyle;
  };
  return {
    text: color('--sl-color-white'),
    background: color('--sl-color-bg'),
    quiet: color('--sl-color-gray-2'),
    line: color('--sl-color-gray-4'),
    frame: color('--matrix-lit'),
    roles: {
      query: color('--role-query'),
      key: color('--role-key'),
      value: color('--role-value'),
      output: color('--role-output'),
    },
    heat: {
      zero: channels(color('--heat-zero')),
      negative: channels(color('--heat-negative')),
      positive: channels(color('--heat-positive')),
      weight: channels(color('--heat-weight')),
    },
    onWeak: color('--heat-on-weak'),
    onStrong: color('--heat-on-strong'),
  };
}

/** `#rrggbb`, which is how a canvas gives back any opaque color, as channels. */
function channels(hex: string): Color {
  const channel = (at: number) => parseInt(hex.slice(at, at + 2), 16);
  return [channel(1), channel(3), channel(5)];
}
