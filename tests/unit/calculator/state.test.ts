import { describe, expect, it } from 'vitest';
import { readFragment, writeFragment } from '../../../src/components/address/fields.ts';
import { firstTyped, readFields } from '../../../src/components/calculator/state.ts';
import { linkTo, resultsOf, sayResult } from '../../../src/components/design/computed.ts';
import { presets } from '../../../src/interview/design/calculator.ts';
import { calculators } from '../../../src/interview/design/index.ts';
import type { CalculatorName } from '../../../src/interview/design/index.ts';
import { calculatorTexts } from '../../../src/strings/en/calculator/index.ts';

const names = Object.keys(calculators) as CalculatorName[];
const serving = calculators.serving;
const first = firstTyped(serving);
const read = (change: Record<string, string>) =>
  readFields(serving, calculatorTexts.serving, { ...first, ...change });

describe.each(names)('the calculator of %s', (name) => {
  const calculator = calculators[name];
  const texts = calculatorTexts[name];

  it('reads what it shows at first as its presets', () => {
    const { values, problems } = readFields(calculator, texts, firstTyped(calculator));
    expect(problems).toEqual({});
    expect(values).toEqual(presets(calculator));
  });

  it('has a text for all that it has, and for nothing else', () => {
    const results = calculator.compute(presets(calculator));
    expect(Object.keys(texts.fields).toSorted()).toEqual(Object.keys(calculator.fields).toSorted());
    expect(Object.keys(texts.groups).toSorted()).toEqual(Object.keys(calculator.groups).toSorted());
    expect(Object.keys(texts.results).toSorted()).toEqual(Object.keys(results).toSorted());
    for (const [field, { options }] of Object.entries(calculator.fields)) {
      expect(Object.keys(texts.fields[field]?.options ?? {}).map(Number)).toEqual(options ?? []);
    }
  });

  it('shows arithmetic or a formula for every result', () => {
    for (const [result, { working }] of Object.entries(calculator.compute(presets(calculator)))) {
      expect(working.length > 0 || texts.results[result]?.formula !== undefined).toBe(true);
    }
  });
});

describe('what a reader types', () => {
  it('may be written in other ways', () => {
    const { values } = read({ hidden: '5 k', inner: '13824', utilization: '35 %', peak: '1e3' });
    expect(values).toMatchObject({ hidden: 5000, inner: 13_824, utilization: 35, peak: 1000 });
  });

  it.each([
    ['layers', '', 'Wanted a whole number from 1 to 200; got nothing.'],
    ['layers', 'many', 'Wanted a whole number from 1 to 200; got “many”.'],
    ['layers', '2.5', 'Wanted a whole number from 1 to 200; got “2.5”.'],
    ['layers', '1e9', 'Wanted a whole number from 1 to 200; got “1e9”.'],
    ['utilization', '0', 'Wanted a number from 1 to 100; got “0”.'],
    ['frames', '80', 'Wanted 4n + 1, such as 77 or 81; got “80”.'],
    ['height', '500', 'Wanted a multiple of 16, such as 496 or 512; got “500”.'],
    [
      'steps',
      '<b>'.repeat(30),
      `Wanted a whole number from 1 to 1,000; got “${'<b>'.repeat(30).slice(0, 40)}”.`,
    ],
    ['evaluations', '3', 'Wanted one of 1, 2; got “3”.'],
  ])('%s: %s', (field, text, problem) => {
    const { values, problems } = read({ [field]: text });
    expect(problems).toEqual({ [field]: problem });
    expect(values).toBeUndefined();
  });

  it('fits the other fields', () => {
    // 480 and 832 are multiples of 32, 720 is not.
    expect(read({ shrink: '32' }).problems).toEqual({});
    expect(Object.keys(read({ shrink: '32', height: '720' }).problems)).toEqual(['height']);
    expect(Object.keys(read({ layers: 'x', steps: 'y' }).problems)).toEqual(['layers', 'steps']);
    const { problems, values } = read({ arrivals: '1000000', steps: '1000' });
    expect(problems['arrivals']).toMatch(
      /^Wanted at most [\d,]+, with the other values; got “1000000”\.$/,
    );
    expect(values).toBeUndefined();
  });
});

describe('the fragment', () => {
  it('holds what differs, and comes back', () => {
    const typed = { ...first, height: '720', width: '1,280', peak: '1 + 1 & #' };
    const fragment = writeFragment('serving', typed, first);
    expect(fragment).toBe('#serving.height=720&serving.width=1,280&serving.peak=1+%2B+1+%26+%23');
    expect(readFragment('serving', fragment, first)).toEqual({ typed, unknown: [] });
  });

  it('is empty where nothing differs, keeps what is not ours, and drops plain anchors', () => {
    expect(writeFragment('serving', first, first)).toBe('#');
    const before = '#cost.steps=8&sources';
    expect(writeFragment('serving', { ...first, steps: '4' }, first, before)).toBe(
      '#cost.steps=8&serving.steps=4',
    );
  });

  it('is not read by another calculator, nor from a heading', () => {
    expect(readFragment('serving', '#cost.steps=8', first)).toBeUndefined();
    expect(readFragment('serving', '#the-calculator', first)).toBeUndefined();
    expect(readFragment('serving', '', first)).toBeUndefined();
  });

  it('trusts nothing', () => {
    const hostile = `#serving.steps=%E0%A4%A&serving.__proto__=1&serving.toString=2&serving.peak=${'9'.repeat(500)}&serving.layers`;
    const link = readFragment('serving', hostile, first);
    expect(link?.unknown).toEqual(['__proto__', 'toString']);
    expect(link?.typed['steps']).toBe('%E0%A4%A');
    expect(link?.typed['peak']).toHaveLength(40);
    expect(link?.typed['layers']).toBe('');
    expect(Object.keys(link?.typed ?? {})).toEqual(Object.keys(first));
  });
});

describe('what a page computes', () => {
  it('is what the calculator says after the link', () => {
    const change = { height: 720, width: 1280 };
    const link = readFragment('serving', linkTo('serving', change), first);
    const { values } = readFields(serving, calculatorTexts.serving, link?.typed ?? {});
    expect(serving.compute(values ?? {})).toEqual(resultsOf('serving', change));
    expect(sayResult('serving', 'tokens', change)).toBe('75,600 tokens');
  });

  it.each([
    [() => resultsOf('serving', { hight: 720 }), 'has no field "hight"'],
    [() => resultsOf('serving', { frames: 80 }), 'frames = 80 does not fit'],
    [() => resultsOf('training', { split: 1024 }), 'do not go together'],
    [() => sayResult('serving', 'gpu'), 'has no result "gpu"'],
  ])('stops the build on a mistake: %s', (make, message) => {
    expect(make).toThrow(message);
  });
});
