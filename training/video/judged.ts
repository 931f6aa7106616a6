import { readFileSync } from 'node:fs';

/** How the clips of a folder of sample.py came about. */
export interface Sampling {
  /** The run of the model: `dit`. */
  readonly run: string;
  /** The dump whose captions were the prompts: `test-9x32x32`. */
  readonly of: string;
  readonly steps: number;
  readonly guidance: number;
  /** Latent frames that were given; 0 is none. */
  readonly known: number;
}

/** A line of `judged.jsonl`: what was right in clips of prompts with so many things. */
export interface Judged extends Sampling {
  readonly things: 1 | 2;
  readonly count: number;
  /** The share of the prompts of which all was right. */
  readonly all: number;
  /** The same of each attribute; those of the second thing begin with `other`. */
  readonly attributes: Readonly<Record<string, number>>;
}

const FOLDER =
  /([^/]+)\/samples\/steps-(\d+)-guidance-(\d+(?:\.\d+)?)(?:-known-(\d+))?-([a-z]+-\d+x\d+x\d+)\/?$/;

/**
 * What the name of a folder says: `…/dit/samples/steps-25-guidance-3-known-1-test-9x32x32`.
 *
 * @throws Error if sample.py does not name its folders so.
 */
export function samplingOf(folder: string): Sampling {
  const [, run, steps, guidance, known = 0, of] = FOLDER.exec(folder) ?? [];
  if (run === undefined || of === undefined) {
    throw new Error(
      `--clips: wanted <run>/samples/steps-<n>-guidance-<s>-<dump>, got ${folder}. Sample with sample.py.`,
    );
  }
  return { run, of, steps: Number(steps), guidance: Number(guidance), known: Number(known) };
}

/** The lines of a file. Of the same sampling, judged twice, the last one counts. */
export function readJudged(path: string): Judged[] {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  const judged = lines.map((line) => JSON.parse(line) as Judged);
  return [...new Map(judged.map((one) => [keyOf(one), one])).values()];
}

function keyOf({ run, of, steps, guidance, known, things }: Judged): string {
  return [run, of, steps, guidance, known, things].join();
}
