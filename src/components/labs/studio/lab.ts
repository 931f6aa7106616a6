import { TRAINED_LIMITS } from '../../../engine/trained/limits.ts';
import { sizeOf } from '../../../engine/labs/studio.ts';
import type { StudioResult, StudioSample, StudioSettings } from '../../../engine/labs/studio.ts';
import { studioLabStrings as strings, studioTexts } from '../../../strings/en/labs/studio.ts';
import { captionOf, isOwn } from '../../../engine/trained/expand.ts';
import { ENGLISH, ENGLISH_WORDS } from '../../../world/language/index.ts';
import { percent } from '../../matrix/numbers.ts';
import { promptNotes } from '../../trained/notes.ts';
import { readTyped, unknownNotes } from '../../trained/words.ts';
import type { Beside, Guess, Lab } from '../lab.ts';

export const studioLab: Lab<'studio'> = {
  name: 'studio',
  topic: 'video',
  texts: studioTexts,
  cases: {
    first: {},
    seeds: { second: 'seed' },
    unguided: { second: 'guidance' },
    hurried: { second: 'steps' },
    odd: { prompt: 'a sonnet about the sea' },
    own: { caption: 'a large green ring at the bottom, below a small yellow triangle' },
    clip: { size: '5x32x32' },
  },
  onRequest: true,
  looks: ['patch', 'frame', 'moment'],
  // At first the last step is on the screen, however many there are.
  idle: ({ steps, moment }) => (moment < steps ? [] : ['moment']),
  conflict: ({ prompt, caption }) => promptConflict(prompt) ?? captionConflict(caption),
  beside: (settings) => ({ prompt: besidePrompt(settings), caption: besideCaption(settings) }),
  sentence: (result, { steps, guidance, block, step, patch }) => {
    const at = patchOf(result, patch);
    return strings.sentence({
      ...{ steps, guidance, block, at: Math.min(step, steps), patch: at + 1 },
      verdicts: result.samples.map(verdictOf),
      own: percent(ownShare(result, at)),
    });
  },
  guess: ({ samples }) => guessOf(samples[0]),
};

/** A prompt that the model cannot read: too short or too long. */
export function promptConflict(prompt: string) {
  return isReadable(prompt) ? undefined : ({ field: 'prompt', wanted: WANTED } as const);
}

function captionConflict(caption: string) {
  if (!isOwn(caption) || isReadable(caption)) return undefined;
  return { field: 'caption', wanted: WANTED } as const;
}

const { min, max } = TRAINED_LIMITS.sentence;
const WANTED = strings.text(min, max);

function isReadable(text: string): boolean {
  return readTyped(text, ENGLISH, TRAINED_LIMITS.sentence).problem === undefined;
}

/** What a text holds that the model does not know, and why no scene is like it. */
export function notesOn(text: string): string[] {
  const words = readTyped(text, ENGLISH, TRAINED_LIMITS.sentence);
  return [...unknownNotes(words, ENGLISH_WORDS), ...promptNotes(text)];
}

function besidePrompt({ prompt, caption }: StudioSettings): Beside<'studio'> {
  return { notes: isOwn(caption) ? [strings.noSay] : notesOn(prompt) };
}

/** What the model will read, with a way to edit it, or to take the edit back. */
function besideCaption(settings: StudioSettings): Beside<'studio'> {
  const { frames } = sizeOf(settings.size);
  const { caption, expanded } = captionOf(settings, frames);
  if (isOwn(settings.caption)) {
    return { notes: notesOn(caption), offer: { label: strings.again, change: { caption: '' } } };
  }
  const notes = [strings.will(caption), strings.open(expanded, frames)];
  return { notes, offer: { label: strings.edit, change: { caption } } };
}

/** The chosen patch as an index: the last one where the clip has fewer. */
export function patchOf({ grid }: Pick<StudioResult, 'grid'>, patch: number): number {
  return Math.min(patch, grid.frames * grid.rows * grid.columns) - 1;
}

/** What the checker made of a clip. */
type Judged = Pick<StudioSample, 'checks' | 'seen'>;

export function verdictOf({ checks, seen }: Judged): string {
  if (checks.length === 0) return strings.unread(seen.length);
  return strings.right(checks.filter(({ right }) => right).length, checks.length);
}

export function guessOf(sample: Judged | undefined): Guess | undefined {
  if (!sample) return undefined;
  const { checks, seen } = sample;
  const count = checks.length;
  const right = count === 0 ? seen.length : checks.filter((one) => one.right).length;
  const options = [...new Set([0, 1, count >> 1, Math.max(2, count), right])].toSorted(
    (a, b) => a - b,
  );
  return {
    question: count === 0 ? strings.unasked : strings.question(count),
    options: options.map(String),
    right: options.indexOf(right),
    why: count === 0 ? strings.unaskedWhy(right) : strings.why(right, count),
  };
}

/** How much a patch looks at those of its own frames. */
function ownShare({ grid, attention }: StudioResult, patch: number): number {
  const each = grid.rows * grid.columns;
  const all = grid.frames * each;
  const from = patch * all + Math.floor(patch / each) * each;
  return attention.slice(from, from + each).reduce((sum, share) => sum + share, 0);
}

/** The frames of the clip that a frame of latents stands for: the first is one, each other four. */
export function framesOf(latent: number): string {
  return latent === 0 ? strings.frames(1, 1) : strings.frames(4 * latent - 2, 4 * latent + 1);
}

/** Where a patch is, in words. */
export function placeOf({ rows, columns }: StudioResult['grid'], patch: number): string {
  const inside = patch % (rows * columns);
  const frames = framesOf(Math.floor(patch / (rows * columns)));
  return strings.place(frames, Math.floor(inside / columns) + 1, (inside % columns) + 1);
}
