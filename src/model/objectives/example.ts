/**
 * What an objective makes of a text: what the model reads, what it should say at each place, and
 * at which places the loss looks. All three have the same length.
 *
 * Where the weight is 0, the target is a valid id all the same, because the loss multiplies instead
 * of skipping. (PyTorch and its users write the target −100 there.)
 */
export interface Example {
  /** The ids that the model reads. */
  readonly ids: readonly number[];
  /** The id that it should predict at each place. */
  readonly targets: readonly number[];
  /** 1 where the loss looks, else 0. */
  readonly weights: readonly number[];
}
