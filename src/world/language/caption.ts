import { WorldError } from '../error.ts';
import { pick } from '../random.ts';
import { EVERYTHING, meaningOf } from './meaning.ts';
import { pair } from './pair.ts';
import { PHRASINGS } from './phrasings.ts';
import { slotsOf } from './slots.ts';
import { fill } from './template.ts';
import type { Random } from '../random.ts';
import type { Scene } from '../scene.ts';
import type { Meaning, Said } from './meaning.ts';
import type { Pair } from './pair.ts';
import type { Phrasing } from './phrasings.ts';
import type { Choose } from './slots.ts';

/** A caption of a scene in both languages, and what it says. */
export interface Caption extends Pair {
  readonly meaning: Meaning;
}

/** A caption that tells a random part of a scene, in a random way and random words. */
export function caption(scene: Scene, random: Random): Caption {
  const said = drawSaid(random);
  const phrasing = pick(random, phrasingsFor(scene, said));
  return write(scene, said, phrasing, (words) => pick(random, words));
}

/** The one caption that tells everything, in the plainest way and the usual words. */
export function longCaption(scene: Scene): Caption {
  return write(scene, EVERYTHING, plain(), ([usual]) => usual);
}

/** The long caption of a single frame, which shows no motion. */
export function frameCaption(scene: Scene): Caption {
  return write(scene, { ...EVERYTHING, motion: false }, plain(), ([usual]) => usual);
}

/** A caption by somebody in a hurry: no size, no place, and in one of four no motion. */
export function shortPrompt(scene: Scene, random: Random): Caption {
  const motion = random.uniform() < 0.75;
  const said = { size: false, place: false, motion, otherSize: false };
  return write(scene, said, plain(), ([usual]) => usual);
}

/** The ways in which so much of a scene can be told. */
export function phrasingsFor(scene: Scene, said: Said): Phrasing[] {
  return PHRASINGS.filter(({ can }) => can(said, scene.length));
}

/** The caption that tells so much of a scene, in this way and with these words. */
export function write(scene: Scene, said: Said, phrasing: Phrasing, choose: Choose): Caption {
  const { english, chinese } = slotsOf(scene, said, choose);
  return {
    meaning: meaningOf(scene, said),
    ...pair(fill(phrasing.english, english), fill(phrasing.chinese, chinese)),
  };
}

function plain(): Phrasing {
  const [phrasing] = PHRASINGS;
  if (!phrasing) throw new WorldError('caption', 'a phrasing', 'none');
  return phrasing;
}

/** One caption in four tells everything. Of the others, each tells any part in one of two. */
function drawSaid(random: Random): Said {
  const all = random.uniform() < 0.25;
  const tell = () => random.uniform() < 0.5 || all;
  return { size: tell(), place: tell(), motion: tell(), otherSize: tell() };
}
