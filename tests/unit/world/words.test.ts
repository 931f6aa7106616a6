import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/model/random.ts';
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
    ["rock'n'roll, the dogs' 'tis", ["rock'n'roll", ',', 'the', 'dogs', "'", "'", 'tis']],
    ['well-known - or--not', ['well-known', '-', 'or', '-', '-', 'not']],
    ['Voilà l’été', ['Voilà', 'l’été']],
    ['e\u0301te\u0301', ['e\u0301te\u0301']],
    ['red圆blue', ['red', '圆', 'blue']],
    ['ラーメンです。', ['ラ', 'ー', 'メ', 'ン', 'で', 'す', '。']],
    ['한국어 문장', ['한국어', '문장']],
    ['می‌خواهم', ['می‌خواهم']],
    ['צה״ל', ['צה״ל']],
    ['שלום, עולם!', ['שלום', ',', 'עולם', '!']],
    ['👍🏽❤️🇩🇪1️⃣2️⃣#️⃣🏳️‍🌈', ['👍🏽', '❤️', '🇩🇪', '1️⃣', '2️⃣', '#️⃣', '🏳️‍🌈']],
    ['a\u0000b', ['a', '\u0000', 'b']],
    ['a\u202eb\u202c', ['a', '\u202e', 'b', '\u202c']],
    ['a\u200bb', ['a', '\u200b', 'b']],
    ['\ud83d', ['\ud83d']],
    ['', []],
    [' \u00a0\n', []],
  ])('%j', (text, tokens) => {
    expect(splitWords(text)).toEqual(tokens);
  });

  test('nothing but white space is lost or changed, whatever is typed', () => {
    const random = createRandom(1);
    const pieces = Array.from(
      'aB1éß\u0301\u0000\u0007\u202e\u2066\u200b\u200c\u200d\ufeff\u00a0\u2028\r\n\t  .,!\'’-‐<>&"' +
        '圆の―ーﾞｶ한\u1100\u1161ابי״हि\u0600\u0903❤\ufe0f👩🏽\u20e3🇩🇪\ud83d\udc00😀\u{e0067}',
    );
    for (let i = 0; i < 3000; i++) {
      const length = Math.floor(random.uniform() * 12);
      const draw = () => pieces[Math.floor(random.uniform() * pieces.length)] ?? '';
      const text = Array.from({ length }, draw).join('');
      const tokens = splitWords(text);
      expect(tokens.join('')).toBe(text.replace(/\s/gu, ''));
      expect(tokens).not.toContain('');
      expect(splitWords(tokens.join(' ')).join('')).toBe(tokens.join(''));
    }
  });
});
