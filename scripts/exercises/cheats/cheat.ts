/** Code that tries to be accepted without the answer, or to hide what it is. */
export interface Cheat {
  readonly id: string;
  /** What it goes for, in a word or two. */
  readonly group: string;
  /** What it tries, in a sentence. */
  readonly tries: string;
  /** The exercise that it is handed in for. */
  readonly exercise: string;
  readonly code: string;
  /** What the judge must say. `rejected`, if left out; `slow` is accepted, and told to be slow. */
  readonly wanted?: 'rejected' | 'slow';
}

/** A cheat as it is written down. */
export type Draft = Omit<Cheat, 'exercise' | 'group'> & Partial<Pick<Cheat, 'exercise'>>;
