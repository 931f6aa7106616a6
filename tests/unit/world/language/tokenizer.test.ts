import { describe, expect, it } from 'vitest';
import { WorldError } from '../../../../src/world/error.ts';
import * as language from '../../../../src/world/language/index.ts';

const { CHINESE, ENGLISH, createVocabulary, tokenizeChinese, tokenizeEnglish } = language;

describe('tokens', () => {
  it('of English are in lower case and keep what was written, and where', () => {
    expect(tokenizeEnglish(' A red  Ring, RED.')).toEqual([
      { word: 'a', text: 'A', start: 1 },
      { word: 'red', text: 'red', start: 3 },
      { word: 'ring', text: 'Ring', start: 8 },
      { word: ',', text: ',', start: 12 },
      { word: 'red', text: 'RED', start: 14 },
      { word: '.', text: '.', start: 17 },
    ]);
  });

  it('stand one after the other, also where one is a part of another', () => {
    expect(tokenizeEnglish('area a a').map(({ start }) => start)).toEqual([0, 5, 7]);
  });

  it('of Chinese are the longest words that are known', () => {
    const words = (text: string, known?: string[]) =>
      tokenizeChinese(text, known).map(({ word }) => word);
    expect(words('上方向右移动')).toEqual(['上方', '向右', '移动']);
    expect(words('三角形三角')).toEqual(['三角形', '三', '角']);
    expect(words('ab', ['a', 'ab'])).toEqual(['ab']);
    expect(words('', [])).toEqual([]);
  });

  it('are one for each unknown character, whole ones, at their places', () => {
    expect(tokenizeChinese('红色 𠀀斑')).toEqual([
      { word: '红色', text: '红色', start: 0 },
      { word: '𠀀', text: '𠀀', start: 3 },
      { word: '斑', text: '斑', start: 5 },
    ]);
  });

  it.each(['', 'Zebra 🦓 x', '红色斑马\u0000红', '[mask] 在'])(
    'stand where they say: %s',
    (text) => {
      for (const tokenize of [tokenizeEnglish, tokenizeChinese]) {
        const tokens = tokenize(text);
        for (const token of tokens) expect(text.startsWith(token.text, token.start)).toBe(true);
        expect(tokens.map((token) => token.text).join('')).toBe(text.replace(/\s/g, ''));
      }
    },
  );
});

describe('a vocabulary', () => {
  it('has the special tokens first, then the words by code unit', () => {
    for (const { words, size } of [ENGLISH, CHINESE]) {
      expect(words.slice(0, 7)).toEqual(language.SPECIAL);
      expect(words.slice(7)).toEqual([...words.slice(7)].sort());
      expect(new Set(words).size).toBe(size);
    }
    expect([language.PAD, language.UNKNOWN].map((id) => ENGLISH.words[id])).toEqual([
      '[pad]',
      '[unk]',
    ]);
  });

  it('has the words of captions, of stories and all that they share once', () => {
    for (const word of [...language.CAPTION_WORDS, ...language.ENGLISH_WORDS]) {
      expect(ENGLISH.has(word), word).toBe(true);
      expect(word).toBe(word.toLowerCase());
    }
    expect(language.CAPTION_WORDS).toContain('moving');
    expect(ENGLISH.has('zebra')).toBe(false);
  });

  it('gives back what it was given, but unknown words', () => {
    const ids = ENGLISH.encode(['a', 'zebra', 'ring', '[mask]']);
    expect(ids[1]).toBe(language.UNKNOWN);
    expect(ids[3]).toBe(4);
    expect(ENGLISH.decode(ids)).toEqual(['a', '[unk]', 'ring', '[mask]']);
    expect(CHINESE.decode(CHINESE.words.map((_, id) => id))).toEqual(CHINESE.words);
  });

  it('cannot be made to say a special token by a text', () => {
    const tokens = tokenizeEnglish('[pad] [MASK]').map(({ word }) => word);
    expect(new Set(ENGLISH.encode(tokens))).toEqual(new Set([language.UNKNOWN]));
  });

  it('refuses an id without a word, and a word twice', () => {
    expect(() => ENGLISH.decode([ENGLISH.size])).toThrow(WorldError);
    expect(() => ENGLISH.decode([-1])).toThrow(`below ${ENGLISH.size}, got -1`);
    expect(() => createVocabulary(['ring', 'ring'])).toThrow('each word once');
  });
});
