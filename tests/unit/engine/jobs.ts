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

const MODELS = ['attention', 'encoder', 'decoder', 'dit-block'] as const;

/** What a model has alone. */
export const OWN: Readonly<Record<Job['model'], Partial<Job>>> = {
  attention: {},
  encoder: {},
  decoder: { source: ['two', 'words'] },
  'dit-block': { time: 250, frames: 2, zero: false },
};

/** Every switch of a job on and off. */
export function everyJob(): Job[] {
  const both = [true, false];
  return MODELS.flatMap((model) =>
    [1, 4].flatMap((heads) =>
      both.flatMap((causal) =>
        both.flatMap((maskPadding) =>
          both.flatMap((positions) =>
            (['post', 'pre'] as const).map((norm) =>
              job({
                model,
                ...OWN[model],
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
