import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom, disposeParams } from '../../../src/model/index.ts';
import { compareFigure } from './card.ts';
import type { Card, Compared } from './card.ts';
import { hashOf, loadTrained } from './publish.ts';
import type { Recipe } from './recipe.ts';

/** What became of a shipped model that was checked. */
export interface Checked {
  readonly name: string;
  /** Why it was not measured, if it was not. */
  readonly problem?: string | undefined;
  readonly figures: readonly Compared[];
}

/**
 * Loads the weights of a recipe as they ship, verifies length and hash, and measures the figures of
 * the card again.
 */
export function checkModel<P extends object, Item>(
  recipe: Recipe<P, Item>,
  models: string,
): Checked {
  const { name, seed, samples } = recipe.config;
  const folder = join(models, name);
  const [weights, cardFile] = [join(folder, 'weights.safetensors'), join(folder, 'card.json')];
  if (!existsSync(weights) || !existsSync(cardFile)) {
    return { name, problem: 'there are no weights with a card', figures: [] };
  }
  const file = readFileSync(weights);
  const card = JSON.parse(readFileSync(cardFile, 'utf8')) as Card;
  if (file.length !== card.bytes || hashOf(file) !== card.sha256) {
    return { name, problem: 'the weights are not those of the card', figures: [] };
  }
  const fresh = recipe.init(createRandom(seed));
  const params = loadTrained(recipe, fresh, file);
  const figures = recipe.measure(params, 'test', samples.check);
  disposeParams({ fresh, params });
  return { name, figures: figures.map((now, i) => compare(card, i, now)) };
}

function compare({ figures }: Card, i: number, now: Compared['now']): Compared {
  const card = figures[i] ?? { what: now.what, value: NaN, count: 0 };
  return compareFigure(card, now);
}
