import { asTold } from './answer.ts';
import { ask } from './ask.ts';
import { ATTRIBUTES, englishOf, factOf } from './fact.ts';
import { QUESTIONS, answerable, unanswerable } from './question.ts';
import type { Caption } from '../language/caption.ts';
import type { PartialThing } from '../language/meaning.ts';
import type { Random } from '../random.ts';
import type { Scene } from '../scene.ts';
import type { Question } from './ask.ts';
import type { Text } from './draw.ts';
import type { Fact, Span } from './fact.ts';
import type { Stated } from './form.ts';
import type { Forms } from './question.ts';

/** Questions about a caption: it names a thing once, so that color or shape alone may pick it out. */
const CAPTION_QUESTIONS: Forms = {
  ...QUESTIONS,
  color: [...QUESTIONS.color, 'what color is the SHAPE ?'],
  shape: [...QUESTIONS.shape, 'what shape is the COLOR thing ?'],
};

/** Each question about a caption that its words answer, and if wanted each that they do not. */
export function questionsAbout(
  random: Random,
  caption: Caption,
  scene: Scene,
  { notTold = false }: { readonly notTold?: boolean } = {},
): Question[] {
  const text = captionText(caption, scene);
  // Of two things, the relation says in part where they are, and the second one is known to be still.
  const open = unanswerable(text).filter(
    ({ asks, thing }) =>
      asks === 'size' || (thing === scene[0] && (asks === 'motion' || !scene[1])),
  );
  const askable = [...answerable(text, CAPTION_QUESTIONS), ...(notTold ? open : [])];
  return askable.map((one) => ask(random, text, one));
}

/** A caption as a text: the same words once for each thing, with what they tell of it. */
export function captionText({ meaning, englishTokens }: Caption, scene: Scene): Text {
  const sentences = meaning.things.map((told, thing) => ({
    thing,
    tokens: englishTokens,
    stated: statedOf(englishTokens, told),
  }));
  return { things: scene, sentences };
}

function statedOf(tokens: readonly string[], told: PartialThing): Stated[] {
  return ATTRIBUTES.flatMap((attribute) => {
    const fact = factOf(told, attribute);
    const span = fact && find(tokens, told, fact);
    return span ? [{ fact, span }] : [];
  });
}

/** Size, color and shape stand together, color and shape of no two things are the same. */
function find(tokens: readonly string[], told: PartialThing, fact: Fact): Span | undefined {
  const color = tokens.findIndex(
    (word, i) => says(told, 'color', word) && says(told, 'shape', tokens[i + 1]),
  );
  const at = { size: color - 1, color, shape: color + 1 };
  if (fact.attribute === 'place' || fact.attribute === 'motion') return findPhrase(tokens, fact);
  return { start: at[fact.attribute], end: at[fact.attribute] };
}

function says(told: PartialThing, attribute: 'color' | 'shape', word = ''): boolean {
  return englishOf(attribute, told[attribute] ?? '').includes(word);
}

function findPhrase(tokens: readonly string[], { attribute, value }: Fact): Span | undefined {
  const words = tokens.map(asTold);
  for (const phrase of englishOf(attribute, value)) {
    const { length } = phrase.split(' ');
    const start = words.findIndex((_, i) => words.slice(i, i + length).join(' ') === phrase);
    if (start >= 0) return { start, end: start + length - 1 };
  }
  return undefined;
}
