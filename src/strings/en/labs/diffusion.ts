import type { LabTexts } from './texts.ts';

export const diffusionTexts: LabTexts<'diffusion'> = {
  title: 'Diffusion lab',
  fields: {
    schedule: 'Schedule',
    prediction: 'The network predicts',
    sampler: 'Sampler',
    solver: 'Solver',
    steps: 'Steps',
    wanted: 'Wanted clumps',
    guidance: 'Guidance',
    seed: 'Seed',
    at: 'Step looked at',
  },
  options: {
    schedule: {
      linear: 'diffusion, linear β',
      cosine: 'diffusion, cosine',
      zeroSnr: 'diffusion, linear β to pure noise',
      flow: 'rectified flow',
    },
    prediction: {
      epsilon: 'the noise ε',
      x0: 'the data x₀',
      v: 'v',
      velocity: 'the velocity ε − x₀',
      score: 'the score',
    },
    sampler: { ddim: 'DDIM', ddpm: 'DDPM' },
    solver: { euler: 'Euler', heun: 'Heun' },
    wanted: { all: 'all five', left: 'the two on the left', right: 'the three on the right' },
  },
  cases: {
    first: 'DDIM in 8 steps',
    ddpm: 'DDPM in 8 steps: noise on the way',
    euler: 'A flow, Euler in 8 steps',
    heun: 'A flow, Heun in 8 steps',
    one: 'One step: the mean of all',
    guided: 'The left clumps, guidance 4',
    pure: 'A schedule that ends in pure noise',
  },
};

export const diffusionStrings = {
  methods: { ddim: 'DDIM', ddpm: 'DDPM', euler: 'Euler', heun: 'Heun' },
  wantsAll:
    'x₀, v or the velocity: this schedule begins in pure noise, where the noise says nothing about the data',
  plane: 'The way of 40 points',
  planeWords: (steps: number, at: number) =>
    `A plane with the ways of 40 points from noise to clumps of data in ${steps} ${steps === 1 ? 'step' : 'steps'}; framed where they stand before step ${at}.`,
  legend:
    'Gray: draws of the data. Lines: the ways. Filled: where the points stand before the chosen step. Ring: the point that is followed. Cross: where its x₀ is expected from there.',
  at: (at: number, steps: number, time: string) => `Step ${at} of ${steps}, from time ${time}`,
  rates: { title: 'The schedule', x: 'time, from data to noise', signal: 'signal', noise: 'noise' },
  logSnr: { title: 'Log signal-to-noise ratio, ln(signal²/noise²)', name: 'ln SNR' },
  predictions: 'What the network says of the followed point, in every form',
  point: 'x, the point now',
  head: ['Form', 'Horizontal', 'Vertical', 'An error of 1 in it is in x₀'] as const,
  names: {
    epsilon: 'noise ε',
    x0: 'data x₀',
    v: 'v = signal·ε − noise·x₀',
    velocity: 'velocity ε − x₀',
    score: 'score −ε / noise',
  },
  silent: 'says nothing',
  error: 'Mean distance from where endless steps lead',
  distance: 'Energy distance to the data',
  calls: 'log₂ of the calls of the network',
  curves: 'Steps against calls, error and distance',
  curvesHead: ['Method, steps', 'Calls', 'Error', 'Energy distance'] as const,
  curveRow: (method: string, steps: number) => `${method}, ${steps}`,
  none: 'draws noise',
  question: (method: string, error: string) =>
    `${method} in 8 steps ends ${error} from where endless steps lead, on average. What is left of that with 16 steps?`,
  options: ['nearly all of it', 'about a half', 'about a quarter', 'about an eighth'],
  why: (before: string, after: string, share: string) =>
    `It was ${before} and is ${after}: ${share} of it.`,
  sentence: (of: {
    points: number;
    method: string;
    steps: number;
    calls: number;
    error: string | undefined;
    distance: string;
    chance: string;
    wanted: string;
    hits: number;
    guidance: string;
  }) =>
    `In ${of.steps} ${of.steps === 1 ? 'step' : 'steps'} of ${of.method}, ${of.calls} ${of.calls === 1 ? 'call' : 'calls'} of the network, ` +
    `${of.points} points go from noise to data${of.guidance}: ` +
    (of.error === undefined
      ? 'noise is drawn on the way, so they have no one place to end; '
      : `they end ${of.error} from where endless steps lead, on average; `) +
    `${of.hits} end nearest to a clump that is wanted, ` +
    `and their energy distance to the data is ${of.distance} (as many exact draws: ${of.chance}).`,
  guidance: (scale: string) => `, with guidance ${scale}`,
};
