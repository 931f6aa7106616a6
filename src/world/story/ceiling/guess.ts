import { likelihoodOf } from './noise.ts';
import type { Knowledge } from './knowledge.ts';
import type { Layout, Name } from './layouts.ts';
import type { Naming } from './looks.ts';
import type { Masked, Noise } from './noise.ts';

/** The best guess for a token, and how probable it is that it is right. */
export interface Guess {
  readonly token: string;
  readonly chance: number;
}

/** A caption that may have been masked, and how many words of it were replaced. */
interface Candidate {
  readonly tokens: readonly string[];
  readonly share: number;
  readonly changed: number;
}

/**
 * For every chosen place the most probable token, given all that is seen: exact, by Bayes' rule over
 * every caption that can have become this one. None can be given if no caption can.
 */
export function bestGuesses(
  knowledge: Knowledge,
  masked: Masked,
  noise: Noise,
): (Guess | undefined)[] {
  const votes = masked.chosen.map(() => new Map<string, number>());
  for (const { tokens, share, changed } of candidates(knowledge, masked, noise)) {
    const { differs, agrees } = likelihoodOf(masked, noise, changed);
    masked.chosen.forEach((place, i) => {
      const token = tokens[place] ?? '';
      const weight = share * (token === masked.tokens[place] ? agrees : differs);
      votes[i]?.set(token, (votes[i].get(token) ?? 0) + weight);
    });
  }
  return votes.map(mostProbable);
}

function mostProbable(votes: ReadonlyMap<string, number>): Guess | undefined {
  const total = [...votes.values()].reduce((sum, vote) => sum + vote, 0);
  const [best] = [...votes].sort(([, one], [, other]) => other - one);
  return best && total > 0 ? { token: best[0], chance: best[1] / total } : undefined;
}

/** Every caption that can have become what is seen: as long, and other words at few enough places. */
function* candidates(knowledge: Knowledge, masked: Masked, noise: Noise): Generator<Candidate> {
  const seen = masked.tokens.map((token) => (token === noise.mask ? '' : token));
  const masks = seen.filter((token) => token === '').length;
  for (const layout of knowledge.layouts.get(seen.length) ?? []) {
    const left = masked.chosen.length - masks - changes(layout.tokens, seen);
    if (left >= 0) yield* named(knowledge, layout, seen, masked.chosen.length - masks);
  }
}

function* named(
  knowledge: Knowledge,
  layout: Layout,
  seen: readonly string[],
  most: number,
): Generator<Candidate> {
  const { chance, namings } = knowledge;
  const [first, second] = layout.names;
  const fitting = (name: Name) =>
    (name.sized ? namings.sized : namings.plain).filter(
      ({ tokens }) => changes(tokens, seen.slice(name.start, name.start + tokens.length)) <= most,
    );
  const others = second ? fitting(second) : [undefined];
  for (const one of fitting(first)) {
    for (const other of others) {
      const likely = (other ? chance.two : chance.one)(one.look, other?.look, layout.motion);
      if (likely === 0) continue;
      const tokens = put(put(layout.tokens, first, one), second, other);
      const share = layout.share * one.share * (other?.share ?? 1) * likely;
      const changed = changes(tokens, seen);
      if (changed <= most) yield { tokens, share, changed };
    }
  }
}

function put(
  tokens: readonly string[],
  name: Name | undefined,
  naming: Naming | undefined,
): readonly string[] {
  if (!name || !naming) return tokens;
  const end = name.start + naming.tokens.length;
  return [...tokens.slice(0, name.start), ...naming.tokens, ...tokens.slice(end)];
}

/** At how many places two texts have different words. An empty word may be any. */
function changes(one: readonly string[], other: readonly string[]): number {
  let count = 0;
  for (let i = 0; i < one.length; i++) {
    if (one[i] !== '' && other[i] !== '' && one[i] !== other[i]) count++;
  }
  return count;
}
