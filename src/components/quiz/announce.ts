import type { Asked } from '../../interview/arrange.ts';
import { GRADED, type GradedEvent } from '../../interview/graded.ts';
import { rightShare, type Graded } from '../../interview/grading/verdict.ts';

interface Checked {
  readonly id: string;
  readonly question: Asked;
  readonly seed: number;
  readonly verdict: Graded;
  readonly seconds: number;
}

/** Tells whoever listens on the document that a question was graded: see {@link GradedEvent}. */
export function announceGraded(form: HTMLElement, checked: Checked): void {
  const { id, question, seed, verdict, seconds } = checked;
  const detail: GradedEvent = {
    id,
    topic: question.topic,
    seed,
    right: rightShare(verdict),
    seconds,
  };
  form.dispatchEvent(new CustomEvent(GRADED, { bubbles: true, detail }));
}
