import type { Relation } from '../../scene.ts';
import type { Told } from './item.ts';

/** What a text tells of one thing, contradictions and all. */
export type Draft = Told[];

/** A relation, of what to what: "a circle (subject) above a square (object)". */
interface Link {
  readonly relation: Relation;
  subject: Draft | undefined;
  object: Draft | undefined;
}

/** What has been read of a text so far. */
export interface Sketch {
  readonly drafts: Draft[];
  readonly relations: Relation[];
  link: Link | undefined;
  /** What a motion belongs to. */
  subject: Draft | undefined;
  /** What was named last. */
  current: Draft | undefined;
  /** Told before there is a subject. */
  readonly waiting: Told[];
  /** Told between an article and its name: "a bouncing ring". */
  readonly held: Told[];
  /** Places told after an object. They may be of the object or of the subject. */
  readonly loose: Told[];
}

/** Nothing read yet. */
export function blankSketch(): Sketch {
  return {
    drafts: [],
    relations: [],
    link: undefined,
    subject: undefined,
    current: undefined,
    waiting: [],
    held: [],
    loose: [],
  };
}

/** Puts a new thing into a sketch: the object that a relation waits for, or a subject. */
export function addDraft(sketch: Sketch): Draft {
  const draft: Draft = [];
  const { link } = sketch;
  if (link && !link.object) link.object = draft;
  else sketch.subject = draft;
  if (link && link.object !== draft) link.subject ??= draft;
  sketch.drafts.push(draft);
  sketch.current = draft;
  return draft;
}

/** Whether a relation has been read, and not yet to what. */
export function wantsObject({ link }: Sketch): boolean {
  return link !== undefined && !link.object;
}
