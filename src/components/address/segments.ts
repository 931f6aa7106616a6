/**
 * The fragment of an address as several widgets share it: `#a.key=value&b.key=value`. A widget's
 * own segments start with its id and a point; plain heading anchors have no `=`.
 */

export function segments(hash: string): readonly string[] {
  return hash.replace(/^#/, '').split('&').filter(Boolean);
}

export function isOwn(id: string, segment: string): boolean {
  return segment.startsWith(`${id}.`);
}

/** A fragment with a widget's own pairs in it. What other widgets wrote `before` stays, anchors go. */
export function joinFragment(
  id: string,
  own: readonly (readonly [key: string, value: string])[],
  before: string,
): string {
  const others = segments(before).filter((one) => one.includes('=') && !isOwn(id, one));
  return `#${[...others, ...own.map(([key, value]) => `${id}.${key}=${encode(value)}`)].join('&')}`;
}

/** Nothing if it cannot be decoded. */
export function decode(value: string): string | undefined {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/** Spaces as `+`, commas as they are: the address is to be read. */
function encode(value: string): string {
  // A lone surrogate is not text; encodeURIComponent would throw on it.
  return encodeURIComponent(value.toWellFormed()).replaceAll('%20', '+').replaceAll('%2C', ',');
}
