import { ANSWERS, readRows } from '../../../src/engine/models/multilevel.ts';
import type { Script } from './fake-engine.ts';
import { pattern } from './numbers.ts';

/** The answer is always the first one that there is, and flat the second; each row looks at the next one. */
export const answerByLevels: Script<'answerByLevels'> = ({ question, sentences }) => {
  const { tokens: rows } = readRows(question, sentences);
  const N = rows.length;
  const rest = 0.4 / (ANSWERS.length - 1);
  return Promise.resolve({
    rows,
    answer: 0,
    chances: Float32Array.from(ANSWERS, (_, i) => (i === 0 ? 0.6 : rest)),
    words: rows.map((row) => pattern('words', [1, row.length], () => 1).data),
    attention: [0, 1, 2].map((layer) =>
      pattern(`sentences.${layer}.self.pattern`, [4, N, N], (row) => row + layer - 1),
    ),
    flat: {
      answer: 1,
      chances: Float32Array.from(ANSWERS, (_, i) => (i === 1 ? 0.6 : rest)),
      milliseconds: 9,
    },
    milliseconds: 7,
  });
};
