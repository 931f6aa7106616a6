import { PREDICTIONS } from '../../../engine/labs/diffusion.ts';
import type { NoisingResult, NoisingSettings } from '../../../engine/labs/noising.ts';
import { NOISING_TIMES } from '../../../engine/labs/noising.ts';
import { diffusionStrings } from '../../../strings/en/labs/diffusion.ts';
import { noisingStrings as strings, noisingTexts } from '../../../strings/en/labs/noising.ts';
import { long } from '../../matrix/numbers.ts';
import { silent } from '../diffusion/lab.ts';
import type { Guess, Lab } from '../lab.ts';

export const noisingLab: Lab<'noising'> = {
  name: 'noising',
  topic: 'diffusion',
  texts: noisingTexts,
  cases: {
    first: {},
    early: { time: 50, prediction: 'epsilon' },
    late: { time: 900, prediction: 'epsilon' },
    cosine: { schedule: 'cosine', time: 900, prediction: 'epsilon' },
    flow: { schedule: 'flow', time: 600, prediction: 'velocity' },
    pure: { schedule: 'zeroSnr', time: NOISING_TIMES },
  },
  conflict: ({ schedule, prediction, time }) =>
    time === NOISING_TIMES && silent({ schedule, prediction })
      ? { field: 'prediction', wanted: diffusionStrings.wantsAll }
      : undefined,
  sentence: (result, settings) =>
    strings.sentence({
      time: settings.time,
      signal: long(result.signal),
      noise: long(result.noise),
      name: strings.names[settings.prediction],
      error: String(settings.error),
      off: long(errorOf(result, settings)),
    }),
  guess: guessOf,
};

/** How far off the clip is that follows from the chosen prediction. */
export function errorOf(result: NoisingResult, { prediction }: NoisingSettings): number {
  return result.errors[PREDICTIONS.indexOf(prediction)] ?? NaN;
}

/** How much of an error is in the clip: among the shares of the other kinds, the half and the double. */
function guessOf(result: NoisingResult, { prediction, time }: NoisingSettings): Guess {
  const right = result.weights[PREDICTIONS.indexOf(prediction)] ?? NaN;
  const finite = [...result.weights].filter(Number.isFinite);
  const all = [right, right / 2, 2 * right, ...finite].toSorted((a, b) => a - b);
  const options = [...new Set(all.map(long))];
  const name = strings.names[prediction];
  return {
    question: strings.question(name, time),
    options,
    right: options.indexOf(long(right)),
    why: strings.why(name, long(right)),
  };
}
