import { cleaned, element, moved, textAt } from './svg.ts';
import { wrap } from './words.ts';

/** A drawing: marks in coordinates from 0. */
export interface Part {
  readonly width: number;
  readonly height: number;
  readonly marks: string;
}

/** The colors of what is written, and of what it is written on. */
export interface Paper {
  readonly text: string;
  readonly background: string;
}

const MARGIN = 12;
const LINE = 18;
const SIZE = 11;
/** What captions need to be read with ease. */
const NARROWEST = 360;

/**
 * Drawings as one SVG file: below each other, with texts at the end that say what they show and
 * with which settings.
 */
export function sheetOf(
  parts: readonly Part[],
  texts: readonly string[],
  { text: fill, background }: Paper,
): string {
  const inner = Math.ceil(Math.max(NARROWEST, ...parts.map((part) => part.width)));
  let y = MARGIN;
  const drawings = parts.map((part) => {
    const drawing = moved(MARGIN, y, part.marks);
    y += part.height + MARGIN;
    return drawing;
  });
  const lines = texts.flatMap((text) => wrap(text, inner, SIZE));
  const captions = lines.map((line) =>
    textAt(MARGIN, (y += LINE), line, { 'font-size': SIZE, fill }),
  );
  const [width, height] = [inner + 2 * MARGIN, Math.ceil(y + MARGIN)];
  return cleaned(
    element(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        width,
        height,
        viewBox: `0 0 ${width} ${height}`,
        'font-family': 'sans-serif',
      },
      element('rect', { width, height, fill: background }),
      ...drawings,
      ...captions,
    ),
  );
}
