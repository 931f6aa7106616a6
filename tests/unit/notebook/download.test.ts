import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseRecord, recordOf } from '../../../src/content/recorded.ts';
import { buildRuntime } from '../../../src/notebook/build/runtime-plugin.mjs';
import type { Document } from '../../../src/notebook/download/document.ts';
import { notebookFile, notebookOf } from '../../../src/notebook/download/notebook.ts';
import { scriptFile } from '../../../src/notebook/download/script.ts';
import { lessonsWithCells, type Lesson } from '../content/cells.ts';

const lessons = lessonsWithCells();
const folder = mkdtempSync(join(tmpdir(), 'cells-'));
let library = '';

beforeAll(async () => {
  library = await buildRuntime('library.ts', 'es');
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true }));

function recordedOf(lesson: string): readonly string[] {
  const text = readFileSync(`src/content/${recordOf(lesson)}`, 'utf8');
  return parseRecord(text).map(({ output }) => output);
}

function documentOf({ lesson, cells }: Lesson): Document {
  const outputs = recordedOf(lesson);
  return {
    title: lesson,
    address: `https://example.org/${lesson}/`,
    cells: cells.map(({ label, code }, at) => ({ label, code, output: outputs[at] ?? '' })),
  };
}

/** Runs a program in the Node of these tests, which strips the types. */
function runInNode(text: string): string {
  const file = join(folder, 'lesson.ts');
  writeFileSync(file, text);
  const { status, stdout, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8' });
  expect(stderr.slice(0, 2_000)).toBe('');
  expect(status).toBe(0);
  return stdout;
}

describe.each(lessons)('$lesson as a file for Node', (lesson) => {
  test('puts out what the lesson shows', { timeout: 120_000 }, () => {
    const output = runInNode(scriptFile(documentOf(lesson), library));
    // A cell that only defines something puts out nothing.
    const recorded = recordedOf(lesson.lesson).filter((text) => text !== '');
    expect(output.trimEnd()).toBe(recorded.join('\n').trimEnd());
  });
});

test('a file for Node keeps the meaning of names that are used again', { timeout: 120_000 }, () => {
  const cells = [
    'const a: number = 1; const f = () => a; const { b = 2, ...rest } = { c: 3 };',
    'const a = 10; console.log(a, f(), b, rest.c)',
    "const [b, [a]] = ['x', ['y']]; console.log(a, b, f())",
    'const late = 4; console.log(late)',
  ].map((code, at) => ({ label: String(at), code, output: '' }));
  const text = scriptFile({ title: '', address: '', cells }, library);
  expect(runInNode(text)).toBe('10 1 2 3\ny x 1\n4\n');
});

/**
 * The rules of the schema of nbformat 4.5 that concern what is written here: the fields that are
 * required, their types, and that no others are there.
 */
function problemsOf(notebook: unknown): string[] {
  const problems: string[] = [];
  const keys = (value: unknown, path: string, wanted: readonly string[]): void => {
    const got = Object.keys(Object(value) as object)
      .toSorted()
      .join();
    if (got !== wanted.toSorted().join()) problems.push(`${path}: ${got}`);
  };
  const text = (value: unknown, path: string): void => {
    const fine = Array.isArray(value) && value.every((line) => typeof line === 'string');
    if (!fine) problems.push(`${path} is no list of lines`);
  };
  const read = (value: unknown, key: string): unknown => Reflect.get(Object(value), key);
  keys(notebook, 'notebook', ['nbformat', 'nbformat_minor', 'metadata', 'cells']);
  if (read(notebook, 'nbformat') !== 4 || read(notebook, 'nbformat_minor') !== 5) {
    problems.push('not 4.5');
  }
  const kernel = read(read(notebook, 'metadata'), 'kernelspec');
  for (const name of ['name', 'display_name']) {
    if (typeof read(kernel, name) !== 'string') problems.push(`kernelspec.${name}`);
  }
  if (typeof read(read(read(notebook, 'metadata'), 'language_info'), 'name') !== 'string') {
    problems.push('language_info.name');
  }
  const ids = new Set<unknown>();
  for (const [at, cell] of (read(notebook, 'cells') as unknown[]).entries()) {
    const path = `cell ${String(at)}`;
    const id = read(cell, 'id');
    if (typeof id !== 'string' || !/^[a-zA-Z0-9-_]{1,64}$/.test(id) || ids.has(id)) {
      problems.push(`${path}: id ${String(id)}`);
    }
    ids.add(id);
    text(read(cell, 'source'), `${path}: source`);
    const common = ['id', 'cell_type', 'metadata', 'source'];
    if (read(cell, 'cell_type') === 'markdown') keys(cell, path, common);
    else {
      keys(cell, path, [...common, 'execution_count', 'outputs']);
      const count = read(cell, 'execution_count');
      if (count !== null && !Number.isInteger(count)) problems.push(`${path}: execution_count`);
      for (const output of read(cell, 'outputs') as unknown[]) {
        keys(output, `${path}: output`, ['output_type', 'name', 'text']);
        text(read(output, 'text'), `${path}: output`);
      }
    }
  }
  return problems;
}

describe('the Jupyter notebook', () => {
  test.each(lessons)('of $lesson keeps the rules of nbformat 4.5', (lesson) => {
    expect(problemsOf(JSON.parse(notebookFile(documentOf(lesson), library)))).toEqual([]);
  });

  test('holds the code and the output of each cell, line by line', () => {
    const cells = [
      { label: 'One', code: 'a\nb\n', output: 'x\ny' },
      { label: 'Two', code: 'c', output: '' },
    ];
    const notebook = notebookOf({ title: 'T', address: 'A', cells }, '');
    const codes = notebook.cells.filter((cell) => cell.cell_type === 'code').slice(1);
    expect(codes).toMatchObject([
      { source: ['a\n', 'b'], execution_count: 1, outputs: [{ text: ['x\n', 'y\n'] }] },
      { source: ['c'], execution_count: null, outputs: [] },
    ]);
  });

  test('the rules see what breaks them', () => {
    const broken = { nbformat: 4, nbformat_minor: 4, metadata: {}, cells: [{ cell_type: 'code' }] };
    expect(problemsOf({ ...broken, cells: [] })).toContain('not 4.5');
    expect(problemsOf({ ...broken, extra: 1, cells: [] })[0]).toMatch(/extra/);
  });
});
