import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createRandom, readSafetensors } from '../../../../src/model/index.ts';
import type { Weight, WeightsFile } from '../../../../src/model/index.ts';
import { bitsOf, bytesOf, fileOf, jsonOf, refusal } from './support.ts';

const tensor = (fields = '') => `{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]${fields}}}`;
const withShape = (shape: string, end = 4) =>
  `{"a":{"dtype":"F32","shape":${shape},"data_offsets":[0,${end}]}}`;
const withOffsets = (offsets: string) =>
  `{"a":{"dtype":"F32","shape":[1],"data_offsets":${offsets}}}`;
const two = (first: string, second: string) =>
  `{"a":{"dtype":"F32","shape":[1],"data_offsets":${first}},` +
  `"b":{"dtype":"F32","shape":[1],"data_offsets":${second}}}`;
const withMetadata = (metadata: string) => `{"__metadata__":${metadata}}`;
const damaged = ' The file is damaged, cut off, or not safetensors: get it again.';
const convert = ' Convert the file with the Python package safetensors.';
const dtypes = 'wanted the dtype of a among F32, F16, BF16, I32, I64';
const counts = (what: string) => `wanted ${what} to be a list of whole numbers from 0`;
const long = 'x'.repeat(120);

/** What is wrong, the header, the bytes after it, what the error says. */
// prettier-ignore
const hostile: [what: string, header: string, bytes: number, message: string][] = [
  ['no header', '', 0, `wanted JSON that starts with {, got "".${damaged}`],
  ['a header that is not JSON', '{"a":', 4, `wanted a header in JSON, got "{\\"a\\":".${damaged}`],
  ['a header after a blank', ` ${tensor()}`, 4, `wanted JSON that starts with {, got " {\\"a\\":{\\"dtype\\":\\"F32\\",\\"shape\\":[1],\\"data_o".${damaged}`],
  ['a header that is a list', '[]', 0, `wanted JSON that starts with {, got "[]".${damaged}`],
  ['a byte order mark', `\ufeff${tensor()}`, 4, `wanted JSON that starts with {, got "\ufeff{\\"a\\":{\\"dtype\\":\\"F32\\",\\"shape\\":[1],\\"data_o".${damaged}`],
  ['two headers', `{}${tensor()}`, 4, `wanted a header in JSON, got "{}{\\"a\\":{\\"dtype\\":\\"F32\\",\\"shape\\":[1],\\"data_".${damaged}`],
  ['a name twice', '{"a":1,"a":2}', 0, `wanted one field a in an object, got two.${damaged}`],
  ['a name twice, written in two ways', '{"a":1,"\\u0061":2}', 0, `wanted one field a in an object, got two.${damaged}`],
  ['a field twice', tensor(',"shape":[1]'), 4, `wanted one field shape in an object, got two.${damaged}`],
  ['a text of the metadata twice', withMetadata('{"k:{}":"1","k:{}":"2"}'), 0, `wanted one field k:{} in an object, got two.${damaged}`],
  ['half a character', '{"\\ud800":1}', 0, `wanted names of whole characters, got "\\ud800".${damaged}`],
  ['a tensor that is a number', '{"a":1}', 0, `wanted a to be a JSON object, got 1.${damaged}`],
  ['a tensor that is a list', '{"a":[]}', 0, `wanted a to be a JSON object, got [].${damaged}`],
  ['a prototype', '{"__proto__":null}', 0, `wanted __proto__ to be a JSON object, got null.${damaged}`],
  ['no dtype', '{"a":{"shape":[1],"data_offsets":[0,4]}}', 4, `${dtypes}, got nothing.${convert}`],
  ['a dtype from the prototype', '{"a":{"__proto__":{"dtype":"F32"},"shape":[1],"data_offsets":[0,4]}}', 4, `${dtypes}, got nothing.${convert}`],
  ['an unknown dtype', tensor().replace('F32', 'F8'), 4, `${dtypes}, got "F8".${convert}`],
  ['a dtype that is a method', tensor().replace('F32', 'toString'), 4, `${dtypes}, got "toString".${convert}`],
  ['a dtype that is not text', tensor().replace('"F32"', '32'), 4, `${dtypes}, got 32.${convert}`],
  ['a dtype of many letters', tensor().replace('F32', long), 4, `${dtypes}, got "${long.slice(0, 99)}….${convert}`],
  ['a field too many', tensor(',"scale":2'), 4, `wanted a to have dtype, shape and data_offsets only, got dtype, shape, data_offsets, scale.${convert}`],
  ['no shape', '{"a":{"dtype":"F32","data_offsets":[0,4]}}', 4, `${counts('a.shape')}, got nothing.${damaged}`],
  ['a negative size', withShape('[-1]'), 4, `${counts('a.shape')}, got [-1].${damaged}`],
  ['two negative sizes', withShape('[-1,-1]'), 4, `${counts('a.shape')}, got [-1,-1].${damaged}`],
  ['minus nothing', withShape('[-0]', 0), 0, `${counts('a.shape')}, got [0].${damaged}`],
  ['half a size', withShape('[0.5,2]'), 4, `${counts('a.shape')}, got [0.5,2].${damaged}`],
  ['a size in words', withShape('["1"]'), 4, `${counts('a.shape')}, got ["1"].${damaged}`],
  ['a size beyond all', withShape('[1e999]'), 4, `${counts('a.shape')}, got [null].${damaged}`],
  ['a size beyond 2^53', withShape('[9007199254740993]'), 4, `${counts('a.shape')}, got [9007199254740992].${damaged}`],
  ['a shape that is a number', withShape('1'), 4, `${counts('a.shape')}, got 1.${damaged}`],
  ['sizes whose product wraps around to 1', withShape('[4294967297,4294967297]'), 4, `wanted 73786976329197940000 bytes for a, F32 [4294967297,4294967297], got 4.${damaged}`],
  ['sizes whose product wraps around to 0', withShape('[4294967296,4294967296]', 0), 0, `wanted 73786976294838210000 bytes for a, F32 [4294967296,4294967296], got 0.${damaged}`],
  ['more bytes than the shape has', withShape('[1]', 8), 8, `wanted 4 bytes for a, F32 [1], got 8.${damaged}`],
  ['fewer bytes than the shape has', withShape('[2]'), 4, `wanted 8 bytes for a, F32 [2], got 4.${damaged}`],
  ['no offsets', '{"a":{"dtype":"F32","shape":[1]}}', 4, `${counts('a.data_offsets')}, got nothing.${damaged}`],
  ['one offset', withOffsets('[0]'), 4, `wanted a.data_offsets to be [start, end], got [0].${damaged}`],
  ['three offsets', withOffsets('[0,4,8]'), 4, `wanted a.data_offsets to be [start, end], got [0,4,8].${damaged}`],
  ['reversed offsets', withOffsets('[4,0]'), 4, `wanted a.data_offsets to be [start, end], got [4,0].${damaged}`],
  ['negative offsets', withOffsets('[-4,0]'), 4, `${counts('a.data_offsets')}, got [-4,0].${damaged}`],
  ['offsets beyond the file', withOffsets('[0,4]'), 0, `wanted 4 bytes of tensors after the header, got 0.${damaged}`],
  ['bytes after the last tensor', tensor(), 5, `wanted 4 bytes of tensors after the header, got 5.${damaged}`],
  ['bytes and no tensor', '{}', 1, `wanted 0 bytes of tensors after the header, got 1.${damaged}`],
  ['bytes before the first tensor', withOffsets('[4,8]'), 8, `wanted a to start at byte 0, got 4.${damaged}`],
  ['a gap', two('[0,4]', '[8,12]'), 12, `wanted b to start at byte 4, got 8.${damaged}`],
  ['an overlap', two('[0,4]', '[2,6]'), 6, `wanted b to start at byte 4, got 2.${damaged}`],
  ['two tensors in one place', two('[0,4]', '[0,4]'), 4, `wanted b to start at byte 4, got 0.${damaged}`],
  ['the wrong size further on', two('[0,4]', '[4,12]'), 12, `wanted 4 bytes for b, F32 [1], got 8.${damaged}`],
  ['an overlap, in the other order', two('[2,6]', '[0,4]'), 6, `wanted a to start at byte 4, got 2.${damaged}`],
  ['metadata that is a list', withMetadata('[]'), 0, `wanted __metadata__ to be a JSON object, got [].${damaged}`],
  ['metadata that is nothing', withMetadata('null'), 0, `wanted __metadata__ to be a JSON object, got null.${damaged}`],
  ['metadata that is not text', withMetadata('{"k":1}'), 0, `wanted a text at __metadata__.k, got 1.${damaged}`],
  ['metadata in metadata', withMetadata('{"k":{}}'), 0, `wanted a text at __metadata__.k, got {}.${damaged}`],
];

describe('hostile files', () => {
  it.each(hostile)('%s', (_, header, bytes, message) => {
    const error = refusal(() => readSafetensors(fileOf(header, new Uint8Array(bytes))));
    expect(error?.message).toBe(`readSafetensors: ${message}`);
  });

  it('the same file with nothing wrong is read', () => {
    expect(readSafetensors(fileOf(tensor(), new Uint8Array(4))).tensors.size).toBe(1);
    expect(readSafetensors(fileOf(two('[4,8]', '[0,4]'), new Uint8Array(8))).tensors.size).toBe(2);
  });

  it('a length of the header beyond the file, and beyond all measure', () => {
    const file = fileOf(tensor(), new Uint8Array(4));
    const message = (length: bigint) => {
      new DataView(file.buffer).setBigUint64(0, length, true);
      return refusal(() => readSafetensors(file))?.message;
    };
    const size = BigInt(file.length);
    expect(message(size - 7n)).toBe(
      `readSafetensors: wanted a header within the file's ${size} bytes, got ${size - 7n} bytes.${damaged}`,
    );
    expect(message(100_000_000n)).toContain('got 100000000 bytes');
    const limit = 'readSafetensors: wanted a header of at most 100000000 bytes, got';
    expect(message(100_000_001n)).toBe(`${limit} 100000001.${damaged}`);
    expect(message(2n ** 64n - 1n)).toBe(`${limit} 18446744073709551615.${damaged}`);
  });

  it('a header that is not UTF-8', () => {
    const file = fileOf(tensor(), new Uint8Array(4));
    file[10] = 0xff;
    const message = `readSafetensors: wanted a header in UTF-8, got other bytes.${damaged}`;
    expect(refusal(() => readSafetensors(file))?.message).toBe(message);
  });

  it('no file, and less than a length', () => {
    const message = (size: number) => refusal(() => readSafetensors(new Uint8Array(size)))?.message;
    expect(message(0)).toBe(`readSafetensors: wanted a file of at least 8 bytes, got 0.${damaged}`);
    expect(message(7)).toContain('got 7.');
    expect(message(8)).toContain('JSON that starts with {');
  });

  it('nesting without end', () => {
    const nested = (depth: number) => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    const message = (depth: number) =>
      refusal(() => readSafetensors(fileOf(nested(depth))))?.message;
    expect(message(2)).toContain('wanted a to be a JSON object');
    const levels = `readSafetensors: wanted at most 3 levels of JSON, got more.${damaged}`;
    expect([message(3), message(100_000)]).toEqual([levels, levels]);
  });

  it('names of any length, with anything in them', () => {
    for (const piece of ['x', '"', '\\', '{"a":', '\n']) {
      const name = piece.repeat(3_000_000 / piece.length);
      const info = { dtype: 'F32', shape: [0], data_offsets: [0, 0] };
      const { tensors } = readSafetensors(fileOf(JSON.stringify({ [name]: info, b: info })));
      expect([...tensors.keys()].map((key) => key.length)).toEqual([name.length, 1]);
    }
  });

  it.each(['weights-written', 'weights-read'])('%s cut off at every byte', (name) => {
    const file = bytesOf(name);
    for (let length = 0; length < file.length; length++) {
      const error = refusal(() => readSafetensors(file.subarray(0, length)));
      expect(error, String(length)).toBeDefined();
    }
    const longer = new Uint8Array(file.length + 1);
    longer.set(file);
    expect(refusal(() => readSafetensors(longer))).toBeDefined();
  });
});

/** The numbers of a tensor as the bytes that its dtype has in a file. */
function raw({ dtype, data }: Weight): Buffer {
  if (dtype === 'F16') return Buffer.from(new Float16Array(data).buffer);
  if (dtype === 'I64') return Buffer.from(BigInt64Array.from(data, BigInt).buffer);
  return Buffer.from(Uint8Array.from(new Uint8Array(data.buffer)));
}

/** What `verdict` in training/oracle/weights.py prints. */
function digest({ tensors }: WeightsFile): string {
  const names = { F32: 'float32', F16: 'float16', I32: 'int32', I64: 'int64', BF16: 'bfloat16' };
  const lines = [...tensors]
    .toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([name, weight]) => {
      const { dtype, shape } = weight;
      return `${name} [${shape.join(', ')}] ${names[dtype]} ${raw(weight).toString('hex')}`;
    });
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 12);
}

describe('against the Python package', () => {
  const { file, changes, taken } = jsonOf('weights-damaged') as {
    file: string;
    changes: [at: number, flip: number][];
    taken: Readonly<Record<string, string>>;
  };

  it('2,904 damaged files: what it refuses is refused, what is read is the same', () => {
    const good = new Uint8Array(Buffer.from(file, 'base64'));
    let read = 0;
    for (const [i, [at, flip]] of changes.entries()) {
      const bad = Uint8Array.from(good);
      bad[at] = (bad[at] ?? 0) ^ flip;
      let result: WeightsFile | undefined;
      const error = refusal(() => (result = readSafetensors(bad)));
      if (error) continue;
      read++;
      expect(result && digest(result), `change ${i}`).toBe(taken[i]);
    }
    expect(changes.length).toBe(2904);
    expect(read).toBeGreaterThan(30);
  });
});

/** Every tensor as text, bit for bit. */
function fingerprint({ tensors }: WeightsFile): string[] {
  return [...tensors].map(
    ([name, weight]) => `${name} ${weight.shape.join()} ${bitsOf(weight).join()}`,
  );
}

describe('fuzz', () => {
  const file = bytesOf('weights-written');
  const headerEnd = 8 + Number(new DataView(file.buffer).getBigUint64(0, true));
  const good = new Set(fingerprint(readSafetensors(file)));

  /** The file with a header of the same words in another order, or with other characters. */
  function spliced(below: (limit: number) => number): Uint8Array {
    const bytes = Array.from(file.subarray(8, headerEnd));
    for (let edit = 0; edit <= below(3); edit++) {
      const [at, from, count] = [below(bytes.length), below(bytes.length), below(12)];
      const piece = bytes.slice(from, from + count);
      if (below(2)) bytes[at] = 32 + below(95);
      else bytes.splice(at, below(2) * count, ...piece);
    }
    const text = new TextDecoder().decode(Uint8Array.from(bytes));
    return fileOf(text, file.subarray(headerEnd));
  }

  /** Holds every tensor to the bytes that the header, read without care, gives to it. */
  function expectRight(bytes: Uint8Array, { tensors }: WeightsFile): void {
    const start = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start))) as object;
    const entries = Object.entries(header).filter(([name]) => name !== '__metadata__');
    expect(tensors.size).toBe(entries.length);
    let total = 0;
    for (const [name, info] of entries as [string, Record<string, number[]>][]) {
      const weight = tensors.get(name);
      const [from = 0, to = 0] = info['data_offsets'] ?? [];
      expect([weight?.dtype, weight?.shape]).toEqual([info['dtype'], info['shape']]);
      const bytesOfTensor = Buffer.from(bytes.subarray(start + from, start + to));
      expect(weight && raw(weight).equals(bytesOfTensor), name).toBe(true);
      total += to - from;
    }
    expect(total).toBe(bytes.length - start);
  }

  it('4,000 spliced headers: an error of one class, or exactly what the header says', () => {
    const random = createRandom(11);
    const below = (limit: number) => Math.floor(random.uniform() * limit);
    let read = 0;
    for (let round = 0; round < 4000; round++) {
      const bytes = spliced(below);
      let result: WeightsFile | undefined;
      refusal(() => (result = readSafetensors(bytes)));
      if (!result) continue;
      read++;
      expectRight(bytes, result);
    }
    expect(read).toBeGreaterThan(40);
    expect(read).toBeLessThan(2000);
  });

  it('random bytes, and random pieces of the file: never anything but an error', () => {
    const random = createRandom(12);
    const below = (limit: number) => Math.floor(random.uniform() * limit);
    for (let round = 0; round < 2000; round++) {
      const noise = Uint8Array.from({ length: below(64) }, () => below(256));
      const from = 1 + below(file.length - 1);
      for (const bad of [noise, file.subarray(from), Uint8Array.from([...file, ...noise, 1])]) {
        expect(refusal(() => readSafetensors(bad))).toBeDefined();
      }
    }
  });

  it('changed numbers stay where they are: only their tensor changes', () => {
    for (let at = headerEnd; at < file.length; at++) {
      const bad = Uint8Array.from(file);
      bad[at] = (bad[at] ?? 0) ^ 1;
      const changed = fingerprint(readSafetensors(bad)).filter((line) => !good.has(line));
      expect(changed.length).toBe(1);
    }
  });
});
