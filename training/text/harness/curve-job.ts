import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { disposeParams } from '../../../src/model/index.ts';
import { LABEL_CURVE } from '../configs/label-curve.ts';
import { allCells, pointsOf, tuneOn } from '../models/label-curve.ts';
import type { Cell, Point } from '../models/label-curve.ts';
import { loadReader } from '../models/shipped.ts';
import { compareFigure } from './card.ts';
import { writeWhole } from './files.ts';
import type { Job } from './job.ts';
import { describeMachine } from './machine.ts';
import { cellsOf, forget, keep, missing, parsePart, readOutcomes } from './outcomes.ts';
import type { Part, Timed } from './outcomes.ts';
import type { Places } from './publish.ts';

/** What `label-curve.json` holds. */
export interface LabelCurve {
  readonly command: string;
  readonly config: typeof LABEL_CURVE;
  readonly minutes: number;
  readonly machine: string;
  readonly points: readonly Point[];
}

const WHOLE: Part = { number: 1, of: 1 };

/**
 * The experiment on few labels: each fine-tuning is kept when it is done, so that it can resume. It
 * depends on its cell alone: parts may run beside one another, and whoever resumes joins them.
 */
export const curveJob: Job = {
  train: async (places, { resume, part }) => {
    const outcomes = await tuneAll(places, resume, part ? parsePart(part) : WHOLE);
    const left = missing(allCells(), outcomes).length;
    if (left > 0) {
      console.log(`label-curve: ${outcomes.length} fine-tunings are kept, ${left} are left`);
      return;
    }
    const curve: LabelCurve = {
      command: 'npm run train -- label-curve',
      config: LABEL_CURVE,
      minutes: Number((outcomes.reduce((sum, { ms }) => sum + ms, 0) / 60_000).toFixed(1)),
      machine: [...new Set(outcomes.map(({ machine }) => machine))].join('; '),
      points: pointsOf(outcomes),
    };
    writeWhole(fileOf(places), `${JSON.stringify(curve, null, 2)}\n`);
    for (const point of curve.points) console.log(say(point));
  },
  check: async (places) => {
    if (!existsSync(fileOf(places))) {
      console.log('label-curve: there is none');
      return false;
    }
    const { points } = JSON.parse(readFileSync(fileOf(places), 'utf8')) as LabelCurve;
    const reader = loadReader(places.models);
    const agrees: boolean[] = [];
    // The quickest of each, one seed: the head alone on 50 labels.
    const cells = allCells().filter(
      ({ mode, labels, seed }) => mode === 'frozen' && labels === 50 && seed === 1,
    );
    for (const cell of cells) agrees.push(checkCell(cell, points, await tuneOn(reader, cell)));
    disposeParams(reader.params);
    return agrees.every(Boolean);
  },
};

/** Does what is not done yet of a part. Gives what all parts have kept. */
async function tuneAll(places: Places, resume: boolean, part: Part): Promise<Timed[]> {
  const folder = join(places.run, LABEL_CURVE.name);
  const cells = allCells();
  if (!resume) forget(folder, part);
  const reader = loadReader(places.models);
  for (const cell of missing(cellsOf(cells, part), readOutcomes(folder, cells))) {
    const start = performance.now();
    const accuracy = await tuneOn(reader, cell);
    const ms = performance.now() - start;
    keep(folder, part, { ...cell, accuracy, ms, machine: describeMachine() });
  }
  disposeParams(reader.params);
  return readOutcomes(folder, cells);
}

function checkCell(cell: Cell, points: readonly Point[], value: number): boolean {
  const { labeling, labels, mode, seed } = cell;
  const point = points.find(
    (one) => one.labeling === labeling && one.labels === labels && one.mode === mode,
  );
  const what = `${labeling}, ${labels} labels, ${mode}, seed ${seed}`;
  const count = LABEL_CURVE.test;
  const before = { what, value: point?.accuracies[seed - 1] ?? NaN, count };
  const { agrees, tolerance } = compareFigure(before, { what, value, count });
  const sides = `card ${before.value}, now ${value}, tolerance ${tolerance.toFixed(3)}`;
  console.log(`label-curve, ${what}: ${sides}${agrees ? '' : ': they differ'}`);
  return agrees;
}

function fileOf({ models }: Places): string {
  return join(models, 'label-curve.json');
}

function say({ labeling, labels, mode, mean, low, high }: Point): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  return `${labeling}, ${labels} labels, ${mode}: ${percent(mean)} (${percent(low)} to ${percent(high)})`;
}
