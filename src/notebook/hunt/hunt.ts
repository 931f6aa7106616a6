import type { Exercise } from '../judge/exercise.ts';

/** A bug hunt: an exercise whose stub is broken code and whose solution mends one line of it. */
export interface Hunt extends Exercise {
  /** The names of the evidence: functions of `evidenceCode`. */
  readonly evidence: readonly string[];
  /** Behind the hunted code: `symptom` and a function for each piece of evidence. */
  readonly evidenceCode: string;
}

/** The files of a hunt as they lie in its folder. */
export interface HuntFiles extends Omit<Exercise, 'stub' | 'solution'> {
  readonly broken: string;
  readonly fixed: string;
  readonly evidence: readonly string[];
  readonly evidenceCode: string;
}

/** A hunt of its files. The broken code itself is a wrong repair that is told by its name. */
export function huntOf({ broken, fixed, wrong, ...files }: HuntFiles): Hunt {
  const unmended = {
    id: 'unmended',
    says: 'This still computes what the broken code computes, number by number.',
    code: broken,
  };
  return { ...files, wrong: [unmended, ...wrong], stub: broken, solution: fixed };
}

/**
 * The line of the bug, from 1: the only one in which the broken code differs from the fixed.
 *
 * @throws Error, for the writer, if it is not exactly one.
 */
export function lineOfBug(broken: string, fixed: string): number {
  const [lines, others] = [broken.trimEnd().split('\n'), fixed.trimEnd().split('\n')];
  const differ = lines.flatMap((line, at) => (line === others[at] ? [] : [at + 1]));
  const [line] = differ;
  if (line === undefined || differ.length > 1 || lines.length !== others.length) {
    const got = differ.length === 0 ? 'none' : `lines ${differ.join(', ')}`;
    const lengths = `${lines.length} and ${others.length} lines in all`;
    throw new Error(`broken and fixed code: wanted one line that differs, got ${got}; ${lengths}`);
  }
  return line;
}
