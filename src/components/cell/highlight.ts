/** What a piece of code is, for its color. */
export type Kind = 'plain' | 'comment' | 'string' | 'number' | 'keyword';

export interface Piece {
  readonly kind: Kind;
  readonly text: string;
}

const KEYWORDS =
  'as async await break case catch class const continue default delete do else export extends ' +
  'false finally for from function if import in instanceof interface let new null of readonly ' +
  'return satisfies static super switch this throw true try type typeof undefined var void while yield';

/**
 * One alternative a kind. It need not be right about everything: a color is a help, not a verdict,
 * and the parser judges what runs.
 */
const PIECES = new RegExp(
  [
    String.raw`(?<comment>\/\/.*|\/\*[^]*?(?:\*\/|$))`,
    String.raw`(?<string>"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|${'`'}(?:\\[^]|[^${'`'}\\])*${'`'}?)`,
    String.raw`(?<number>\b\d[\d_]*(?:\.\d*)?(?:e[+-]?\d+)?\b|\b0x[\da-fA-F]+\b)`,
    String.raw`(?<keyword>(?<![.$\w])(?:${KEYWORDS.replaceAll(' ', '|')})\b)`,
  ].join('|'),
  'g',
);

/** Cuts code into colored pieces. Joined, they are the code again. */
export function highlight(code: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  const add = (kind: Kind, text: string) => {
    if (text !== '') pieces.push({ kind, text });
  };
  for (const match of code.matchAll(PIECES)) {
    add('plain', code.slice(end, match.index));
    add(kindOf(match.groups ?? {}), match[0]);
    end = match.index + match[0].length;
  }
  add('plain', code.slice(end));
  return pieces;
}

function kindOf(groups: Readonly<Record<string, string | undefined>>): Kind {
  const kinds = ['comment', 'string', 'number', 'keyword'] as const;
  return kinds.find((kind) => groups[kind] !== undefined) ?? 'plain';
}
