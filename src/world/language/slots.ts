import { relationOf } from '../scene.ts';
import { LEXICON, VERBS } from './lexicon.ts';
import type { Scene, Thing } from '../scene.ts';
import type { Sayable, Words } from './lexicon.ts';
import type { Said } from './meaning.ts';
import type { Slots, Term } from './template.ts';

/** Which of its words, the usual one first, a caption takes for a value. */
export type Choose = (words: Words['english']) => string;

interface BothSlots {
  readonly english: Slots;
  readonly chinese: Slots;
}

/** What the slots of a phrasing hold, if it tells so much of a scene. */
export function slotsOf(scene: Scene, said: Said, choose: Choose): BothSlots {
  const [first, second] = scene;
  const relation = relationOf(scene);
  const motion = said.motion && termOf('motion', first.motion, choose);
  const name = nameOf(first, said.size, choose, 'first');
  const other = second && nameOf(second, said.otherSize, choose, 'second');
  const both: Slots = {
    ...(motion && { MOTION: [motion] }),
    ...(said.place && { PLACE: [termOf('place', first.place, choose)] }),
    ...(relation && { RELATION: [termOf('relation', relation, choose)] }),
  };
  return {
    english: {
      ...both,
      ...(motion && { MOVING: [moving(motion)] }),
      FIRST: ['a', ...name],
      ...(other && { SECOND: ['a', ...other] }),
    },
    chinese: { ...both, FIRST: inChinese(name), ...(other && { SECOND: inChinese(other) }) },
  };
}

function nameOf(thing: Thing, sized: boolean, choose: Choose, which: string): Term[] {
  return [
    ...(sized ? [termOf('size', thing.size, choose, which)] : []),
    termOf('color', thing.color, choose, which),
    termOf('shape', thing.shape, choose, which),
  ];
}

/** A size is set off by a little word: 小的红色圆形. */
function inChinese(name: readonly Term[]): (Term | string)[] {
  return name.flatMap((term) => (term.key.startsWith('size') ? [term, '的'] : [term]));
}

function termOf<Attribute extends keyof Sayable>(
  attribute: Attribute,
  value: Sayable[Attribute],
  choose: Choose,
  which = '',
): Term {
  const words: Words = LEXICON[attribute][value];
  return {
    key: `${attribute} ${which}`,
    english: choose(words.english).split(' '),
    chinese: words.chinese[0].split(' '),
  };
}

/** "moving right" for "moves right". */
function moving(motion: Term): Term {
  const english = motion.english.map((word) => VERBS.find(([verb]) => verb === word)?.[1] ?? word);
  return { ...motion, english };
}
