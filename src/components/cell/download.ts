import url from 'virtual:notebook-library';
import type { Document } from '../../notebook/download/document.ts';
import { notebookFile } from '../../notebook/download/notebook.ts';
import { scriptFile } from '../../notebook/download/script.ts';
import type { CellState } from './cell.svelte.ts';
import type { Download } from './save.ts';

interface Lesson {
  readonly name: string;
  readonly title: string;
  readonly cells: readonly CellState[];
}

/** The cells of a lesson as a file, with the reader's code and what it put out. */
export async function fileOf(
  kind: 'notebook' | 'script',
  { name, title, cells }: Lesson,
): Promise<Download> {
  const document = documentOf(title, cells);
  const library = await fetchText(url);
  if (kind === 'script') {
    return { name: `${name}.ts`, type: 'text/plain', text: scriptFile(document, library) };
  }
  const text = notebookFile(document, library);
  return { name: `${name}.ipynb`, type: 'application/x-ipynb+json', text };
}

function documentOf(title: string, cells: readonly CellState[]): Document {
  const { origin, pathname } = location;
  return {
    title,
    address: origin + pathname,
    cells: cells.map(({ label, code, text }) => ({ label, code, output: text })),
  };
}

async function fetchText(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${String(response.status)} ${address}`);
  return response.text();
}
