import type { Job } from '../../../src/engine/protocol.ts';

/** A small valid job; each test changes what it is about. */
export function job(change: Partial<Job> = {}): Job {
  return {
    model: 'attention',
    tokens: ['a', 'small', 'red', 'circle', 'a'],
    padding: 0,
    seed: 7,
    width: 8,
    heads: 1,
    temperature: 1,
    positions: true,
    causal: false,
    maskPadding: true,
    norm: 'post',
    edits: [],
    ...change,
  };
}

/** Every switch of a job on and off. */
export function everyJob(): Job[] {
  const both = [true, false];
  return (['attention', 'encoder'] as const).flatMap((model) =>
    [1, 4].flatMap((heads) =>
      both.flatMap((causal) =>
        both.flatMap((maskPadding) =>
          both.flatMap((positions) =>
            (['post', 'pre'] as const).map((norm) =>
              job({
                model,
                heads,
                causal,
                maskPadding,
                positions,
                norm,
                padding: 1,
                temperature: 2,
              }),
            ),
          ),
        ),
      ),
    ),
  );
}
