/** How many known words are named for an unknown one, at most. */
const NAMED = 3;

/**
 * The known words that a word was most likely meant to be: the nearest first, none that is more
 * than half of the word away or has nothing in common with it.
 */
export function nearestWords(word: string, known: readonly string[]): string[] {
  return known
    .map((other) => ({ other, distance: editDistance(word, other) }))
    .filter(({ other, distance }) => distance <= reach(word) && distance < longer(word, other))
    .sort((one, two) => one.distance - two.distance)
    .slice(0, NAMED)
    .map(({ other }) => other);
}

/**
 * The least number of letters to insert, delete, replace or swap with their neighbor, no place
 * twice, that turns one word into the other: optimal string alignment, Damerau 1964.
 */
export function editDistance(one: string, other: string): number {
  const a = [...one];
  const b = [...other];
  let before: number[] = [];
  let above = [...b.keys(), b.length];
  a.forEach((letter, i) => {
    const row = [i + 1];
    b.forEach((wanted, j) => {
      const replaced = at(above, j) + (letter === wanted ? 0 : 1);
      const swaps = i > 0 && letter === b[j - 1] && wanted === a[i - 1];
      const swapped = swaps ? at(before, j - 1) + 1 : Infinity;
      row.push(Math.min(at(above, j + 1) + 1, at(row, j) + 1, replaced, swapped));
    });
    before = above;
    above = row;
  });
  return at(above, b.length);
}

function at(row: readonly number[], i: number): number {
  return row[i] ?? Infinity;
}

function reach(word: string): number {
  return Math.max(1, Math.floor([...word].length / 2));
}

function longer(one: string, other: string): number {
  return Math.max([...one].length, [...other].length);
}
