import { callsOf, methodOf } from '../../../engine/labs/diffusion.ts';
import type { DenoisingResult } from '../../../engine/labs/denoising.ts';
import type { Plotted } from '../../../notebook/protocol.ts';
import { denoisingStrings as strings, denoisingTexts } from '../../../strings/en/labs/denoising.ts';
import { diffusionStrings } from '../../../strings/en/labs/diffusion.ts';
import { long } from '../../matrix/numbers.ts';
import { silent } from '../diffusion/lab.ts';
import type { Lab } from '../lab.ts';
import { guessOf, notesOn, promptConflict, verdictOf } from '../studio/lab.ts';

export const denoisingLab: Lab<'denoising'> = {
  name: 'denoising',
  topic: 'diffusion',
  texts: denoisingTexts,
  cases: {
    first: {},
    one: { steps: 1 },
    ddim: { schedule: 'cosine', prediction: 'v' },
    ddpm: { schedule: 'linear', prediction: 'epsilon', sampler: 'ddpm', steps: 6 },
    clip: { size: '5x32x32', steps: 2, guidance: 1 },
  },
  onRequest: true,
  idle: ({ schedule }) => [schedule === 'flow' ? 'sampler' : 'solver'],
  conflict: (settings) =>
    silent(settings)
      ? { field: 'prediction', wanted: diffusionStrings.wantsAll }
      : promptConflict(settings.prompt),
  beside: ({ prompt }) => ({ prompt: { notes: notesOn(prompt) } }),
  sentence: (result, settings) => {
    const method = methodOf(settings);
    const { steps, guidance } = settings;
    return strings.sentence({
      steps,
      method: diffusionStrings.methods[method],
      calls: callsOf(method, steps) * (guidance === 1 ? 1 : 2),
      noisy: long(result.noisyAway[0] ?? NaN),
      clean: long(result.cleanAway[0] ?? NaN),
      verdict: verdictOf(result),
    });
  },
  guess: guessOf,
};

/** How far noisy state and predicted clip are from what comes out, before each step. */
export function awayOf({ noisyAway, cleanAway }: DenoisingResult): Plotted {
  const x = noisyAway.map((_, i) => i + 1);
  const { title, step, noisy, clean } = strings.away;
  const series = [
    { name: noisy, x, y: noisyAway },
    { name: clean, x, y: cleanAway },
  ];
  return { title, xLabel: step, yLabel: '', series };
}
