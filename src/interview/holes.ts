import { formatNumber } from './format.ts';
import type { Value } from './generators/generator.ts';

/** `{{layers}}` */
const HOLE = /\{\{(\w+)\}\}/g;

/** The names of the holes of a text, each once. */
export function holesOf(text: string): string[] {
  return [...new Set([...text.matchAll(HOLE)].map(([, name = '']) => name))];
}

/**
 * The text with its holes filled. It may be HTML already: numbers and our own words need no escape.
 *
 * @throws Error if a value is missing.
 */
export function fillHoles(text: string, values: Readonly<Record<string, Value>>): string {
  return text.replace(HOLE, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`fillHoles: no value for {{${name}}}`);
    return writeValue(value);
  });
}

function writeValue(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return formatNumber(value);
  return `(${value.map((each) => formatNumber(each)).join(', ')})`;
}
