import { BYTES } from './dtype.ts';
import type { Dtype } from './dtype.ts';
import type { Refuse } from './error.ts';
import { parseJson } from './json.ts';

/** The longest header that is read, as in the original implementation. */
export const LONGEST_HEADER = 100_000_000;

/** What the header says of one tensor. */
export interface Entry {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** Where its bytes start and end, counted from the end of the header. */
  readonly start: number;
  readonly end: number;
}

export interface Header {
  readonly entries: readonly Entry[];
  readonly metadata: ReadonlyMap<string, string> | undefined;
  /** Where the bytes of the tensors start in the file. */
  readonly start: number;
}

export const METADATA = '__metadata__';

const DAMAGED = 'The file is damaged, cut off, or not safetensors: get it again.';
const CONVERT = 'Convert the file with the Python package safetensors.';

/** Reads the header and holds it to the file: the tensors fill the rest without gap or overlap. */
export function readHeader(file: Uint8Array, refuse: Refuse): Header {
  const start = 8 + headerLength(file, refuse);
  const header = parseJson(decodeText(file.subarray(8, start), refuse), refuse, DAMAGED);
  const fields = record('the header', header, refuse);
  const metadata = fields.get(METADATA);
  fields.delete(METADATA);
  const entries = [...fields].map(([name, info]) => readEntry(name, info, refuse));
  checkLayout(entries, file.length - start, refuse);
  return {
    entries,
    metadata: metadata === undefined ? undefined : readMetadata(metadata, refuse),
    start,
  };
}

function headerLength(file: Uint8Array, refuse: Refuse): number {
  if (file.length < 8) refuse('a file of at least 8 bytes', `${file.length}`, DAMAGED);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const length = view.getBigUint64(0, true);
  if (length > LONGEST_HEADER) {
    refuse(`a header of at most ${LONGEST_HEADER} bytes`, String(length), DAMAGED);
  }
  if (length > file.length - 8) {
    refuse(`a header within the file's ${file.length} bytes`, `${length} bytes`, DAMAGED);
  }
  return Number(length);
}

function decodeText(bytes: Uint8Array, refuse: Refuse): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse('a header in UTF-8', 'other bytes', DAMAGED);
  }
}

/** The fields of a JSON object. A map, so that no name, not even `__proto__`, has a meaning. */
function record(what: string, value: unknown, refuse: Refuse): Map<string, unknown> {
  if (value instanceof Object && !Array.isArray(value)) return new Map(Object.entries(value));
  return refuse(`${what} to be a JSON object`, describe(value), DAMAGED);
}

function readMetadata(value: unknown, refuse: Refuse): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, text] of record(METADATA, value, refuse)) {
    if (typeof text === 'string') texts.set(key, text);
    else refuse(`a text at ${METADATA}.${key}`, describe(text), DAMAGED);
  }
  return texts;
}

function readEntry(name: string, value: unknown, refuse: Refuse): Entry {
  const fields = record(name, value, refuse);
  const dtype = readDtype(name, fields.get('dtype'), refuse);
  const shape = readCounts(`${name}.shape`, fields.get('shape'), refuse);
  const offsets = readCounts(`${name}.data_offsets`, fields.get('data_offsets'), refuse);
  const [start = 0, end = 0] = offsets;
  if (fields.size !== 3) {
    const got = [...fields.keys()].join(', ');
    refuse(`${name} to have dtype, shape and data_offsets only`, got, CONVERT);
  }
  if (offsets.length !== 2 || start > end) {
    refuse(`${name}.data_offsets to be [start, end]`, describe(offsets), DAMAGED);
  }
  const size = shape.reduce((product, count) => product * count, BYTES[dtype]);
  if (size !== end - start) {
    refuse(`${size} bytes for ${name}, ${dtype} ${describe(shape)}`, `${end - start}`, DAMAGED);
  }
  return { name, dtype, shape, start, end };
}

function readDtype(name: string, value: unknown, refuse: Refuse): Dtype {
  const known = Object.keys(BYTES) as Dtype[];
  const dtype = known.find((candidate) => candidate === value);
  return (
    dtype ?? refuse(`the dtype of ${name} among ${known.join(', ')}`, describe(value), CONVERT)
  );
}

/** A list of whole numbers from 0. −0 is refused: it is no way to write a size. */
function readCounts(what: string, value: unknown, refuse: Refuse): readonly number[] {
  const fits = (count: unknown) =>
    Number.isSafeInteger(count) && Number(count) >= 0 && !Object.is(count, -0);
  if (Array.isArray(value) && value.every(fits)) return value as number[];
  return refuse(`${what} to be a list of whole numbers from 0`, describe(value), DAMAGED);
}

/** Throws unless the tensors, put in order, fill `length` bytes: no gap, no overlap, no rest. */
function checkLayout(entries: readonly Entry[], length: number, refuse: Refuse): void {
  const ordered = entries.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let end = 0;
  for (const entry of ordered) {
    if (entry.start !== end)
      refuse(`${entry.name} to start at byte ${end}`, `${entry.start}`, DAMAGED);
    end = entry.end;
  }
  if (end !== length) refuse(`${end} bytes of tensors after the header`, `${length}`, DAMAGED);
}

function describe(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
