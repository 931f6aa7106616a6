import { refuser } from '../weights/error.ts';
import { fillParams, saveParams } from '../weights/params.ts';
import { readSafetensors } from '../weights/safetensors.ts';
import { leavesOf } from './leaves.ts';
import type { Training } from './state.ts';

/** The version of what `saveTraining` writes. */
export const TRAINING_VERSION = '1';

const [VERSION, STEP, RANDOM] = ['training.version', 'training.step', 'training.random'];

/**
 * The whole state of a run as a safetensors file, exactly: `params.*`, the moments `first.*` and
 * `second.*`, `average.*` if it is kept; the step and the random state as texts.
 */
export function saveTraining(
  training: Training<object>,
  metadata?: ReadonlyMap<string, string>,
): Uint8Array {
  const { params, optimizer, average, random } = training;
  const { step, first, second } = optimizer;
  const texts = new Map([
    ...(metadata ?? []),
    [VERSION, TRAINING_VERSION],
    [STEP, String(step)],
    [RANDOM, String(random)],
  ]);
  return saveParams({ params, first, second, average }, { metadata: texts });
}

/**
 * A run as `saveTraining` left it. Which weights are trained, the file says. The caller owns it;
 * the tensors of `template` are only looked at.
 *
 * @throws WeightsError if the file is damaged, of another version, or not of this model.
 */
export function loadTraining<P extends object>(template: P, file: Uint8Array): Training<P> {
  const { tensors, metadata } = readSafetensors(file);
  const texts = metadata ?? new Map<string, string>();
  checkVersion(texts.get(VERSION));
  const [step, random] = [readNumber(STEP, texts), readNumber(RANDOM, texts)];
  const trained = leavesOf(template, (path) => tensors.has(`first.${path}`));
  const kept = [...tensors.keys()].some((name) => name.startsWith('average.'));
  const shape = {
    params: template,
    first: trained,
    second: trained,
    average: kept ? trained : undefined,
  };
  const { params, first, second, average } = fillParams(shape, tensors, 'loadTraining');
  return { params, optimizer: { step, first, second }, average, random };
}

function checkVersion(version = 'none'): void {
  if (version === TRAINING_VERSION) return;
  const advice = 'Take a file that saveTraining wrote, or update the library.';
  refuser('loadTraining')(`${VERSION} ${TRAINING_VERSION}`, version, advice);
}

/** A whole number of 32 bits. */
function readNumber(key: string, texts: ReadonlyMap<string, string>): number {
  const text = texts.get(key) ?? 'none';
  const number = Number(text);
  if (/^\d+$/.test(text) && number < 2 ** 32) return number;
  return refuser('loadTraining')(`a whole number in ${key}`, text, 'The file is damaged.');
}
