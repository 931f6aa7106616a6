/** Every bound on a run of reader code, in one table. */
export const LIMITS = {
  /** Characters of code that a cell takes. */
  codeCharacters: 100_000,
  /** Milliseconds for the sandbox to load the runtime: slow on a phone, endless if it failed. */
  startMilliseconds: 30_000,
  /** Milliseconds that the reader's code may run. */
  runMilliseconds: 10_000,
  /** Milliseconds between two heartbeats of the frame. */
  beatMilliseconds: 500,
  /** Heartbeats that the frame may miss in a row. Counted, not timed: hidden tabs slow down. */
  missedBeats: 8,
  /** Messages that the page takes from one run. More than an honest runtime ever sends. */
  messages: 2_000,
  /** Errors of one run: the first, and some that nobody handled. */
  errors: 20,
  /** Outputs (console lines and shown values) of one run. */
  outputs: 500,
  /** Characters of one output. */
  outputCharacters: 10_000,
  /** Characters of all outputs together. */
  totalCharacters: 100_000,
  /** Numbers of a shown tensor that are sent to the page. */
  shownNumbers: 4_096,
  /** Curves of one plot. */
  plotSeries: 8,
  /** Numbers of all shown tensors and plots together. */
  totalNumbers: 65_536,
  /** Numbers of one answer to an exercise. */
  answerNumbers: 1_000_000,
  /** How deep an answer may be nested, and how many named parts it may have. */
  answerDepth: 6,
  answerParts: 64,
  /** Bytes that the tensors of a run may hold. */
  tensorBytes: 512 * 1024 * 1024,
} as const;
