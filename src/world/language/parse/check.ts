import { areSame, pairsFor, turned } from '../meaning.ts';
import type { Thing } from '../../scene.ts';
import type { Meaning, PartialThing } from '../meaning.ts';
import type { Problem } from './problem.ts';
import type { Draft, Sketch } from './sketch.ts';

const ATTRIBUTES = ['size', 'color', 'shape', 'place', 'motion'] as const;

/** What a sketch means, if no problem was found in it. Of two things, the one that moves is first. */
export function meaningFrom({ drafts, relations: [relation] }: Sketch): Meaning {
  const [first = [], second] = drafts;
  if (!second) return { things: [thingFrom(first)] };
  const meaning: Meaning = {
    things: [thingFrom(first), thingFrom(second)],
    ...(relation && { relation }),
  };
  return moves(meaning.things[1]) ? turned(meaning) : meaning;
}

/** Why no scene can be as it is told. */
export function impossible(sketch: Sketch): Problem[] {
  const { drafts } = sketch;
  if (drafts.length === 0) return [{ kind: 'nothing' }];
  if (drafts.length > 2) return [{ kind: 'too many', things: drafts.length }];
  const problems = [...drafts.flatMap(contradictions), ...wrongRelations(sketch)];
  return problems.length > 0 ? problems : wrongPair(meaningFrom(sketch));
}

function thingFrom(draft: Draft): PartialThing {
  return Object.fromEntries(draft.map(({ kind, value }) => [kind, value]));
}

function contradictions(draft: Draft): Problem[] {
  return ATTRIBUTES.flatMap((attribute) => {
    const values = valuesOf(draft, attribute);
    return values.length > 1 ? [{ kind: 'contradiction' as const, attribute, values }] : [];
  });
}

function valuesOf(draft: Draft, attribute: keyof Thing): string[] {
  const told = draft.filter(({ kind }) => kind === attribute);
  return [...new Set(told.map(({ value }) => value))];
}

function wrongRelations({ relations, drafts }: Sketch): Problem[] {
  const values = [...new Set(relations)];
  const [relation] = values;
  if (values.length > 1) return [{ kind: 'relations', values }];
  return relation && drafts.length < 2 ? [{ kind: 'alone', relation }] : [];
}

function wrongPair(meaning: Meaning): Problem[] {
  const [first, second] = meaning.things;
  if (!second) return [];
  return [
    ...(areSame(first, second) ? [{ kind: 'same' as const }] : []),
    ...(moves(first) && moves(second) ? [{ kind: 'two move' as const }] : []),
    ...(pairsFor(meaning).length === 0 ? [{ kind: 'places' as const }] : []),
  ];
}

function moves({ motion = 'still' }: PartialThing = {}): boolean {
  return motion !== 'still';
}
