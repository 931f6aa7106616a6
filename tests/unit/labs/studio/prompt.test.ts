import { describe, expect, test } from 'vitest';
import { captionOf, expand, wantedOf } from '../../../../src/engine/trained/expand.ts';
import { studioLab } from '../../../../src/components/labs/studio/lab.ts';
import { promptNotes } from '../../../../src/components/trained/notes.ts';
import { readTyped } from '../../../../src/components/trained/words.ts';
import { firstOf } from '../../../../src/engine/labs/field.ts';
import { studioFields } from '../../../../src/engine/labs/studio.ts';
import { TRAINED_LIMITS } from '../../../../src/engine/trained/limits.ts';
import { ENGLISH } from '../../../../src/world/language/index.ts';

const START = firstOf(studioFields);
const START_PROMPT = START.prompt;

const seeds = Array.from({ length: 40 }, (_, seed) => seed);

test('a short prompt is told in full, and says what it said', () => {
  for (const seed of seeds) {
    const { caption, expanded } = expand('a red ring', seed, 9);
    const [thing] = wantedOf(caption)?.things ?? [];
    expect(expanded).toBe(true);
    expect(thing).toMatchObject({ color: 'red', shape: 'ring' });
    expect([thing?.size, thing?.place, thing?.motion]).not.toContain(undefined);
  }
  const captions = seeds.map((seed) => expand('a red ring', seed, 9).caption);
  expect(new Set(captions).size).toBeGreaterThan(20);
  expect(expand('a red ring', 5, 9)).toEqual(expand('a red ring', 5, 9));
});

test('the first prompt keeps its relation, and the model takes its caption', () => {
  for (const seed of seeds) {
    const { caption } = expand(START_PROMPT, seed, 9);
    expect(wantedOf(caption)?.relation).toBe('above');
    const text = readTyped(caption, ENGLISH, TRAINED_LIMITS.sentence);
    expect(text.words.every(({ known }) => known)).toBe(true);
    expect(caption.length).toBeLessThan(studioFields.caption.longest); // it fits where it is edited
  }
});

test('a prompt for a single frame is told without motion, in the words of training', () => {
  for (const seed of seeds) {
    const whole = wantedOf(expand(START_PROMPT, seed, 9).caption);
    const { caption, expanded } = expand(START_PROMPT, seed, 1);
    const [first, second] = wantedOf(caption)?.things ?? [];
    expect(expanded).toBe(true);
    expect(first).toEqual({ ...whole?.things[0], motion: undefined });
    expect([first?.size, first?.place, second?.size]).not.toContain(undefined);
  }
  expect(expand('a small red circle moves right at the top', 1, 1).caption).toBe(
    'a small red circle at the top',
  );
});

test.each([
  ['a red blue circle', /red and blue at once/],
  ['a circle that moves', /needs a direction/],
  ['a red circle above', /“above” needs a second thing/],
])('%j is left as it is, and what is wrong is said', (prompt, note) => {
  expect(expand(prompt, 1, 9)).toEqual({ caption: prompt, expanded: false });
  expect(wantedOf(prompt)).toBeUndefined();
  expect(promptNotes(prompt).join(' ')).toMatch(note);
});

test('of a good prompt there is nothing to say', () => {
  expect(promptNotes(START_PROMPT)).toEqual([]);
});

test('a prompt without words is left as it is', () => {
  expect(expand('', 1, 9)).toEqual({ caption: '', expanded: false });
  expect(promptNotes('')).toEqual([]);
});

test('a caption of one’s own takes the place of the prompt, word for word', () => {
  const own = { ...START, caption: '  A green DOG ' };
  expect(captionOf(own, 9)).toEqual({ caption: '  A green DOG ', expanded: false });
  for (const caption of ['', '  ', '\n']) {
    expect(captionOf({ ...START, caption }, 9)).toEqual(expand(START_PROMPT, START.seed, 9));
  }
});

describe('beside the fields', () => {
  const beside = (change: Partial<typeof START>) => {
    const { prompt, caption } = studioLab.beside?.({ ...START, ...change }) ?? {};
    return {
      prompt: prompt?.notes.join(' '),
      caption: caption?.notes.join(' '),
      offer: caption?.offer,
    };
  };

  test('stands what the model will read, with a way to edit it and a way back', () => {
    const { caption } = expand(START_PROMPT, START.seed, 1);
    const before = beside({});
    expect(before.caption).toContain(`“${caption}”`);
    expect(before.caption).toMatch(/as the seed decides\. A single frame shows no motion/);
    expect(before.offer).toEqual({ label: 'Edit this caption', change: { caption } });
    const after = beside({ caption: 'a green ring grows' });
    expect(after.offer).toEqual({ label: 'Expand again', change: { caption: '' } });
    expect(after.prompt).toMatch(/the prompt has no say/);
    expect(after.caption).toBe('');
    expect(beside({ size: '9x32x32' }).caption).not.toMatch(/no motion/);
  });

  test('unknown words are named, with near ones, in the prompt and in the caption', () => {
    const nonsense = 'a gren dog';
    const noted = /does not know “gren”. Near it: .*“green”.*does not know “dog”.*reads \[unk\]/;
    expect(beside({ prompt: nonsense }).prompt).toMatch(noted);
    expect(beside({ prompt: nonsense }).caption).toMatch(/“a gren dog” The prompt is not expanded/);
    expect(beside({ caption: nonsense }).caption).toMatch(noted);
  });

  test('a contradiction is told, and nothing refused', () => {
    const settings = { caption: 'a red blue circle' };
    expect(beside(settings).caption).toMatch(/red and blue at once/);
    expect(studioLab.conflict?.({ ...START, ...settings })).toBeUndefined();
  });
});

test.each([
  ['prompt', ''],
  ['prompt', 'a '.repeat(65)],
  ['caption', 'a '.repeat(65)],
  ['caption', 'x'.repeat(41)],
] as const)('a %s that the model cannot read is refused: %j', (field, text) => {
  expect(studioLab.conflict?.({ ...START, [field]: text })).toMatchObject({ field });
});
