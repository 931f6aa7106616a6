import { attention } from './attention.ts';
import { decoding } from './decoding.ts';
import { diffusion } from './diffusion.ts';
import { efficiency } from './efficiency.ts';
import type { Generator } from './generator.ts';
import { parameters } from './parameters.ts';
import { preTraining } from './pre-training.ts';
import { transformer } from './transformer.ts';
import { video } from './video.ts';

export type { Draw, Generator, Value } from './generator.ts';

/** Every generator by its name. Names are unique over all topics. */
export const generators: ReadonlyMap<string, Generator> = new Map(
  Object.entries<Generator>({
    ...attention,
    ...parameters,
    ...transformer,
    ...decoding,
    ...efficiency,
    ...preTraining,
    ...diffusion,
    ...video,
  }),
);

/** @throws Error if there is none of that name. */
export function findGenerator(name: string): Generator {
  const generator = generators.get(name);
  if (!generator)
    throw new Error(`findGenerator: no generator "${name}" in src/interview/generators`);
  return generator;
}
