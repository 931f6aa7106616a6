/** What one caption says of one attribute, in both languages. */
export interface Term {
  /** Of what: the same in the English and in the Chinese, and no other term of the caption has it. */
  readonly key: string;
  readonly english: readonly string[];
  readonly chinese: readonly string[];
}

/** What a slot of a template is filled with: terms, and little words between them. */
export type Part = string | Term;

export const SLOTS = ['FIRST', 'SECOND', 'MOTION', 'MOVING', 'PLACE', 'RELATION'] as const;
export type Slots = Readonly<Partial<Record<(typeof SLOTS)[number], readonly Part[]>>>;

/**
 * Fills a template: words, slots in capitals, and groups in brackets, which are left out if one of
 * their slots is empty. A comma that nothing follows is left out, too.
 */
export function fill(template: string, slots: Slots): Part[] {
  const groups = template.match(/\[[^\]]*\]|\S+/g) ?? [];
  const parts = groups.flatMap((group) => fillGroup(wordsOf(group), slots));
  return parts.filter((part, i) => !isComma(part) || !isEnd(parts[i + 1]));
}

/** The words of a template that are no slots. */
export function literals(template: string): string[] {
  return wordsOf(template).filter((word) => !isSlot(word));
}

function fillGroup(words: readonly string[], slots: Slots): Part[] {
  if (words.some((word) => isSlot(word) && !slots[word])) return [];
  return words.flatMap((word) => (isSlot(word) ? (slots[word] ?? []) : [word]));
}

function wordsOf(template: string): string[] {
  return template.replace(/[[\]]/g, ' ').split(' ').filter(Boolean);
}

function isSlot(word: string): word is (typeof SLOTS)[number] {
  return SLOTS.some((slot) => slot === word);
}

function isComma(part: Part): boolean {
  return part === ',' || part === '，';
}

function isEnd(part: Part | undefined): boolean {
  return part === undefined || part === '.' || part === '。';
}
