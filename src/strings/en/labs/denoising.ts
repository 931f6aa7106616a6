import { diffusionStrings, diffusionTexts } from './diffusion.ts';
import { studioTexts } from './studio.ts';
import type { LabTexts } from './texts.ts';

const { schedule, prediction, sampler, solver } = diffusionTexts.options ?? {};

export const denoisingTexts: LabTexts<'denoising'> = {
  title: 'A clip out of noise',
  fields: {
    prompt: studioTexts.fields.prompt,
    schedule: diffusionTexts.fields.schedule,
    prediction: 'The sampler is told',
    sampler: diffusionTexts.fields.sampler,
    solver: diffusionTexts.fields.solver,
    steps: 'Steps',
    guidance: 'Guidance',
    seed: 'Seed',
    size: 'Size',
  },
  options: {
    ...(schedule && { schedule }),
    ...(prediction && { prediction }),
    ...(sampler && { sampler }),
    ...(solver && { solver }),
    size: studioTexts.options?.size ?? {},
  },
  cases: {
    first: 'A flow, Euler in 4 steps',
    one: 'One step',
    ddim: 'Cosine schedule, DDIM in 4 steps',
    ddpm: 'Linear β, DDPM in 6 steps',
    clip: 'Five frames, two steps, no guidance',
  },
};

export const denoisingStrings = {
  names: diffusionStrings.names,
  progress: (step: number, steps: number) => `Step ${step} of ${steps}…`,
  states: 'The noisy state before a step',
  statesWords: (steps: readonly number[]) =>
    `Frames side by side, decoded: the noisy state before step ${steps.join(', ')}, then the clip that comes out.`,
  cleans: 'What the network takes the clip to be',
  cleansWords: (steps: readonly number[]) =>
    `Frames side by side, decoded: the clip that the network predicts before step ${steps.join(', ')}.`,
  noisy: (step: number, signal: string, noise: string) =>
    `before step ${step}: ${signal} data, ${noise} noise`,
  clean: (step: number) => `x₀ from before step ${step}`,
  out: 'what comes out',
  away: {
    title: 'How far from the latents that come out, root mean square',
    step: 'before step',
    noisy: 'the noisy state',
    clean: 'the predicted clip',
  },
  said: 'What the network says of one number, in every form',
  followed:
    'The first number of the latents before the steps shown. The network says a velocity; with x at hand it is turned into every other form.',
  step: 'Step',
  sentence: (of: {
    steps: number;
    method: string;
    calls: number;
    noisy: string;
    clean: string;
    verdict: string;
  }) =>
    `In ${of.steps} ${of.steps === 1 ? 'step' : 'steps'} of ${of.method}, ${of.calls} ${of.calls === 1 ? 'prediction' : 'predictions'} of the network, a clip comes out of noise; ` +
    `before the first step the noisy state is ${of.noisy} away from what comes out, the predicted clip ${of.clean}; ` +
    `${of.verdict}.`,
};
