import type { Refuse } from './error.ts';

/** A header, a tensor in it, a list in that. */
const LEVELS = 3;

/**
 * `JSON.parse`, stricter: of two fields with one name it would keep the last and say nothing; it
 * takes halves of characters, which no UTF-8 can hold; and nesting without end would exhaust the
 * stack of what reads it.
 */
export function parseJson(text: string, refuse: Refuse, advice: string): unknown {
  if (!text.startsWith('{')) refuse('JSON that starts with {', quote(text), advice);
  const value = parse(text, refuse, advice);
  checkFields(text, refuse, advice);
  return value;
}

function parse(text: string, refuse: Refuse, advice: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse('a header in JSON', quote(text), advice);
  }
}

/** Walks valid JSON and keeps the names of each object that is open. A list has none. */
function checkFields(text: string, refuse: Refuse, advice: string): void {
  const open: Set<string>[] = [];
  let last = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      const end = endOfText(text, at);
      last = text.slice(at, end + 1);
      at = end;
    } else if (character === '{' || character === '[') {
      if (open.push(new Set()) > LEVELS) refuse(`at most ${LEVELS} levels of JSON`, 'more', advice);
    } else if (character === '}' || character === ']') {
      open.pop();
    } else if (character === ':') {
      addField(last, open.at(-1), refuse, advice);
    }
  }
}

/** Where the text that starts at `start` has its closing quote. A regular expression may overflow. */
function endOfText(text: string, start: number): number {
  for (let at = start + 1; ; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
}

function addField(
  token: string,
  names: Set<string> | undefined,
  refuse: Refuse,
  advice: string,
): void {
  const name = String(JSON.parse(token));
  if (!name.isWellFormed()) refuse('names of whole characters', token, advice);
  if (names?.has(name)) refuse(`one field ${name} in an object`, 'two', advice);
  names?.add(name);
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 40));
}
