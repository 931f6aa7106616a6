import '../model/backend.ts';
import { expect, test } from 'vitest';
import type { Example } from '../../../src/model/index.ts';
import { SOURCE } from '../../../src/engine/models/config.ts';
import { TARGET, readQuestion, readSource, readText } from '../../../src/engine/models/text.ts';
import {
  CHINESE,
  ENGLISH,
  SPECIAL,
  UNKNOWN,
  parseChinese,
  parseEnglish,
  sameMeaning,
} from '../../../src/world/language/index.ts';
import type { Meaning } from '../../../src/world/language/index.ts';
import { splitOf } from '../../../src/world/split.ts';
import { freshBatches } from '../../../training/text/data/bucket.ts';
import { padRows } from '../../../training/text/data/pad.ts';
import { heldOutReading, readingBatches } from '../../../training/text/data/reading.ts';
import { heldOutCaptions, translationBatches } from '../../../training/text/data/translation.ts';

const batches = (count: number) => Array.from({ length: count }, (_, i) => i);

function meaningOf(parsed: ReturnType<typeof parseEnglish>): Meaning {
  if ('meaning' in parsed) return parsed.meaning;
  throw new Error(JSON.stringify(parsed.problems));
}

/** The splits of the things of which all is told that decides. */
function splitsOf({ things }: Meaning): string[] {
  return things.flatMap(({ color, shape, motion }) =>
    color && shape && motion ? [splitOf({ color, shape, motion })] : [],
  );
}

const translation = translationBatches({ seed: 3, size: 16 });
const reading = readingBatches({ seed: 3, tokens: 300, captions: 0.3, rate: 0.25, longest: 12 });

test('lessons of translation are of the training split, and right', () => {
  const splits = batches(20).flatMap((k) =>
    translation(k).flatMap(({ source, target }) => {
      const english = meaningOf(parseEnglish(SOURCE.decode(source).join(' ')));
      const words = CHINESE.decode(target.targets);
      expect(words.at(-1)).toBe('[eos]');
      expect(CHINESE.decode(target.ids)).toEqual(['[bos]', ...words.slice(0, -1)]);
      expect(target.ids.length).toBeLessThan(TARGET.longest);
      const chinese = meaningOf(parseChinese(words.slice(0, -1).join('')));
      expect(sameMeaning(english, chinese)).toBe(true);
      return splitsOf(english);
    }),
  );
  expect(splits.length).toBeGreaterThan(100);
  expect(new Set(splits)).toEqual(new Set(['train']));
});

test.each(['validation', 'test'] as const)('captions of %s hold what is held out', (split) => {
  const meanings = heldOutCaptions(split, 200).map(({ english }) =>
    meaningOf(parseEnglish(english)),
  );
  const splits = meanings.flatMap(splitsOf);
  expect(splits).toContain(split);
  expect(heldOutCaptions(split, 5)).toEqual(heldOutCaptions(split, 200).slice(0, 5));
});

/** The text of an example, before words were hidden. */
function textOf({ targets }: Example): string[] {
  return ENGLISH.decode(targets);
}

test('what is read is of the training split, whole and in known words', () => {
  const texts = batches(60).flatMap((k) => reading(k).map(textOf));
  expect(texts.flat()).not.toContain('[unk]');
  for (const text of texts) expect([text[0], text.at(-1)]).toEqual(['[cls]', '[sep]']);
  const captions = texts.flatMap((text) => {
    const parsed = parseEnglish(text.slice(1, -1).join(' '));
    return 'meaning' in parsed ? [parsed.meaning] : [];
  });
  const splits = captions.flatMap(splitsOf);
  expect(splits.length).toBeGreaterThan(100);
  expect(new Set(splits)).toEqual(new Set(['train']));
  const questions = texts.filter((text) => text.includes('?'));
  expect(questions.length).toBeGreaterThan(10);
  for (const text of questions) expect(text[text.indexOf('?') + 1]).toBe('[sep]');
});

test('a quarter of the words is hidden: most behind [mask], never a special token', () => {
  const examples = batches(60).flatMap((k) => reading(k));
  const hidden = examples.flatMap(({ ids, targets, weights }) =>
    targets.flatMap((target, t) => {
      if (weights[t] === 1) return [{ target, seen: ids[t] }];
      expect(ids[t]).toBe(target);
      return [];
    }),
  );
  const words = examples.flatMap(({ targets }) => targets.filter((id) => id >= SPECIAL.length));
  expect(hidden.every(({ target }) => target >= SPECIAL.length)).toBe(true);
  expect(hidden.length / words.length).toBeCloseTo(0.25, 1);
  const mask = ENGLISH.idOf('[mask]');
  expect(hidden.filter(({ seen }) => seen === mask).length / hidden.length).toBeCloseTo(0.8, 1);
  expect(hidden.every(({ seen = 0 }) => seen === mask || seen >= SPECIAL.length)).toBe(true);
});

test('batches are about as large as asked for, paragraphs of one number of sentences', () => {
  const all = batches(60).map((k) => reading(k).map(textOf));
  const sizes = all.map((texts) => texts.flat().length);
  expect(sizes.reduce((sum, size) => sum + size, 0) / 60).toBeGreaterThan(250);
  expect(sizes.reduce((sum, size) => sum + size, 0) / 60).toBeLessThan(400);
  const ends = (text: readonly string[]) => text.filter((word) => word === '.').length;
  for (const texts of all) {
    const counts = texts.map(ends);
    // A caption has up to three sentences, and none is required to end.
    if (Math.max(...counts) > 3) expect(new Set(counts).size).toBe(1);
  }
});

test('a batch depends on its number and the seed alone', () => {
  expect(reading(7)).toEqual(reading(7));
  expect(reading(7)).not.toEqual(reading(8));
  const other = readingBatches({ seed: 4, tokens: 300, captions: 0.3, rate: 0.25, longest: 12 });
  expect(reading(7)).not.toEqual(other(7));
  expect(translation(7)).toEqual(translation(7));
  expect(translation(7)).not.toEqual(translation(8));
  expect(translation(7)).not.toEqual(translationBatches({ seed: 4, size: 16 })(7));
});

test.each(['captions', 'paragraphs'] as const)('held-out %s hide words behind masks', (kind) => {
  const examples = heldOutReading(kind, 'test', 44);
  const mask = ENGLISH.idOf('[mask]');
  for (const { ids, targets, weights } of examples) {
    expect(ids).toEqual(targets.map((target, t) => (weights[t] === 1 ? mask : target)));
  }
  const count = (of: (example: Example) => number) =>
    examples.reduce((sum, example) => sum + of(example), 0);
  const share =
    count(({ weights }) => weights.filter(Boolean).length) / count(({ ids }) => ids.length - 2);
  expect(share).toBeCloseTo(0.15, 1);
  expect(heldOutReading(kind, 'test', 3)).toEqual(examples.slice(0, 3));
  expect(heldOutReading(kind, 'validation', 3)).not.toEqual(examples.slice(0, 3));
});

test('buckets gather items of like lengths, and leave none out for good', () => {
  const draw = freshBatches(
    { seed: 1, size: 8 },
    (random) => random.uniform(),
    (x) => x,
  );
  const spans = batches(40).map((k) => Math.max(...draw(k)) - Math.min(...draw(k)));
  expect(spans.reduce((sum, span) => sum + span, 0) / 40).toBeLessThan(0.35);
  const all = batches(400).flatMap((k) => draw(k));
  expect(all.reduce((sum, x) => sum + x, 0) / all.length).toBeCloseTo(0.5, 1);
});

test('short rows are filled up', () => {
  expect(padRows([[1], [2, 3]], 9).arraySync()).toEqual([
    [1, 9],
    [2, 3],
  ]);
  expect(padRows([[1]], 0).dtype).toBe('int32');
  expect(padRows([[1]], 0, 'float32').dtype).toBe('float32');
});

test('a model reads a word that it does not know as [unk]', () => {
  expect(readSource(['red', 'zebra'])).toEqual({
    ids: [SOURCE.idOf('red'), UNKNOWN],
    tokens: ['red', '[unk]'],
  });
  expect(readSource(['where']).tokens).toEqual(['[unk]']);
  expect(readText(['where', 'zebra']).tokens).toEqual(['[cls]', 'where', '[unk]', '[sep]']);
  expect(readQuestion(['where', '?'], ['it', 'loops'])).toMatchObject({
    tokens: ['[cls]', 'where', '?', '[sep]', 'it', 'loops', '[sep]'],
    passage: [false, false, false, false, true, true, false],
  });
  expect(TARGET.word(CHINESE.idOf('红色'))).toBe('红色');
});
