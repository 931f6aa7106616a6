import type { LayerSizes, Verdict } from './subject.ts';

/**
 * The sizes where a property is not about sizes. F is D and S is T, so that a layer which works
 * only then fails the properties that are about sizes, and no other one by accident.
 */
export const SIZES: LayerSizes = { width: 8, heads: 2, inner: 8 };

export function held(evidence: string): Verdict {
  return { holds: true, evidence };
}

export function failed(evidence: string): Verdict {
  return { holds: false, evidence };
}
