import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { longCaption } from '../../../src/world/language/index.ts';
import type { Card } from '../../text/harness/card.ts';
import { writeWhole } from '../../text/harness/files.ts';
import { hashOf } from '../../text/harness/publish.ts';
import { ship } from '../../text/harness/ship.ts';
import type { Shelf } from '../../text/harness/ship.ts';
import { measureReconstruction } from '../check/measure.ts';
import { loadShipped } from '../check/shipped.ts';
import { readJudged } from '../judged.ts';
import { TEST, firstScenes } from '../scenes.ts';
import { soraCard } from './card.ts';
import type { SoraConfig } from './card.ts';
import { reconstruction } from './figures.ts';
import { chooseGuidance } from './judgments.ts';
import { readRuns } from './runs.ts';
import { samplingFigures } from './sampling.ts';

/** What a card is made of. */
export interface Sources extends Shelf {
  /** `.cache/video/runs` */
  readonly runs: string;
  /** `.cache/video/judged.jsonl` */
  readonly judged: string;
}

/**
 * Writes card, log, plot and sampling figures beside the weights that export.py wrote, and their line
 * of the manifest.
 *
 * @param clips on how many held-out clips reconstruction is measured
 */
export async function publishSora(sources: Sources, clips = 200): Promise<Card<SoraConfig>> {
  const [runs, judged] = [readRuns(sources.runs), readJudged(sources.judged)];
  const written = soraCard(judged, runs);
  const file = readFileSync(join(sources.models, written.name, 'weights.safetensors'));
  const { codec } = await loadShipped(sources.models);
  const card = {
    ...written,
    figures: [reconstruction(measureReconstruction(codec, clips)), ...written.figures],
    bytes: file.length,
    sha256: hashOf(file),
  };
  const { guidance } = chooseGuidance(judged);
  const sampling = samplingFigures(judged, runs, guidance, longestPrompt());
  ship(card, runs.dit.lines, sources);
  const path = join(sources.models, card.name, 'sampling.json');
  writeWhole(path, `${JSON.stringify(sampling, null, 2)}\n`);
  return card;
}

/** The tokens of the longest of the prompts that are judged, `[cls]` and `[sep]` among them. */
function longestPrompt(): number {
  const lengths = firstScenes(TEST, 1200).map((scene) => longCaption(scene).englishTokens.length);
  return Math.max(...lengths) + 2;
}
