import { FSRSAlgorithm } from 'ts-fsrs';
import type { Grade } from './event.ts';
import { DAY } from './day.ts';

/** What FSRS knows of a card. */
export interface Memory {
  /** Days until the chance of recall has fallen to 90 %. */
  readonly stability: number;
  /** From 1 to 10. */
  readonly difficulty: number;
}

/** The chance of recall at which a card comes up again. */
export const AIM = 0.9;

/** FSRS-6 with the parameters that ts-fsrs ships. No fuzz: the same log gives the same days. */
const algorithm = new FSRSAlgorithm({ request_retention: AIM, enable_fuzz: false });

/**
 * The memory after a grade, by FSRS (`next_state` of ts-fsrs).
 *
 * @param memory nothing for a card that was never graded
 * @param elapsed whole days since the last grade
 */
export function learn(memory: Memory | undefined, elapsed: number, grade: Grade): Memory {
  const { stability, difficulty } = algorithm.next_state(memory ?? null, elapsed, grade);
  return { stability, difficulty };
}

/** After how many days, at least 1, the chance of recall has fallen to {@link AIM}. */
export function intervalOf({ stability }: Memory): number {
  return algorithm.next_interval(stability, 0);
}

/** The chance of recall some days after the last grade. */
export function recallAfter({ stability }: Memory, days: number): number {
  return algorithm.forgetting_curve(days, stability);
}

/** Whole days between two moments as ts-fsrs counts them, by midnight in UTC; none backwards. */
export function daysBetween(from: number, to: number): number {
  return Math.max(0, Math.floor(to / DAY) - Math.floor(from / DAY));
}
