import type { Question } from '../../interview/question.ts';
import { renderInline } from './inline.ts';

/** A question whose texts are HTML. Grading works on it as on the original. */
export interface Rendered {
  /** Unique in the course. */
  readonly id: string;
  readonly question: Question;
}

/** The question with every text rendered, at build time: the page needs no Markdown and no KaTeX. */
export function renderQuestion(question: Question): Question {
  const texts = { prompt: renderInline(question.prompt), hint: renderInline(question.hint) };
  if (question.kind !== 'number') {
    const choices = question.choices.map(({ text, right, why }) => ({
      text: renderInline(text),
      right,
      why: renderInline(why),
    }));
    return { ...question, ...texts, choices };
  }
  const mistakes = question.mistakes.map(({ answer, why }) => ({ answer, why: renderInline(why) }));
  return { ...question, ...texts, why: renderInline(question.why), mistakes };
}
