import { WorldError } from '../error.ts';
import { pick } from '../random.ts';
import { drawThing } from '../scene.ts';
import { longCaption } from './caption.ts';
import { areSame, pairsFor } from './meaning.ts';
import type { Random } from '../random.ts';
import type { Scene, Thing } from '../scene.ts';
import type { Caption } from './caption.ts';
import type { Meaning } from './meaning.ts';

/** A short prompt told in full. */
export interface Expansion {
  readonly scene: Scene;
  readonly caption: Caption;
}

/**
 * A scene that fits what a prompt says, all that was left open drawn at random, and its long
 * caption. Sora, too, had short prompts rewritten in the manner of the long captions that it had
 * learned from.
 *
 * @throws WorldError if no scene fits.
 */
export function expandPrompt(meaning: Meaning, random: Random): Expansion {
  const scene = drawFitting(meaning, random);
  return { scene, caption: longCaption(scene) };
}

function drawFitting(meaning: Meaning, random: Random): Scene {
  const [first, second] = meaning.things;
  if (!second) return [{ ...drawThing(random), ...first }];
  checkPossible(meaning);
  const [place, other] = pick(random, pairsFor(meaning));
  for (;;) {
    const one: Thing = { ...drawThing(random), ...first, place };
    const two: Thing = { ...drawThing(random), motion: 'still', ...second, place: other };
    if (one.color !== two.color || one.shape !== two.shape) return [one, two];
  }
}

function checkPossible(meaning: Meaning): void {
  const [first, second] = meaning.things;
  const fail = (wanted: string, got: string) => new WorldError('expandPrompt', wanted, got);
  if (pairsFor(meaning).length === 0) throw fail('places at opposite sides', 'others');
  if ((second?.motion ?? 'still') !== 'still')
    throw fail('a second thing that is still', 'one that moves');
  if (areSame(first, second)) throw fail('two things that differ', 'the same twice');
}
