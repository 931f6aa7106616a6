import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareFigure } from '../../text/harness/card.ts';
import type { Card } from '../../text/harness/card.ts';
import type { Checked } from '../../text/harness/check.ts';
import { hashOf } from '../../text/harness/publish.ts';
import type { Figure } from '../../text/harness/recipe.ts';
import type { SoraConfig } from '../card/card.ts';
import { allRight, attributeFigures, reconstruction } from '../card/figures.ts';
import type { SamplingFigures } from '../card/sampling.ts';
import { summarize } from '../judging.ts';
import { judgePrompts, measureReconstruction } from './measure.ts';
import { loadShipped } from './shipped.ts';
import type { Shipped } from './shipped.ts';

/** On how much a check measures: two minutes of one core. */
export interface CheckCounts {
  readonly clips: number;
  /** With one thing, and as many with two. */
  readonly prompts: number;
}

export const CHECKED: CheckCounts = { clips: 40, prompts: 40 };

const NAME = 'pocket-sora';

/**
 * Loads pocket Sora as it ships, verifies length and hash, and measures figures of the card again, in
 * `src/model` with the weights of the file.
 */
export async function checkSora(models: string, counts = CHECKED): Promise<Checked> {
  const file = (name: string) => join(models, NAME, name);
  const missing = ['weights.safetensors', 'card.json', 'sampling.json'].find(
    (name) => !existsSync(file(name)),
  );
  if (missing) return { name: NAME, problem: `there is no ${missing}`, figures: [] };
  const weights = readFileSync(file('weights.safetensors'));
  const card = JSON.parse(readFileSync(file('card.json'), 'utf8')) as Card<SoraConfig>;
  if (weights.length !== card.bytes || hashOf(weights) !== card.sha256) {
    return { name: NAME, problem: 'the weights are not those of the card', figures: [] };
  }
  const sampling = JSON.parse(readFileSync(file('sampling.json'), 'utf8')) as SamplingFigures;
  const figures = await measure(await loadShipped(models), sampling, counts);
  return { name: NAME, figures: figures.map((now) => compareFigure(onCard(card, now), now)) };
}

async function measure(
  shipped: Shipped,
  { steps, guidance }: SamplingFigures,
  { clips, prompts }: CheckCounts,
): Promise<Figure[]> {
  const figures = [reconstruction(measureReconstruction(shipped.codec, clips))];
  for (const things of [1, 2] as const) {
    const checked = await judgePrompts(shipped, things, prompts, { steps, guidance });
    const summary = summarize(things, checked);
    figures.push(allRight(summary), ...attributeFigures(summary));
  }
  return figures;
}

/** What the card says of the same. A card that says nothing agrees with nothing. */
function onCard({ figures }: Pick<Card, 'figures'>, { what }: Figure): Figure {
  return figures.find((figure) => figure.what === what) ?? { what, value: NaN, count: 0 };
}
