import { describe, expect, it } from 'vitest';
import { ModelError, readSafetensors, writeSafetensors } from '../../../../src/model/index.ts';
import type { Weight } from '../../../../src/model/index.ts';
import { bitsOf, bytesOf, fileOf, jsonOf, refusal } from './support.ts';

interface Values {
  readonly written: string[];
  readonly read: string[];
  readonly tensors: Readonly<Record<string, { shape: number[]; bits: number[] }>>;
}

const values = jsonOf('weights-values') as Values;
const float = (...data: number[]): Weight => ({
  dtype: 'F32',
  shape: [data.length],
  data: Float32Array.from(data),
});
const text = (file: Uint8Array) => new TextDecoder('latin1').decode(file);

describe('files of the Python package', () => {
  it.each([
    ['weights-written', values.written],
    ['weights-read', values.read],
  ])('%s: every tensor, bit for bit', (name, names) => {
    const { tensors } = readSafetensors(bytesOf(name));
    expect([...tensors.keys()].toSorted()).toEqual(names.toSorted());
    for (const [path, weight] of tensors) {
      const wanted = Object.entries(values.tensors).find(([key]) => key === path)?.[1];
      expect(weight.shape, path).toEqual(wanted?.shape);
      expect(bitsOf(weight), path).toEqual(wanted?.bits);
      const whole = weight.dtype === 'I32' || weight.dtype === 'I64';
      expect(weight.data instanceof Int32Array, path).toBe(whole);
    }
  });

  it('says which dtype each tensor had in the file', () => {
    const dtypes = [...readSafetensors(bytesOf('weights-read')).tensors].map(([, w]) => w.dtype);
    expect(dtypes.toSorted()).toEqual(['BF16', 'F16', 'F16', 'F32', 'I32', 'I64']);
  });

  it('keeps the metadata, and says when there is none', () => {
    const { metadata } = readSafetensors(bytesOf('weights-written'));
    expect([...(metadata ?? [])]).toEqual([['card', 'a “circle”']]);
    expect(readSafetensors(bytesOf('weights-read')).metadata).toBeUndefined();
  });

  it('is written again as the same bytes, whatever order the tensors come in', () => {
    const file = bytesOf('weights-written');
    const { tensors, metadata } = readSafetensors(file);
    expect(writeSafetensors({ tensors, metadata })).toEqual(file);
    expect(writeSafetensors({ tensors: new Map([...tensors].reverse()), metadata })).toEqual(file);
  });

  it('refuses 64-bit integers that 32 bits do not hold', () => {
    expect(refusal(() => readSafetensors(bytesOf('weights-long')))?.message).toBe(
      'readSafetensors: wanted whole numbers of 32 bits in long, got 2147483648. ' +
        'tfjs has no wider integers: write the tensor as I32 or F32.',
    );
  });
});

describe('readSafetensors', () => {
  it('reads from the middle of a buffer, at any alignment, and keeps nothing of it', () => {
    const file = bytesOf('weights-written');
    const wanted = readSafetensors(file).tensors;
    for (const shift of [1, 2, 3, 4]) {
      const buffer = new Uint8Array(file.length + 9);
      buffer.set(file, shift);
      const { tensors } = readSafetensors(buffer.subarray(shift, shift + file.length));
      buffer.fill(255);
      expect(tensors).toEqual(wanted);
    }
  });

  it('takes a header of any length: only writers have to pad', () => {
    const file = fileOf('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} ', [0, 0, 128, 63]);
    expect(readSafetensors(file).tensors.get('a')).toEqual(float(1));
  });

  it('takes no tensors at all, and a tensor of no numbers', () => {
    expect(readSafetensors(fileOf('{}')).tensors.size).toBe(0);
    const empty = '{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},';
    const both = readSafetensors(
      fileOf(`${empty}"b":{"dtype":"I64","shape":[2,0],"data_offsets":[0,0]}}`),
    );
    expect([...both.tensors.values()].map(({ data }) => data.length)).toEqual([0, 0]);
    const one = '{"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},';
    const after = fileOf(`${one}${empty.slice(1, -1)}}`, [0, 0, 128, 63]);
    expect(readSafetensors(after).tensors.get('b')).toEqual(float(1));
  });
});

describe('writeSafetensors', () => {
  it('writes what it reads: F32, I32, scalars, no numbers, metadata', () => {
    const tensors = new Map<string, Weight>([
      ['a', float(1, -0, NaN, Infinity, 1e-45)],
      ['i', { dtype: 'I32', shape: [2, 1], data: Int32Array.of(-1, 5) }],
      ['scalar', { dtype: 'F32', shape: [], data: Float32Array.of(3) }],
      ['z', { dtype: 'F16', shape: [0, 4], data: new Float32Array(0) }],
    ]);
    const metadata = new Map([['b', '2'], ['a', 'é"\\']]); // prettier-ignore
    const back = readSafetensors(writeSafetensors({ tensors, metadata }));
    expect([...back.tensors].toSorted()).toEqual([...tensors]);
    expect([...(back.metadata ?? [])]).toEqual([...metadata].reverse());
  });

  it('keeps every bit, those of a strange NaN too, and a view of a buffer', () => {
    const words = Uint32Array.of(1, 0x7f800001, 0xffc12345, 0x7fffffff, 2);
    const data = new Float32Array(words.buffer, 4, 3);
    const tensors = new Map<string, Weight>([['a', { dtype: 'F32', shape: [3], data }]]);
    const { tensors: back } = readSafetensors(writeSafetensors({ tensors }));
    expect(bitsOf(back.get('a') ?? float())).toEqual([0x7f800001, 0xffc12345, 0x7fffffff]);
  });

  it('rounds to F16 and halves the bytes', () => {
    const weight: Weight = {
      dtype: 'F16',
      shape: [2, 2],
      data: Float32Array.of(0.1, -3, 1e-9, 65504),
    };
    const file = writeSafetensors({ tensors: new Map([['w', weight]]) });
    expect(file.length % 8).toBe(0);
    expect(text(file)).toContain('"data_offsets":[0,8]');
    const { data } = readSafetensors(file).tensors.get('w') ?? float();
    expect(Array.from(data)).toEqual([0.0999755859375, -3, 0, 65504]);
  });

  it('leaves NaN and infinity as they are in F16', () => {
    const weight: Weight = {
      dtype: 'F16',
      shape: [3],
      data: Float32Array.of(NaN, Infinity, -Infinity),
    };
    const back = readSafetensors(writeSafetensors({ tensors: new Map([['w', weight]]) }));
    expect(Array.from(back.tensors.get('w')?.data ?? [])).toEqual([NaN, Infinity, -Infinity]);
  });

  it('leaves metadata out when there is none: an empty one breaks the Python package', () => {
    const file = writeSafetensors({ tensors: new Map(), metadata: new Map() });
    expect(file).toEqual(fileOf('{}      '));
    const some = writeSafetensors({ tensors: new Map(), metadata: new Map([['a', 'b']]) });
    expect(text(some.subarray(8))).toBe('{"__metadata__":{"a":"b"}}      ');
  });

  it('puts names in the order of UTF-8, a prefix first', () => {
    const names = ['b', 'ab', '😀', '！', 'a', 'é'];
    const tensors = new Map(names.map((name) => [name, float(1)]));
    const back = readSafetensors(writeSafetensors({ tensors })).tensors;
    expect([...back.keys()]).toEqual(['a', 'ab', 'b', 'é', '！', '😀']);
  });

  it.each<[string, string, Weight, string]>([
    [
      'a name of the format',
      '__metadata__',
      float(1),
      'wanted another name for a tensor, got __metadata__. The format keeps it for itself.',
    ],
    [
      'half a character',
      'a\ud800',
      float(1),
      'wanted names and texts of whole characters, got "a\\ud800". Rename it.',
    ],
    [
      'a dtype that is only read',
      'w',
      { ...float(1), dtype: 'BF16' },
      'wanted w as one of F32, I32, F16, got BF16. Choose one of these.',
    ],
    [
      'floats as integers',
      'w',
      { ...float(1), dtype: 'I32' },
      'wanted numbers of w for I32, got a Float32Array. Int32Array goes with I32.',
    ],
    [
      'integers as floats',
      'w',
      { dtype: 'F16', shape: [1], data: Int32Array.of(1) },
      'wanted numbers of w for F16, got an Int32Array. Int32Array goes with I32.',
    ],
    [
      'too few numbers',
      'w',
      { ...float(1), shape: [2, 3] },
      'wanted as many numbers in w as [2, 3] says, got 1. Correct the shape.',
    ],
    [
      'a negative shape',
      'w',
      { ...float(1, 2), shape: [-1, -2] },
      'wanted as many numbers in w as [-1, -2] says, got 2. Correct the shape.',
    ],
    [
      'a broken shape',
      'w',
      { ...float(1), shape: [0.5, 2] },
      'wanted as many numbers in w as [0.5, 2] says, got 1. Correct the shape.',
    ],
    [
      'what F16 cannot hold',
      'w',
      { ...float(65520), dtype: 'F16' },
      'wanted numbers of w within ±65504 for F16, got 65520. Write it as F32.',
    ],
  ])('refuses %s', (_, name, weight, message) => {
    // prettier-ignore
    const error = refusal(() => writeSafetensors({ tensors: new Map([[name, weight]]) }));
    expect(error?.message).toBe(`writeSafetensors: ${message}`);
  });

  it.each([
    ['a\udc00', 'b'],
    ['a', '\ud800'],
  ])('refuses half characters in metadata', (key, value) => {
    const error = refusal(() =>
      writeSafetensors({ tensors: new Map(), metadata: new Map([[key, value]]) }),
    );
    expect(error?.wanted).toBe('names and texts of whole characters');
  });

  it('throws an error that is a ModelError, with what to do apart', () => {
    const error = refusal(() => readSafetensors(new Uint8Array(3)));
    expect(error).toBeInstanceOf(ModelError);
    expect(error?.name).toBe('WeightsError');
    expect(error?.where).toBe('readSafetensors');
    expect(error?.advice).toBe('The file is damaged, cut off, or not safetensors: get it again.');
  });
});
