import type { Random } from '../../model/random.ts';
import { drawInput, expectNumbers, show } from './numbers.ts';
import type { Lengths } from './numbers.ts';
import { SIZES, failed, held } from './verdict.ts';
import type { LayerAnswer, LayerSizes, Property, Subject, Verdict } from './subject.ts';

/** Runs a fresh layer once. Throws, saying where, unless its output has the shape of `x`. */
async function tryOut(
  subject: Subject,
  random: Random,
  sizes: LayerSizes,
  lengths: Lengths,
): Promise<LayerAnswer> {
  const { batch, tokens, source = tokens } = lengths;
  const across = subject.kind === 'decoder' ? `, S = ${source}` : '';
  const where = `width ${sizes.width}, inner width ${sizes.inner}, B = ${batch}, T = ${tokens}${across}`;
  try {
    const layer = await subject.build(sizes);
    const answer = await layer.run(drawInput(subject, random, sizes.width, lengths));
    expectNumbers('the output', answer.output, [batch, tokens, sizes.width]);
    return answer;
  } catch (error) {
    throw new Error(`${where}: ${String(error)}`, { cause: error });
  }
}

export const innerWidth: Property = {
  id: 'inner-width',
  asks: 'Does any inner width work, not only that of the model?',
  check: async (subject, random) => {
    for (const inner of [4, 8, 20]) {
      await tryOut(subject, random, { ...SIZES, inner }, { batch: 2, tokens: 3 });
    }
    return held('inner widths 4, 8 and 20 gave outputs of width 8');
  },
};

export const lengths: Property = {
  id: 'lengths',
  asks: 'May the target be shorter or longer than the source?',
  check: async (subject, random) => {
    if (subject.kind === 'encoder') return undefined;
    for (const [tokens, source] of [
      [3, 5],
      [5, 3],
      [1, 4],
      [4, 1],
    ] as const) {
      await tryOut(subject, random, SIZES, { batch: 2, tokens, source });
    }
    return held('the output was as long as the target for lengths 3|5, 5|3, 1|4 and 4|1');
  },
};

export const batchSizes: Property = {
  id: 'batch-sizes',
  asks: 'Does every batch size work?',
  check: async (subject, random) => {
    for (const batch of [1, 2, 3]) await tryOut(subject, random, SIZES, { batch, tokens: 4 });
    return held('batches of 1, 2 and 3 gave as many outputs');
  },
};

export const scores: Property = {
  id: 'scores',
  asks: 'Are the attention weights [B, H, T, S], and does each row sum to 1?',
  check: async (subject, random) => {
    const [batch, tokens, source] = [2, 3, subject.kind === 'decoder' ? 5 : 3];
    const answer = await tryOut(subject, random, SIZES, { batch, tokens, source });
    if (!answer.scores) return withoutScores(subject);
    expectNumbers('the array of weights', answer.scores, [batch, SIZES.heads, tokens, source]);
    const rows = answer.scores.flat(2);
    const sums = rows.map((row) => row.reduce((sum, weight) => sum + weight, 0));
    const worst = sums.reduce((a, b) => (Math.abs(b - 1) > Math.abs(a - 1) ? b : a));
    const lowest = Math.min(...rows.flat());
    if (lowest < 0) return failed(`a weight was ${show(lowest)}`);
    const evidence = `the row furthest from 1 summed to ${show(worst)}`;
    return Math.abs(worst - 1) < 1e-4 ? held(evidence) : failed(evidence);
  },
};

/** A decoder has to show its weights. An encoder need not. */
function withoutScores({ kind }: Subject): Verdict | undefined {
  return kind === 'decoder' ? failed('no attention weights were returned') : undefined;
}
