import type { Topic } from '../topics.ts';
import type { Role } from './role.ts';
import type { Section } from './section.ts';

/** What a session is drawn from: the same plan and the same course give the same session. */
export interface Plan {
  readonly role: Role;
  readonly minutes: number;
  /** A 32-bit integer. */
  readonly seed: number;
}

/** One question of a session. */
export interface Turn {
  /** What it asks, and what a miss becomes in the review: `question:attention/mix`. */
  readonly card: string;
  readonly section: Section;
  readonly topic: Topic;
  /** How long a good answer takes, in seconds. */
  readonly limit: number;
  /** What its numbers and its order are drawn from. */
  readonly seed: number;
  /** A step of a chain of follow-ups, which goes on from the answers before it. */
  readonly follow?: { readonly chain: string; readonly step: number } | undefined;
}
