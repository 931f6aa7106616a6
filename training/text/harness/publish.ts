import { createHash } from 'node:crypto';
import { join } from 'node:path';
import {
  averagedParams,
  countParams,
  leavesOf,
  loadParams,
  saveParams,
  withLeaves,
} from '../../../src/model/index.ts';
import type { Training } from '../../../src/model/index.ts';
import type { Card } from './card.ts';
import { writeWhole } from './files.ts';
import { isStep, readLog } from './log.ts';
import { describeMachine } from './machine.ts';
import type { Recipe, RunConfig } from './recipe.ts';
import { filesOf } from './run.ts';
import { ship } from './ship.ts';
import type { Shelf } from './ship.ts';

/** Where things are that are published, and what they are made of. */
export interface Places extends Shelf {
  /** Of the run: its log. */
  readonly run: string;
}

/** Writes weights, card, log and plot of a run into the folder that ships, and its line of the manifest. */
export function publish<P extends object, Item>(
  recipe: Recipe<P, Item>,
  training: Training<P>,
  places: Places,
): Card {
  const { config, trainable, about } = recipe;
  const { weights, params } = choose(recipe, training);
  const leaves = leavesOf(params, trainable);
  const file = saveParams(leaves, { dtype: 'F16' });
  const lines = readLog(filesOf(places.run).log);
  const milliseconds = lines.filter(isStep).reduce((sum, line) => sum + line.milliseconds, 0);
  const card: Card = {
    name: config.name,
    ...about,
    parameters: countParams(leaves),
    command: commandOf(config, training.optimizer.step),
    config,
    steps: training.optimizer.step,
    minutes: Number((milliseconds / 60_000).toFixed(1)),
    machine: describeMachine(),
    weights,
    figures: recipe.measure(loadTrained(recipe, params, file), 'test', config.samples.test),
    bytes: file.length,
    sha256: hashOf(file),
  };
  writeWhole(join(places.models, config.name, 'weights.safetensors'), file);
  ship(card, lines, places);
  return card;
}

/** The weights with those of a file in the places of what was trained. The caller owns the latter. */
export function loadTrained<P extends object, Item>(
  { trainable }: Recipe<P, Item>,
  params: P,
  file: Uint8Array,
): P {
  return withLeaves(params, loadParams(leavesOf(params, trainable), file));
}

export function hashOf(file: Uint8Array): string {
  return createHash('sha256').update(file).digest('hex');
}

/** The last weights or their moving average: the better by the first figure on the validation split. */
function choose<P extends object, Item>(
  { measure, config }: Recipe<P, Item>,
  training: Training<P>,
): { weights: Card['weights']; params: P } {
  const score = (params: P) => measure(params, 'validation', config.samples.validation)[0]?.value;
  const average = averagedParams(training);
  return (score(training.params) ?? 0) > (score(average) ?? 0)
    ? { weights: 'last', params: training.params }
    : { weights: 'average', params: average };
}

/** What trains so again. A run that ended early says so. */
function commandOf({ name, steps }: RunConfig, done: number): string {
  return `npm run train -- ${name}${done < steps ? ` --steps ${done}` : ''}`;
}
