/** What the pages with graded answers say, in English. */
export const gradedStrings = {
  grades: {
    bank: 'An answer that fails',
    passes: 'An answer that passes',
    outstanding: 'An answer that stands out',
  },
  aloud: (seconds: number) => `about ${String(seconds)} seconds, read aloud`,
  line: 'Line',
  says: 'What stands there',
  verdict: 'What comes of it',
  hunt: 'bug hunt',
  huntOf: (line: string) => `bug hunt on line ${line}`,
} as const;
