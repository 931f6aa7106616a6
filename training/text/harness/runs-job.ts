import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HELD_OUT, drawData } from '../../../src/components/tuner/examples.ts';
import { BATCH, RATES, START } from '../../../src/components/tuner/runs.ts';
import type { Point, Settings, ShownRun } from '../../../src/components/tuner/runs.ts';
import { TUNING_MODES } from '../../../src/engine/trained/jobs.ts';
import type { FinetuneStep, TuningMode } from '../../../src/engine/trained/jobs.ts';
import { finetune } from '../../../src/engine/trained/worker/finetune.ts';
import { disposeParams } from '../../../src/model/index.ts';
import { loadReader } from '../models/shipped.ts';
import { compareFigure } from './card.ts';
import { writeWhole } from './files.ts';
import type { Job } from './job.ts';
import { describeMachine } from './machine.ts';
import type { Places } from './publish.ts';

/** What `tuning-runs.json` holds. */
export interface TuningRuns {
  readonly command: string;
  readonly machine: string;
  readonly runs: readonly ShownRun[];
}

/** Digits that a curve of the page needs. */
const DIGITS = 4;

/**
 * A run of each mode of the fine-tuning lab as it begins, by the same code: the page shows them before a reader has
 * trained anything, and where nothing can be trained.
 */
export const runsJob: Job = {
  train: async (places) => {
    const runs: ShownRun[] = [];
    for (const [i, mode] of TUNING_MODES.entries()) {
      const run = await runOf(places, mode, i + 1);
      runs.push(run);
      console.log(`tuning-runs, ${mode}: ${sayShare(run.result?.accuracy)}`);
    }
    const file: TuningRuns = {
      command: 'npm run train -- tuning-runs',
      machine: describeMachine(),
      runs,
    };
    writeWhole(fileOf(places), `${JSON.stringify(file)}\n`);
  },
  check: async (places) => {
    if (!existsSync(fileOf(places))) {
      console.log('tuning-runs: there is none');
      return false;
    }
    const { runs } = JSON.parse(readFileSync(fileOf(places), 'utf8')) as TuningRuns;
    // The quickest.
    const now = await runOf(places, 'frozen', 1);
    const before = runs.find(({ settings: { mode } }) => mode === 'frozen');
    const figure = (run?: ShownRun) => ({
      what: 'frozen',
      value: run?.result?.accuracy ?? NaN,
      count: HELD_OUT,
    });
    const { agrees, tolerance } = compareFigure(figure(before), figure(now));
    const sides = `file ${sayShare(before?.result?.accuracy)}, now ${sayShare(now.result?.accuracy)}`;
    console.log(`tuning-runs, frozen: ${sides}, tolerance ${tolerance.toFixed(3)}`);
    return agrees;
  },
};

async function runOf(places: Places, mode: TuningMode, id: number): Promise<ShownRun> {
  const settings: Settings = { ...START, mode, learningRate: RATES[mode] };
  const { examples, heldOut } = await drawData('mover', settings.count, settings.seed);
  const losses: Point[] = [];
  const accuracies: Point[] = [];
  const tell = ({ step, loss, accuracy }: FinetuneStep) => {
    losses.push({ step, value: rounded(loss) });
    if (accuracy !== undefined) accuracies.push({ step, value: accuracy });
  };
  const reader = loadReader(places.models);
  const { file: _, ...result } = await finetune(
    reader,
    { ...settings, examples, heldOut, batch: BATCH },
    {
      tell,
      loading: () => undefined,
      pause: () => Promise.resolve(),
      signal: new AbortController().signal,
    },
  );
  disposeParams(reader.params);
  return { id, settings, labels: examples.length, losses, accuracies, result };
}

function rounded(value: number): number {
  return Number(value.toPrecision(DIGITS));
}

function sayShare(share = NaN): string {
  return `${(100 * share).toFixed(1)} %`;
}

function fileOf({ models }: Places): string {
  return join(models, 'tuning-runs.json');
}
