import { NORM_PLACES } from '../../../engine/labs/norms.ts';
import type { NormsResult, NormsRun } from '../../../engine/labs/norms.ts';
import type { Plotted } from '../../../notebook/protocol.ts';
import { normsStrings as strings, normsTexts } from '../../../strings/en/labs/norms.ts';
import { long } from '../../matrix/numbers.ts';
import type { Lab } from '../lab.ts';
import { twoDigits } from '../scale/lab.ts';

export const normsLab: Lab<'norms'> = {
  name: 'norms',
  topic: 'transformer',
  texts: normsTexts,
  onRequest: true,
  cases: {
    first: {},
    deep: { layers: 12 },
    warm: { layers: 12, warmup: 6 },
    shallow: { layers: 2, steps: 10 },
  },
  sentence: ({ post, pre }, { layers, steps }) =>
    strings.sentence({
      ...{ layers, steps },
      top: [twoDigits(post.first.at(-1) ?? NaN), twoDigits(pre.first.at(-1) ?? NaN)],
      bottom: [twoDigits(post.last[0] ?? NaN), twoDigits(pre.last[0] ?? NaN)],
      post: ends(post),
      pre: ends(pre),
    }),
  guess: (result, settings) => {
    const [post, pre] = [lossOf(result.post), lossOf(result.pre)];
    return {
      question: strings.question(settings),
      options: [strings.names.post, strings.names.pre],
      right: post < pre ? 0 : 1,
      why: strings.why(long(post), long(pre)),
    };
  },
};

function ends(run: NormsRun): readonly [string, string] {
  return [twoDigits(run.losses[0] ?? NaN), twoDigits(lossOf(run))];
}

function lossOf({ losses }: NormsRun): number {
  return losses.at(-1) ?? NaN;
}

/** One curve for each place of the norms: over layers from 1, or over steps from 0. */
export function plotOf(result: NormsResult, what: keyof NormsRun): Plotted {
  const isOfLayers = what === 'first' || what === 'last';
  return {
    title: strings.plots[what],
    xLabel: isOfLayers ? strings.layer : strings.step,
    yLabel: '',
    series: NORM_PLACES.map((place) => {
      const y = result[place][what];
      const x = Float32Array.from(y, (_, i) => (isOfLayers ? i + 1 : i));
      return { name: strings.names[place], x, y };
    }),
  };
}
