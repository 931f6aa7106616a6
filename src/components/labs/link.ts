import { firstOf } from '../../engine/labs/field.ts';
import type { Fields, SettingsOf } from '../../engine/labs/field.ts';
import { labStrings as strings } from '../../strings/en/labs/frame.ts';
import { readFragment } from '../address/fields.ts';
import { readTyped, typedOf } from './typed.ts';

/** What a link says to a widget with such fields. */
export interface FromLink<F extends Fields> {
  /** What does not fit is as at the start. */
  readonly settings: SettingsOf<F>;
  /** What was left out, in words. */
  readonly leftOut: readonly string[];
}

/** A text of a link is cut to so many characters. */
const LONGEST = 400;

/**
 * Reads what a fragment says to the widget `id`; nothing if it says nothing.
 * @param start what stands there without a link
 */
export function readLink<F extends Fields>(
  id: string,
  hash: string,
  fields: F,
  start: SettingsOf<F> = firstOf(fields),
): FromLink<F> | undefined {
  const link = readFragment(id, hash, typedOf(start), LONGEST);
  if (!link) return undefined;
  const { settings, problems } = readTyped(fields, link.typed, start);
  const off = Object.entries(problems).map(([name, wanted]) =>
    strings.ignored(name, link.typed[name] ?? '', wanted),
  );
  return { settings, leftOut: [...link.unknown.map(strings.unknown), ...off] };
}
