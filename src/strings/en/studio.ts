import type { Check } from '../../world/video/index.ts';

/** What the studio of pocket Sora says, in English. */
export const studioStrings = {
  region: 'Make a clip of a prompt',
  prompt: 'A prompt about one or two things',
  caption: 'The long caption that the model reads',
  captionNote: (expanded: boolean, frames: number) => {
    if (!expanded) return 'The prompt was not expanded: the model reads it as it is.';
    const still = frames === 1 ? ' A single frame shows no motion, so the caption tells none.' : '';
    return `What the prompt leaves open is drawn at random, as the seed decides.${still} Edit it as you like.`;
  },
  expandAgain: 'Expand again',
  steps: 'Steps',
  guidance: 'Guidance',
  size: 'Size',
  sizeName: (frames: number, width: number, height: number) =>
    `${frames === 1 ? 'one frame' : `${frames} frames`}, ${width} × ${height}`,
  preview: 'Show each denoising step',
  sample: 'Sample',
  sampling: (step: number, steps: number) => `Step ${step} of ${steps}…`,
  begins: 'Sampling…',
  nothing: 'Press Sample: the clip comes out of noise, step by step.',
  done: (steps: number, seconds: string) => `Sampled in ${steps} steps and ${seconds} s.`,
  clip: 'The clip',
  step: 'Denoising step',
  stepPosition: (step: number, steps: number, time: string) =>
    `Step ${step} of ${steps}, time ${time}`,
  frame: 'Frame',
  framePosition: (frame: number, frames: number) => `Frame ${frame} of ${frames}`,
  picture: (frame: number, frames: number, step: number, steps: number) =>
    `Frame ${frame} of ${frames} after denoising step ${step} of ${steps}`,
  checked: 'What the checker saw',
  checkedNote:
    'The checker measures color, shape, size, place and motion from the pixels alone. It knows neither the prompt nor the model.',
  right: (right: number, all: number) => `${right} of ${all} as the caption says.`,
  unread: 'The caption says nothing that can be checked.',
  saw: (things: readonly string[]) =>
    things.length === 0 ? 'It saw nothing.' : `It saw ${things.join(', and ')}.`,
  thing: (words: readonly string[]) => `a ${words.join(' ')}`,
  unclear: 'thing',
  columns: { what: 'What', wanted: 'Caption', seen: 'Clip', right: 'As said' },
  attributes: {
    count: 'things',
    size: 'size',
    color: 'color',
    shape: 'shape',
    place: 'place',
    motion: 'motion',
    relation: 'relation',
  } satisfies Record<Check['attribute'], string>,
  ofThing: (attribute: string, thing: number) =>
    `${attribute} of the ${['first', 'second'][thing] ?? 'other'}`,
  verdicts: ['no', 'yes'],
  notSeen: 'not told',
  noScript: (prompt: string, caption: string) =>
    `With JavaScript, a small diffusion transformer makes clips of your prompts here. It reads long captions: “${prompt}” becomes “${caption}”.`,
} as const;
