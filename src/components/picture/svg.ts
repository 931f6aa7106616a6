import type { Color } from '../matrix/heat.ts';

/** SVG as text, made without a page: so that it can be made and tested anywhere. */

type Attributes = Readonly<Record<string, string | number | undefined>>;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text between tags or in a quoted attribute. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? '');
}

/** An element with its children, which are markup. An attribute that is undefined is left out. */
export function element(
  name: string,
  attributes: Attributes,
  ...children: readonly string[]
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(trim(value)))}"`);
  return `<${name}${written.join('')}>${children.join('')}</${name}>`;
}

/** A line of text at a place. */
export function textAt(x: number, y: number, text: string, attributes: Attributes = {}): string {
  return element('text', { x, y, ...attributes }, escapeXml(text));
}

/** Marks, moved. */
export function moved(x: number, y: number, ...marks: readonly string[]): string {
  return element('g', { transform: `translate(${trim(x)} ${trim(y)})` }, ...marks);
}

/** Two decimals of a coordinate are more than can be seen. */
function trim<T>(value: T): T | number {
  return typeof value === 'number' ? Math.round(value * 100) / 100 : value;
}

/**
 * Text without what XML has no way to write: controls and halves of surrogate pairs, which a reader
 * can type. Each becomes the sign for what cannot be shown.
 */
export function cleaned(text: string): string {
  return text.replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}

/** A color as `#rrggbb`. */
export function hexOf(color: Color): string {
  return `#${color.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
