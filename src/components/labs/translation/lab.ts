import { MOST_STEPS } from '../../../engine/labs/translation.ts';
import type {
  TranslationResult,
  TranslationSettings,
  TranslationStep,
  TreeNode,
} from '../../../engine/labs/translation.ts';
import { TRAINED_LIMITS } from '../../../engine/trained/limits.ts';
import { tokenizeEnglish } from '../../../world/language/index.ts';
import {
  translationStrings as strings,
  translationTexts,
} from '../../../strings/en/labs/translation.ts';
import { percent } from '../../matrix/numbers.ts';
import type { Grid } from '../draw/heat.ts';
import type { Lab } from '../lab.ts';

/** H, of the translator. */
export const HEADS = 4;
/** D and the decoder's layers, of the translator: a test compares them. */
export const [WIDTH, LAYERS] = [64, 2];

export const translationLab: Lab<'translation'> = {
  name: 'translation',
  topic: 'transformer',
  texts: translationTexts,
  cases: {
    first: {},
    greedy: { width: 1 },
    wide: { width: 5, penalty: 0 },
    short: { text: 'a circle stays', step: 1 },
    aligned: { attention: 'encoder', layer: 1, head: 2 },
    unknown: { text: 'a small red elephant moves right', attention: 'cross', step: 4 },
  },
  looks: ['attention', 'head', 'step'],
  conflict: ({ text }) => {
    const { max } = TRAINED_LIMITS.sentence;
    const words = tokenizeEnglish(text);
    const fits = words.length > 0 && words.length <= max;
    return fits ? undefined : { field: 'text', wanted: strings.words(max) };
  },
  sentence: (result) =>
    strings.sentence({
      chinese: chineseOf(result.steps),
      tokens: result.steps.length,
      logProbability: twoDigits(result.logProbability),
      greedy: twoDigits(result.greedy.logProbability),
      kept: result.tree.flat().length,
      bytes: bytesAt(result.steps, result.steps.length - 1),
    }),
  guess: (result, settings) => {
    const at = placeOf(result, settings);
    const step = result.steps[at];
    if (!step) return undefined;
    // The order of the vocabulary says nothing about what is likely.
    const options = step.candidates.map(({ token }) => token).toSorted();
    const [best] = step.candidates;
    return {
      question: strings.question(chineseOf(result.steps.slice(0, at))),
      options,
      right: options.indexOf(best?.token ?? ''),
      why: strings.why(best?.token ?? '', percent(best?.chance ?? NaN)),
    };
  },
};

/** Wasm and cpu differ in the sixth digit: two are safe to say. */
function twoDigits(value: number): string {
  return String(Number(value.toPrecision(2))).replace('-', '−');
}

/** The step that is looked at, from 0. */
export function placeOf({ steps }: TranslationResult, { step }: TranslationSettings): number {
  return Math.min(step, steps.length, MOST_STEPS) - 1;
}

/** Chinese writing has no spaces, and the end token is no word. */
export function chineseOf(steps: readonly Pick<TranslationStep, 'token'>[]): string {
  return steps
    .map(({ token }) => token)
    .filter((token) => token !== '[eos]')
    .join('');
}

export function bytesAt(steps: readonly TranslationStep[], at: number): string {
  return (steps[at]?.cacheBytes ?? 0).toLocaleString('en-US');
}

/** The pattern of the chosen attention and head, with its tokens. */
export function gridOf(result: TranslationResult, { attention, head }: TranslationSettings): Grid {
  const words = result.steps.map(({ token }) => token);
  const source = [...result.source];
  const read = ['[bos]', ...words.slice(0, -1)]; // what the decoder was fed
  const rows = attention === 'encoder' ? source : read;
  const columns = attention === 'self' ? read : source;
  const size = rows.length * columns.length;
  const values = result.patterns[attention].subarray((head - 1) * size, head * size);
  return { rows, columns, values };
}

/** Where a row of a grid looks most. */
export function strongestOf(
  { columns, values }: Grid,
  row: number,
): { name: string; share: number } {
  const shares = columns.map((_, column) => values[row * columns.length + column] ?? 0);
  const share = Math.max(...shares);
  return { name: columns[shares.indexOf(share)] ?? '', share };
}

/** A node of the tree in the drawing, and the line to its parent. */
export interface Placed extends TreeNode {
  readonly x: number;
  readonly y: number;
  readonly from: { readonly x: number; readonly y: number };
}

export const TREE = { step: 64, row: 34, left: 52, top: 20 };

/** The tree from left to right, a column a step, the best of each step on top. */
export function placeTree(tree: TranslationResult['tree']): readonly Placed[] {
  const at = (t: number, place: number) => ({
    x: TREE.left + TREE.step * t,
    y: TREE.top + TREE.row * place,
  });
  return tree.flatMap((kept, t) =>
    kept.map((node, place) => ({
      ...node,
      ...at(t, place),
      from: t === 0 ? { x: 0, y: TREE.top } : at(t - 1, node.parent),
    })),
  );
}
