import type { Asked } from '../../interview/arrange.ts';
import type { Question } from '../../interview/question.ts';
import { renderInline } from './inline.ts';

/** A link on a question: to a source, or to the lesson that teaches it. */
export interface Link {
  readonly label: string;
  readonly href: string;
}

/** A question whose texts are HTML. Asking and grading work on it as on the original. */
export interface Rendered {
  /** Unique in the course. */
  readonly id: string;
  readonly question: Question;
  /** Kind `drawn`: what everybody sees first, drawn when the site is built. */
  readonly first?: Asked | undefined;
  readonly sources: readonly Link[];
  /** Nothing while the lesson is not written. */
  readonly lesson?: Link | undefined;
  /** A page with three graded answers, if the question has one. */
  readonly graded?: Link | undefined;
}

/** Fields that are not shown as HTML: data, names, and texts in options, which have no marks. */
const PLAIN = new Set([
  'kind',
  'asks',
  'topic',
  'level',
  'lesson',
  'graded',
  'sources',
  'unit',
  'generator',
  'working',
  'right',
  'extras',
  'shape',
  'also',
]);

/** The question with every text rendered, at build time: the page needs no Markdown and no KaTeX. */
export function renderQuestion<Q extends Question>(question: Q): Q {
  return renderFields(question) as Q;
}

function renderFields(value: unknown): unknown {
  if (typeof value === 'string') return renderInline(value);
  if (Array.isArray(value)) return value.map(renderFields);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, field]: [string, unknown]) => [
    key,
    PLAIN.has(key) ? field : renderFields(field),
  ]);
  return Object.fromEntries(entries);
}
