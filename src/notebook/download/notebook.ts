import { addressOf, NAMES, type Document, type DocumentCell } from './document.ts';

/** The parts of a Jupyter notebook, format 4.5, that are written here. */
interface MarkdownCell {
  readonly id: string;
  readonly cell_type: 'markdown';
  readonly metadata: Record<string, never>;
  readonly source: readonly string[];
}

interface CodeCell {
  readonly id: string;
  readonly cell_type: 'code';
  readonly metadata: Record<string, never>;
  readonly execution_count: number | null;
  readonly source: readonly string[];
  readonly outputs: readonly Stream[];
}

interface Stream {
  readonly output_type: 'stream';
  readonly name: 'stdout';
  readonly text: readonly string[];
}

export interface Notebook {
  readonly nbformat: 4;
  readonly nbformat_minor: 5;
  readonly metadata: {
    readonly kernelspec: Readonly<Record<'name' | 'display_name' | 'language', string>>;
    readonly language_info: Readonly<Record<'name' | 'file_extension' | 'mimetype', string>>;
  };
  readonly cells: readonly (MarkdownCell | CodeCell)[];
}

/** A Jupyter notebook for the TypeScript kernel of Deno (`deno jupyter --install`). */
export function notebookFile(document: Document, library: string): string {
  return `${JSON.stringify(notebookOf(document, library), undefined, 1)}\n`;
}

export function notebookOf({ title, address, cells }: Document, library: string): Notebook {
  const about = [
    `# ${title}`,
    '',
    `The code of <${address}>. It wants Deno's kernel: \`deno jupyter --install\`.`,
    'The first cell holds the library of the course.',
  ];
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: 'deno', display_name: 'Deno', language: 'typescript' },
      language_info: { name: 'typescript', file_extension: '.ts', mimetype: 'text/x.typescript' },
    },
    cells: [
      markdown('about', about.join('\n')),
      code('library', `const ${NAMES} = await import('${addressOf(library)}');`, '', null),
      ...cells.flatMap(cellsOf),
    ],
  };
}

function cellsOf(
  { label, code: source, output }: DocumentCell,
  index: number,
): readonly (MarkdownCell | CodeCell)[] {
  const number = index + 1;
  return [
    markdown(`label-${String(number)}`, `## ${label}`),
    code(`code-${String(number)}`, source.trimEnd(), output, output === '' ? null : number),
  ];
}

function markdown(id: string, source: string): MarkdownCell {
  return { id, cell_type: 'markdown', metadata: {}, source: linesOf(source) };
}

function code(id: string, source: string, output: string, count: number | null): CodeCell {
  const stream: Stream = { output_type: 'stream', name: 'stdout', text: linesOf(`${output}\n`) };
  return {
    id,
    cell_type: 'code',
    metadata: {},
    execution_count: count,
    source: linesOf(source),
    outputs: output === '' ? [] : [stream],
  };
}

/** A text as a notebook keeps it: lines with their ends. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
