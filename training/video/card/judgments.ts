import type { Judged, Sampling } from '../judged.ts';

/** How clips of a card are sampled, unless it compares. */
export const USUAL = { run: 'dit', of: 'test-9x32x32', steps: 25, known: 0 } as const;

/** The guidance that everything is sampled with, as long as no other does better. */
const FIRST_GUIDANCE = 3;

/** The same prompts judged: those with one thing, and those with two. */
export interface Both {
  readonly one: Judged;
  readonly two: Judged;
}

/**
 * What was judged of clips that were sampled so.
 *
 * @throws Error that says what to sample, if there is nothing.
 */
export function judgedOf(
  lines: readonly Judged[],
  wanted: Partial<Sampling> & Pick<Sampling, 'guidance'>,
): Both {
  const sampling = { ...USUAL, ...wanted };
  const own = lines.filter((line) => isSo(line, sampling));
  const [one, two] = [1, 2].map((things) => own.find((line) => line.things === things));
  if (one && two) return { one, two };
  const { run, of, steps, guidance, known } = sampling;
  const row = `${run} ${of} 600 ${steps} ${guidance} ${known}`;
  throw new Error(`judged.jsonl lacks this: sh training/video/judge.sh ${row}`);
}

/** Every value of an option that was judged, all else being as it is usual or `fixed`. */
export function tried(
  lines: readonly Judged[],
  option: 'guidance' | 'steps',
  fixed: Partial<Sampling>,
): number[] {
  const { [option]: _, ...rest }: Partial<Sampling> = { ...USUAL, ...fixed };
  const values = lines.filter((line) => isSo(line, rest)).map((line) => line[option]);
  return [...new Set(values)].toSorted((a, b) => a - b);
}

/** The guidance of a card. */
export interface Chosen {
  readonly guidance: number;
  readonly among: readonly number[];
}

/** The guidance that did best, by the mean of one thing and two. */
export function chooseGuidance(lines: readonly Judged[]): Chosen {
  const among = tried(lines, 'guidance', {});
  const scored = among.map((guidance) => {
    const { one, two } = judgedOf(lines, { guidance });
    return { guidance, score: (one.all + two.all) / 2 };
  });
  const most = Math.max(...scored.map(({ score }) => score));
  const equals = scored.filter(({ score }) => score === most);
  const best = equals.find(({ guidance }) => guidance === FIRST_GUIDANCE) ?? equals[0];
  if (!best) throw new Error('judged.jsonl is empty: sh training/video/judge.sh');
  return { guidance: best.guidance, among };
}

function isSo(line: Sampling, wanted: Partial<Sampling>): boolean {
  return Object.entries(wanted).every(([name, value]) => line[name as keyof Sampling] === value);
}
