/** What a step is called and what it does, whatever the numbers are. */
export interface StepText {
  readonly title: string;
  /** One sentence: what happens, and why. */
  readonly what: string;
  /** How formulas and matrices call its result. */
  readonly symbol: string;
}
