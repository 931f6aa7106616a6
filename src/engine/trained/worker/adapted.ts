import { addLoras } from '../../../model/index.ts';
import type { LoraOptions, Random, TextModelParams } from '../../../model/index.ts';

/** The linear layers that the answerer's adapters change: all of attention and of the feed-forward network. */
const ADAPTED = /^layers\.\d+\.(self|ffn)\./;

/** The reader with adapters that change nothing yet. Its own weights are shared, not copied. */
export function adaptReader(
  random: Random,
  params: TextModelParams,
  options: LoraOptions,
): TextModelParams {
  return addLoras(random, params, options, (path) => ADAPTED.test(path));
}

/** Whether a weight is in the file of an adapter with its head; the rest is the reader's. */
export function isAdapter(path: string): boolean {
  return path.startsWith('head.') || /\.lora\.(down|up)$/.test(path);
}
