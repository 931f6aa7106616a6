import { FARTHEST, POSITION_HEADS, positionsConflict } from '../../../engine/labs/positions.ts';
import type { PositionsResult, PositionsSettings } from '../../../engine/labs/positions.ts';
import type { Plotted } from '../../../notebook/protocol.ts';
import { positionsStrings as strings, positionsTexts } from '../../../strings/en/labs/positions.ts';
import { long } from '../../matrix/numbers.ts';
import type { Lab } from '../lab.ts';

/** Differences below are the rounding of float32. */
const ROUNDING = 1e-5;

export const positionsLab: Lab<'positions'> = {
  name: 'positions',
  topic: 'attention',
  texts: positionsTexts,
  cases: {
    first: {},
    none: { scheme: 'none' },
    sinusoid: { scheme: 'sinusoid' },
    learned: { scheme: 'learned' },
    alibi: { scheme: 'alibi' },
    mirror: { scheme: 'alibi', words: 'dog bites man', first: 1, second: 3 },
    far: { offset: 500 },
  },
  looks: ['head'],
  conflict: (settings) => {
    const found = positionsConflict(settings);
    return found && { field: found.field, wanted: strings.conflict[found.kind](found.words) };
  },
  sentence: (result, settings) => {
    const [first, second] = swappedPair(result, settings);
    const { offset } = settings;
    return strings.sentence({
      ...{ first, second },
      swaps: swaps(result),
      most: sizeOf(Math.max(...result.change)),
      offset,
      shift: sizeOf(result.shift),
      size: long(result.size),
    });
  },
  guess: (result, settings) => ({
    question: strings.question(...swappedPair(result, settings)),
    options: strings.options,
    right: swaps(result) ? 0 : 1,
    why: strings.why(sizeOf(Math.max(...result.change))),
  }),
};

/** What is left of rounding differs from machine to machine: its size is not told. */
function sizeOf(value: number): string {
  return value < ROUNDING ? strings.rounding : strings.most(long(value));
}

function swaps({ change }: PositionsResult): boolean {
  return Math.max(...change) < ROUNDING;
}

/** The two words that swap. */
export function swappedPair(
  { words }: PositionsResult,
  { first, second }: PositionsSettings,
): readonly [string, string] {
  return [words[first - 1] ?? '', words[second - 1] ?? ''];
}

/** The sentence after the swap. */
export function swappedWords(result: PositionsResult, settings: PositionsSettings): string[] {
  const [a, b] = swappedPair(result, settings);
  const places = [settings.first - 1, settings.second - 1];
  return result.words.map((word, i) => (i === places[0] ? b : i === places[1] ? a : word));
}

/** The part of one head, from 1, of something with as many numbers for each. */
export function ofHead(data: Float32Array, head: number): Float32Array {
  const size = data.length / POSITION_HEADS;
  return data.slice((head - 1) * size, head * size);
}

/** The lowest and the highest score at each distance: one curve if distance decides. */
export function distancePlot(
  result: PositionsResult,
  head: number,
  [asks, answers]: readonly [string, string],
): Plotted {
  const x = Float32Array.from({ length: 2 * FARTHEST + 1 }, (_, i) => i - FARTHEST);
  return {
    title: strings.distance(asks, answers),
    xLabel: strings.axis,
    yLabel: '',
    series: (['lowest', 'highest'] as const).map((side) => ({
      name: strings[side],
      x,
      y: ofHead(result[side], head),
    })),
  };
}
