import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * Sees every intermediate tensor of a forward pass, by name.
 *
 * A tap may **record** (keep a copy, return the tensor), **edit** (return another tensor of the
 * same shape, which the forward pass then uses) or **stop** (throw {@link Stop}). It must not
 * dispose what it was given, and must copy what it wants to keep: layers tidy up after themselves.
 */
export type Tap = <T extends Tensor>(name: string, tensor: T) => T;

/** The default tap: the identity. */
export const noTap: Tap = (_name, tensor) => tensor;

/** A tap that prefixes every name: `scope(tap, 'encoder.0')` turns `x` into `encoder.0.x`. */
export function scope(tap: Tap, prefix: string): Tap {
  return tap === noTap ? noTap : (name, tensor) => tap(`${prefix}.${name}`, tensor);
}

/** Thrown by a tap to end a forward pass early, once it has seen what it wanted. */
export class Stop extends Error {
  override name = 'Stop';
}
