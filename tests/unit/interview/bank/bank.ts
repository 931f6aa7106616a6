import { question, type Question } from '../../../../src/interview/question.ts';
import { readQuestions } from '../../content/read.ts';

/** A question of the bank with its id. */
export interface Entry {
  readonly id: string;
  readonly data: Question;
}

/** Every question of the course. Throws for the author if one does not fit the schema. */
export function readBank(): Entry[] {
  return [...readQuestions()].map(([id, raw]) => {
    const read = question.safeParse(raw);
    if (read.success) return { id, data: read.data };
    const faults = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(`src/content/questions/${id}.yaml: ${faults.join('; ')}`);
  });
}
