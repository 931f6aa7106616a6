import type { ScaleResult, ScaleRow } from '../../../engine/labs/scale.ts';
import type { Plotted } from '../../../notebook/protocol.ts';
import { scaleStrings as strings, scaleTexts } from '../../../strings/en/labs/scale.ts';
import { percent } from '../../matrix/numbers.ts';
import type { Lab } from '../lab.ts';

export const scaleLab: Lab<'scale'> = {
  name: 'scale',
  topic: 'attention',
  texts: scaleTexts,
  cases: {
    first: {},
    narrow: { width: 4 },
    wide: { width: 1024 },
    few: { keys: 2 },
    many: { keys: 512, width: 256 },
  },
  sentence: (result, { width, keys }) => {
    const { plain, scaled } = rowOf(result, width);
    return strings.sentence({
      width,
      keys,
      plain: percent(plain.largest),
      scaled: percent(scaled.largest),
      root: String(Math.sqrt(width)),
      plainGradient: twoDigits(plain.gradient),
      scaledGradient: twoDigits(scaled.gradient),
    });
  },
  guess: (result, { width, keys }) => {
    const shares = result.rows.map(({ plain }) => percent(plain.largest));
    const options = [...new Set(shares)];
    return {
      question: strings.question(width, keys),
      options,
      right: options.indexOf(percent(rowOf(result, width).plain.largest)),
      why: strings.why(width, String(Math.sqrt(width))),
    };
  },
};

/** Two curves against the width, without and with the scale. */
export function plotOf({ rows }: ScaleResult, what: 'largest' | 'gradient'): Plotted {
  const x = Float32Array.from(rows, ({ width }) => Math.log2(width));
  return {
    title: strings[what],
    xLabel: strings.widths,
    yLabel: '',
    series: (['plain', 'scaled'] as const).map((side) => ({
      name: strings[side],
      x,
      y: Float32Array.from(rows, (row) => row[side][what]),
    })),
  };
}

function rowOf({ rows }: ScaleResult, width: number): ScaleRow {
  const row = rows.find((one) => one.width === width);
  if (!row) throw new Error(`no row of width ${width}`);
  return row;
}

/** How many keys, the likeliest first, get 99% in all. */
export function countOfMost(shares: Float32Array): number {
  let sum = 0;
  for (const [i, share] of shares.entries()) {
    sum += share;
    if (sum >= 0.99) return i + 1;
  }
  return shares.length;
}

export function twoDigits(value: number): string {
  return value >= 0.001 ? String(Number(value.toPrecision(2))) : value.toExponential(1);
}
