import type { Check } from '../../../world/video/index.ts';

/** What the checker of clips says, in English. */
export const checkedStrings = {
  title: 'What the checker saw',
  note: 'The checker measures color, shape, size, place and motion from the pixels alone. It knows neither the prompt nor the model.',
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
} as const;
