import type { Told } from './chain.ts';
import { countShown, slicesOf, type ShownTensor } from './matrix.ts';
import type { Plotted, Shown } from './protocol.ts';

/**
 * What a cell puts out, as plain text: what is recorded beside a lesson, what a downloaded notebook
 * holds, and what the downloaded program prints.
 */
export function textOf(told: Told): string {
  switch (told.kind) {
    case 'console':
      return told.text;
    case 'show':
      return titled(told.title, shownText(told.value));
    case 'value':
      return shownText(told.value);
    case 'plot':
      return titled(told.title, plotText(told));
    case 'error':
      return told.name ? `${told.name}: ${told.message}` : told.message;
    case 'cut':
      return '…';
  }
}

function titled(title: string, text: string): string {
  return title ? `${title}: ${text}` : text;
}

function shownText(shown: Shown): string {
  return shown.kind === 'text' ? shown.text : tensorText(shown);
}

/** Rows of numbers to four digits, as on the page: the same numbers are left out. */
function tensorText(tensor: ShownTensor): string {
  const slices = slicesOf(tensor);
  const [shown, all] = countShown(tensor, slices);
  const lines = slices.flatMap(({ index, rows }) => [
    ...(index.length > 0 ? [`[${index.join(', ')}]`] : []),
    ...align(rows.map((row) => row.map(({ text }) => text.replace('−', '-')))),
  ]);
  const rest = shown < all ? [`… ${String(shown)} of ${String(all)} numbers`] : [];
  return [`${tensor.dtype} [${tensor.shape.join(', ')}]`, ...lines, ...rest].join('\n');
}

/** Columns as wide as their widest number. */
function align(rows: readonly (readonly string[])[]): readonly string[] {
  const width = Math.max(0, ...rows.flat().map(({ length }) => length));
  return rows.map((row) => row.map((text) => text.padStart(width)).join('  '));
}

function plotText({ xLabel, yLabel, series }: Plotted): string {
  const lines = series.map(({ name, x, y }) => {
    const points = Array.from(y, (value, at) => `${digits(x[at] ?? NaN)} ${digits(value)}`);
    return `${name ? `${name}: ` : ''}${points.join(', ')}`;
  });
  return [`plot of ${yLabel || 'y'} over ${xLabel || 'x'}`, ...lines].join('\n');
}

function digits(value: number): string {
  return String(Number(value.toPrecision(4)));
}
