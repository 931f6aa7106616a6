import { LEXICON, VERBS } from '../../language/lexicon.ts';
import { MOTIONS, PAIRS, PLACES, RELATIONS, relate } from '../../scene.ts';
import type { Motion } from '../../scene.ts';

/** What a caption may say of one thing in one respect, and how probable that is. */
export interface Choice {
  readonly share: number;
  readonly place?: readonly string[];
  readonly relation?: readonly string[];
  readonly motion?: Motion;
  readonly moves?: readonly string[];
  readonly moving?: readonly string[];
}

/** Place and relation, as far as they are told. Their words are as probable as one another. */
export function whereChoices(things: number, told: boolean): Choice[] {
  if (things === 1)
    return told ? PLACES.flatMap((place) => placed(place, 1 / PLACES.length)) : [{ share: 1 }];
  if (!told)
    return RELATIONS.flatMap((relation) => related(relation, { share: 1 / RELATIONS.length }));
  return PAIRS.flatMap(([first, second]) => {
    const relation = relate(first, second);
    return placed(first, 1 / PAIRS.length).flatMap((choice) =>
      relation ? related(relation, choice) : [],
    );
  });
}

/** The motion, if it is told. How probable each is, the looks of the thing decide. */
export function motionChoices(told: boolean): Choice[] {
  if (!told) return [{ share: 1 }];
  return MOTIONS.flatMap((motion) =>
    split(LEXICON.motion[motion].english).map(({ share, words }) => ({
      share,
      motion,
      moves: words,
      moving: words.map((word) => VERBS.find(([verb]) => verb === word)?.[1] ?? word),
    })),
  );
}

function placed(place: keyof typeof LEXICON.place, share: number): Choice[] {
  return split(LEXICON.place[place].english).map((one) => ({
    place: one.words,
    share: share * one.share,
  }));
}

function related(relation: keyof typeof LEXICON.relation, choice: Choice): Choice[] {
  return split(LEXICON.relation[relation].english).map(({ words, share }) => ({
    ...choice,
    relation: words,
    share: share * choice.share,
  }));
}

function split(phrases: readonly string[]): { words: string[]; share: number }[] {
  return phrases.map((phrase) => ({ words: phrase.split(' '), share: 1 / phrases.length }));
}
