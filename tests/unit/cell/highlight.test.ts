import { describe, expect, test } from 'vitest';
import { highlight } from '../../../src/components/cell/highlight.ts';

const kinds = (code: string) =>
  highlight(code)
    .filter(({ text }) => text.trim() !== '')
    .map(({ kind, text }) => `${kind} ${text.trim()}`);

describe('highlight', () => {
  test('knows comments, strings, numbers and keywords', () => {
    expect(kinds("const x = 'a // b'; // 1.5")).toEqual([
      'keyword const',
      'plain x =',
      "string 'a // b'",
      'plain ;',
      'comment // 1.5',
    ]);
    expect(kinds('x1 + 2.5e-3 + 0xff')).toEqual([
      'plain x1 +',
      'number 2.5e-3',
      'plain +',
      'number 0xff',
    ]);
    expect(kinds('Array.from(x)')).toEqual(['plain Array.from(x)']);
    expect(kinds('/* a\nb */ letter')).toEqual(['comment /* a\nb */', 'plain letter']);
    expect(kinds('`a\n${b}`')).toEqual(['string `a\n${b}`']);
  });

  test('loses nothing, also where the code is broken', () => {
    for (const code of [
      '',
      '"open',
      "'\\'",
      '/* open',
      '`open\n',
      '<b>&amp;</b>',
      '😀\u202e',
      '1..2',
    ]) {
      expect(
        highlight(code)
          .map(({ text }) => text)
          .join(''),
      ).toBe(code);
    }
  });
});
