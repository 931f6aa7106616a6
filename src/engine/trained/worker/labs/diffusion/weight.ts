import { predictionShares } from '../../../../../model/index.ts';
import type { Prediction, Rates } from '../../../../../model/index.ts';

/** How much larger an error of a prediction is in x₀: Infinity if it says nothing of x₀. */
export function weightOf(kind: Prediction, rates: Rates): number {
  const silent = rates.signal === 0 && (kind === 'epsilon' || kind === 'score');
  return silent ? Infinity : Math.abs(predictionShares(kind, 'x0', rates)[1]);
}
