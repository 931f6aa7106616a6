import { LENGTHS, READINGS } from '../../../engine/labs/levels.ts';
import type { LevelsResult, LevelsSettings } from '../../../engine/labs/levels.ts';
import type { Plotted } from '../../../notebook/protocol.ts';
import { levelsLabStrings as strings, levelsTexts } from '../../../strings/en/labs/levels.ts';
import type { Lab } from '../lab.ts';

export const levelsLab: Lab<'levels'> = {
  name: 'levels',
  topic: 'attention',
  texts: levelsTexts,
  cases: {
    first: {},
    flat: { reading: 'flat' },
    shifted: { reading: 'shifted', layers: 4 },
    local: { reading: 'local' },
    long: { reading: 'shifted', sentences: 8, words: 8, window: 2, layers: 6, word: 30 },
    hunyuan: { frames: 33, patches: 3600 },
  },
  looks: ['word'],
  idle: ({ reading }) => (reading === 'flat' || reading === 'levels' ? ['window'] : []),
  sentence: (result, settings) =>
    strings.sentence({
      name: strings.names[settings.reading],
      word: wordOf(settings),
      layers: settings.layers,
      reached: countsOf(result, settings).at(-1) ?? 0,
      all: totalOf(settings),
      times: oneDecimal(
        last(result.costs.flat.attention) / last(result.costs[settings.reading].attention),
      ),
      sentences: LENGTHS.at(-1) ?? 0,
      words: settings.words,
      ratio: ratioOf(result, 'divided'),
    }),
  guess: (result, settings) => {
    const counts = countsOf(result, settings);
    const right = counts.at(-1) ?? 0;
    const all = totalOf(settings);
    const options = [...new Set([right, settings.words, 2 * settings.words, all])].toSorted(
      (a, b) => a - b,
    );
    return {
      question: strings.question(wordOf(settings), settings.layers),
      options: options.map(String),
      right: options.indexOf(right),
      why: strings.why(counts),
    };
  },
};

export function totalOf({ sentences, words }: LevelsSettings): number {
  return sentences * words;
}

/** The word that is looked at, from 1; the last one if the paragraph has become shorter. */
export function wordOf(settings: LevelsSettings): number {
  return Math.min(settings.word, totalOf(settings));
}

/** For each layer which words the chosen one depends on, 0 or 1: [layers, T]. */
export function reachRows({ stages }: LevelsResult, settings: LevelsSettings): Float32Array[] {
  const T = totalOf(settings);
  const word = wordOf(settings) - 1;
  return stages.map(({ rows, reach }) => {
    const row = rows === 'words' ? word : Math.floor(word / settings.words);
    return reach.slice(row * T, (row + 1) * T);
  });
}

/** How many words those are. */
export function countsOf(result: LevelsResult, settings: LevelsSettings): number[] {
  return reachRows(result, settings).map((row) => row.reduce((sum, one) => sum + one, 0));
}

export function costPlot({ costs }: LevelsResult, words: number): Plotted {
  return {
    title: strings.costs,
    xLabel: strings.lengths(words),
    yLabel: '',
    series: READINGS.map((reading) => ({
      name: strings.names[reading],
      x: Float32Array.from(LENGTHS),
      y: costs[reading].attention.map((macs) => macs / 1e6),
    })),
  };
}

/** How many times as much joint attention costs on the clip. */
export function ratioOf({ clip }: LevelsResult, reading: keyof LevelsResult['clip']): string {
  return oneDecimal(clip.joint.attention / clip[reading].attention);
}

export function last(values: Float32Array): number {
  return values.at(-1) ?? NaN;
}

export function oneDecimal(value: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}
