import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { beforeAll, expect, test, vi } from 'vitest';
import { completeNames } from '../../../src/components/editor/complete.ts';
import * as model from '../../../src/model/index.ts';
import { readDocs, type DocTable } from '../../../src/notebook/build/docs.ts';
import * as world from '../../../src/world/index.ts';

vi.mock('virtual:notebook-docs', () => ({ default: 'docs.json' }));

let docs: DocTable;

beforeAll(() => {
  docs = readDocs();
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(docs)));
}, 240_000);

test('every value of the library and of the world is there, and only those', () => {
  const names = (library: string) => docs.libraries[library]?.map(({ name }) => name).toSorted();
  const functions = (library: object) =>
    Object.entries(library)
      .filter(([, value]) => typeof value === 'function')
      .map(([name]) => name);
  expect(names('model')).toEqual(expect.arrayContaining(functions(model)));
  expect(names('world')).toEqual(expect.arrayContaining(functions(world)));
  expect(names('model')?.filter((name) => !(name in model))).toEqual([]);
  expect(docs.globals.map(({ name }) => name)).toEqual(['model', 'plot', 'show', 'tf', 'world']);
});

test('an entry has the signature and the docstring of the source', () => {
  const entry = docs.libraries['model']?.find(({ name }) => name === 'scaledDotProductAttention');
  expect(entry?.signature).toContain('(query: X, key: X, value: X');
  expect(entry?.text).toContain('every query takes a weighted mean of the values');
  expect(entry?.text).toContain('@throws ModelError');
  const matMul = docs.libraries['tf']?.find(({ name }) => name === 'matMul');
  expect(matMul?.text).toContain('dot product of two matrices');
  expect(matMul?.text).not.toContain('```');
});

async function complete(code: string): Promise<readonly string[] | undefined> {
  const state = EditorState.create({ doc: code });
  const result = await completeNames(new CompletionContext(state, code.length, false));
  return result?.options.map(({ label }) => label);
}

test('completion knows which library a name is of', async () => {
  expect(await complete('const a = tf.mat')).toContain('matMul');
  expect(await complete('model.')).toContain('encoderLayer');
  expect(await complete('world.draw')).toContain('drawScene');
  expect(await complete('sh')).toContain('show');
  for (const code of ['', 'mytf.m', 'x.model.e', 'x.sh', '1 + ']) {
    expect(await complete(code), code).toBeUndefined();
  }
});
