import { PADDING } from '../../../engine/labs/masks.ts';
import type { MaskResult, MaskSettings } from '../../../engine/labs/masks.ts';
import { masksStrings as strings, masksTexts } from '../../../strings/en/labs/masks.ts';
import type { Lab } from '../lab.ts';

export const masksLab: Lab<'masks'> = {
  name: 'masks',
  topic: 'attention',
  texts: masksTexts,
  cases: {
    first: {},
    none: { where: 'none' },
    transposed: { axis: 'rows' },
    source: { kind: 'source', token: 6 },
    rows: { kind: 'source', axis: 'rows', token: 6 },
    lost: { kind: 'source', where: 'first', layers: 2, token: 6 },
    empty: { kind: 'target', before: true },
    cross: { kind: 'cross', token: 7 },
  },
  looks: ['token'],
  idle: ({ kind }) => (kind === 'causal' ? ['padding', 'before'] : []),
  sentence: (result, settings) => {
    const { place, moved, leaks, others } = seenOf(result, settings);
    const all = leaksOf(result);
    return strings.sentence({
      mask: maskWords(settings),
      token: strings.token(result.keys[place] ?? '', place + 1),
      moved: moved.length,
      others: others.length,
      leaks: leaks.length,
      allLeaks: all.leaks,
      pairs: all.pairs,
      empty: settings.where === 'none' ? 0 : emptyOf(result),
    });
  },
  guess: (result, settings) => {
    const { place, moved, leaks, others } = seenOf(result, settings);
    const token = strings.token(result.keys[place] ?? '', place + 1);
    return {
      question: strings.question(maskWords(settings), token, others.length),
      options: Array.from({ length: others.length + 1 }, (_, count) => String(count)),
      right: moved.length,
      why: strings.why(leaks.length),
    };
  },
};

/** The token that is looked at: its place from 0, and the outputs that it moves. */
export function seenOf(result: MaskResult, { kind, token }: MaskSettings) {
  const { queries, keys, moved, allowed } = result;
  const S = keys.length;
  const place = Math.min(token, S) - 1;
  const own = kind === 'cross' ? undefined : place;
  const others = queries.flatMap((query, t) => (query === PADDING || t === own ? [] : [t]));
  const touched = others.filter((t) => (moved[t * S + place] ?? 0) > 0);
  const leaks = touched.filter((t) => allowed[t * S + place] === 0);
  return { place, others, moved: touched, leaks };
}

/** Pairs of an output and a token that must not touch each other, and how many of them do. */
export function leaksOf({ moved, allowed }: MaskResult): { leaks: number; pairs: number } {
  const apart = [...allowed.keys()].filter((cell) => allowed[cell] === 0);
  return { leaks: apart.filter((cell) => (moved[cell] ?? 0) > 0).length, pairs: apart.length };
}

/** How many queries may look at nothing. */
export function emptyOf({ mask, queries, keys }: MaskResult): number {
  const row = (t: number) => mask.subarray(t * keys.length, (t + 1) * keys.length);
  return queries.filter((_, t) => row(t).every((may) => may === 0)).length;
}

function maskWords({ kind, where, axis, layers }: MaskSettings): string {
  return strings.mask(strings.kinds[kind], where, axis, layers);
}
