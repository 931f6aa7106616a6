import type { Job } from '../../engine/protocol.ts';
import { LIMITS } from '../../engine/limits.ts';
import type { Instrument, ToldStep } from './instrument.ts';

/** A step together with the job that it belongs to. */
export interface Variant {
  readonly step: ToldStep;
  readonly job: Job;
}

/**
 * Every step that a reader can bring about with the switches of a stepper. Formulas and code are
 * rendered when the page is built, so the build has to know all of them.
 */
export function variantsOf({ steps }: Instrument, job: Job): readonly Variant[] {
  const both = [false, true];
  const jobs = LIMITS.heads.flatMap((heads) =>
    both.flatMap((positions) =>
      both.flatMap((causal) =>
        both.flatMap((padded) =>
          (['post', 'pre'] as const).flatMap((norm) =>
            [1, 2].map((temperature): Job => ({
              ...job,
              width: 8,
              heads,
              positions,
              causal,
              padding: padded ? 1 : 0,
              maskPadding: true,
              norm,
              temperature,
            })),
          ),
        ),
      ),
    ),
  );
  return jobs.flatMap((each) => steps(each).map((step) => ({ step, job: each })));
}

/** The first of each group of variants that share a key. */
export function firstByKey<T>(
  all: readonly T[],
  keyOf: (one: T) => string,
): ReadonlyMap<string, T> {
  const first = new Map<string, T>();
  for (const one of all) if (!first.has(keyOf(one))) first.set(keyOf(one), one);
  return first;
}
