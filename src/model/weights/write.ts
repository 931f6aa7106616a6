import { BYTES, encode } from './dtype.ts';
import type { Dtype } from './dtype.ts';
import { refuser } from './error.ts';
import type { Refuse } from './error.ts';
import { METADATA } from './header.ts';
import type { Weight, WeightsFile } from './safetensors.ts';

/** The dtypes that are written, in the order of the file. */
const ORDER = { F32: 0, I32: 1, F16: 2 } as const;

/** A tensor that can be written, and where its bytes go, counted from the end of the header. */
interface Placed extends Weight {
  readonly name: string;
  readonly dtype: keyof typeof ORDER;
  readonly start: number;
  readonly end: number;
}

/**
 * Writes a file, byte for byte what the Python package writes: wide numbers first, then by name;
 * the header padded to 8 bytes. Dtypes: F32, I32, and F16, which rounds (see `toHalf`).
 *
 * The texts of the metadata are in the order of their names; the Python package has no order.
 *
 * @throws WeightsError for what the format or a dtype cannot hold.
 */
export function writeSafetensors({ tensors, metadata }: WeightsFile): Uint8Array {
  const refuse = refuser('writeSafetensors');
  const placed = place(tensors, refuse);
  const header = writeHeader(placed, metadata ?? new Map(), refuse);
  const start = 8 + header.length;
  const file = new Uint8Array(start + (placed.at(-1)?.end ?? 0));
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, 8);
  for (const weight of placed) {
    const view = new DataView(file.buffer, start + weight.start);
    encode(weight.dtype, weight.data, view, weight.name, refuse);
  }
  return file;
}

/** The tensors in the order of the file, one after the other. */
function place(tensors: ReadonlyMap<string, Weight>, refuse: Refuse): Placed[] {
  let start = 0;
  return [...tensors]
    .map(([name, weight]) => ({ name, ...weight, dtype: check(name, weight, refuse) }))
    .toSorted((a, b) => ORDER[a.dtype] - ORDER[b.dtype] || comparePoints(a.name, b.name))
    .map((weight) => {
      const end = start + BYTES[weight.dtype] * weight.data.length;
      const placed = { ...weight, start, end };
      start = end;
      return placed;
    });
}

/** The dtype of a tensor that can be written. */
function check(name: string, { dtype, shape, data }: Weight, refuse: Refuse): Placed['dtype'] {
  checkText(name, refuse);
  if (name === METADATA)
    refuse('another name for a tensor', name, 'The format keeps it for itself.');
  if (!isWritable(dtype)) {
    const wanted = `${name} as one of ${Object.keys(ORDER).join(', ')}`;
    return refuse(wanted, dtype, 'Choose one of these.');
  }
  const whole = data instanceof Int32Array;
  if (whole !== (dtype === 'I32')) {
    const got = whole ? 'an Int32Array' : 'a Float32Array';
    refuse(`numbers of ${name} for ${dtype}`, got, 'Int32Array goes with I32.');
  }
  const size = shape.reduce((product, count) => product * count, 1);
  if (size !== data.length || !shape.every((count) => Number.isInteger(count) && count >= 0)) {
    const got = String(data.length);
    refuse(`as many numbers in ${name} as [${shape.join(', ')}] says`, got, 'Correct the shape.');
  }
  return dtype;
}

function isWritable(dtype: Dtype): dtype is Placed['dtype'] {
  return dtype in ORDER;
}

/** The header, padded with spaces to a multiple of 8 bytes. */
function writeHeader(
  placed: readonly Placed[],
  metadata: ReadonlyMap<string, string>,
  refuse: Refuse,
): Uint8Array {
  // Written field by field: an object would move names like "0" to the front.
  const fields = placed.map(({ name, dtype, shape, start, end }) =>
    field(name, JSON.stringify({ dtype, shape, data_offsets: [start, end] })),
  );
  const texts = [...metadata].toSorted(([a], [b]) => comparePoints(a, b));
  const written = texts.map(([key, text]) => {
    [key, text].forEach((part) => checkText(part, refuse));
    return field(key, JSON.stringify(text));
  });
  if (written.length > 0) fields.unshift(field(METADATA, `{${written.join()}}`));
  const header = new TextEncoder().encode(`{${fields.join()}}`);
  const padded = new Uint8Array(8 * Math.ceil(header.length / 8)).fill(0x20);
  padded.set(header);
  return padded;
}

function field(name: string, json: string): string {
  return `${JSON.stringify(name)}:${json}`;
}

/** Throws for half a character: UTF-8 would turn it into another one. */
function checkText(text: string, refuse: Refuse): void {
  if (!text.isWellFormed())
    refuse('names and texts of whole characters', JSON.stringify(text), 'Rename it.');
}

/** The order of UTF-8, which is that of code points. `<` compares halves of characters. */
function comparePoints(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((character, i) => character !== right[i]);
  const point = (characters: readonly string[]) => characters[at]?.codePointAt(0) ?? -1;
  return at < 0 ? left.length - right.length : point(left) - point(right);
}
