import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { Entry } from '../../notebook/build/docs.ts';
import { drawEntry, loadDocs } from './docs.ts';

/** Offers the names of a library behind `tf.`, `model.` or `world.`, and else the globals. */
export async function completeNames(context: CompletionContext): Promise<CompletionResult | null> {
  const member = context.matchBefore(/(?<![.\w$])(?:tf|model|world)\.\w*/);
  const word = context.matchBefore(/(?<![.\w$])\w+/);
  if (!member && !word && !context.explicit) return null;
  const { globals, libraries } = await loadDocs();
  if (member) {
    const dot = member.text.indexOf('.');
    const entries = libraries[member.text.slice(0, dot)] ?? [];
    return { from: member.from + dot + 1, options: entries.map(optionOf), validFor: /^\w*$/ };
  }
  // Behind any other dot the names are not ours to know.
  if (context.matchBefore(/\.\w*/)) return null;
  return { from: word?.from ?? context.pos, options: globals.map(optionOf), validFor: /^\w*$/ };
}

function optionOf(entry: Entry): Completion {
  return { label: entry.name, type: entry.kind, info: () => drawEntry(entry) };
}
