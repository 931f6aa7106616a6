import type { CostResult, CostSettings } from '../../../../engine/labs/cost.ts';
import { stateWorking, worked } from '../../../../interview/design/write.ts';
import { keptNumbers } from '../../../../model/training/count.ts';

/** How the bytes of the cache come out: of one token, then of all. */
export function cacheLines({ cacheOfToken, cache }: CostResult, settings: CostSettings): string[] {
  const { kind, layers, width, heads, sharing, tokens, batch, bytes } = settings;
  const L = kind === 'decoder' ? layers : 2 * layers;
  const [G, K] = [heads / sharing, width / heads];
  return [
    worked(cacheOfToken)`2 × ${L} × ${G} × ${K} × ${bytes}`,
    worked(cache)`${cacheOfToken} × ${tokens} × ${batch}`,
  ];
}

/** How the bytes of weights, gradients and optimizer come out. */
export function stateLines({ state, parameters }: CostResult, settings: CostSettings): string[] {
  return [stateWorking(state, parameters, settings.sharding, settings.devices)];
}

/** How the bytes of activations come out: of a block, of all that is kept, of the batch. */
export function activationLines(result: CostResult, settings: CostSettings): string[] {
  const { kind, layers: L, width: D, batch, recompute } = settings;
  const { tokens, activations } = result;
  const gated = settings.gated && kind !== 'diffusion' && kind !== 'text-to-video';
  const inner = kind === 'diffusion' ? 4 * D : settings.inner;
  const kept = (attentions: number) => keptNumbers({ width: D, inner }, attentions, gated);
  const line = (attentions: number) =>
    worked(kept(attentions))`${4 + 4 * attentions} × ${D} + ${gated ? 3 : 2} × ${inner}`;
  const all = activations / (2 * tokens * batch);
  const last = worked(activations)`2 × ${tokens} × ${batch} × ${all}`;
  if (kind === 'encoder-decoder') {
    const whole = recompute
      ? worked(all)`2 × ${L} × ${D} + ${kept(2)}`
      : worked(all)`${L} × (${kept(1)} + ${kept(2)})`;
    return [line(1), line(2), whole, last];
  }
  const attentions = kind === 'text-to-video' ? 2 : 1;
  const whole = recompute
    ? worked(all)`${L} × ${D} + ${kept(attentions)}`
    : worked(all)`${L} × ${kept(attentions)}`;
  return [line(attentions), whole, last];
}
