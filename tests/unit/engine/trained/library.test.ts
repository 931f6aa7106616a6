import '../../model/backend.ts';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ModelFile } from '../../../../src/engine/models/manifest.ts';
import shipped from '../../../../src/engine/models/manifest.json';
import { createLibrary } from '../../../../src/engine/trained/worker/library.ts';
import type { Load } from '../../../../src/engine/trained/worker/shelf.ts';
import type { Library } from '../../../../src/engine/trained/worker/table.ts';
import { LoadError } from '../../../../src/engine/weights/error.ts';

const files: readonly ModelFile[] = shipped;
const load: Load = ({ path }) => Promise.resolve(readFileSync(`public/${path}`));
const waiter = { signal: new AbortController().signal, loading: () => undefined };
const names = Object.keys(createLibrary(load, files)) as (keyof Library)[];

test.each(files)('the shipped file of the $name is as the manifest says', (file) => {
  const bytes = readFileSync(`public/${file.path}`);
  expect(bytes.length).toBe(file.bytes);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
});

test.each(names)('%s is a model of its shipped files, or said to be missing', async (name) => {
  const model = createLibrary(load, files)[name].get(waiter);
  const outcome = await model.then(
    () => 'a model',
    (error: unknown) => error instanceof LoadError && error.code,
  );
  const ownFile = name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`);
  const isShipped = files.some((file) => file.name === ownFile);
  expect(outcome).toBe(isShipped ? 'a model' : 'missing');
});

test('nothing of an empty manifest is there', async () => {
  for (const name of names) {
    const model = createLibrary(load, [])[name].get(waiter);
    await expect(model).rejects.toMatchObject({ name: 'LoadError', code: 'missing' });
  }
});
