import { describe, expect, test } from 'vitest';
import { splitWords } from '../../../src/world/words.ts';

describe('splitWords', () => {
  test.each([
    ['a small red circle', ['a', 'small', 'red', 'circle']],
    ['  Two\tspaces \n here ', ['Two', 'spaces', 'here']],
    ['Stop, now!', ['Stop', ',', 'now', '!']],
    ["don't re-do it", ["don't", 're-do', 'it']],
    ['一个红色的圆', ['一', '个', '红', '色', '的', '圆']],
    ['مرحبا بالعالم', ['مرحبا', 'بالعالم']],
    ['hi 👨‍👩‍👧!', ['hi', '👨‍👩‍👧', '!']],
    ['<b>x</b>', ['<', 'b', '>', 'x', '<', '/', 'b', '>']],
    ['3.14', ['3', '.', '14']],
    ['', []],
    [' \u00a0\n', []],
  ])('%j', (text, tokens) => {
    expect(splitWords(text)).toEqual(tokens);
  });

  test('nothing but white space is lost or changed, whatever is typed', () => {
    const odd = [
      'a\u0000b',
      '\u202eabc',
      '\ud83d',
      '🏳️‍🌈e\u0301',
      'ß-ẞ’s',
      '--',
      "''",
      'カタカナ漢字',
    ];
    for (const text of [...odd, odd.join(' ')]) {
      expect(splitWords(text).join('')).toBe(text.replace(/\s+/gu, ''));
    }
  });
});
