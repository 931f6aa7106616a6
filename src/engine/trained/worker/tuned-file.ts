import {
  disposeParams,
  fillParams,
  leavesOf,
  readSafetensors,
  saveParams,
  withLeaves,
} from '../../../model/index.ts';
import { JobError } from '../../job-error.ts';
import { readArray, readListed, readWhole } from '../../read.ts';
import { TUNING_MODES } from '../jobs.ts';
import type { TuningMode } from '../jobs.ts';
import { TRAINED_LIMITS as LIMITS } from '../limits.ts';
import type { Classifier, Reader } from './models.ts';
import { initTuning, isTrained } from './tuning.ts';
import type { Tuning } from './tuning.ts';

/**
 * What fine-tuning leaves: the weights that were trained under their paths in `Tuning`, and as
 * metadata how to put them back. Frozen weights are not in it: they are the reader's.
 */

const [MODE, CLASSES, RANK] = ['finetune.mode', 'finetune.classes', 'finetune.rank'];

interface Kind {
  readonly mode: TuningMode;
  readonly classes: readonly string[];
  readonly rank: number;
}

export function saveTuned(tuning: Tuning, { mode, classes, rank }: Kind): Uint8Array {
  const metadata = new Map([
    [MODE, mode],
    [CLASSES, JSON.stringify(classes)],
    [RANK, String(rank)],
  ]);
  return saveParams(leavesOf(tuning, isTrained(mode)), { metadata });
}

/**
 * The classifier of a file. The caller owns its tensors: the tree as `tuning`.
 *
 * @throws WeightsError if the file is damaged or fits another reader; JobError if it is not of
 * fine-tuning.
 */
export function loadTuned(
  reader: Reader,
  file: Uint8Array,
): { readonly classifier: Classifier; readonly tuning: Tuning } {
  const { metadata } = readSafetensors(file);
  return putBack(reader, readKind(metadata ?? new Map<string, string>()), file);
}

/** The same for a file that does not say what it is. */
export function putBack(
  reader: Reader,
  kind: Kind,
  file: Uint8Array,
): { readonly classifier: Classifier; readonly tuning: Tuning } {
  const { tensors } = readSafetensors(file);
  const blank = initTuning(reader, { ...kind, seed: 0 });
  const blanks = leavesOf(blank, isTrained(kind.mode));
  try {
    const tuning = withLeaves(blank, fillParams(blanks, tensors, 'loadTuned'));
    Object.values(blanks).forEach((tensor) => tensor.dispose());
    const { model: params, head } = tuning;
    return { tuning, classifier: { ...reader, params, head, classes: kind.classes } };
  } catch (error) {
    disposeParams(blank);
    throw error;
  }
}

function readKind(metadata: ReadonlyMap<string, string>): Kind {
  const { min, max } = LIMITS.classes;
  return {
    mode: readListed('tuned', metadata.get(MODE), TUNING_MODES),
    classes: readArray('tuned', parse(metadata.get(CLASSES)), { min, max }).map(String),
    rank: readWhole('tuned', Number(metadata.get(RANK)), LIMITS.rank),
  };
}

function parse(text = ''): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new JobError('tuned', 'a file of fine-tuning', 'no list of classes');
  }
}
