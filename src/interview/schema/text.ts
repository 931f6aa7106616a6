import { z } from 'astro/zod';

/** A text that must say something: an empty or forgotten one names its field to the author. */
export function text(field: string, purpose: string) {
  const error = `\`${field}\` is missing: ${purpose}`;
  return z.string({ error }).trim().min(1, { error });
}

/** A text that a list of options can show: no code, formula or emphasis. */
export function plain(field: string, purpose: string) {
  const error = `\`${field}\` stands in a list of options, which can't show marks such as \` $ *`;
  return text(field, purpose).regex(/^[^`$*]*$/, { error });
}

export const why = text('why', 'every choice says in a sentence why it is right or wrong');
