import type { Part } from './sheet.ts';
import { moved } from './svg.ts';

/** Drawings below each other, flush left. */
export function below(parts: readonly Part[], gap: number): Part {
  let y = 0;
  const marks = parts.map((part) => {
    const own = moved(0, y, part.marks);
    y += part.height + gap;
    return own;
  });
  return {
    width: Math.max(0, ...parts.map(({ width }) => width)),
    height: Math.max(0, y - gap),
    marks: marks.join(''),
  };
}

/** Drawings beside each other, on one middle line. */
export function beside(parts: readonly Part[], gap: number): Part {
  const height = Math.max(0, ...parts.map((part) => part.height));
  let x = 0;
  const marks = parts.map((part) => {
    const own = moved(x, (height - part.height) / 2, part.marks);
    x += part.width + gap;
    return own;
  });
  return { width: Math.max(0, x - gap), height, marks: marks.join('') };
}
