/** The three answers of a page, from worst to best. */
export const grades = ['bank', 'passes', 'outstanding'] as const;

export type Grade = (typeof grades)[number];

/** How fast people speak in an interview, in words a minute. */
const PACE = 150;

/** What stands inside of `<Answer grade="…">`, in the page's source; nothing if it has no such answer. */
export function answerOf(body: string, grade: Grade): string | undefined {
  return new RegExp(`<Answer grade="${grade}">(.*?)</Answer>`, 's').exec(body)?.[1];
}

/** How long the spoken part of an answer takes, to 5 seconds; 0 if nothing is spoken. */
export function secondsAloud(body: string, grade: Grade): number {
  const spoken = /<Spoken>(.*?)<\/Spoken>/s.exec(answerOf(body, grade) ?? '')?.[1] ?? '';
  const words = spoken.replace(/<[^>]*>/gs, ' ').match(/[\p{L}\p{N}][^\s]*/gu) ?? [];
  return Math.round((words.length * 60) / PACE / 5) * 5;
}
