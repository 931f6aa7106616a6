import { ModelError } from '../error.ts';

/** What reading and writing weights throws, and nothing else: what to do about it stands at the end. */
export class WeightsError extends ModelError {
  override name = 'WeightsError';
  readonly advice: string;

  constructor(where: string, wanted: string, got: string, advice: string) {
    super(where, wanted, got);
    this.advice = advice;
    this.message += `. ${advice}`;
  }
}

/** Throws a `WeightsError` for one place. */
export type Refuse = (wanted: string, got: string, advice: string) => never;

/** A `Refuse` of the function `where`. */
export function refuser(where: string): Refuse {
  return (wanted, got, advice) => {
    throw new WeightsError(where, wanted, got, advice);
  };
}
