import { createRandom } from '../../model/random.ts';
import { expandPrompt, frameCaption, parseEnglish } from '../../world/language/index.ts';
import type { Wanted } from '../../world/video/index.ts';

/** A prompt, told in full. */
export interface Expanded {
  readonly caption: string;
  /** Whether it is another text than the prompt. */
  readonly expanded: boolean;
}

/**
 * The long caption of a prompt, as the seed decides; the prompt itself where no scene is like it. That
 * of a single frame tells no motion: the captions of training tell none either.
 */
export function expand(prompt: string, seed: number, frames: number): Expanded {
  const parsed = parseEnglish(prompt);
  if (!('meaning' in parsed)) return { caption: prompt, expanded: false };
  const { scene, caption } = expandPrompt(parsed.meaning, createRandom(seed));
  const { english } = frames === 1 ? frameCaption(scene) : caption;
  return { caption: english, expanded: true };
}

/** What decides a caption: a prompt and a seed, or a caption in place of the prompt. */
export interface Asked {
  readonly prompt: string;
  /** Of the reader's own; empty where there is none. */
  readonly caption: string;
  readonly seed: number;
}

/** What the model reads: the caption of the reader's own, or else the prompt told in full. */
export function captionOf({ prompt, caption, seed }: Asked, frames: number): Expanded {
  return isOwn(caption) ? { caption, expanded: false } : expand(prompt, seed, frames);
}

/** Whether a caption takes the place of the prompt: one without any sign does not. */
export function isOwn(caption: string): boolean {
  return caption.trim() !== '';
}

/** What a caption says should be in the clip; nothing if it cannot be read. */
export function wantedOf(caption: string): Wanted | undefined {
  const parsed = parseEnglish(caption);
  return 'meaning' in parsed ? parsed.meaning : undefined;
}
