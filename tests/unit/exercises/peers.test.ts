import { expect, it } from 'vitest';
import { loadExercises } from '../../../scripts/exercises/load.ts';

/**
 * Wrong answers that pass every public test of other judges. Ours know them by name, or try them on
 * every exercise (`lazy.ts`: the identity, an argument as it is).
 */
const PASSED_ELSEWHERE = [
  ['TorchCode causal_attention, no 1/√dk', 'causal-attention', 'no-scale'],
  ['TorchCode causal_attention, uniform averaging', 'causal-attention', 'uniform'],
  ['TorchCode causal_attention, queries and keys swapped', 'causal-attention', 'swapped-query-key'],
  ['TorchCode cross_attention, no scale', 'cross-attention', 'no-scale'],
  ['TorchCode cross_attention, one head', 'cross-attention', 'one-head'],
  ['TorchCode cross_attention, sigmoid', 'cross-attention', 'sigmoid'],
  ['TorchCode cross_attention, no transpose back', 'cross-attention', 'no-transpose-back'],
  ['TorchCode gqa, no attention at all', 'grouped-query-attention', 'no-attention'],
  ['TorchCode rope, the identity', 'rope', 'identity'],
  ['TorchCode kv_cache, no 1/√dk', 'cached-decoding', 'no-scale'],
  ['Deep-ML 94, no scale', 'multi-head-attention', 'no-scale'],
  ['Deep-ML 94, division by dk', 'multi-head-attention', 'divided-by-width'],
  ['Deep-ML 94, hard argmax', 'multi-head-attention', 'argmax'],
  ['Deep-ML 107, no scale', 'causal-attention', 'no-scale'],
  ['Deep-ML 107, division by dk', 'causal-attention', 'divided-by-width'],
  ['Deep-ML 107, hard argmax', 'causal-attention', 'argmax'],
] as const;

it.each(PASSED_ELSEWHERE)('%s is a wrong answer of %s: %s', (_, exercise, id) => {
  const [folder] = loadExercises([exercise]);
  expect(folder?.wrong.map((wrong) => wrong.id)).toContain(id);
});
