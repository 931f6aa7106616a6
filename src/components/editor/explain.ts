import { hoverTooltip, type EditorView, type Tooltip } from '@codemirror/view';
import type { Entry } from '../../notebook/build/docs.ts';
import { drawEntry, loadDocs } from './docs.ts';

/** What the pointer rests on is explained by its docstring. */
export const explainNames = hoverTooltip(explain);

async function explain(view: EditorView, position: number): Promise<Tooltip | null> {
  const word = view.state.wordAt(position);
  if (!word) return null;
  const line = view.state.doc.lineAt(position);
  const before = line.text.slice(0, word.from - line.from);
  const entry = await find(view.state.sliceDoc(word.from, word.to), before);
  if (!entry) return null;
  return { pos: word.from, end: word.to, above: true, create: () => ({ dom: drawEntry(entry) }) };
}

/** @param before the line up to the name */
async function find(name: string, before: string): Promise<Entry | undefined> {
  const { globals, libraries } = await loadDocs();
  const library = /(?<![.\w$])(tf|model|world)\.$/.exec(before)?.[1];
  const entries = library ? libraries[library] : before.endsWith('.') ? [] : globals;
  return entries?.find((entry) => entry.name === name);
}
