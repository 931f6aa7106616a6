import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { citedIds } from '../../../src/components/cite/cited.ts';
import {
  answerOf,
  grades,
  secondsAloud,
  type Grade,
} from '../../../src/components/graded/spoken.ts';
import { bankPages } from '../../../src/content/course.ts';
import { question } from '../../../src/interview/question.ts';
import { readPages, readQuestions, readSources } from './read.ts';

const pages = readPages();
const questions = [...readQuestions()].map(([id, data]) => ({ id, data: question.parse(data) }));
const findings = ['claims', 'lines'].flatMap((file) =>
  Object.entries(
    load(readFileSync(`src/content/audit/${file}.yaml`, 'utf8')) as Record<string, object>,
  ),
);

const textOf = (page: string): string => pages.find(({ id }) => id === page)?.body ?? '';
/** The numbers of claims and lines that a text names, in order. */
const named = (text: string): string[] => [...text.matchAll(/\b[AB]\d{1,2}\b/g)].map(([id]) => id);
/** The points under a heading of an answer. */
function pointsUnder(heading: string, answer: string): string[] {
  const [, below = ''] = answer.split(`### ${heading}\n`);
  return [...(below.split('###')[0] ?? '').matchAll(/^- /gm)].map(([mark]) => mark);
}

describe('secondsAloud', () => {
  const body = (words: string) =>
    `<Answer grade="passes">\n\n<Spoken>\n\n${words}\n\n</Spoken>\n\n- why\n\n</Answer>`;

  it('counts the words that are said, at 150 a minute, to 5 seconds', () => {
    expect(secondsAloud(body('well '.repeat(150)), 'passes')).toBe(60);
    expect(secondsAloud(body('well '.repeat(162)), 'passes')).toBe(65);
  });

  it('leaves out citations, links and signs', () => {
    const cited = `${'well '.repeat(25)}<Cite id="a" at="one two three" /> – <Finding\n  id="A1"\n/>.`;
    expect(secondsAloud(body(cited), 'passes')).toBe(10);
  });

  it('is 0 without such an answer', () => {
    expect(secondsAloud(body('well'), 'bank')).toBe(0);
  });
});

describe.each(bankPages)('%s', (page) => {
  const body = textOf(page);
  const answers = grades.map((grade) => ({ grade, text: answerOf(body, grade) ?? '' }));

  it('belongs to one question of the bank, and asks it', () => {
    const asked = questions.filter(({ data }) => data.kind === 'free' && data.graded === page);
    expect(asked).toHaveLength(1);
    expect(body).toContain(`<Asked id="${asked[0]?.id ?? ''}" />`);
    expect(body).toContain(`<Quiz ids={['${asked[0]?.id ?? ''}']} />`);
  });

  it('has three answers, from the worst to the best, below the reader’s own', () => {
    const places = ['<Quiz', ...grades.map((grade) => `<Answer grade="${grade}">`)].map((part) =>
      body.indexOf(part),
    );
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(body.match(/<Answer /g)).toHaveLength(3);
  });

  it.each([
    ['bank', 60, 90],
    ['passes', 60, 90],
    ['outstanding', 105, 140],
  ] as const)('%s: takes %i to %i seconds aloud', (grade: Grade, least, most) => {
    expect(secondsAloud(body, grade)).toBeGreaterThanOrEqual(least);
    expect(secondsAloud(body, grade)).toBeLessThanOrEqual(most);
  });

  it.each(answers)('$grade: has reasons, point by point, and what is noticed', ({ text }) => {
    expect(pointsUnder('Why it earns its grade', text).length).toBeGreaterThanOrEqual(4);
    expect(pointsUnder('What the interviewer notices', text).length).toBeGreaterThanOrEqual(2);
  });

  it('names claims and lines that the audit has, the wrong ones behind the bank’s sentences', () => {
    const known = findings.map(([id]) => id);
    expect(named(body).filter((id) => !known.includes(id))).toEqual([]);
    expect(named(answerOf(body, 'bank') ?? '').length).toBeGreaterThanOrEqual(3);
  });

  it('has what they ask next, with answers', () => {
    const [, next = ''] = body.split('## What they ask next');
    expect(next.match(/<summary>[^<]+\?<\/summary>\n\n\S/g)?.length).toBeGreaterThanOrEqual(4);
  });

  it('cites known sources in the answers that are true', () => {
    const cited = citedIds(body);
    expect(cited.filter((id) => !readSources().has(id))).toEqual([]);
    for (const { text } of answers.slice(1)) expect(citedIds(text)).not.toEqual([]);
  });

  it('speaks of Sora in the past, but where the bank speaks', () => {
    const ours = body.replace(/<Answer grade="bank">.*?<\/Spoken>/s, '');
    expect(ours.match(/\bSora (is|has|does|makes|uses|can|generates)\b/g)).toBeNull();
  });
});

it('every claim and line of the bank that its five answers make is named by one of the pages', () => {
  const all = bankPages.flatMap((page) => named(textOf(page)));
  // The title and the general section are no answers to a question: A0 and A2 to A4.
  const asked = findings.map(([id]) => id).filter((id) => !/^A[0234]$/.test(id));
  expect(asked.filter((id) => !all.includes(id))).toEqual([]);
});
