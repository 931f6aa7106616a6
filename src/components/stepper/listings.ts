import attention from '../../model/attention.ts?raw';
import decoder from '../../model/decoder.ts?raw';
import block from '../../model/diffusion/block.ts?raw';
import caption from '../../model/diffusion/caption.ts?raw';
import modulate from '../../model/diffusion/modulate.ts?raw';
import timestep from '../../model/diffusion/timestep.ts?raw';
import embedding from '../../model/embedding.ts?raw';
import encoder from '../../model/encoder.ts?raw';
import feedforward from '../../model/feedforward.ts?raw';
import { kerasSpotOf } from './keras-spot.ts';
import { codeKey } from './listing-key.ts';
import type { SourceSpot } from './listing-key.ts';
import { cutFunction, cutPython, litLine, markedLine } from './listing.ts';
import type { Listing } from './listing.ts';
import { firstByKey } from './variants.ts';
import type { Variant } from './variants.ts';

/** A function of the source, and which steps light which of its lines. Only used at build time. */
export interface LitListing extends Listing {
  readonly language: 'typescript' | 'python';
  /** Line, from 0 → keys of the steps that it computes. */
  readonly keys: ReadonlyMap<number, readonly string[]>;
}

const typescript: Readonly<Record<string, string>> = {
  attention,
  decoder,
  'diffusion/block': block,
  'diffusion/caption': caption,
  'diffusion/modulate': modulate,
  'diffusion/timestep': timestep,
  embedding,
  encoder,
  feedforward,
};

const python = import.meta.glob<string>('../../content/listings/*.py', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The TypeScript functions that the variants run through. Throws if a line is not found. */
export function typescriptListings(variants: readonly Variant[]): readonly LitListing[] {
  return gather(
    variants,
    ({ step }) => step.spot,
    (spot) => {
      const source = typescript[spot.file] ?? '';
      const listing = cutFunction(source, spot.name, `src/model/${spot.file}.ts`);
      const line = litLine(listing, spot.tap, spot.last, spot.line);
      if (line < 0) throw new Error(`${spot.name} in ${listing.file} has no tap('${spot.tap}'`);
      return { listing: { ...listing, language: 'typescript' }, line };
    },
  );
}

/** The Keras twins. A step without a marked line simply has none. */
export function kerasListings(variants: readonly Variant[]): readonly LitListing[] {
  return gather(
    variants,
    ({ step, job }) => kerasSpotOf(step, job),
    (spot) => {
      const source = python[`../../content/listings/${spot.file}.py`];
      if (source === undefined) return undefined;
      const listing = cutPython(source, spot.name, `${spot.file}.py`);
      const line = markedLine(listing, spot.tap);
      return line < 0 ? undefined : { listing: { ...listing, language: 'python' }, line };
    },
  );
}

interface Found {
  readonly listing: Listing & Pick<LitListing, 'language'>;
  readonly line: number;
}

function gather(
  variants: readonly Variant[],
  spot: (variant: Variant) => SourceSpot,
  find: (spot: SourceSpot) => Found | undefined,
): readonly LitListing[] {
  const byFunction = new Map<string, LitListing>();
  for (const [key, variant] of firstByKey(variants, ({ step }) => codeKey(step.spot))) {
    const where = spot(variant);
    const found = find(where);
    if (!found) continue;
    const id = `${where.file}#${where.name}`;
    const known = byFunction.get(id) ?? { ...found.listing, keys: new Map<number, string[]>() };
    const keys = [...(known.keys.get(found.line) ?? []), key];
    byFunction.set(id, { ...known, keys: new Map([...known.keys, [found.line, keys]]) });
  }
  return [...byFunction.values()];
}
