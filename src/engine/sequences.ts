import type { Job } from './protocol.ts';

/** Some tokens, and how many padding tokens follow them. */
export interface Sequence {
  readonly tokens: readonly string[];
  readonly padding: number;
}

/** How many tokens a frame of a clip has. */
export const PLACES = 3;

/**
 * The tokens that a letter counts in a tensor of a job. S counts those of the second sequence, if
 * there is one (a source, a caption), but not in a self-attention.
 */
export function sequenceOf(
  { tokens, source, frames, padding }: Job,
  name: string,
  letter: 'T' | 'S',
): Sequence {
  const second = letter === 'S' && !name.includes('.self.');
  if (source) return second ? { tokens: source, padding } : { tokens, padding: 0 };
  if (frames === undefined) return { tokens, padding };
  return { tokens: second ? tokens : clipTokens(frames), padding: 0 };
}

/** Frame by frame, place by place. */
function clipTokens(frames: number): string[] {
  return Array.from(
    { length: frames * PLACES },
    (_, t) => `f${Math.floor(t / PLACES) + 1}·p${(t % PLACES) + 1}`,
  );
}

/** What counts the rows of a weight, if it has a row a token. */
export function tableLetter(name: string): 'T' | 'S' | undefined {
  if (!name.endsWith('.table')) return undefined;
  return name === 'embedding.table' ? 'T' : 'S';
}
