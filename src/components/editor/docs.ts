import url from 'virtual:notebook-docs';
import type { DocTable, Entry } from '../../notebook/build/docs.ts';
import { once } from '../../notebook/once.ts';

const fetchOnce = once(fetchTable);

/** What the globals of a cell hold. Without it the editor works, and explains nothing. */
export function loadDocs(): Promise<DocTable> {
  return fetchOnce().catch(() => ({ globals: [], libraries: {} }));
}

async function fetchTable(): Promise<DocTable> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${String(response.status)} ${url}`);
  return (await response.json()) as DocTable; // our own build wrote it
}

/** The signature and the text of an entry, for a tooltip. */
export function drawEntry({ signature, text }: Entry): HTMLElement {
  const box = document.createElement('div');
  box.className = 'docs';
  const code = document.createElement('code');
  code.textContent = signature;
  const prose = document.createElement('p');
  prose.textContent = text;
  box.append(code, prose);
  return box;
}
