import { decode, isOwn, joinFragment, segments } from '../address/segments.ts';

/** What stands in the fields of a widget, by their names, as it was typed. */
type Typed = Readonly<Record<string, string>>;

/**
 * The fields of a widget in the fragment of the address, those alone that differ from what
 * stands there at first: `#serving.height=720&serving.width=1280`. What a link brings is typed into
 * the fields and checked like any typing, so nothing of it has to be trusted.
 */

/** A text of a link is cut to so many characters unless told otherwise: no number is longer. */
const LONGEST = 40;

export interface FromLink {
  readonly typed: Typed;
  /** Names that the widget does not have. */
  readonly unknown: readonly string[];
}

/** Writes what differs from `first`. Segments of others in `before` stay; plain anchors go. */
export function writeFragment(id: string, typed: Typed, first: Typed, before = ''): string {
  const own = Object.entries(typed).filter(([name, text]) => text !== first[name]);
  return joinFragment(id, own, before);
}

/** Reads what a fragment says to the widget `id`; nothing if it says nothing. */
export function readFragment(
  id: string,
  hash: string,
  first: Typed,
  longest = LONGEST,
): FromLink | undefined {
  const own = segments(hash).filter((one) => isOwn(id, one));
  if (own.length === 0) return undefined;
  const given = own.map((one) => split(one.slice(id.length + 1), longest));
  const known = given.filter(([name]) => Object.hasOwn(first, name));
  const unknown = given.filter(([name]) => !Object.hasOwn(first, name));
  return {
    typed: { ...first, ...Object.fromEntries(known) },
    unknown: unknown.map(([name]) => name.slice(0, LONGEST)),
  };
}

function split(segment: string, longest: number): readonly [string, string] {
  const [name = '', ...rest] = segment.split('=');
  return [read(name), read(rest.join('=')).slice(0, longest)];
}

/** What cannot be decoded stays as it is: the field will say that it is no number. */
function read(text: string): string {
  return decode(text) ?? text;
}
