import { describe, expect, test } from 'vitest';
import { JobError } from '../../../src/engine/job-error.ts';
import { LIMITS, validateJob } from '../../../src/engine/limits.ts';
import { everyJob, job, OWN } from './jobs.ts';

/** What `action` throws. */
function caught(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

const edit = { name: 'attention.query.weight', index: [0, 0], value: 1 };

describe('validateJob', () => {
  test('lets every job of the tests pass as it is', () => {
    for (const one of [...everyJob(), job({ edits: [edit] })]) {
      expect(validateJob(one)).toEqual(one);
    }
  });

  test('gives plain data of its own, and no field that a job does not have', () => {
    const given = { ...job({ edits: [edit] }), more: () => 'a function cannot be sent' };
    const plain = validateJob(new Proxy(given, {}));
    expect(structuredClone(plain)).toEqual(job({ edits: [edit] }));
    expect(plain.tokens).not.toBe(given.tokens);
  });

  test.each([
    ['tokens', []],
    ['tokens', Array<string>(25).fill('a')],
    ['tokens', new Array(2 ** 32 - 1)],
    ['tokens', new Array(3)],
    ['tokens', { length: 1, 0: 'a' }],
    ['tokens', 'text'],
    ['tokens', ['']],
    ['tokens', ['two words']],
    ['tokens', [' pad']],
    ['tokens', [7]],
    ['tokens', ['a'.repeat(41)]],
    ['padding', 5],
    ['padding', 0.5],
    ['padding', -1],
    ['padding', '1'],
    ['seed', -1],
    ['seed', 1_000_000],
    ['seed', Infinity],
    ['seed', NaN],
    ['seed', 7n],
    ['width', 7],
    ['width', 128],
    ['width', '8'],
    ['width', [8]],
    ['heads', 3],
    ['heads', 0],
    ['temperature', 0],
    ['temperature', -1],
    ['temperature', NaN],
    ['temperature', 1e9],
    ['temperature', '1'],
    ['model', 'decoding'],
    ['model', '__proto__'],
    ['norm', 'toString'],
    ['norm', undefined],
    ['positions', 1],
    ['causal', 'false'],
    ['maskPadding', null],
    ['edits', undefined],
    ['edits', Array.from({ length: 257 }, () => edit)],
    ['edits', [null]],
    ['edits', [{ ...edit, name: 7 }]],
    ['edits', [{ ...edit, index: [] }]],
    ['edits', [{ ...edit, index: [0, 0, 0] }]],
    ['edits', [{ ...edit, index: [-1, 0] }]],
    ['edits', [{ ...edit, index: [0.5, 0] }]],
    ['edits', [{ ...edit, index: ['__proto__', 0] }]],
    ['edits', [{ ...edit, value: NaN }]],
    ['edits', [{ ...edit, value: -Infinity }]],
    ['edits', [{ ...edit, value: 10_001 }]],
    ['edits', [{ ...edit, value: '1' }]],
  ])('refuses %s out of bounds', (field, value) => {
    const error = caught(() => validateJob({ ...job(), [field]: value }));
    expect(error).toBeInstanceOf(JobError);
    expect(error).toMatchObject({ field });
  });

  test('wants a source of a decoder, and leaves one out elsewhere', () => {
    expect(() => validateJob(job({ model: 'decoder' }))).toThrow('source: wanted');
    expect(() => validateJob(job({ model: 'decoder', source: [] }))).toThrow('source: wanted');
    expect(validateJob(job({ source: ['a'] }))).not.toHaveProperty('source');
  });

  test.each([
    ['time', 0.5],
    ['time', 1001],
    ['frames', 0],
    ['frames', 5],
    ['zero', 'false'],
  ])('refuses %s out of bounds in a DiT block', (field, value) => {
    const own = { model: 'dit-block', ...OWN['dit-block'], [field]: value };
    expect(caught(() => validateJob({ ...job(), ...own }))).toMatchObject({ field });
  });

  test('refuses heads that do not divide the width', () => {
    expect(() => validateJob(job({ heads: 8, width: 4 }))).toThrow('heads: wanted a divisor of 4');
  });

  test.each([undefined, null, 7, 'job', [], {}, () => job(), Symbol('job')])(
    'refuses %o in place of a job',
    (value) => expect(caught(() => validateJob(value))).toBeInstanceOf(JobError),
  );

  test('reads no field through the prototype that JSON can carry', () => {
    const hostile: unknown = JSON.parse(`{"__proto__": ${JSON.stringify(job())}}`);
    expect(caught(() => validateJob(hostile))).toBeInstanceOf(JobError);
  });

  test('says what it got in few words, and runs no code of it', () => {
    const bomb = { toString: () => expect.fail('toString was called') };
    const got = (seed: unknown) => (caught(() => validateJob({ ...job(), seed })) as JobError).got;
    expect(got(bomb)).toBe('an object');
    expect(got('9'.repeat(1e6))).toHaveLength(60);
    expect(got(NaN)).toBe('NaN');
    expect(got(Symbol('s'))).toBe('Symbol(s)');
  });

  test('holds to bounds that hold together', () => {
    for (const { min, max, default: start } of [LIMITS.seed, LIMITS.padding, LIMITS.temperature]) {
      expect(start).toBeGreaterThanOrEqual(min);
      expect(start).toBeLessThanOrEqual(max);
    }
    for (const width of LIMITS.widths) expect(LIMITS.heads.some((h) => width % h === 0)).toBe(true);
  });
});
