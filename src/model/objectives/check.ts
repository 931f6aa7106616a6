import { ModelError } from '../error.ts';

/** Throws unless every id is a whole number of at least 0. */
export function expectIds(where: string, ids: readonly number[]): void {
  const bad = ids.find((id) => !Number.isInteger(id) || id < 0);
  if (bad !== undefined) throw new ModelError(where, 'whole ids of at least 0', String(bad));
}

/** Throws unless `share` is between 0 and 1, both allowed. */
export function expectShare(where: string, what: string, share: number): void {
  if (!(share >= 0 && share <= 1)) {
    throw new ModelError(where, `${what} from 0 to 1`, String(share));
  }
}
