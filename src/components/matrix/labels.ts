/** Words as labels. A word that comes twice gets its place as a subscript: `a₁ … a₆`. */
export function wordLabels(words: readonly string[]): readonly string[] {
  return words.map((word, at) =>
    words.indexOf(word) === words.lastIndexOf(word) ? word : `${word}${subscript(at + 1)}`,
  );
}

/** Whole numbers from 0, as labels of channels. */
export function numberLabels(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => String(i));
}

function subscript(number: number): string {
  return String(number).replace(/\d/g, (digit) => String.fromCodePoint(0x2080 + Number(digit)));
}
