import { readQuestion } from '../../../src/engine/models/text.ts';
import type { Script } from './fake-engine.ts';
import { pattern } from './numbers.ts';

/** The answer is the last word of the first sentence. */
export const answer: Script<'answer'> = ({ question, paragraph }) => {
  const { tokens: read, passage } = readQuestion(question, paragraph);
  const first = passage.indexOf(true);
  const at = first + Math.max(0, paragraph.indexOf('.') - 1);
  const T = read.length;
  const logits = (peak: number) => Float32Array.from(read, (_, i) => 6 - Math.abs(i - peak));
  const attention = [0, 1, 2, 3].map((layer) =>
    pattern(`encoder.${layer}.self.pattern`, [4, T, T], (row) => row + layer + 3),
  );
  const span = { start: at - 1, end: at, score: 11 };
  const [start, end] = [logits(at - 1), logits(at)];
  return Promise.resolve({
    read,
    passage,
    start,
    end,
    span,
    attention,
    tensors: [],
    milliseconds: 9,
  });
};
