import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelFile } from '../../../src/engine/models/manifest.ts';
import type { Card } from './card.ts';
import { writeWhole } from './files.ts';
import { thinLog } from './log.ts';
import type { Line } from './log.ts';
import { plotLoss } from './plot.ts';

/** How many lines of means the log that ships has. */
const LOG_LINES = 60;

/** Where things are that are published. */
export interface Shelf {
  /** `public/models` */
  readonly models: string;
  /** `src/engine/models/manifest.json` */
  readonly manifest: string;
}

/** Writes log, plot and card beside the weights of a model, and its line of the manifest. */
export function ship(
  card: Card<{ readonly seed: number }>,
  lines: readonly Line[],
  { models, manifest }: Shelf,
): void {
  const folder = join(models, card.name);
  const thin = thinLog(lines, LOG_LINES);
  writeWhole(join(folder, 'log.jsonl'), thin.map((line) => `${JSON.stringify(line)}\n`).join(''));
  writeWhole(join(folder, 'loss.svg'), plotLoss(`Loss of the ${card.name}`, thin));
  writeWhole(join(folder, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
  list(manifest, card);
}

function list(path: string, { name, bytes, sha256 }: Pick<ModelFile, 'name' | 'bytes' | 'sha256'>) {
  const before = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as ModelFile[]) : [];
  const entry: ModelFile = {
    name,
    path: `models/${name}/weights.safetensors`,
    bytes,
    sha256,
    version: sha256.slice(0, 12),
  };
  const files = [...before.filter((file) => file.name !== name), entry];
  const sorted = files.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  writeWhole(path, `${JSON.stringify(sorted, null, 2)}\n`);
}
