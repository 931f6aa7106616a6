import type { Question } from '../question.ts';
import type { Level, Topic } from '../topics.ts';
import { sectionOf, type Section } from './section.ts';

/** Something that may be asked. */
export interface Candidate {
  /** What it is, as the reader's log names it: `question:attention/mix`, `exercise:lora`. */
  readonly card: string;
  readonly section: Section;
  readonly topic: Topic;
  readonly level: Level;
  /** How long a good answer takes. */
  readonly seconds: number;
  /** Whether it is answered in the reader's own words, as most questions of an interview are. */
  readonly spoken: boolean;
}

/** A question of the bank as a candidate. */
export function candidateOf(id: string, question: Question): Candidate {
  const { topic, level, seconds, kind } = question;
  const section = sectionOf(question);
  return { card: `question:${id}`, section, topic, level, seconds, spoken: kind === 'free' };
}

/** A task of some minutes: an exercise or a bug hunt. */
export function taskOf(
  kind: 'exercise' | 'hunt',
  { id, topic, minutes }: { readonly id: string; readonly topic: Topic; readonly minutes: number },
): Candidate {
  const section = kind === 'exercise' ? 'code' : 'debug';
  const card = `${kind}:${id}`;
  return { card, section, topic, level: 'middle', seconds: 60 * minutes, spoken: false };
}
