import { describe, expect, test } from 'vitest';
import { JobError, validateJob } from '../../../src/engine/limits.ts';
import { job } from './jobs.ts';

describe('validateJob', () => {
  test('a valid job passes', () => {
    expect(validateJob(job())).toEqual(job());
  });

  test.each([
    ['tokens', { tokens: [] }, '0'],
    ['tokens', { tokens: Array<string>(25).fill('a') }, '25'],
    ['tokens', { tokens: ['a'.repeat(41)] }, '41'],
    ['padding', { padding: 5 }, '5'],
    ['padding', { padding: 0.5 }, '0.5'],
    ['seed', { seed: -1 }, '-1'],
    ['seed', { seed: Infinity }, 'Infinity'],
    ['width', { width: 7 }, '7'],
    ['width', { width: 1e999 }, 'Infinity'],
    ['heads', { heads: 3 }, '3'],
    ['heads', { heads: 8, width: 4 }, '8'],
    ['temperature', { temperature: 0 }, '0'],
    ['temperature', { temperature: NaN }, 'NaN'],
    ['temperature', { temperature: 1e9 }, '1000000000'],
  ])('%s out of bounds is named: %j', (field, change, got) => {
    const error = caught(() => validateJob(job(change)));
    expect(error).toBeInstanceOf(JobError);
    expect(error).toMatchObject({ field, got });
  });

  test.each(['model', 'norm'])('an unknown %s is refused', (field) => {
    const hostile = { ...job(), [field]: '__proto__' };
    expect(caught(() => validateJob(hostile))).toMatchObject({ field, got: '__proto__' });
  });
});

function caught(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}
