/** A term of the glossary, as a plugin wants it. */
export interface Term {
  readonly id: string;
  readonly definition: string;
  /** The lesson that defines it, which needs no link. */
  readonly lesson: string;
  /** How it stands in a text. A capital at the start of a sentence is found too. */
  readonly forms: readonly string[];
}

/** A part of a text: plain, or a term. */
export interface Piece {
  readonly text: string;
  readonly term?: Term;
}

/** Cuts a text at the first use of each term that is still `wanted`, and takes these out of the set. */
export function cutAtTerms(text: string, wanted: Set<Term>): readonly Piece[] {
  const first = firstTerm(text, wanted);
  if (!first) return [{ text }];
  const { at, form, term } = first;
  wanted.delete(term);
  return [
    ...cutAtTerms(text.slice(0, at), wanted),
    { text: form, term },
    ...cutAtTerms(text.slice(at + form.length), wanted),
  ].filter((piece) => piece.text !== '');
}

/** The first in the text; of two that begin together, the longer. */
function firstTerm(text: string, wanted: Iterable<Term>) {
  const found = [...wanted].flatMap((term) =>
    term.forms.flatMap((form) => {
      const match = patternOf(form).exec(text);
      return match ? [{ at: match.index, form: match[0], term }] : [];
    }),
  );
  return found.toSorted((a, b) => a.at - b.at || b.form.length - a.form.length)[0];
}

/** A form as a word of its own: “attention” is not in “self-attention”. */
function patternOf(form: string): RegExp {
  const [initial, rest] = [form.slice(0, 1), form.slice(1)];
  const start = `[${initial}${initial.toUpperCase()}]`;
  return new RegExp(`(?<![\\w-])${start}${rest}(?![\\w-])`);
}
