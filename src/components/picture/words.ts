/** How wide signs are, in parts of the font size. No page is there to measure them. */
const WIDE =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{Extended_Pictographic}]/u;
const LARGE = /[mwMWQ@%—…]/u;
const UPPER = /[\p{Lu}&#+=<>]/u;
const NARROW = /[ijlftr|!.,:;'’()[\] I-]/u;
const NONE = /[\p{Mn}\p{Cf}]/u;

/** Between two settings: a line may break after it, not before. */
export const DOT = '\u00a0· ';

/** About how wide a text is, rather a little too wide than too narrow. */
export function widthOf(text: string, size: number): number {
  return Array.from(text, partOf).reduce((sum, part) => sum + part, 0) * size;
}

function partOf(sign: string): number {
  if (NONE.test(sign)) return 0;
  if (WIDE.test(sign)) return 1.1;
  if (LARGE.test(sign)) return 0.95;
  if (UPPER.test(sign)) return 0.74;
  return NARROW.test(sign) ? 0.36 : 0.58;
}

/** A text in lines of at most `most` units: broken at spaces, or inside of what has none. */
export function wrap(text: string, most: number, size: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').flatMap((one) => pieces(one, most, size))) {
    const last = lines.at(-1);
    const longer = `${last ?? ''} ${word}`;
    if (last !== undefined && widthOf(longer, size) <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** A word that is wider than a line, cut. */
function pieces(word: string, most: number, size: number): readonly string[] {
  if (widthOf(word, size) <= most) return [word];
  return Array.from(word).reduce<string[]>((found, sign) => {
    const last = found.at(-1);
    if (last === undefined || widthOf(last + sign, size) > most) return [...found, sign];
    return [...found.slice(0, -1), last + sign];
  }, []);
}

/** A text that ends with an ellipsis where it would be wider than `most`. */
export function shortened(text: string, most: number, size: number): string {
  if (widthOf(text, size) <= most) return text;
  const [first = ''] = pieces(text, most - widthOf('…', size), size);
  return `${first}…`;
}
