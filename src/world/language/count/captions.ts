import { LEXICON } from '../lexicon.ts';
import { PHRASINGS } from '../phrasings.ts';
import { ALL_VALUES, pairs } from './scenes.ts';
import type { Words } from '../lexicon.ts';
import type { Said } from '../meaning.ts';
import type { Values } from './scenes.ts';

/** How many captions in one language there are of scenes of one thing, or of two. */
export function countCaptions(
  language: keyof Words,
  things: 1 | 2,
  values: Values = ALL_VALUES,
): number {
  // Of a Chinese word, captions have the usual form only.
  const forms = (words: Words) => (language === 'english' ? words.english.length : 1);
  const ways = tellings(things).map((said) => {
    const phrasings = PHRASINGS.filter(({ can }) => can(said, things)).length;
    return phrasings * countContents(said, things, values, forms);
  });
  return sum(ways);
}

type Forms = (words: Words) => number;

/** In how many words so much can be said of anything. */
function countContents(said: Said, things: 1 | 2, values: Values, forms: Forms): number {
  const sizes = sum(values.size.map((size) => forms(LEXICON.size[size])));
  const motions = sum(values.motion.map((motion) => forms(LEXICON.motion[motion])));
  return (
    (said.size ? sizes : 1) *
    (said.otherSize ? sizes : 1) *
    (said.motion ? motions : 1) *
    countNames(things, values, forms) *
    countPlaces(said, things, values, forms)
  );
}

/** Names are colors with shapes; those of two things differ. */
function countNames(things: 1 | 2, { color, shape }: Values, forms: Forms): number {
  const names = color.flatMap((one) =>
    shape.map((other) => forms(LEXICON.color[one]) * forms(LEXICON.shape[other])),
  );
  return things === 1 ? sum(names) : sum(names) ** 2 - sum(names.map((count) => count ** 2));
}

/** The place of the first thing, if it is told, with the relation. */
function countPlaces({ place }: Said, things: 1 | 2, values: Values, forms: Forms): number {
  const placesOf = values.place.map((one) => forms(LEXICON.place[one]));
  if (things === 1) return place ? sum(placesOf) : 1;
  const told = pairs(values);
  const relations = [...new Set(told.map(({ relation }) => relation))];
  if (!place) return sum(relations.map((relation) => forms(LEXICON.relation[relation])));
  return sum(
    told.map(
      ({ first, relation }) => forms(LEXICON.place[first]) * forms(LEXICON.relation[relation]),
    ),
  );
}

/** All that a caption may tell or not. Of one thing there is no other size to tell. */
export function tellings(things: 1 | 2): Said[] {
  const either = [true, false];
  const others = things === 2 ? either : [false];
  return either.flatMap((size) =>
    either.flatMap((place) =>
      either.flatMap((motion) => others.map((otherSize) => ({ size, place, motion, otherSize }))),
    ),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
