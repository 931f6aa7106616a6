import { expect, test } from 'vitest';
import type { Example } from '../../../src/model/index.ts';
import { readText } from '../../../src/engine/models/text.ts';
import { ENGLISH } from '../../../src/world/language/index.ts';
import { bestFinds } from '../../../training/text/data/best.ts';

/** A caption with the words at these places hidden. */
function hide(caption: string, ...places: number[]): Example {
  const targets = readText(caption.split(' ')).ids;
  const hidden = targets.map((_, t) => places.includes(t - 1));
  return {
    targets,
    ids: targets.map((id, t) => (hidden[t] ? ENGLISH.idOf('[mask]') : id)),
    weights: hidden.map(Number),
  };
}

test('a word that the grammar leaves no choice for is found', () => {
  expect(bestFinds([hide('there is a red circle . it loops .', 1, 5)])).toEqual([true, true]);
  expect(bestFinds([hide('a red circle loops', 0), hide('an orange circle loops', 0)])).toEqual([
    true,
    true,
  ]);
});

test('of colors that are as likely as each other, one guess is right', () => {
  const colors = ['red', 'yellow', 'green', 'blue', 'pink', 'white'];
  const found = bestFinds(colors.map((color) => hide(`a ${color} circle loops`, 1)));
  expect(found.filter(Boolean).length).toBeLessThanOrEqual(1);
});
