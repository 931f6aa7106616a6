/** What the widgets of the trained models have in common, in English. */
export const trainedStrings = {
  // Typed texts
  noWords: 'There is no word here. Type at least one.',
  manyWords: (got: number, max: number) =>
    `This text has ${number(got)} words and signs; up to ${number(max)} fit. Nothing was cut.`,
  manyCharacters: (got: number, max: number) =>
    `This text has ${number(got)} characters; up to ${number(max)} fit. Nothing was cut.`,
  longWord: (got: number, max: number) =>
    `One word is ${number(got)} characters long; up to ${max} fit.`,
  unknown: (word: string, nearest: readonly string[]) =>
    nearest.length === 0
      ? `The model does not know “${word}”.`
      : `The model does not know “${word}”. Near it: ${nearest.map((near) => `“${near}”`).join(', ')}.`,
  unknownRead: 'It reads [unk] there.',
  moreUnknown: (count: number) => `and ${count} more unknown ${count === 1 ? 'word' : 'words'}`,
  seed: 'Seed',
  newSeed: 'New seed',
  wholeNumber: (min: number, max: number) =>
    `A whole number from ${number(min)} to ${number(max)}.`,
  anyNumber: (min: number, max: number) => `A number from ${number(min)} to ${number(max)}.`,
  until: (value: number) => `Until then ${number(value)} is used.`,

  // What the engine does
  waiting: 'The engine starts…',
  backend: (backend: string) => `Computed in your browser (${backend}).`,
  unavailable: (why: string) =>
    `The models cannot run in this browser (${why}). The rest of the page does not need them.`,
  died: (why: string) => `The engine stopped over this (${why}). Another try starts a new one.`,
  refused: (why: string) => `The model could not do this: ${why}.`,
  outOfBounds: (field: string, wanted: string, got: string) =>
    `The model does not take this: ${field} should be ${wanted}, and is ${got}.`,
  cancel: 'Cancel',
  names: {
    translator: 'translator',
    reader: 'reader',
    answerer: 'answers',
    classifier: 'classes',
    multilevel: 'multi-level reader',
    'pocket-sora': 'pocket Sora',
  } as Readonly<Record<string, string>>,

  // Attention
  layer: 'Layer',
  head: 'Head',
  numbered: (name: string, at: number) => `${name} ${at + 1}`,
  share: (word: string, share: string) => `${word}: ${share}`,

  // Moving through time
  back: 'Back',
  forward: 'Forward',
  play: 'Play',
  pause: 'Pause',
  table: 'The same as a table',
} as const;

function number(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 6 });
}
