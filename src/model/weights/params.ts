import * as tf from '@tensorflow/tfjs-core';
import { formatShape } from '../check.ts';
import { flatten, mapParams } from '../params.ts';
import { refuser } from './error.ts';
import { readSafetensors } from './safetensors.ts';
import type { Weight } from './safetensors.ts';
import { writeSafetensors } from './write.ts';

/** The version of what `saveParams` writes. It goes up when old readers would misread new files. */
export const WEIGHTS_VERSION = '1';

/** The metadata that holds the version. Files of other tools have none, and are read as well. */
export const VERSION_KEY = 'weights.version';

const RENAME = 'Rename a field of the tree.';
const CAST = 'Cast it to float32 or int32.';

export interface SaveOptions {
  /** How numbers are kept. F16 halves the file and rounds: see `toHalf`. F32 unless told otherwise. */
  readonly dtype?: 'F32' | 'F16' | undefined;
  readonly metadata?: ReadonlyMap<string, string> | undefined;
}

/** A parameter tree as a safetensors file: every tensor by its dotted path. */
export function saveParams(
  params: object,
  { dtype = 'F32', metadata }: SaveOptions = {},
): Uint8Array {
  const tensors = new Map<string, Weight>();
  const refuse = refuser('saveParams');
  for (const [path, tensor] of flatten(params)) {
    if (tensors.has(path)) refuse('a path of its own for every tensor', `${path} twice`, RENAME);
    const whole = tensor.dtype === 'int32';
    if (!whole && tensor.dtype !== 'float32') refuse(`numbers in ${path}`, tensor.dtype, CAST);
    const data = tensor.dataSync<'float32' | 'int32'>();
    tensors.set(path, { dtype: whole ? 'I32' : dtype, shape: tensor.shape, data });
  }
  const texts = new Map([...(metadata ?? []), [VERSION_KEY, WEIGHTS_VERSION]]);
  return writeSafetensors({ tensors, metadata: texts });
}

/**
 * A tree like `template` with the tensors of a file. What is not a tensor comes from the template.
 * The caller owns the tensors; those of the template are only looked at.
 *
 * @throws WeightsError if the file is damaged, of a version to come, or not exactly of these tensors.
 */
export function loadParams<P extends object>(template: P, file: Uint8Array): P {
  const { tensors, metadata } = readSafetensors(file);
  const version = metadata?.get(VERSION_KEY) ?? WEIGHTS_VERSION;
  if (version !== WEIGHTS_VERSION) {
    const wanted = `${VERSION_KEY} ${WEIGHTS_VERSION}`;
    refuser('loadParams')(wanted, version, 'Reload the page, or update the library.');
  }
  return fillParams(template, tensors, 'loadParams');
}

/** `loadParams` for tensors that are read already. */
export function fillParams<P extends object>(
  template: P,
  weights: ReadonlyMap<string, Weight>,
  where = 'fillParams',
): P {
  const problems = differences(new Map(flatten(template)), weights);
  if (problems.length > 0) {
    const advice = 'Use the file of this model, or a template with the sizes of the file.';
    refuser(where)('exactly the tensors of the template', problems.join('; '), advice);
  }
  return mapParams(template, (path, tensor) => {
    const { data, shape } = weights.get(path) ?? { data: [], shape: [] };
    return tf.tensor(data, [...shape], tensor.dtype);
  });
}

/** What is missing, misshaped and too much, each by name. */
function differences(
  wanted: ReadonlyMap<string, tf.Tensor>,
  weights: ReadonlyMap<string, Weight>,
): string[] {
  const problems = [...wanted].flatMap(([path, tensor]) => {
    const weight = weights.get(path);
    if (!weight) return [`no ${path}`];
    const got = `${formatShape(weight.shape)} ${weight.data instanceof Int32Array ? 'int32' : 'float32'}`;
    const want = `${formatShape(tensor.shape)} ${tensor.dtype}`;
    return got === want ? [] : [`${path} ${got} instead of ${want}`];
  });
  const surplus = [...weights.keys()].filter((path) => !wanted.has(path));
  return [...problems, ...surplus.map((path) => `${path}, which the template has not`)];
}
