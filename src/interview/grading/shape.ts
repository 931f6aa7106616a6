import type { ShapeQuestion } from '../question.ts';
import { isSameShape, readShape, type Shape } from '../typed/shape.ts';
import { verdictOf, type Verdict } from './verdict.ts';

type Blank = ShapeQuestion['blanks'][number];

/** @param typed for each blank, what the reader wrote. */
export function gradeShape({ blanks }: ShapeQuestion, typed: readonly string[]): Verdict {
  const read = blanks.map((_, i) => readShape(typed[i] ?? ''));
  const open = read.filter((each) => !each.ok && each.problem === 'empty').length;
  if (open > 0) return { kind: 'unread', problem: 'incomplete', at: String(open) };
  const broken = read.find((each) => !each.ok);
  if (broken) return { kind: 'unread', problem: broken.problem, at: broken.at };
  const given = read.flatMap((each) => (each.ok ? [each.value] : []));
  const parts = blanks.map((blank, i) => isRight(blank, given[i] ?? []));
  const feedback = blanks.flatMap((blank, i) => (parts[i] ? [] : explain(blank, given[i] ?? [])));
  return verdictOf(parts, feedback);
}

function isRight({ shape, also }: Blank, given: Shape): boolean {
  return [shape, ...also].some((right) => isWritten(right, given));
}

/** Which known slip gives the shape; else why the right one is right. */
function explain({ name, mistakes, why }: Blank, given: Shape): string {
  const slip = mistakes.find(({ shape }) => isWritten(shape, given))?.why;
  return `${name}: ${slip ?? why}`;
}

function isWritten(text: string, given: Shape): boolean {
  const read = readShape(text);
  return read.ok && isSameShape(read.value, given);
}
