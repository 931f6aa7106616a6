import attention from '../../model/attention.ts?raw';
import embedding from '../../model/embedding.ts?raw';
import encoder from '../../model/encoder.ts?raw';
import feedforward from '../../model/feedforward.ts?raw';
import { codeKey, kerasSpotOf, spotOf } from './listing-key.ts';
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

const typescript: Readonly<Record<string, string>> = { attention, embedding, encoder, feedforward };

const python = import.meta.glob<string>('../../content/listings/*.py', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The TypeScript functions that the variants run through. Throws if a line is not found. */
export function typescriptListings(variants: readonly Variant[]): readonly LitListing[] {
  return gather(variants, spotOf, (spot) => {
    const source = typescript[spot.file] ?? '';
    const listing = cutFunction(source, spot.name, `src/model/${spot.file}.ts`);
    const line = litLine(listing, spot.tap, spot.last);
    if (line < 0) throw new Error(`${spot.name} in ${listing.file} has no tap('${spot.tap}'`);
    return { listing: { ...listing, language: 'typescript' }, line };
  });
}

/** The Keras twins. A step without a marked line simply has none. */
export function kerasListings(variants: readonly Variant[]): readonly LitListing[] {
  return gather(variants, kerasSpotOf, (spot) => {
    const source = python[`../../content/listings/${spot.file}.py`];
    if (source === undefined) return undefined;
    const listing = cutPython(source, spot.name, `${spot.file}.py`);
    const line = markedLine(listing, spot.tap);
    return line < 0 ? undefined : { listing: { ...listing, language: 'python' }, line };
  });
}

interface Found {
  readonly listing: Listing & Pick<LitListing, 'language'>;
  readonly line: number;
}

function gather(
  variants: readonly Variant[],
  spot: (step: Variant['step'], job: Variant['job']) => SourceSpot,
  find: (spot: SourceSpot) => Found | undefined,
): readonly LitListing[] {
  const byFunction = new Map<string, LitListing>();
  for (const [key, { step, job }] of firstByKey(variants, (one) => codeKey(one.step, one.job))) {
    const where = spot(step, job);
    const found = find(where);
    if (!found) continue;
    const id = `${where.file}#${where.name}`;
    const known = byFunction.get(id) ?? { ...found.listing, keys: new Map<number, string[]>() };
    const keys = [...(known.keys.get(found.line) ?? []), key];
    byFunction.set(id, { ...known, keys: new Map([...known.keys, [found.line, keys]]) });
  }
  return [...byFunction.values()];
}
