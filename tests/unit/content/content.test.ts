import { describe, expect, it } from 'vitest';
import { citedIds } from '../../../src/components/cite/cited.ts';
import { exercise } from '../../../src/content/exercise.ts';
import { lessonFields, missingLessonFields } from '../../../src/content/lesson.ts';
import { source } from '../../../src/content/source.ts';
import { question } from '../../../src/interview/question.ts';
import { checkLine } from './arithmetic.ts';
import { readExercises, readPages, readQuestions, readSources } from './read.ts';

const pages = readPages();
const lessons = pages
  .map((page) => ({ ...page, fields: lessonFields.parse(page.data) }))
  .filter(({ fields }) => fields.minutes !== undefined);
const questions = [...readQuestions()].map(([id, data]) => ({ id, data: question.parse(data) }));
const exercises = [...readExercises()].map(([id, data]) => ({ id, data: exercise.parse(data) }));
const sources = readSources();
const all = pages.map(({ body }) => body).join('\n');

it('finds the pages, the lessons, the questions and the sources', () => {
  expect(pages.length).toBeGreaterThan(lessons.length);
  expect([lessons.length, questions.length, sources.size].every(Boolean)).toBe(true);
});

describe.each(lessons)('lesson $id', ({ id, body, fields }) => {
  it('has all fields of a lesson', () => {
    expect(missingLessonFields(fields)).toEqual([]);
  });

  it('cites at least one source, and only known ones', () => {
    const cited = citedIds(body);
    expect(cited.length).toBeGreaterThan(0);
    expect(cited.filter((source) => !sources.has(source))).toEqual([]);
  });

  it('starts no line with a citation: MDX would start a block there', () => {
    expect(body.split('\n').filter((line) => /^\s*<Cite\b/.test(line))).toEqual([]);
  });

  it('has its opening, its quiz and its sources, each once', () => {
    for (const part of ['<Opening />', '<Quiz />', '<Sources />']) {
      expect(body.split(part), part).toHaveLength(2);
    }
  });

  it('asks questions that exist and that name it, one of them a number', () => {
    const asked = (fields.questions ?? []).map((name) => questions.find((q) => q.id === name));
    expect(asked.map((found) => found?.data.lesson)).toEqual(asked.map(() => id));
    expect(asked.some((found) => /number|drawn/.test(found?.data.kind ?? ''))).toBe(true);
  });

  it('links to other pages by relative addresses, so that a sub-folder works', () => {
    const absolute = /\]\(\/|href="\/|https?:\/\/localhost/;
    expect(body).not.toMatch(absolute);
  });
});

it('no question is asked by two lessons', () => {
  const asked = lessons.flatMap(({ fields }) => fields.questions ?? []);
  expect(asked.toSorted()).toEqual([...new Set(asked)].toSorted());
});

describe.each(exercises)('exercise $id', ({ data }) => {
  it('names sources that exist, each once', () => {
    expect(data.sources.filter((source) => !sources.has(source))).toEqual([]);
    expect(data.sources).toEqual([...new Set(data.sources)]);
  });

  it('marks emphasis by one star: two would be shown', () => {
    const texts = [
      ...data.hints,
      ...data.followUps.flatMap(({ question, answer }) => [question, answer]),
    ];
    expect(texts.filter((text) => text.includes('**'))).toEqual([]);
  });
});

it('an exercise without a source is refused, in words for its author', () => {
  const [first] = readExercises().values();
  const refused = (data: object) => exercise.safeParse(data).error?.issues[0]?.message;
  expect(refused({ ...(first as object), sources: [] })).toMatch(/at least one key of .*sources/);
  expect(refused({ ...(first as object), sources: undefined })).toMatch(/must be a list of keys/);
});

describe('sources', () => {
  it.each([...sources])('%s is complete', (_id, data) => {
    expect(source.safeParse(data).error?.issues ?? []).toEqual([]);
  });

  it('are all cited by a page, an exercise or a question', () => {
    const standing = [...exercises, ...questions].flatMap(({ data }) => data.sources);
    const cited = [...citedIds(all), ...standing];
    expect([...sources.keys()].filter((id) => !cited.includes(id))).toEqual([]);
  });
});

const numbers = questions.flatMap(({ id, data }) => (data.kind === 'number' ? [{ id, data }] : []));

describe.each(numbers)('number question $id', ({ data }) => {
  it('computes its answer: both sides of every equals sign agree', () => {
    const ends = data.working.map((line) => checkLine(line));
    expect(ends.at(-1)).toBeCloseTo(data.answer, 6);
  });

  it('knows at least two slips', () => {
    expect(data.mistakes.length).toBeGreaterThanOrEqual(2);
  });
});
