import { ModelError } from '../error.ts';
import type { Rates } from './rates.ts';

/** Throws unless both rates are a diffusion's and `from` is the noisier one. */
export function expectBack(where: string, from: Rates, to: Rates): void {
  const bad = [from, to].find(({ signal, noise }) => Math.abs(signal ** 2 + noise ** 2 - 1) > 1e-6);
  if (bad) {
    const got = `${bad.signal} and ${bad.noise}`;
    throw new ModelError(where, 'rates whose squares sum to 1', got);
  }
  if (from.noise <= to.noise) {
    throw new ModelError(where, 'a step to less noise', `${from.noise} to ${to.noise}`);
  }
}
