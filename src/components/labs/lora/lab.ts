import type { LoraResult } from '../../../engine/labs/lora.ts';
import { worked } from '../../../interview/design/write.ts';
import type { Plotted } from '../../../notebook/protocol.ts';
import { loraStrings as strings, loraTexts } from '../../../strings/en/labs/lora.ts';
import { percent } from '../../matrix/numbers.ts';
import type { Lab } from '../lab.ts';

/** How far two orders of the same sums may be apart in float32, against the largest output. */
const ROUNDING = 1e-5;

/** A tenth of the update may be missing: the question's bound. */
const BOUND = 0.1;

export const loraLab: Lab<'lora'> = {
  name: 'lora',
  topic: 'pre-training',
  texts: loraTexts,
  cases: {
    first: {},
    steep: { decay: 0.5, rank: 4 },
    flat: { decay: 1, rank: 8 },
    whole: { size: 16, rank: 16 },
    answerer: { source: 'answerer', rank: 8 },
    classifier: { source: 'classifier', rank: 4 },
    classifierWhole: { source: 'classifier', rank: 8 },
    paper: { rank: 8, large: 4096, size: 64 },
  },
  sentence: (result) => {
    const { rank, size, measured, merge, moved, full } = result;
    return strings.sentence({
      rank,
      size,
      error: percent(measured),
      moved: moved.toLocaleString('en-US'),
      full: full.toLocaleString('en-US'),
      share: percent(moved / full),
      compared: merge.compared.toLocaleString('en-US'),
      agree: merge.difference <= ROUNDING * merge.largest,
    });
  },
  guess: (result) => {
    const least = leastRank(result, BOUND);
    const ranks = [least, 2 * least, 4 * least, Math.ceil(least / 2)];
    const options = [...new Set(ranks)].filter((rank) => rank <= result.size);
    if (options.length < 2) return undefined;
    options.sort((a, b) => a - b);
    return {
      question: strings.question(result.size, percent(BOUND)),
      options: options.map(String),
      right: options.indexOf(least),
      why: strings.why(
        least,
        percent(result.errors[least] ?? NaN),
        percent(result.errors[least - 1] ?? NaN),
      ),
    };
  },
  idle: ({ source }) => (source === 'drawn' ? ['layer', 'matrix'] : ['size', 'decay']),
};

/** The least rank that misses no more than `bound` of the update. */
export function leastRank({ errors }: LoraResult, bound: number): number {
  return errors.findIndex((error) => error <= bound);
}

export function plotOf({ errors }: LoraResult): Plotted {
  return {
    title: strings.errors,
    xLabel: strings.rank,
    yLabel: '',
    series: [{ name: strings.missing, x: Float32Array.from(errors, (_, r) => r), y: errors }],
  };
}

/** The counts, worked out. */
export function linesOf(result: LoraResult, large: number): string[] {
  const { size: D, rank: R, moved, full, movedLarge, fullLarge } = result;
  const r = movedLarge / (2 * large);
  return [
    worked(moved)`${R} × (${D} + ${D})`,
    worked(full)`${D} × ${D}`,
    worked(movedLarge)`${r} × (${large} + ${large})`,
    worked(fullLarge)`${large} × ${large}`,
  ];
}
