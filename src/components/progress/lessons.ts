import type { Result } from '../../reader/results.ts';

/** A lesson of the course, as far as progress goes. */
export interface Lesson {
  readonly title: string;
  readonly href: string;
  /** The questions of its quiz. */
  readonly questions: readonly string[];
}

/** How far a reader is with a lesson's quiz. */
export interface LessonProgress extends Lesson {
  readonly answered: number;
  /** Questions whose last answer was all right. */
  readonly right: number;
  /** When the last answer was given; nothing without one. */
  readonly last: number | undefined;
}

export function lessonProgress(
  lessons: readonly Lesson[],
  results: ReadonlyMap<string, Result>,
): readonly LessonProgress[] {
  return lessons.map((lesson) => {
    const found = lesson.questions.flatMap((id) => results.get(id) ?? []);
    return {
      ...lesson,
      answered: found.length,
      right: found.filter(({ right }) => right === 1).length,
      last: found.length > 0 ? Math.max(...found.map(({ at }) => at)) : undefined,
    };
  });
}

/** The first lesson with open questions, and the one that went worst. */
export function nextLessons(progress: readonly LessonProgress[]): {
  readonly open: LessonProgress | undefined;
  readonly missed: LessonProgress | undefined;
} {
  const wrong = ({ answered, right }: LessonProgress) => answered - right;
  const [worst] = progress.toSorted((a, b) => wrong(b) - wrong(a));
  return {
    open: progress.find(({ answered, questions }) => answered < questions.length),
    missed: worst && wrong(worst) > 0 ? worst : undefined,
  };
}
