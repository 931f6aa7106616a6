import { LEXICON } from '../../../../src/world/language/lexicon.ts';
import type { Thing } from '../../../../src/world/scene.ts';

/** What words tell, found by nothing but the lexicon. */
export type Read = Partial<Record<keyof Thing, string>>;

const NAMES = ['size', 'color', 'shape', 'place', 'motion'] as const;

/** Every value that a list of tokens tells: the longest phrase of each attribute. */
export function readWords(tokens: readonly string[]): Read {
  const text = ` ${tokens.join(' ')} `;
  const read: Read = {};
  for (const name of NAMES) {
    const found = Object.entries(LEXICON[name])
      .flatMap(([value, { english }]) => english.map((phrase) => ({ value, phrase })))
      .filter(({ phrase }) => text.includes(` ${phrase} `))
      .sort((a, b) => b.phrase.length - a.phrase.length)[0];
    if (found) read[name] = found.value;
  }
  return read;
}

/** A story as a reader takes it in: for each thing what is told of it; "it" is the thing just named. */
export function readStory(tokens: readonly string[]): Read[] {
  const things = new Map<string, Read>();
  let last = '';
  for (const sentence of sentencesOf(tokens)) {
    const { color, shape, ...told } = readWords(sentence);
    if (sentence[0] !== 'it') last = `${color} ${shape}`;
    const [theColor, theShape] = last.split(' ');
    things.set(last, { ...things.get(last), color: theColor, shape: theShape, ...told } as Read);
  }
  return [...things.values()];
}

/** What a question asks for, from its first words. */
export function readAsked(tokens: readonly string[]): keyof Thing {
  const start = tokens.slice(0, 2).join(' ');
  const asked = {
    'where is': 'place',
    'how does': 'motion',
    'what does': 'motion',
    'what size': 'size',
    'what color': 'color',
    'what shape': 'shape',
  } as const;
  return asked[start as keyof typeof asked];
}

/** What a reader answers: the value, or undefined if it is not told. It throws if it can't tell of what. */
export function readAnswer(
  things: readonly Read[],
  question: readonly string[],
): string | undefined {
  const asked = readAsked(question);
  const key = Object.entries(readWords(question.slice(2)));
  const meant = things.filter((thing) =>
    key.every(([name, value]) => thing[name as keyof Thing] === value),
  );
  if (meant.length !== 1) throw new Error(`${meant.length} things: ${question.join(' ')}`);
  return meant[0]?.[asked];
}

function sentencesOf(tokens: readonly string[]): string[][] {
  const text = tokens.join(' ');
  return text
    .split(' .')
    .map((sentence) => sentence.split(' ').filter(Boolean))
    .filter((words) => words.length > 0);
}
