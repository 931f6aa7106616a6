import { slotsOf } from './form.ts';
import { TOLD } from './sentence.ts';
import type { Thing } from '../scene.ts';
import type { Text } from './draw.ts';
import type { Attribute, Span } from './fact.ts';

/** Where in a text something stands: the sentence, and the tokens within it. */
export interface Place extends Span {
  readonly sentence: number;
}

/** A question that can be asked of a text, and where the answer stands, if it is told. */
export interface Askable {
  readonly asks: Attribute;
  readonly form: string;
  readonly thing: Thing;
  readonly at: Place | undefined;
}

export type Forms = Readonly<Record<Attribute, readonly string[]>>;

/** The forms of a question, by what it asks for. What it names must be true of one thing alone. */
export const QUESTIONS: Forms = {
  size: ['what size is the COLOR SHAPE ?'],
  place: ['where is the COLOR SHAPE ?'],
  motion: ['how does the COLOR SHAPE move ?', 'what does the COLOR SHAPE do ?'],
  color: ['what color is the SHAPE PLACE ?', 'what color is the SHAPE that MOTION ?'],
  shape: ['what shape is the COLOR thing PLACE ?', 'what shape is the COLOR thing that MOTION ?'],
};

/**
 * Every question that one span of a text answers. The color and the shape of "the ring that loops"
 * stand in the sentence that tells that it loops, if that sentence does not say "it".
 */
export function answerable({ things, sentences }: Text, forms: Forms = QUESTIONS): Askable[] {
  return sentences.flatMap(({ thing: index, stated }, sentence) => {
    const thing = things[index];
    const here = stated.map(({ fact }) => fact.attribute);
    return stated.flatMap(({ fact: { attribute }, span }) =>
      forms[attribute].flatMap((form) =>
        thing && picksOut(form, thing, things, here)
          ? [{ asks: attribute, form, thing, at: { sentence, ...span } }]
          : [],
      ),
    );
  });
}

/** Every question for the size, place or motion of a thing that a text does not answer. */
export function unanswerable({ things, sentences }: Text): Askable[] {
  return things.flatMap((thing, index) => {
    const about = sentences.filter((sentence) => sentence.thing === index);
    const told = about.flatMap(({ stated }) => stated.map(({ fact }) => fact.attribute));
    return TOLD.filter((asks) => !told.includes(asks)).flatMap((asks) =>
      QUESTIONS[asks].map((form) => ({ asks, form, thing, at: undefined })),
    );
  });
}

/** Whether what a form names is known where so much is told, and is true of one thing alone. */
function picksOut(
  form: string,
  thing: Thing,
  things: readonly Thing[],
  here: readonly Attribute[],
): boolean {
  const key = slotsOf(form);
  const same = things.filter((other) => key.every((name) => other[name] === thing[name]));
  return same.length === 1 && key.every((name) => isLook(name) || here.includes(name));
}

/** A thing is known by its color and shape in every sentence about it, also where that says "it". */
function isLook(name: Attribute): boolean {
  return name === 'color' || name === 'shape';
}
