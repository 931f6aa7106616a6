import { pick } from '../random.ts';
import { ATTRIBUTES, englishOf, factOf } from './fact.ts';
import type { Random } from '../random.ts';
import type { Thing } from '../scene.ts';
import type { Attribute, Fact, Span } from './fact.ts';

/** A fact, and the tokens that state it. */
export interface Stated {
  readonly fact: Fact;
  readonly span: Span;
}

/** Tokens, and what they state. */
export interface Filled {
  readonly tokens: readonly string[];
  readonly stated: readonly Stated[];
}

/**
 * Fills a form for a thing. A word in capitals is a slot: an attribute, such as `SIZE`, which is said
 * in any of its ways, or `A`, the article that fits the next word.
 */
export function fillForm(random: Random, form: string, thing: Thing): Filled {
  const tokens: string[] = [];
  const stated: Stated[] = [];
  for (const word of form.split(' ')) {
    const fact = factFor(word, thing);
    const start = tokens.length;
    tokens.push(...(fact ? phrase(random, fact) : [word]));
    if (fact) stated.push({ fact, span: { start, end: tokens.length - 1 } });
  }
  const articled = tokens.map((word, i) => (word === 'A' ? articleOf(tokens[i + 1]) : word));
  return { tokens: articled, stated };
}

/** The attributes that a form has slots for. */
export function slotsOf(form: string): Attribute[] {
  const words = form.split(' ');
  return ATTRIBUTES.filter((name) => words.includes(name.toUpperCase()));
}

function factFor(word: string, thing: Thing): Fact | undefined {
  const attribute = ATTRIBUTES.find((name) => name.toUpperCase() === word);
  return attribute && factOf(thing, attribute);
}

function phrase(random: Random, { attribute, value }: Fact): string[] {
  return pick(random, englishOf(attribute, value)).split(' ');
}

function articleOf(word = ''): string {
  return /^[aeiou]/.test(word) ? 'an' : 'a';
}
