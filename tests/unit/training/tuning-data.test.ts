import { expect, test } from 'vitest';
import { ENGLISH, parseEnglish } from '../../../src/world/language/index.ts';
import { splitOf } from '../../../src/world/split.ts';
import { LABELINGS, parseAnswer, sameAnswer } from '../../../src/world/story/index.ts';
import { LABEL_CURVE } from '../../../training/text/configs/label-curve.ts';
import { drawUpTo } from '../../../training/text/data/bucket.ts';
import { labelBatches, labeledCaptions } from '../../../training/text/data/labels.ts';
import { heldOutQuestions, questionBatches } from '../../../training/text/data/questions.ts';
import { allCells, intervalOf, pointsOf } from '../../../training/text/models/label-curve.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
const questions = questionBatches({ seed: 3, tokens: 400, longest: 6, easy: 100 });

test('a question is answered where its sample says, within the paragraph', () => {
  const asked = [...numbers(20).flatMap((k) => questions(k)), ...heldOutQuestions('test', 40)];
  expect(asked.length).toBeGreaterThan(60);
  for (const { ids, answer, passage, says } of asked) {
    const words = ENGLISH.decode(ids);
    expect(sameAnswer(says, parseAnswer(words.slice(answer.start, answer.end + 1)))).toBe(true);
    expect(answer.start).toBeGreaterThanOrEqual(passage.start);
    expect(answer.end).toBeLessThanOrEqual(passage.end);
    expect([words[0], words[passage.start - 1], words[passage.end + 1]]).toEqual([
      '[cls]',
      '[sep]',
      '[sep]',
    ]);
    expect(words).not.toContain('[unk]');
  }
});

test('questions are about things of the training split', () => {
  const sentences = numbers(20)
    .flatMap((k) => questions(k))
    .flatMap(({ ids, passage }) =>
      ENGLISH.decode(ids.slice(passage.start, passage.end + 1))
        .join(' ')
        .split(' .'),
    );
  const things = sentences.flatMap((sentence) => {
    const parsed = parseEnglish(sentence);
    return 'meaning' in parsed ? parsed.meaning.things : [];
  });
  const splits = things.flatMap(({ color, shape, motion }) =>
    color && shape && motion ? [splitOf({ color, shape, motion })] : [],
  );
  expect(splits.length).toBeGreaterThan(50);
  expect(new Set(splits)).toEqual(new Set(['train']));
});

test('batches of questions have one number of sentences, and are no larger than asked for', () => {
  for (const k of numbers(20)) {
    const batch = questions(k);
    const ends = batch.map(({ ids }) => ENGLISH.decode(ids).filter((word) => word === '.').length);
    expect(new Set(ends).size).toBe(1);
    expect(ends[0]).toBeLessThanOrEqual(6);
    expect(Math.max(...batch.map(({ ids }) => ids.length)) * batch.length).toBeLessThanOrEqual(400);
  }
  expect(questions(3)).toEqual(questions(3));
  expect(questions(3)).not.toEqual(questions(4));
});

test('short paragraphs come more often at first, and then all as often', () => {
  const meanFrom = (first: number) => {
    const ends = numbers(60).map(
      (k) =>
        ENGLISH.decode(questions(first + k)[0]?.ids ?? []).filter((word) => word === '.').length,
    );
    return ends.reduce((sum, count) => sum + count, 0) / 60;
  };
  // Of 2 to 6 sentences: the mean of ⌊5·u²⌋ + 2 is 3.2, and of ⌊5·u⌋ + 2 it is 4.
  expect(meanFrom(0)).toBeLessThan(3.6);
  expect(meanFrom(100)).toBeGreaterThan(3.6);
});

test('held-out questions take paragraphs of 2 to 12 sentences in turn, always the same', () => {
  const asked = heldOutQuestions('test', 22);
  const ends = asked.map(({ ids }) => ENGLISH.decode(ids).filter((word) => word === '.').length);
  expect(ends.slice(0, 11)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(heldOutQuestions('test', 5)).toEqual(asked.slice(0, 5));
  expect(heldOutQuestions('validation', 5)).not.toEqual(asked.slice(0, 5));
});

/** The splits of the things of a caption of which all is told that decides. */
function splitsIn(ids: readonly number[]): string[] {
  const parsed = parseEnglish(ENGLISH.decode(ids).slice(1, -1).join(' '));
  if (!('meaning' in parsed)) throw new Error('not read');
  return parsed.meaning.things.flatMap(({ color, shape, motion }) =>
    color && shape && motion ? [splitOf({ color, shape, motion })] : [],
  );
}

test.each(Object.entries(LABELINGS))('labels of %s are of the training split', (_, labeling) => {
  const batches = labelBatches(labeling, { seed: 1, size: 8 });
  const lessons = numbers(10).flatMap((k) => batches(k));
  const splits = lessons.flatMap(({ ids }) => splitsIn(ids));
  expect(new Set(splits)).toEqual(new Set(['train']));
  const labels = lessons.map(({ label }) => label);
  expect(Math.min(...labels)).toBe(0);
  expect(Math.max(...labels)).toBe(labeling.classes.length - 1);
  expect(
    labeledCaptions(labeling, 'test', { count: 40 }).flatMap(({ ids }) => splitsIn(ids)),
  ).toContain('test');
});

test('labels say what the caption tells', () => {
  const of = (name: 'motion' | 'mover') => labeledCaptions(LABELINGS[name], 'train', { count: 50 });
  for (const name of ['motion', 'mover'] as const) {
    for (const { ids, label } of of(name)) {
      const parsed = parseEnglish(ENGLISH.decode(ids).slice(1, -1).join(' '));
      const things = 'meaning' in parsed ? parsed.meaning.things : [];
      const mover = things.find(({ motion }) => motion !== undefined);
      const said = name === 'motion' ? mover?.motion : mover?.shape;
      expect(LABELINGS[name].classes[label]).toBe(said);
    }
  }
});

test('a few labels of a seed are the same each time, and others of another seed', () => {
  const few = (seed: number, count = 20) =>
    labeledCaptions(LABELINGS.mover, 'train', { count, seed });
  expect(few(1)).toEqual(few(1, 50).slice(0, 20));
  expect(few(1)).not.toEqual(few(2));
});

test('texts are drawn until the next would be too much, one at least', () => {
  const lengths = [3, 5, 4, 9];
  let i = 0;
  const draw = () => ({ ids: Array.from({ length: lengths[i++ % 4] ?? 0 }, () => 0) });
  expect(drawUpTo(draw, 15).map(({ ids }) => ids.length)).toEqual([3, 5, 4]);
  i = 0;
  expect(drawUpTo(draw, 1)).toHaveLength(1);
});

test('the experiment has each number of labels with each mode and seed once', () => {
  const cells = allCells().map((cell) => Object.values(cell).join());
  expect(new Set(cells).size).toBe(cells.length);
  const { labelings, labels, seeds } = LABEL_CURVE;
  expect(cells).toHaveLength(labelings.length * labels.length * 4 * seeds.length);
});

test('an interval ends where shares end', () => {
  expect(intervalOf([0.97, 0.9, 1])).toMatchObject({ high: 1 });
  expect(intervalOf([0.03, 0.1, 0])).toMatchObject({ low: 0 });
  // By hand: mean 0.9567, s = 0.0513, t = 4.303: 4.303·0.0513 / √3 = 0.1275.
  expect(intervalOf([0.97, 0.9, 1]).low).toBeCloseTo(0.8292, 3);
});

test('a point is the mean of its seeds with the interval of Student’s t', () => {
  // By hand: mean 0.8, s = √(0.025 / 4) = 0.0791, t = 2.776: 2.776·0.0791 / √5 = 0.0982.
  const accuracies = [0.7, 0.75, 0.8, 0.85, 0.9];
  const { mean, low, high } = intervalOf(accuracies);
  expect(mean).toBeCloseTo(0.8, 10);
  expect(high - mean).toBeCloseTo(0.0982, 3);
  expect(mean - low).toBeCloseTo(0.0982, 3);
  const outcomes = (['full', 'lora'] as const).flatMap((mode) =>
    accuracies.map((accuracy, i) => ({
      ...({ labeling: 'mover', labels: 50, mode, seed: i + 1 } as const),
      accuracy: mode === 'full' ? accuracy : 0.5,
    })),
  );
  expect(pointsOf(outcomes)).toMatchObject([
    {
      labeling: 'mover',
      labels: 50,
      mode: 'full',
      accuracies,
      mean: expect.closeTo(0.8, 10) as number,
    },
    { mode: 'lora', mean: 0.5, low: 0.5, high: 0.5 },
  ]);
});
