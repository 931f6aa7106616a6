import { diffusionStrings, diffusionTexts } from './diffusion.ts';
import type { LabTexts } from './texts.ts';

export const noisingTexts: LabTexts<'noising'> = {
  title: 'Noise on a clip',
  fields: {
    schedule: 'Schedule',
    time: 'Time, from data at 0 to noise at 1000',
    prediction: 'The network predicts',
    error: 'and errs by',
    seed: 'Seed',
  },
  options: {
    schedule: diffusionTexts.options?.schedule ?? {},
    prediction: diffusionTexts.options?.prediction ?? {},
  },
  cases: {
    first: 'v, some way into the noise',
    early: 'ε near the data',
    late: 'ε near the noise',
    cosine: 'ε near the noise, cosine schedule',
    flow: 'The velocity of a flow',
    pure: 'v of pure noise',
  },
};

export const noisingStrings = {
  names: diffusionStrings.names,
  silent: diffusionStrings.silent,
  along: 'The middle frame along the schedule',
  alongWords:
    'One frame of a clip side by side at six times: ever less of it is seen in the noise.',
  times: (times: readonly number[]) => `times ${times.join(', ')}`,
  taken: (time: number) => `The clip at time ${time}`,
  takenWords: (name: string) =>
    `Strips of frames: the clip; the clip in noise; ${name}, which a network should say of it; the clip that follows if the network errs.`,
  rows: {
    clip: 'x₀: the clip',
    noisy: (time: number) => `x: at time ${time}`,
    said: (name: string) => name,
    recovered: (error: string) => `x₀ again, with errors of ${error}`,
  },
  cut: 'Black is −1 and white is 1. What lies beyond is drawn as if it lay there.',
  followed: (clean: string, epsilon: string, x: string) =>
    `One number in all forms, the red in the middle of the middle frame: x₀ = ${clean}, ε = ${epsilon}, x = ${x}.`,
  table: 'What the network should say, and what follows from it',
  head: [
    'It says',
    'of the number',
    'so x₀ is',
    'and ε is',
    'An error of 1 in it is in x₀',
    'With the errors set, x₀ is off by',
  ] as const,
  question: (name: string, time: number) =>
    `A network says ${name} at time ${time}, and is off by 1. How far off is the x₀ that follows?`,
  why: (name: string, weight: string) =>
    `With x at hand, x₀ is a mixture of x and ${name}, and the latter counts ${weight}.`,
  sentence: (of: {
    time: number;
    signal: string;
    noise: string;
    name: string;
    error: string;
    off: string;
  }) =>
    `At time ${of.time} a clip is ${of.signal} of the data and ${of.noise} of noise; ` +
    `if a network that says ${of.name} errs by ${of.error}, the clip that follows is off by ${of.off}.`,
};
