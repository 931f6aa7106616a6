import { pairsFor } from '../meaning.ts';
import { addDraft, blankSketch, wantsObject } from './sketch.ts';
import type { Relation } from '../../scene.ts';
import type { Told } from './item.ts';
import type { Name, Step } from './names.ts';
import type { Draft, Sketch } from './sketch.ts';

const SILENT: readonly Step['kind'][] = ['filler', 'unknown', 'and'];

/** Reads the steps of a text from the first to the last. Of two things the subject comes first. */
export function sketchOf(steps: readonly Step[]): Sketch {
  const sketch = blankSketch();
  const meant = steps.filter(({ kind }) => !SILENT.includes(kind));
  meant.forEach((step, i) => take(sketch, step, meant[i - 1]));
  finish(sketch);
  return sketch;
}

function take(sketch: Sketch, step: Step, before: Step | undefined): void {
  if (step.kind === 'name') takeName(sketch, step, before?.kind === 'article');
  if (step.kind === 'motion') motionTarget(sketch, before).push(step);
  if (step.kind === 'place') placeTarget(sketch).push(step);
  if (step.kind === 'relation') takeRelation(sketch, step.value);
  if (step.kind === 'it') takeIt(sketch);
}

/** A name is of a new thing, or tells more of the one named last: "a circle, red". */
function takeName(sketch: Sketch, { values }: Name, afterArticle: boolean): void {
  const isNew =
    afterArticle || wantsObject(sketch) || (hasShape(values) && hasShape(sketch.current));
  const draft = (!isNew && sketch.current) || addDraft(sketch);
  draft.push(...values, ...sketch.held.splice(0));
  if (draft === sketch.subject) draft.push(...sketch.waiting.splice(0));
}

/** A motion is of the subject, unless it stands before a name or after "that". */
function motionTarget(sketch: Sketch, before: Step | undefined): Draft {
  if (before?.kind === 'article' || wantsObject(sketch)) return sketch.held;
  if (before?.kind === 'that' && sketch.current) return sketch.current;
  return sketch.subject ?? sketch.waiting;
}

/** A place is of what was named last. */
function placeTarget({ current, waiting, loose, link }: Sketch): Draft {
  if (current && current === link?.object) return loose;
  return current ?? waiting;
}

function takeRelation(sketch: Sketch, relation: Relation): void {
  sketch.relations.push(relation);
  sketch.link ??= { relation, subject: sketch.current, object: undefined };
}

/** "it" is the subject; but in "above it" the other thing, and what comes next is the subject. */
function takeIt(sketch: Sketch): void {
  const { link, drafts } = sketch;
  if (!link || link.object) {
    sketch.current = sketch.subject ?? sketch.current;
    return;
  }
  link.object = drafts[0];
  if (link.object !== link.subject) return;
  link.subject = undefined;
  sketch.subject = undefined;
}

function finish(sketch: Sketch): void {
  const { drafts, link, waiting, held, loose } = sketch;
  for (const told of loose) placeLoose(sketch, told);
  const left = [...waiting, ...held];
  if (left.length > 0) (drafts.at(-1) ?? addDraft(sketch)).push(...left);
  if (link?.subject === drafts[1] && drafts.length === 2) drafts.reverse();
}

/** Of the object, if it can be there; or else of the subject. */
function placeLoose({ link }: Sketch, told: Told): void {
  if (!link || told.kind !== 'place') return;
  const possible = pairsFor({ things: [{}, { place: told.value }], relation: link.relation });
  const target = possible.length > 0 ? link.object : link.subject;
  target?.push(told);
}

function hasShape(draft: readonly Told[] = []): boolean {
  return draft.some(({ kind }) => kind === 'shape');
}
