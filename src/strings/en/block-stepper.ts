import type { StepText } from './steps/text.ts';

/** What the stepper says about a DiT block, beyond what it says about any layer. */
export const blockStrings = {
  caption: 'Caption',
  time: 'Timestep t',
  timeNumber: 'Timestep t as a number',
  timeProblem: (min: number, max: number) => `A timestep is a whole number from ${min} to ${max}.`,
  frames: 'Frames',
  zero: 'Modulation at zero, as at initialization',
  /** What some steps of a layer are called here. */
  layers: {
    embedding: {
      title: 'Patches',
      what: 'One row a spacetime token. It is noise, drawn from the seed: that is what sampling starts with.',
      symbol: 'E',
    },
    positions: {
      title: 'Positions',
      what: 'Each token gets a row for its place in the clip, frame by frame: sines and cosines, from fast to slow.',
      symbol: 'PE',
    },
    x: { title: 'Input', what: 'What the block reads: one row a spacetime token.', symbol: 'X' },
    hidden: {
      title: 'Hidden layer',
      what: 'Each token alone goes through a wide layer. GELU bends it: what is far below 0 becomes 0, what is far above stays.',
      symbol: 'F',
    },
  } satisfies Record<string, StepText>,
  verbs: {
    timeSinusoids: 'cos, sin',
    timeHidden: 'multiply, add bias, SiLU',
    timeVector: 'multiply, add bias',
    captionWords: 'look up',
    captionVector: 'mean',
    conditionVector: 'add',
    conditionActivated: 'SiLU',
    modulationShift: 'multiply, add bias',
    modulationScale: 'multiply, add bias',
    modulationGate: 'multiply, add bias',
    plainNorm: 'normalize by row',
    modulated: '· (1 + scale) + shift',
    gatedResidual: 'add, gate · change',
    hidden: 'multiply, add bias, GELU',
  } as Readonly<Record<string, string>>,
  sentences: {
    sinusoids: (time: number, channels: number, cosine: string, sine: string) =>
      `Time ${time} becomes ${channels} numbers: its fastest cosine is ${cosine}, its fastest sine ${sine}.`,
    zeros: (channels: number) => `All ${channels} channels are 0.`,
    shut: (channels: number) =>
      `All ${channels} channels are 0: nothing of the sub-layer gets through.`,
    vector: (channels: number, channel: number, value: string) =>
      `Of ${channels} channels the strongest is channel ${channel}: ${value}.`,
    gate: (channel: number, value: string) =>
      `In channel ${channel} the sub-layer counts most: times ${value}. At 0 it would not count at all.`,
    words: (words: number, width: number) => `The caption is ${words} × ${width} numbers.`,
    norm: (token: string, mean: string, spread: string) =>
      `The row of “${token}” had mean ${mean} and standard deviation ${spread}; now it has 0 and 1.`,
    modulated: (...[token, channel, norm, scale, shift, result]: string[]) =>
      `In channel ${channel} of “${token}”: ${norm} × (1 + ${scale}) + ${shift} makes ${result}.`,
    same: 'No number has changed: the gate is 0, so the sub-layer adds nothing.',
    identity:
      'The block is the identity: what comes out is X, number by number, whatever the time and the caption are.',
    gated: (...[token, channel, before, gate, change, now]: string[]) =>
      `The largest change is in channel ${channel} of “${token}”: ${before} before, ${gate} × ${change} added, ${now} now.`,
  },
};
