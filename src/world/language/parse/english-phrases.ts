import { LEXICON, VERBS } from '../lexicon.ts';
import { TOLD } from './item.ts';
import type { Words } from '../lexicon.ts';
import type { Item, Mark, Phrases, Told } from './item.ts';

/** What readers may write beside the words of captions, and for what. */
const ALSO: Readonly<Record<string, string>> = {
  huge: 'large',
  disc: 'circle',
  plus: 'cross',
  rhombus: 'diamond',
  over: 'above',
  'on top of': 'above',
  beneath: 'below',
  stays: 'stays still',
  still: 'stays still',
  stationary: 'stays still',
  motionless: 'stays still',
  upward: 'moves up',
  upwards: 'moves up',
  up: 'moves up',
  downward: 'moves down',
  downwards: 'moves down',
  down: 'moves down',
};

/** Words that carry nothing by themselves. Signs are listed, too. */
const FILLERS =
  'at in on to of is are with there corner side show draw video of , . ; : ! ? " “ ” ( )'.split(
    ' ',
  );
const ARTICLES = ['a', 'an', 'the', 'one', 'another'];

/** Every phrase that the English parser knows. */
export const ENGLISH_PHRASES: Phrases = new Map<string, Item>([
  ...VERBS.slice(0, 2).flatMap((forms) => forms.map((word) => mark(word, 'verb'))),
  ...FILLERS.map((word) => mark(word, 'filler')),
  ...ARTICLES.map((word) => mark(word, 'article')),
  mark('and', 'and'),
  mark('it', 'it'),
  mark('that', 'that'),
  mark('which', 'that'),
  ...TOLD.flatMap((told) => phrasesFor(told).map((phrase): [string, Item] => [phrase, told])),
]);

function mark(word: string, kind: Mark): [string, Item] {
  return [word, { kind }];
}

function phrasesFor(told: Told): string[] {
  const values: Readonly<Record<string, Words>> = LEXICON[told.kind];
  const usual: readonly string[] = values[told.value]?.english ?? [];
  const also = Object.keys(ALSO).filter((phrase) => usual.includes(ALSO[phrase] ?? ''));
  return [...usual, ...also].flatMap((phrase) => variantsOf(phrase, told.kind));
}

function variantsOf(phrase: string, kind: Told['kind']): string[] {
  if (kind === 'motion') return conjugated(phrase);
  if (kind === 'place') return placed(phrase.replace(/^.. the | corner$/g, ''));
  return kind === 'relation' ? sided(phrase) : [phrase];
}

/** "moves right": also "moving right", "move to the right". */
function conjugated(phrase: string): string[] {
  const [verb, way] = phrase.split(' ');
  const forms: readonly string[] = VERBS.find(([form]) => form === verb) ?? [phrase];
  return forms.flatMap((form) => (way ? [`${form} ${way}`, `${form} to the ${way}`] : [form]));
}

/** "top left": also "left top" and "upper left". */
function placed(name: string): string[] {
  const [row = '', column] = name.split(' ');
  if (!column) return name === 'center' ? [name, 'centre'] : [name];
  return [name, `${column} ${row}`, `${row === 'top' ? 'upper' : 'lower'} ${column}`];
}

/** "to the left of": also "left of", "on the left of" and "on the left side of". */
function sided(phrase: string): string[] {
  const [, side] = /^to the (\w+) of$/.exec(phrase) ?? [];
  return side ? [phrase, `${side} of`, `on the ${side} of`, `on the ${side} side of`] : [phrase];
}
