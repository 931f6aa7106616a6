import { describe, expect, it } from 'vitest';
import { fitsFilter, readFilter, writeFilter } from '../../../src/components/bank/filter.ts';

describe('the filter of the concept bank', () => {
  it('is read from an address, and unknown names are left out', () => {
    expect(readFilter('#topic=video&level=senior&x=1')).toEqual({
      topic: 'video',
      level: 'senior',
    });
    expect(readFilter('')).toEqual({});
    expect(readFilter('#video')).toEqual({});
    expect(readFilter('#topic=')).toEqual({});
  });

  it('keeps the other choices when one is made or taken back', () => {
    const filter = readFilter('#topic=video&kind=free');
    expect(writeFilter(filter, 'level', 'junior')).toBe('#topic=video&level=junior&kind=free');
    expect(writeFilter(filter, 'topic', undefined)).toBe('#kind=free');
  });

  it('shows what fits every choice', () => {
    const marks = { topic: 'video', level: 'senior', kind: 'free' };
    expect(fitsFilter({}, marks)).toBe(true);
    expect(fitsFilter({ topic: 'video', kind: 'free' }, marks)).toBe(true);
    expect(fitsFilter({ topic: 'video', kind: 'one' }, marks)).toBe(false);
  });
});
