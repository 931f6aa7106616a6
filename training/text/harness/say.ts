import type { Compared } from './card.ts';
import type { Figure } from './recipe.ts';

/** Figures in words, for the terminal. */
export function sayFigures(figures: readonly Figure[]): string {
  return figures.map((figure) => `${figure.what} ${sayFigure(figure)}`).join('; ');
}

/** A figure of a card beside the same one measured again. */
export function sayCompared({ what, card, now, tolerance, agrees }: Compared): string {
  const allowed = sayValue({ ...card, value: tolerance });
  const sides = `card ${sayFigure(card)}, now ${sayFigure(now)}, tolerance ${allowed}`;
  return `${what}: ${sides}${agrees ? '' : ': they differ'}`;
}

function sayFigure(figure: Figure): string {
  return `${sayValue(figure)} of ${figure.count}`;
}

function sayValue({ value, unit = 'share' }: Figure): string {
  return unit === 'decibels' ? `${value.toFixed(2)} dB` : `${(100 * value).toFixed(2)} %`;
}
