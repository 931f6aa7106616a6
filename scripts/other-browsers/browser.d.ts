/** A browser with one page, as far as the sandbox's suite needs one. */
export interface Browser {
  readonly name: string;
  goto(url: string): Promise<unknown>;
  /** Runs the source of an async function in the page, with texts, and returns what it returns. */
  evaluate(source: string, ...values: string[]): Promise<unknown>;
  close(): Promise<void>;
}
