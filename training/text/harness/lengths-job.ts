import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FLAT_RUN, LEVELS_RUN } from '../configs/levels.ts';
import { betterOf, pointsOf } from '../models/lengths.ts';
import type { Point } from '../models/lengths.ts';
import type { Card } from './card.ts';
import { writeWhole } from './files.ts';
import type { Job } from './job.ts';
import { plotLengths } from './lengths-plot.ts';
import type { Places } from './publish.ts';

const NAMES = [LEVELS_RUN.name, FLAT_RUN.name];

/** What `lengths.json` holds, beside the multi-level reader. */
export interface Lengths {
  readonly command: string;
  /** The most sentences of a paragraph in training. */
  readonly trained: number;
  readonly levels: readonly Point[];
  readonly flat: readonly Point[];
}

/** Puts both readers side by side, by the figures of their cards: nothing is trained here. */
export const lengthsJob: Job = {
  train: (places) => {
    const lengths = compare(places);
    const { levels, flat, trained } = lengths;
    writeWhole(fileOf(places, 'json'), textOf(lengths));
    const series = [
      { label: 'multi-level reader', points: levels },
      { label: 'flat reader', points: flat },
    ];
    writeWhole(fileOf(places, 'svg'), plotLengths(series, trained));
    for (const line of say(lengths)) console.log(line);
    return Promise.resolve();
  },
  check: (places) => {
    const path = fileOf(places, 'json');
    const there = [path, ...NAMES.map((name) => cardOf(places, name))].every(existsSync);
    const agrees = there && readFileSync(path, 'utf8') === textOf(compare(places));
    console.log(`lengths.json: ${agrees ? 'is what the cards say' : 'is not what the cards say'}`);
    return agrees;
  },
};

function compare(places: Places): Lengths {
  const [levels = [], flat = []] = NAMES.map((name) =>
    pointsOf(JSON.parse(readFileSync(cardOf(places, name), 'utf8')) as Card),
  );
  const command = 'npm run train -- multilevel-lengths';
  return { command, trained: LEVELS_RUN.data.longest, levels, flat };
}

/** One line a length: both, and who is better. */
export function say({ levels, flat }: Lengths): string[] {
  return levels.flatMap((one) => {
    const other = flat.find(({ sentences }) => sentences === one.sentences);
    if (!other) return [];
    const better = betterOf(one, other);
    const verdict = better
      ? `${better === 'first' ? 'multi-level' : 'flat'} is better`
      : 'no difference shown';
    const times = (other.macs / one.macs).toFixed(1);
    return [
      `${one.sentences} sentences: multi-level ${sayPoint(one)}; flat ${sayPoint(other)}, ${times} times as many; ${verdict}`,
    ];
  });
}

function sayPoint({ accuracy, low, high, macs }: Point): string {
  const [share, from, to] = [accuracy, low, high].map((x) => (100 * x).toFixed(1));
  return `${share} % (${from} to ${to}), ${(macs / 1e6).toFixed(2)} M multiply-accumulates`;
}

function cardOf({ models }: Places, name: string): string {
  return join(models, name, 'card.json');
}

function textOf(lengths: Lengths): string {
  return `${JSON.stringify(lengths, null, 2)}\n`;
}

function fileOf({ models }: Places, kind: 'json' | 'svg'): string {
  return join(models, LEVELS_RUN.name, `lengths.${kind}`);
}
