import type { LabTexts } from './texts.ts';

export const studioTexts: LabTexts<'studio'> = {
  title: 'Pocket Sora studio',
  fields: {
    prompt: 'A prompt about one or two things',
    caption: 'A caption of your own, in place of the prompt',
    steps: 'Steps',
    guidance: 'Guidance',
    seed: 'Seed',
    size: 'Size',
    each: 'Keep every denoising step',
    second: 'Second sample',
    block: 'Attention in block',
    step: 'Attention at step',
    patch: 'Patch that looks',
    frame: 'Frame on screen',
    moment: 'On screen after step',
  },
  options: {
    caption: { '': 'what the prompt is expanded to' },
    size: {
      '9x32x32': '9 frames, 32 × 32',
      '9x24x40': '9 frames, 40 × 24',
      '9x40x24': '9 frames, 24 × 40',
      '5x32x32': '5 frames, 32 × 32',
      '1x32x32': 'one frame, 32 × 32',
    },
    second: {
      none: 'none',
      seed: 'the next seed',
      guidance: 'without guidance',
      steps: 'a quarter of the steps',
    },
  },
  cases: {
    first: 'One frame in 4 steps',
    seeds: 'Two seeds',
    unguided: 'With guidance and without',
    hurried: 'Four steps and one',
    odd: 'A prompt that it cannot read',
    own: 'A caption of your own',
    clip: 'Five frames that move',
  },
};

export const studioLabStrings = {
  text: (least: number, most: number) => `${least} to ${most} words of at most 40 letters`,
  expansion: 'From prompt to tokens',
  from: {
    expanded:
      'The prompt was told in full, as the captions of the training are. What it leaves open is drawn at random, as the seed decides.',
    notExpanded:
      'No scene is like the prompt, so it was not expanded. The model reads it as it is.',
    own: 'The caption is your own, and the prompt has no say.',
  },
  will: (caption: string) => `The model will read: “${caption}”`,
  open: (expanded: boolean, frames: number) => {
    if (!expanded) return 'The prompt is not expanded, since no scene is like it.';
    const still = frames === 1 ? ' A single frame shows no motion, so the caption tells none.' : '';
    return `What the prompt leaves open is drawn at random, as the seed decides.${still}`;
  },
  edit: 'Edit this caption',
  again: 'Expand again',
  noSay: 'A caption of your own is set: the prompt has no say.',
  clip: 'The clip',
  frame: 'Frame',
  framePosition: (frame: number, frames: number) => `Frame ${frame} of ${frames}`,
  step: 'Denoising step',
  stepPosition: (step: number, steps: number) => `Step ${step} of ${steps}`,
  picture: (sample: number, frame: number, frames: number, step: number, steps: number) =>
    `Sample ${sample}: frame ${frame} of ${frames} after denoising step ${step} of ${steps}`,
  onScreen: (sample: number, step: number, steps: number, time: string) =>
    `Sample ${sample} after step ${step} of ${steps}, time ${time}`,
  caption: (caption: string) => `The model reads: “${caption}”`,
  tokens: 'Its tokens',
  sample: (at: number, of: { steps: number; guidance: number; seed: number }) =>
    `Sample ${at}: ${of.steps} ${of.steps === 1 ? 'step' : 'steps'}, guidance ${of.guidance}, seed ${of.seed}`,
  strip: (step: number, time: string) => `after step ${step}, time ${time}`,
  stripWords: (frames: number, steps: readonly number[]) =>
    `${frames === 1 ? 'One frame' : `${frames} frames side by side`}, as they come out of noise: after step ${steps.join(', ')}.`,
  progress: (sample: number, step: number, steps: number) =>
    `Sample ${sample}: step ${step} of ${steps}…`,
  gif: 'Save as GIF',
  webm: 'Save as WebM',
  failed: 'The browser could not make the file.',
  attention: (block: number, step: number) =>
    `Where one patch looks: block ${block}, step ${step}, mean of the heads`,
  attentionWords: (patch: string, most: string, share: string) =>
    `How the patch in ${patch} shares its attention among all patches of the clip. The largest share, ${share}, goes to ${most}.`,
  frames: (from: number, to: number) => (from === to ? `frame ${from}` : `frames ${from} to ${to}`),
  place: (frames: string, row: number, column: number) => `${frames}, row ${row}, column ${column}`,
  patch: (patch: number, place: string) => `Patch ${patch}: ${place}`,
  row: 'Frames, row',
  column: (column: number) => `Column ${column}`,
  question: (all: number) =>
    `The checker measures ${all} things that the caption says. How many are right in the first sample?`,
  why: (right: number, all: number) => `It found ${right} of ${all} as the caption says.`,
  unasked: 'How many things does the checker see in the first sample?',
  unaskedWhy: (seen: number) => `It saw ${seen}.`,
  sentence: (of: {
    steps: number;
    guidance: number;
    verdicts: readonly string[];
    block: number;
    at: number;
    own: string;
    patch: number;
  }) =>
    `With ${of.steps} ${of.steps === 1 ? 'step' : 'steps'} and guidance ${of.guidance}, ` +
    `${of.verdicts.join('; in the second sample, ')}; ` +
    `in block ${of.block} at step ${of.at}, patch ${of.patch} gives ${of.own} of its attention to its own frames.`,
  right: (right: number, all: number) =>
    `${right} of ${all} measured things are as the caption says`,
  unread: (seen: number) =>
    `the caption says nothing that can be measured, and the checker sees ${seen} ${seen === 1 ? 'thing' : 'things'}`,
  rates: {
    what: 'Test prompts',
    value: 'All as the caption says',
    count: 'Trials',
    note: 'Measured on the test split with 25 steps and guidance 3, from the card of the model. It counts a clip only if everything in it is right.',
  },
};
