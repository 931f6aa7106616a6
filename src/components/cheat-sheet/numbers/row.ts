import type { Scale } from '../../../interview/design/calculator.ts';

/** A number that one is asked, with its arithmetic. Its words are in `src/strings/en/cheat-sheet/`. */
export interface Row {
  readonly value: number;
  readonly scale: Scale;
  /** The arithmetic, which ends with the value. */
  readonly working: string;
}

export const plain = (value: number, working: string): Row => ({ value, scale: 'plain', working });
export const bytes = (value: number, working: string): Row => ({ value, scale: 'bytes', working });
export const share = (value: number, working: string): Row => ({ value, scale: 'share', working });
